/** A text that only the emulator knows (an id, a moment that the facts leave open): bound to what it said first. */
export type Unknown = { readonly unknown: number };

export type Text = string | Unknown;

/** A list whose order the facts leave open; the order met first is adopted. */
export type AnyOrder = { readonly anyOrder: readonly { readonly value: Text }[]; adopt(order: number[]): void };

type Binding = { value?: string; readonly oneOf?: readonly string[]; readonly pattern?: RegExp };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isUnknown = (value: unknown): value is Unknown => isObject(value) && 'unknown' in value;
const isAnyOrder = (value: unknown): value is AnyOrder => isObject(value) && 'anyOrder' in value;

export const createUnknowns = () => {
  const bindings: Binding[] = [];
  const derived = new Map<number | string, Unknown>();
  const add = (binding: Binding): Unknown => ({ unknown: bindings.push(binding) - 1 });

  const known = (text: Text): string | undefined => (typeof text === 'string' ? text : bindings[text.unknown]?.value);

  const candidatesOf = (text: Text): readonly string[] => {
    const value = known(text);
    if (value !== undefined) return [value];
    return typeof text === 'string' ? [] : (bindings[text.unknown]?.oneOf ?? []);
  };

  const bind = (unknown: Unknown, actual: unknown, path: string): string[] => {
    const binding = bindings[unknown.unknown];
    if (binding === undefined) throw new Error('an unknown of another model');
    if (binding.value !== undefined) return same(binding.value, actual, path);
    if (typeof actual !== 'string') return [`${path}: a text is missing, not ${JSON.stringify(actual)}`];
    if (binding.oneOf !== undefined && !binding.oneOf.includes(actual)) {
      return [`${path}: one of ${binding.oneOf.join(', ')}, not ${actual}`];
    }
    if (binding.pattern !== undefined && !binding.pattern.test(actual))
      return [`${path}: ${actual} does not match ${binding.pattern}`];
    binding.value = actual;
    return [];
  };

  const same = (expected: unknown, actual: unknown, path: string): string[] =>
    Object.is(expected, actual) ? [] : [`${path}: ${JSON.stringify(expected)} expected, not ${JSON.stringify(actual)}`];

  const matchAnyOrder = ({ anyOrder, adopt }: AnyOrder, actual: unknown, path: string): string[] => {
    if (!Array.isArray(actual) || actual.length !== anyOrder.length) return same(anyOrder, actual, path);
    const order = actual.map((item) => anyOrder.findIndex((one) => isObject(item) && known(one.value) === item.value));
    if (new Set(order).size !== order.length || order.includes(-1)) return same(anyOrder, actual, path);
    adopt(order);
    return order.flatMap((from, at) => match(anyOrder[from], actual[at], `${path}[${at}]`));
  };

  /** What differs, as lines; objects must have their keys in the order expected. */
  const match = (expected: unknown, actual: unknown, path = ''): string[] => {
    if (isUnknown(expected)) return bind(expected, actual, path);
    if (isAnyOrder(expected)) return matchAnyOrder(expected, actual, path);
    if (Array.isArray(expected)) {
      if (!Array.isArray(actual)) return same(expected, actual, path);
      if (expected.length !== actual.length) {
        return [`${path}: ${expected.length} expected, not ${actual.length}: ${JSON.stringify(actual)}`];
      }
      return expected.flatMap((item, at) => match(item, actual[at], `${path}[${at}]`));
    }
    if (isObject(expected)) {
      if (!isObject(actual)) return same(expected, actual, path);
      const [want, have] = [Object.keys(expected).join(), Object.keys(actual).join()];
      if (want !== have) return [`${path}: the keys ${want} expected, not ${have}`];
      return Object.entries(expected).flatMap(([key, value]) => match(value, actual[key], `${path}.${key}`));
    }
    return same(expected, actual, path);
  };

  return {
    match,
    known,
    id: (): Unknown => add({ pattern: /^[0-9a-f]{48}$/ }),
    text: (): Unknown => add({}),
    /** The text that always stands beside an id: bound when the emulator first shows it. */
    derived: (id: Text, pattern: RegExp): Unknown => {
      const of = isUnknown(id) ? id.unknown : id;
      const known = derived.get(of) ?? add({ pattern });
      derived.set(of, known);
      return known;
    },
    oneOf: (...texts: Text[]): Unknown => add({ oneOf: [...new Set(texts.flatMap(candidatesOf))] }),
  };
};

export type Unknowns = ReturnType<typeof createUnknowns>;
