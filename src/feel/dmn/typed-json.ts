// Process variables are plain JSON: where a type asks for a date, a time or a duration, an ISO 8601 text is read as one.
import { isContext, setEntry } from '../values/kinds.ts';
import type { FeelType } from '../values/kinds.ts';
import { parseDate, parseDateTime, parseDuration, parseTime } from '../values/temporal-text.ts';

export function typedJson(value: unknown, type: FeelType): unknown {
  switch (type.kind) {
    case 'checked':
      return typedJson(value, type.base);
    case 'list':
      return Array.isArray(value) ? value.map((item) => typedJson(item, type.element)) : value;
    case 'context': {
      if (!isContext(value)) return value;
      const typed: Record<string, unknown> = {};
      for (const [key, entry] of Object.entries(value)) {
        const entryType = type.entries.get(key);
        setEntry(typed, key, entryType === undefined ? entry : typedJson(entry, entryType));
      }
      return typed;
    }
    case 'simple':
      return typeof value === 'string' ? (parsers[type.name]?.(value) ?? value) : value;
    default:
      return value;
  }
}

const parsers: Readonly<Record<string, ((text: string) => unknown) | undefined>> = {
  date: parseDate,
  time: parseTime,
  'date and time': parseDateTime,
  'days and time duration': parseDuration,
  'years and months duration': parseDuration,
};
