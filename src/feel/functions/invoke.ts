// Choosing a signature and giving the arguments their types.
import { warn } from '../compile/env.ts';
import type { Env, Span } from '../compile/env.ts';
import { isContext, isTagged, kindOf } from '../values/kinds.ts';
import type { FeelFunction } from '../values/kinds.ts';
import { normalizeName } from '../syntax/names.ts';
import { MISFIT } from '../values/types.ts';
import type { Builtin, ParameterType, Signature } from './define.ts';

export type Candidates =
  | { readonly kind: 'some'; readonly signatures: readonly Signature[] }
  | { readonly kind: 'count'; readonly expected: string }
  | { readonly kind: 'parameter'; readonly parameter: string; readonly known: readonly string[] };

/** The signatures that a call with so many arguments, or with these names, can mean. */
export function candidates(builtin: Builtin, names: readonly string[] | undefined, count: number): Candidates {
  const { signatures } = builtin;
  if (names !== undefined) {
    const fitting = signatures.filter((one) => names.every((name) => one.names.includes(name)));
    if (fitting.length > 0) return { kind: 'some', signatures: fitting };
    const known = [...new Set(signatures.flatMap((one) => one.names))];
    return { kind: 'parameter', parameter: names.find((name) => !known.includes(name)) ?? names.join(', '), known };
  }
  const fitting = signatures.filter((one) => count >= one.required && (one.variadic || count <= one.names.length));
  if (fitting.length > 0) return { kind: 'some', signatures: fitting };
  const counts = signatures.map(({ required, names: all }) =>
    required === all.length ? `${required}` : `${required}-${all.length}`,
  );
  return { kind: 'count', expected: [...new Set(counts)].join(' / ') };
}

export function invokeBuiltin(
  builtin: Builtin,
  signatures: readonly Signature[],
  names: readonly string[] | undefined,
  args: readonly unknown[],
  env: Env,
  span: Span,
): unknown {
  env.at = span;
  let parameter = '';
  let expected = '';
  let found: unknown = null;
  for (const one of signatures) {
    const positional = names === undefined ? args : order(one, names, args);
    const converted: unknown[] = [];
    let misfit = -1;
    for (let i = 0; i < one.types.length; i++) {
      const value =
        one.variadic && i === one.types.length - 1 && names === undefined
          ? convertRest(positional.slice(i), one.types[i] as ParameterType)
          : convertOne(positional[i], one.types[i] as ParameterType, i >= one.required);
      if (value === MISFIT) {
        misfit = i;
        break;
      }
      converted.push(value);
    }
    if (misfit < 0) return one.run(env, converted) ?? null;
    if (parameter === '') {
      parameter = one.names[misfit] ?? '';
      expected = one.types[misfit] ?? '';
      found = positional[misfit];
    }
  }
  return warn(env, span, 'FEEL_ARGUMENT', { name: builtin.name, parameter, expected, found: kindOf(found) });
}

/** Named arguments in the order of the parameters; `undefined` for those not given. */
function order(one: Signature, names: readonly string[], args: readonly unknown[]): unknown[] {
  return one.names.map((name) => {
    const index = names.indexOf(name);
    return index < 0 ? undefined : (args[index] ?? null);
  });
}

/** Arguments of a function value by parameter name; `undefined` when a name does not fit. */
export function bindNamed(
  target: FeelFunction,
  names: readonly string[],
  args: readonly unknown[],
): readonly unknown[] | undefined {
  const parameters = target.parameters?.map(normalizeName);
  if (parameters === undefined || names.some((name) => !parameters.includes(name))) return undefined;
  return parameters.map((parameter) => {
    const index = names.indexOf(parameter);
    return index < 0 ? null : (args[index] ?? null);
  });
}

function convertRest(values: readonly unknown[], type: ParameterType): unknown {
  // min(1, 2) and min([1, 2]) are the same call
  const [first] = values;
  if (values.length === 1 && Array.isArray(first) && type !== 'lists' && type !== 'any') return convert(first, type);
  return type === 'any' ? values : convert(values, type);
}

function convertOne(value: unknown, type: ParameterType, optional: boolean): unknown {
  if (value === undefined) return optional ? undefined : type === 'any' ? null : MISFIT;
  return convert(value, type);
}

function convert(value: unknown, type: ParameterType): unknown {
  switch (type) {
    case 'any':
      return value;
    case 'some':
      return value === null ? MISFIT : value;
    case 'number':
    case 'string':
    case 'boolean':
      if (typeof value === type) return value;
      return convertItem(value, type);
    case 'string or null':
      return value === null ? null : convert(value, 'string');
    case 'number or null':
      return value === null ? null : convert(value, 'number');
    case 'list':
      return value === null ? MISFIT : Array.isArray(value) ? value : [value];
    case 'numbers':
      return convertItems(value, (item) => typeof item === 'number');
    case 'strings':
      return convertItems(value, (item) => typeof item === 'string');
    case 'contexts':
      return convertItems(value, isContext);
    case 'lists':
      return Array.isArray(value)
        ? value.map((item: unknown) => (Array.isArray(item) ? (item as unknown[]) : [item]))
        : MISFIT;
    case 'context':
      return isContext(value) ? value : convertItem(value, type);
    case 'day':
      return isTagged(value, 'date') || isTagged(value, 'date and time') ? value : convertItem(value, type);
    case 'duration':
      return isTagged(value, 'days and time duration') || isTagged(value, 'years and months duration')
        ? value
        : convertItem(value, type);
    default:
      return isTagged(value, type) ? value : convertItem(value, type);
  }
}

function convertItem(value: unknown, type: ParameterType): unknown {
  if (!Array.isArray(value) || value.length !== 1) return MISFIT;
  const [item] = value as unknown[];
  return Array.isArray(item) || item === null ? MISFIT : convert(item, type);
}

function convertItems(value: unknown, accepts: (item: unknown) => boolean): unknown {
  if (value === null) return MISFIT;
  const list = Array.isArray(value) ? (value as unknown[]) : [value];
  return list.every(accepts) ? list : MISFIT;
}
