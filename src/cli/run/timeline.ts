// Events for people: a line each, the moment once for all that happens at it.
import type { ProcessEvent } from '../../model/events.ts';
import type { JournalEntry } from '../../model/journal.ts';
import { eventText, formatInstant, type Lang } from '../../text/index.ts';
import { printable, type Style } from '../style.ts';

export interface TimelineParts {
  readonly lang: Lang;
  readonly style: Style;
  readonly zone: string;
  readonly nameOf: (instanceId: string, element: string) => string;
}

/** Gives the line of an event, or null when it is bookkeeping that tells people nothing. */
export function timeline({
  lang,
  style,
  zone,
  nameOf,
}: TimelineParts): (entry: JournalEntry, event: ProcessEvent) => string | null {
  const numbers = new Map<string, number>();
  let stamp = '';
  return ({ instanceId, at }, event) => {
    if (!numbers.has(instanceId)) numbers.set(instanceId, numbers.size + 1);
    if (isBookkeeping(event)) return null;
    const now = formatInstant(at, zone);
    const shown = now === stamp ? ' '.repeat(now.length) : style.dim(now);
    stamp = now;
    // Which of several instances: only said once there are several.
    const which = numbers.size > 1 ? ` ${style.dim(`[${numbers.get(instanceId) ?? 0}]`)}` : '';
    const text = printable(eventText(event, lang, { zone, nameOf: (element) => nameOf(instanceId, element) }));
    return `${shown}${which}  ${paint(event, style)(text)}`;
  };
}

function isBookkeeping(event: ProcessEvent): boolean {
  if (event.type === 'timer.closed' || event.type === 'subscription.closed') return event.outcome === 'cancelled';
  if (event.type === 'variables.set') return Object.keys(event.values).length === 0;
  return bookkeeping.has(event.type);
}

const bookkeeping: ReadonlySet<ProcessEvent['type']> = new Set<ProcessEvent['type']>([
  'element.completing',
  'compensation.recorded',
  'gateway.awaits',
  'adHoc.planned',
  'event.heard',
  'condition.changed',
  'caller.known',
  'subscription.triggered',
]);

function paint({ type }: ProcessEvent, style: Style): (text: string) => string {
  if (type === 'incident.raised' || type === 'instance.terminated' || type === 'clock.breached') return style.red;
  if (type === 'clock.warned' || type === 'error.thrown' || type === 'job.failed') return style.yellow;
  if (type === 'instance.started' || type === 'instance.completed') return style.bold;
  return (text) => text;
}
