// What fails in the background is put off, longer each time, so that it neither stops nor slows the others; from some attempts on an
// operator finds it in a list.
import type { Instant } from '../model/json.ts';
import { isEngineError } from '../model/engine-error.ts';
import { rowBackOff } from './back-off.ts';
import { messageOf } from './message-of.ts';
import type { OutboxRow, Postponed, StartRow, TimerRow } from './ports.ts';

/** A row of which so many attempts have failed is shown to the operator; it is tried on, at the longest interval. */
export const STUCK_FROM = 5;

/** Names under which troubles are told and an operator asks for the row. */
export function timerName({ instanceId, timerId }: Pick<TimerRow, 'instanceId' | 'timerId'>): string {
  return `timer ${instanceId}:${timerId}`;
}
export function outboxName({ id }: Pick<OutboxRow, 'id'>): string {
  return `outbox ${id}`;
}
/** Of a timed start also what makes it happen once. */
export function startName({ kind, process, definition, element, name, dueAt }: StartRow): string {
  return kind === 'version' ? `version:${process}:${name}` : `start:${process}:${definition}:${element}:${dueAt}`;
}

/** Before the id of its row: the key under which what an instance has sent is delivered, and by which it is kept. */
export const thrownPrefix = 'outbox:';

/** The instance whose step has caused it. */
export function senderOf({ id }: Pick<OutboxRow, 'id'>): string {
  return id.slice(0, id.indexOf(':'));
}

/** Null when it is no fault of the row: then it is tried at the next look. */
export function putOff(
  before: Postponed | undefined,
  error: unknown,
  now: Instant,
  random: () => number,
): Postponed | null {
  if (isEngineError(error) && (isStores(error.code) || passing.has(error.code))) return null;
  const attempts = (before?.attempts ?? 0) + 1;
  return { attempts, untilAt: now + rowBackOff(attempts, random), trouble: messageOf(error) };
}

/** A row that cannot be read is a fault of the row. */
function isStores(code: string): boolean {
  return code.startsWith('STORE_') && code !== 'STORE_CORRUPT';
}

const passing: ReadonlySet<string> = new Set(['CONFLICT', 'ENGINE_CLOSED']);
