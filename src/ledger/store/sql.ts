/** INSERT of these columns from parameters of the same names. */
export function insertInto(table: string, columns: readonly string[]): string {
  const values = columns.map((column) => `:${column}`);
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${values.join(', ')})`;
}

/** Inserted, or replaced whole: a row with the same first column keeps its place and what refers to it. */
export function put(table: string, [key = '', ...columns]: readonly string[]): string {
  const changes = columns.map((column) => `${column} = excluded.${column}`);
  return `${insertInto(table, [key, ...columns])} ON CONFLICT (${key}) DO UPDATE SET ${changes.join(', ')}`;
}

/** WHERE of those conditions whose parameter is there; empty without any. */
export function where<P extends object>(conditions: Readonly<Record<keyof P, string>>, params: P): string {
  const names = Object.keys(conditions) as (keyof P)[];
  const wanted = names.filter((name) => params[name] !== undefined).map((name) => conditions[name]);
  return wanted.length === 0 ? '' : `WHERE ${wanted.join(' AND ')}`;
}

/** Without the members that are not there. */
export function defined<T extends object>(params: T): { [Name in keyof T]: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]: Exclude<T[Name], undefined>;
  };
}
