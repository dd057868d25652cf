// A notice about a clock: whom it is for, about what, and why. Sentences are made of it in `text/`.
import type { LegalBasis } from './calendar.ts';
import type { LocalDate } from './duration.ts';
import type { NoticeKind } from './events.ts';
import type { Instant } from './json.ts';
import type { TimeReason } from './sla.ts';

export interface Notice {
  /** The same at every delivery of this notice: by it a receiver knows that it has seen it. */
  readonly key: string;
  readonly kind: NoticeKind;
  readonly instanceId: string;
  readonly process: string;
  readonly processName: string;
  readonly businessKey: string | null;
  readonly clockId: string;
  /** Element that holds the clock; the process itself for the dossier's. */
  readonly element: string;
  readonly elementName: string;
  /** Name of the phase; null when it is no phase's clock. */
  readonly phase: string | null;
  /** Id of the warning or escalation rule, or the cause of the pause. */
  readonly rule: string | null;
  readonly raisedAt: Instant;
  readonly dueAt: Instant;
  readonly dueOn: LocalDate;
  /** The deadline that was first promised. */
  readonly originalDueAt: Instant;
  /** Why the deadline is what it is. */
  readonly reasons: readonly TimeReason[];
  /** Why this must be told. */
  readonly basis: readonly LegalBasis[];
  /** IANA zone of the agency. */
  readonly zone: string;
  readonly to: readonly NoticeRecipient[];
}

export interface NoticeRecipient {
  readonly personId: string;
  readonly name: string;
  readonly as: 'performer' | 'superior' | 'role';
  /** Superiors: how many levels up. */
  readonly level?: number;
}
