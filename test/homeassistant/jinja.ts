/**
 * Evaluates the small part of Jinja2 that our templates use: one `{{ expression }}` with literals, names, `[ ]`,
 * `.get()`, arithmetic, chained comparisons, `is`, `and`, filters and `a if b else c`. Anything else is a SyntaxError,
 * so that a template cannot silently mean something else here than there.
 */

type Value = unknown;
type Evaluate = (scope: Scope) => Value;
type Scope = ReadonlyMap<string, Value>;

/** What `value_json` is when the payload is no JSON, and what a missing variable is. */
const UNDEFINED = Symbol('undefined');

/** Renders a template for an incoming payload, as Home Assistant does: `value_json` only if the payload is JSON. */
export function renderState(template: string, payload: string): string {
  return render(
    template,
    new Map<string, Value>([
      ['value', payload],
      ['value_json', json(payload)],
    ]),
  );
}

/** Renders a template for what somebody chose in Home Assistant. */
export function renderCommand(template: string, value: string | number): string {
  return render(template, new Map([['value', value]]));
}

function json(payload: string): Value {
  try {
    return JSON.parse(payload);
  } catch {
    return UNDEFINED;
  }
}

function render(template: string, scope: Scope): string {
  const source = /^\{\{ (.*) \}\}$/s.exec(template)?.[1];
  if (source === undefined) throw new SyntaxError(`not one expression: ${template}`);
  return printed(createParser(tokens(source))(scope)).trim();
}

function printed(value: Value): string {
  if (value === UNDEFINED) return '';
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const TOKEN =
  /\s*("(?:[^"\\]|\\.)*"|\d+(?:\.\d+)?(?:e[+-]?\d+)?|[A-Za-z_]\w*|\/\/|==|<=|>=|[-+*/%<>()[\]{}:,.|])/gy;

function tokens(source: string): string[] {
  const found = [...source.matchAll(TOKEN)];
  if (found.map(([text]) => text).join('') !== source.trimEnd())
    throw new SyntaxError(`cannot read: ${source}`);
  return found.map(([, token = '']) => token);
}

const COMPARISONS: Readonly<Record<string, (a: Value, b: Value) => boolean>> = {
  '==': (a, b) => a === b,
  '<': (a, b) => number(a) < number(b),
  '<=': (a, b) => number(a) <= number(b),
  '>': (a, b) => number(a) > number(b),
  '>=': (a, b) => number(a) >= number(b),
};
const SUMS: Readonly<Record<string, (a: Value, b: Value) => number>> = {
  '+': (a, b) => number(a) + number(b),
  '-': (a, b) => number(a) - number(b),
};
const PRODUCTS: Readonly<Record<string, (a: Value, b: Value) => number>> = {
  '*': (a, b) => number(a) * number(b),
  '/': (a, b) => number(a) / number(b),
  '//': (a, b) => Math.floor(number(a) / number(b)),
  '%': (a, b) => number(a) % number(b),
};
const TESTS: Readonly<Record<string, (value: Value) => boolean>> = {
  defined: (value) => value !== UNDEFINED,
  // In Python, true and false are numbers.
  number: (value) => typeof value === 'number' || typeof value === 'boolean',
  boolean: (value) => typeof value === 'boolean',
  // What is undefined has length 0.
  sequence: (value) =>
    typeof value === 'string' || value === UNDEFINED || (typeof value === 'object' && value !== null),
};
const FILTERS: Readonly<Record<string, (value: Value, ...args: Value[]) => Value>> = {
  int: (value, otherwise = UNDEFINED) => {
    if (typeof value !== 'string' || /^\d+$/.test(value)) return Math.trunc(Number(value));
    if (otherwise === UNDEFINED) throw new TypeError(`${value} is no integer`);
    return otherwise;
  },
  length: (value) => (typeof value === 'string' ? value.length : Object.keys(Object(value)).length),
  round: (value, digits = 0) => Number(number(value).toFixed(number(digits))),
  tojson: (value) =>
    JSON.stringify(value, (_name, member) => {
      if (member === UNDEFINED) throw new TypeError('undefined is not JSON');
      return member;
    }),
  format: (value, ...args) => {
    const rest = [...args];
    return String(value).replaceAll('%02d', () => String(Math.trunc(number(rest.shift()))).padStart(2, '0'));
  },
};

/** A missing member is undefined; a member of what is undefined is an error; other values have no members. */
function indexed(container: Value, name: Value): Value {
  if (container === UNDEFINED) throw new TypeError(`cannot take ${String(name)} of what is undefined`);
  if (container instanceof Map) {
    if (!container.has(name)) throw new RangeError(`no ${String(name)} in the template's dictionary`);
    return container.get(name);
  }
  const members = Object(container);
  return Object.hasOwn(members, String(name)) ? members[String(name)] : UNDEFINED;
}

function number(value: Value): number {
  if (typeof value !== 'number') throw new TypeError(`${String(value)} is no number`);
  return value;
}

