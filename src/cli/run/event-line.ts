// An event as one line of JSON. The instants of an event, of its task and of its clock are written in ISO 8601; other values stay as
// they are.
import type { JournalEntry } from '../../model/journal.ts';
import type { JsonValue } from '../../model/json.ts';
import { formatInstant } from '../../time/index.ts';
import type { ElementOf } from './element-of.ts';

export function eventLine(
  { instanceId, seq, at }: JournalEntry,
  event: JournalEntry['events'][number],
  elementOf: ElementOf,
  zone: string,
): string {
  const { type, instanceId: caller, ...own } = event;
  const fields = Object.entries(own).map(([name, value]) => [
    name,
    name === 'task' || name === 'clock' ? deep(value, zone) : readable(name, value, zone),
  ]);
  return JSON.stringify({
    type,
    at: formatInstant(at, zone),
    instanceId,
    elementId: elementOf(instanceId, event),
    seq,
    ...Object.fromEntries(fields),
    // The event of a called process names the instance that called it.
    ...(caller === undefined ? {} : { callerInstanceId: caller }),
  });
}

function readable(name: string, value: JsonValue, zone: string): JsonValue {
  return name.endsWith('At') && typeof value === 'number' ? formatInstant(value, zone) : value;
}

function deep(value: JsonValue, zone: string): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => deep(item, zone));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, deep(readable(name, inner, zone), zone)]),
  );
}
