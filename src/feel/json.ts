// FEEL values ⇄ plain JSON, for storage: temporal values become their ISO texts and are not told from texts on the way back.
import type { JsonValue } from '../model/json.ts';
import { KIND, setEntry } from './values/kinds.ts';
import type { FeelRange, FeelTagged } from './values/kinds.ts';
import { temporalText } from './values/temporal-text.ts';
import { numberText } from './values/rounding.ts';
import { stop } from './compile/env.ts';
import { feelLimits } from './limits.ts';

/**
 * Dates, times and durations become ISO 8601 texts, ranges their notation (`[1..5]`), functions null. Throws a limit signal (see
 * `isFeelLimit`) when the value is larger or deeper than the limits.
 */
export function toJson(value: unknown): JsonValue {
  const budget = { left: feelLimits.valueEntries };
  return convert(value, budget, 0);
}

function convert(value: unknown, budget: { left: number }, depth: number): JsonValue {
  if (budget.left-- <= 0) stop('FEEL_VALUE_SIZE', { limit: feelLimits.valueEntries });
  if (depth > feelLimits.valueDepth) stop('FEEL_DEPTH', { limit: feelLimits.valueDepth });
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? value : null;
    case 'string':
    case 'boolean':
      return value;
    case 'object': {
      if (value === null) return null;
      if (Array.isArray(value)) return value.map((item) => convert(item, budget, depth + 1));
      const tagged = value as FeelTagged | { readonly [KIND]: undefined };
      switch (tagged[KIND]) {
        case 'function':
          return null;
        case 'range':
          return rangeJson(tagged, budget, depth);
        case undefined: {
          const json: Record<string, JsonValue> = {};
          for (const [key, entry] of Object.entries(value)) setEntry(json, key, convert(entry, budget, depth + 1));
          return json;
        }
        default:
          return temporalText(tagged);
      }
    }
    default:
      return null;
  }
}

function rangeJson(range: FeelRange, budget: { left: number }, depth: number): string {
  const end = (value: unknown): string => {
    if (typeof value === 'number') return numberText(value);
    if (typeof value === 'string') return JSON.stringify(value);
    const json = convert(value, budget, depth + 1);
    return json === null ? '' : typeof json === 'string' ? `@"${json}"` : JSON.stringify(json);
  };
  if (range.operator !== undefined) return `${range.operator} ${end(range.start ?? range.end)}`;
  return `${range.startIncluded ? '[' : '('}${end(range.start)}..${end(range.end)}${range.endIncluded ? ']' : ')'}`;
}

/** JSON is FEEL already; only `undefined` and what is no JSON at all becomes null. Texts stay texts: `date(text)` makes dates. */
export function fromJson(value: unknown): unknown {
  return value === undefined || typeof value === 'function' || typeof value === 'symbol' ? null : value;
}