function createParser(rest: string[]): Evaluate {
  const peek = (): string | undefined => rest[0];
  const take = (): string => rest.shift() ?? fail('more');
  const accept = (token: string): boolean => peek() === token && take() === token;
  const expect = (token: string): void => {
    if (!accept(token)) fail(token);
  };
  function fail(wanted: string): never {
    throw new SyntaxError(`expected ${wanted} before: ${rest.join(' ')}`);
  }

  function conditional(): Evaluate {
    const then = conjunction();
    if (!accept('if')) return then;
    const test = conjunction();
    expect('else');
    const otherwise = conditional();
    return (scope) => (truth(test(scope)) ? then(scope) : otherwise(scope));
  }

  function conjunction(): Evaluate {
    let left = comparison();
    while (accept('and')) {
      const [before, after] = [left, comparison()];
      left = (scope) => truth(before(scope)) && truth(after(scope));
    }
    return left;
  }

  function comparison(): Evaluate {
    const first = binary(SUMS, () => binary(PRODUCTS, filtered));
    const links: { compare: (a: Value, b: Value) => boolean; right: Evaluate }[] = [];
    for (
      let compare = COMPARISONS[peek() ?? ''];
      compare !== undefined;
      compare = COMPARISONS[peek() ?? '']
    ) {
      take();
      links.push({ compare, right: binary(SUMS, () => binary(PRODUCTS, filtered)) });
    }
    if (links.length === 0) return first;
    return (scope) => {
      const values = [first(scope), ...links.map(({ right }) => right(scope))];
      return links.every(({ compare }, index) => compare(values[index], values[index + 1]));
    };
  }

  function binary(
    operators: Readonly<Record<string, (a: Value, b: Value) => number>>,
    operand: () => Evaluate,
  ): Evaluate {
    let left = operand();
    for (let apply = operators[peek() ?? '']; apply !== undefined; apply = operators[peek() ?? '']) {
      take();
      const [before, after, operate] = [left, operand(), apply];
      left = (scope) => operate(before(scope), after(scope));
    }
    return left;
  }

  function filtered(): Evaluate {
    let value = postfix();
    for (;;) {
      const before = value;
      if (accept('|')) {
        const filter = FILTERS[take()] ?? fail('a known filter');
        const args = accept('(') ? list(')') : [];
        value = (scope) => filter(before(scope), ...args.map((arg) => arg(scope)));
      } else if (accept('is')) {
        const wanted = !accept('not');
        const test = TESTS[take()] ?? fail('a known test');
        value = (scope) => test(before(scope)) === wanted;
      } else return value;
    }
  }

  function postfix(): Evaluate {
    let value = primary();
    for (;;) {
      const before = value;
      if (accept('[')) value = index(before);
      else if (accept('.')) value = member(before);
      else return value;
    }
  }

  function index(of: Evaluate): Evaluate {
    const from = peek() === ':' ? () => 0 : conditional();
    if (accept(':')) {
      const to = conditional();
      expect(']');
      return (scope) => [...String(of(scope))].slice(number(from(scope)), number(to(scope))).join('');
    }
    expect(']');
    return (scope) => indexed(of(scope), from(scope));
  }

  function member(of: Evaluate): Evaluate {
    const name = take();
    if (name !== 'get') return (scope) => (of(scope) as Record<string, Value>)[name] ?? UNDEFINED;
    expect('(');
    const [key, otherwise] = list(')');
    if (key === undefined || otherwise === undefined) return fail('get(key, default)');
    return (scope) => {
      const map = of(scope) as Map<Value, Value>;
      return map.has(key(scope)) ? map.get(key(scope)) : otherwise(scope);
    };
  }

  function primary(): Evaluate {
    if (accept('(')) {
      const [inner] = list(')');
      return inner ?? fail('an expression');
    }
    if (accept('{')) return dictionary();
    if (accept('-')) {
      const operand = primary();
      return (scope) => -number(operand(scope));
    }
    const token = take();
    if (token.startsWith('"')) return constant(JSON.parse(token));
    if (/^\d/.test(token)) return constant(Number(token));
    if (token === 'none') return constant(null);
    return (scope) => (scope.has(token) ? scope.get(token) : UNDEFINED);
  }

  function dictionary(): Evaluate {
    const pairs: (readonly [Evaluate, Evaluate])[] = [];
    while (!accept('}')) {
      if (pairs.length > 0) expect(',');
      const key = conditional();
      expect(':');
      pairs.push([key, conditional()]);
    }
    return (scope) => {
      const map = new Map(pairs.map(([key, value]) => [key(scope), value(scope)]));
      return Object.assign(map, { toJSON: () => Object.fromEntries(map) });
    };
  }

  function list(end: string): Evaluate[] {
    const items: Evaluate[] = [];
    while (!accept(end)) {
      if (items.length > 0) expect(',');
      items.push(conditional());
    }
    return items;
  }

  const expression = conditional();
  if (rest.length > 0) fail('the end');
  return expression;
}

const constant =
  (value: Value): Evaluate =>
  () =>
    value;

function truth(value: Value): boolean {
  return value !== UNDEFINED && Boolean(value);
}
