/** The methods of each path pattern (`/api/v1/org/api-keys/:key_id`), for answers to those that are not there. */
export interface RouteMap {
  add(pattern: string, method: string): void;
  /** The methods that this path has; empty when there is no such path. */
  methods(path: string): readonly string[];
}

export function createRouteMap(): RouteMap {
  const patterns = new Map<string, Set<string>>();
  return {
    add(pattern, method) {
      patterns.set(pattern, (patterns.get(pattern) ?? new Set()).add(method));
    },
    methods(path) {
      const found = [...patterns].filter(([pattern]) => matches(pattern, path));
      return [...new Set(found.flatMap(([, methods]) => [...methods]))].sort();
    },
  };
}

function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const given = path.split('/');
  return (
    wanted.length === given.length && wanted.every((part, at) => part.startsWith(':') || part === given[at])
  );
}
