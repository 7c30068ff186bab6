/** Where references in the configuration lead. */
export interface ReferenceSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** @throws anything when the file cannot be read */
  readonly readFile: (path: string) => string;
}

export interface Interpolated {
  /** The text with every reference replaced; a reference that leads nowhere became nothing. */
  readonly text: string;
  /** What is wrong with the references, without their values. */
  readonly problems: readonly string[];
}

// `$${` is an escaped `${`; `${` without an end is found too, in order to be reported.
const REFERENCE = /\$\$\{|\$\{([^}]*)(\}?)/g;
const VARIABLE = /^([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?$/s;
const FILE = /^file:(.+)$/s;

export function hasReference(text: string): boolean {
  return text.includes('${');
}

/**
 * Replaces `${NAME}` and `${NAME:-default}` by environment variables (the default counts when the variable is unset or
 * empty) and `${file:/path}` by the content of a file without its last line break. `$${` stands for a literal `${`.
 */
export function interpolate(text: string, sources: ReferenceSources): Interpolated {
  const problems: string[] = [];
  const replaced = text.replaceAll(
    REFERENCE,
    (match, inside: string | undefined, end: string | undefined) => {
      if (inside === undefined) return match.slice(1);
      const result =
        end === '}' ? resolve(inside, sources) : { problem: 'has a reference without its closing brace' };
      if ('text' in result) return result.text;
      problems.push(result.problem);
      return '';
    },
  );
  return { text: replaced, problems };
}

type Resolved = { readonly text: string } | { readonly problem: string };

function resolve(inside: string, sources: ReferenceSources): Resolved {
  const path = FILE.exec(inside)?.[1];
  if (path !== undefined) return resolveFile(path, sources);
  const [, name, fallback] = VARIABLE.exec(inside) ?? [];
  if (name === undefined) return { problem: 'has a reference that names neither a variable nor a file' };
  const value = Object.hasOwn(sources.env, name) ? sources.env[name] : undefined;
  if (fallback !== undefined) return { text: value === undefined || value === '' ? fallback : value };
  return value === undefined
    ? { problem: `needs the environment variable ${name}, which is not set` }
    : { text: value };
}

function resolveFile(path: string, { readFile }: ReferenceSources): Resolved {
  try {
    return { text: readFile(path).replace(/\r?\n$/, '') };
  } catch (error) {
    return { problem: `needs the file ${path}, which cannot be read${codeOf(error)}` };
  }
}

/** @example ' (ENOENT)' */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
}
