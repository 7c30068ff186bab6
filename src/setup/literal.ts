/**
 * What was typed, as the file must hold it to be read as it was typed: `${…}` would be a reference to a file or to the
 * environment, and would let whoever may call the REST API read them.
 */
export function literal<T extends string | null>(typed: T): T {
  return (typed?.replaceAll('${', () => '$${') ?? null) as T;
}
