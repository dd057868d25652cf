// The element an event is about, also where the event only gives the id of a part (a job, a timer, a token) named before.
import type { JournalEntry } from '../../model/journal.ts';

/** Must be asked for every event, in order. */
export type ElementOf = (instanceId: string, event: JournalEntry['events'][number]) => string | null;

export function elementFinder(): ElementOf {
  const known = new Map<string, string>();
  return (instanceId, event) => {
    const keys = partNames.flatMap((name) => (typeof event[name] === 'string' ? [`${instanceId} ${event[name]}`] : []));
    if (typeof event['element'] !== 'string')
      return keys.map((key) => known.get(key)).find((id) => id !== undefined) ?? null;
    for (const key of keys) if (!known.has(key)) known.set(key, event['element']);
    return event['element'];
  };
}

/** Ids of parts are counters of the instance, so no two parts share one. `on` is the live element that holds the part. */
const partNames = ['jobId', 'taskId', 'timerId', 'subscriptionId', 'incidentId', 'callId', 'id'] as const;
