// What a step is given from outside. Nothing in here is read from the world: a replay gets the same values.
import type { DecisionSet } from '../feel/index.ts';
import type { Calendar } from '../model/calendar.ts';
import type { Instant } from '../model/json.ts';
import type { SlaPolicy } from '../model/sla.ts';

export interface StepContext {
  /** The moment of the step. */
  readonly now: Instant;
  /** Working time; needed only by processes with SLA clocks or timers counted in working time. */
  readonly calendar?: Calendar;
  /** SLA policies by id; the first one is used where the process names none. */
  readonly policies?: readonly SlaPolicy[];
  /** Deployed decisions, for business rule tasks; null when there is none of that name and version. */
  readonly decision?: (reference: DecisionReference) => BoundDecision | null;
}

export interface DecisionReference {
  readonly decisionId: string;
  readonly binding: 'latest' | 'deployment' | 'versionTag';
  readonly versionTag: string | null;
}

/** A decision in one version. */
export interface BoundDecision {
  readonly set: DecisionSet;
  /** Hash of the decision file, written into the journal. */
  readonly hash: string;
}

/** Zone of local dates and times in the model; Vietnam's when there is no calendar. */
export function zoneOf(context: StepContext): string {
  return context.calendar?.zone ?? 'Asia/Ho_Chi_Minh';
}
