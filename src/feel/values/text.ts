// `string(value)`: every FEEL value as text; texts inside lists and contexts are quoted.
import { charge, checkDepth, checkString } from '../compile/env.ts';
import type { Env } from '../compile/env.ts';
import { KIND } from './kinds.ts';
import type { FeelContext, FeelFunction, FeelRange, FeelTagged } from './kinds.ts';
import { numberText } from './rounding.ts';
import { temporalText } from './temporal-text.ts';

export function textOf(value: unknown, env: Env): string {
  if (typeof value === 'string') return value;
  const text = nestedText(value, env, 0);
  checkString(env, text.length);
  return text;
}

function nestedText(value: unknown, env: Env, depth: number): string {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'number':
      return numberText(value);
    case 'boolean':
      return String(value);
    case 'object':
      return value === null ? 'null' : objectText(value, env, depth);
    default:
      return 'null';
  }
}

function objectText(value: object, env: Env, depth: number): string {
  checkDepth(env, depth);
  charge(env, 1);
  if (Array.isArray(value)) return `[${joined(value, env, (item) => nestedText(item, env, depth + 1))}]`;
  const tagged = value as FeelTagged | { readonly [KIND]: undefined };
  switch (tagged[KIND]) {
    case 'range':
      return rangeText(tagged, env, depth);
    case 'function':
      return functionText(tagged);
    case undefined:
      return `{${joined(Object.entries(value as FeelContext), env, ([key, entry]) => `${keyText(key)}: ${nestedText(entry, env, depth + 1)}`)}}`;
    default:
      return temporalText(tagged);
  }
}

function joined<T>(items: readonly T[], env: Env, write: (item: T) => string): string {
  let text = '';
  for (const item of items) {
    text += text === '' ? write(item) : `, ${write(item)}`;
    checkString(env, text.length);
  }
  return text;
}

function rangeText(range: FeelRange, env: Env, depth: number): string {
  const { operator } = range;
  if (operator !== undefined) {
    return `${operator} ${nestedText(operator.startsWith('<') ? range.end : range.start, env, depth + 1)}`;
  }
  const start = nestedText(range.start, env, depth + 1);
  const end = nestedText(range.end, env, depth + 1);
  return `${range.startIncluded ? '[' : '('}${start}..${end}${range.endIncluded ? ']' : ')'}`;
}

function functionText(value: FeelFunction): string {
  return `function(${value.parameters?.join(', ') ?? '...'})`;
}

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;
const keyText = (key: string): string => (/^[\p{L}_?][\p{L}\p{N}_ ]*$/u.test(key) ? key : quoted(key));
