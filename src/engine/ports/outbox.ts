// What must still reach others, and messages that nobody waits for yet.
import type { Instant, Variables } from '../../model/json.ts';
import type { Postponed } from './rows.ts';
import type { Listed } from './unreadable.ts';

/**
 * Something that must still reach others. `id`: `<instanceId>:<seq>:<n>`. For calls `name` is the called process and `key` the
 * call (`<instanceId>:<callId>`), `variables` the order or the result as one object (calls.ts); for notices `name` is their kind, `key`
 * their id, `variables` what they say (clocks/notices.ts).
 */
export interface OutboxRow {
  readonly id: string;
  readonly kind:
    'message' | 'signal' | 'callStart' | 'callCompensate' | 'callEscalation' | 'callEnd' | 'callCancel' | 'notice';
  readonly name: string;
  readonly key: string | null;
  readonly variables: Variables;
  readonly createdAt: Instant;
  /** Absent unless it was tried in vain. */
  readonly postponed?: Postponed;
}

export type ListedOutboxRow = Listed<OutboxRow, 'variables'>;

/** Which rows may be tried. Notices are asked for only by engines that have somebody to tell. */
export interface DueOutbox {
  readonly now: Instant;
  readonly notices: boolean;
}

/** A message with time to live: delivered to the first who waits for it before it expires. */
export interface BufferedMessage {
  readonly id: string;
  readonly name: string;
  readonly key: string | null;
  readonly variables: Variables;
  readonly expiresAt: Instant;
}

export type ListedMessage = Listed<BufferedMessage, 'variables'>;
