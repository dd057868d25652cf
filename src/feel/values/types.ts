// FEEL types: conformance (`instance of`) and the implicit conversions of DMN 1.5 §10.3.2.9.4.
import type { FeelProblem } from '../../model/feel.ts';
import { charge, checkDepth } from '../compile/env.ts';
import type { Env } from '../compile/env.ts';
import { entryOf, isContext, isFunction, isTagged, kindOf } from './kinds.ts';
import type { FeelType } from './kinds.ts';
import { MIDNIGHT_UTC, createDateTime } from './temporal.ts';

export const ANY: FeelType = { kind: 'any' };

export function simpleType(name: string): FeelType | undefined {
  return simpleTypes.get(name);
}

const simpleTypes = new Map<string, FeelType>([
  ['Any', ANY],
  ['any', ANY],
  ['Null', { kind: 'simple', name: 'null' }],
  ['list', { kind: 'list', element: ANY }],
  ['range', { kind: 'range', element: ANY }],
  ['context', { kind: 'context', entries: new Map() }],
  ['function', { kind: 'function', parameters: undefined, result: ANY }],
]);
for (const name of [
  'number',
  'string',
  'boolean',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
] as const) {
  simpleTypes.set(name, { kind: 'simple', name });
}
simpleTypes.set('dateTime', { kind: 'simple', name: 'date and time' });
simpleTypes.set('dayTimeDuration', { kind: 'simple', name: 'days and time duration' });
simpleTypes.set('yearMonthDuration', { kind: 'simple', name: 'years and months duration' });

/**
 * Does the value conform? A null conforms to no type but `Null`. `checks`: allowed values count too; `instance of` asks for the
 * type alone.
 */
export function isInstance(value: unknown, type: FeelType, env: Env, depth = 0, checks = false): boolean {
  if (value === null || value === undefined) return type.kind === 'simple' && type.name === 'null';
  switch (type.kind) {
    case 'any':
      return true;
    case 'simple':
      return kindOf(value) === type.name;
    case 'list':
      checkDepth(env, depth);
      if (!Array.isArray(value)) return false;
      if (type.element.kind === 'any') return true;
      charge(env, value.length);
      return value.every((item) => isInstance(item, type.element, env, depth + 1, checks));
    case 'range':
      return (
        isTagged(value, 'range') &&
        (value.start !== undefined || value.end !== undefined) &&
        (value.start === undefined || isInstance(value.start, type.element, env, depth + 1, checks)) &&
        (value.end === undefined || isInstance(value.end, type.element, env, depth + 1, checks))
      );
    case 'context':
      checkDepth(env, depth);
      if (!isContext(value)) return false;
      for (const [name, entryType] of type.entries) {
        if (!Object.hasOwn(value, name)) return false;
        const entry = entryOf(value, name);
        if (entry !== null && entry !== undefined && !isInstance(entry, entryType, env, depth + 1, checks))
          return false;
      }
      return true;
    case 'function': {
      if (!isFunction(value)) return false;
      const { parameters } = type;
      if (parameters === undefined) return true;
      const own = value.parameterTypes ?? [];
      if (value.parameters?.length !== parameters.length) return false;
      return (
        parameters.every((parameter, i) => isSubtype(parameter, own[i] ?? ANY)) &&
        isSubtype(value.resultType ?? ANY, type.result)
      );
    }
    case 'checked':
      return isInstance(value, type.base, env, depth, checks) && (!checks || type.allows(value));
  }
}

function isSubtype(narrow: FeelType, wide: FeelType): boolean {
  if (wide.kind === 'any') return true;
  if (narrow.kind === 'checked') return isSubtype(narrow.base, wide);
  switch (wide.kind) {
    case 'simple':
      return narrow.kind === 'simple' && narrow.name === wide.name;
    case 'list':
    case 'range':
      return narrow.kind === wide.kind && isSubtype(narrow.element, wide.element);
    case 'context':
      return (
        narrow.kind === 'context' &&
        [...wide.entries].every(([name, type]) => {
          const own = narrow.entries.get(name);
          return own !== undefined && isSubtype(own, type);
        })
      );
    case 'function':
      return narrow.kind === 'function';
    case 'checked':
      return isSubtype(narrow, wide.base);
  }
}

/** Result of `coerce` for a value that cannot become the type. */
export const MISFIT: unique symbol = Symbol('misfit');

/**
 * The value as the type, by the implicit conversions: a one-item list to its item, an item to a one-item list, a date to a date
 * and time at midnight UTC. `null` fits everything.
 */
export function coerce(value: unknown, type: FeelType, env: Env): unknown {
  if (value === null || value === undefined) return null;
  if (isInstance(value, type, env, 0, true)) return value;
  const target = type.kind === 'checked' ? type.base : type;
  if (Array.isArray(value) && target.kind !== 'list' && value.length === 1) {
    const [item] = value as unknown[];
    return isInstance(item, type, env, 0, true) ? item : MISFIT;
  }
  if (!Array.isArray(value) && target.kind === 'list' && isInstance([value], type, env, 0, true)) return [value];
  if (target.kind === 'simple' && target.name === 'date and time' && isTagged(value, 'date')) {
    return createDateTime(value, MIDNIGHT_UTC);
  }
  return MISFIT;
}

/** Why a value could not become the type. */
export function misfit(name: string, value: unknown, type: FeelType, env: Env): Pick<FeelProblem, 'code' | 'params'> {
  if (type.kind === 'checked' && coerce(value, type.base, env) !== MISFIT)
    return { code: 'FEEL_VALUE_NOT_ALLOWED', params: { name } };
  return { code: 'FEEL_VALUE_TYPE', params: { name, expected: describeType(type), found: kindOf(value) } };
}

export function describeType(type: FeelType): string {
  switch (type.kind) {
    case 'any':
      return 'Any';
    case 'simple':
      return type.name;
    case 'list':
    case 'range':
      return type.element.kind === 'any' ? type.kind : `${type.kind}<${describeType(type.element)}>`;
    case 'checked':
      return describeType(type.base);
    default:
      return type.kind;
  }
}
