// Functions of `${…}` expressions that stand alone, in FEEL.
import { atLeast, isFeelName, level, whole } from './feel-text.ts';
import type { Feel } from './feel-text.ts';

/** Camunda's `now()` and `dateTime()`. */
export function callFunction(name: string, args: readonly Feel[]): Feel | undefined {
  return (name === 'now' || name === 'dateTime') && args.length === 0 ? whole('now()') : undefined;
}

/** Flowable's `variables:get(x)` and its like; the variable's name comes with or without quotes. */
export function callWithPrefix(name: string, [variable, other, ...rest]: readonly Feel[]): Feel | undefined {
  const written = variable?.literal ?? variable?.text;
  if (typeof written !== 'string' || !isFeelName(written) || rest.length > 0) return undefined;
  const compare = (operator: string): Feel | undefined =>
    other === undefined
      ? undefined
      : { text: `${written} ${operator} ${atLeast(other, level.sum)}`, level: level.comparison };
  const empty = `list contains([null, "", [], {}], ${written})`;
  switch (name) {
    case 'get':
      return other === undefined ? whole(written) : undefined;
    case 'getOrDefault':
      return other && { text: `if ${written} != null then ${written} else ${other.text}`, level: level.choice };
    case 'exists':
    case 'exist':
      return { text: `${written} != null`, level: level.comparison };
    case 'equals':
    case 'eq':
      return compare('=');
    case 'notEquals':
    case 'ne':
      return compare('!=');
    case 'lt':
    case 'lowerThan':
    case 'lessThan':
      return compare('<');
    case 'lte':
    case 'lowerThanOrEquals':
    case 'lessThanOrEquals':
      return compare('<=');
    case 'gt':
    case 'greaterThan':
      return compare('>');
    case 'gte':
    case 'greaterThanOrEquals':
      return compare('>=');
    case 'empty':
    case 'isEmpty':
      return whole(empty);
    case 'notEmpty':
    case 'isNotEmpty':
      return whole(`not(${empty})`);
    default:
      return undefined;
  }
}
