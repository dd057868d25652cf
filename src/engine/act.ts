// Who gives a command, and how it is known when it comes again.
export interface Act {
  /** Who gives the command: a person of the directory. Absent: the calling system. */
  readonly actor?: string;
  /** The same key again does nothing and gives the first receipt; with another command it is refused (IDEMPOTENCY_MISMATCH). */
  readonly idempotencyKey?: string;
  /** Refused with CONFLICT when the instance is not at this step any more. */
  readonly expectedSeq?: number;
}
