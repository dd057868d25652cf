// What a step is given from outside. Nothing in here is read from the world: a replay gets the same values.
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
}

/** Zone of local dates and times in the model; Vietnam's when there is no calendar. */
export function zoneOf(context: StepContext): string {
  return context.calendar?.zone ?? 'Asia/Ho_Chi_Minh';
}
