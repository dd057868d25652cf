// Who gives a command, and how it is known when it comes again.
import type { Attachment } from './ports.ts';

export interface Act {
  /** Who gives the command: a person of the directory. Absent: the calling system. */
  readonly actor?: string;
  /** The same key again does nothing and gives the first receipt; with another command it is refused (IDEMPOTENCY_MISMATCH). */
  readonly idempotencyKey?: string;
  /** Refused with CONFLICT when the instance is not at this step any more. */
  readonly expectedSeq?: number;
  /**
   * Writes to tables of the agency's own in the transaction of the step, on SQL stores: kept if the step is, else not. When it throws,
   * nothing of the step is kept and the call fails with what it has thrown. It may be called again when the step is decided anew, and is
   * not called when the idempotency key was used before. It may do nothing but ask `tx`, for three seconds at most; nothing of the
   * engine may be called in it. EngineErrors STORE_NO_SQL, ATTACHMENT_SQL, ATTACHMENT_OVER, ATTACHMENT_LATE.
   */
  readonly inTransaction?: Attachment;
}
