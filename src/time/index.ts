// Front door of the room `time`: ISO 8601 lengths and repetitions, working calendars, deadlines with their reasons, and
// SLA clocks. Everything is pure: `now` is an argument, an instant is a number of epoch milliseconds.

// ISO 8601
export { parseDuration, zeroDuration } from './iso/parse-duration.ts';
export { parseDurations } from './iso/parse-durations.ts';
export { formatDuration } from './iso/format-duration.ts';
export { addDuration, isZeroDuration } from './iso/add-duration.ts';
export { firstFiring, nextFiring, parseRepetition, type Firing, type Repetition } from './iso/repetition.ts';
export { parseCycle } from './iso/parse-cycle.ts';
export { cycleInstant } from './iso/cycle-instant.ts';
export { parseDate } from './iso/local-date.ts';
export { parseInstant } from './iso/parse-instant.ts';
export { formatInstant, instantOfLocal, isZone, localDateAt } from './iso/zone.ts';

// calendars
export { compileCalendar, type CompileOptions } from './calendar/compile-calendar.ts';
export { checkCalendarData } from './calendar/check-calendar-data.ts';
export { isReceptionTime, isWorkingTime } from './calendar/is-working-time.ts';
export { addWorkingMinutes, subtractWorkingMinutes, workingMinutesBetween } from './calendar/working-minutes.ts';
export {
  addCalendarDays,
  addWorkingDays,
  countWorkingDays,
  isWorkingDay,
  rollToWorkingDay,
  subtractWorkingDays,
  workingDaysBetween,
} from './calendar/working-days.ts';
export { addWorkingDayFractions, workingDayFractionsBetween } from './calendar/day-fraction.ts';
export {
  nextClosing,
  nextOpening,
  nextWorkingTime,
  openingHours,
  previousClosing,
  previousOpening,
} from './calendar/openings.ts';
export { dayInfo } from './calendar/day-info.ts';
export { localDateOf } from './calendar/local-date-of.ts';
export { toICalendar, type ICalendarOptions } from './ical/to-icalendar.ts';
export { fromICalendar, type ICalendarLayer } from './ical/from-icalendar.ts';

// deadlines
export { computeDue, type Due, type DueInput, type DueResult } from './due/compute-due.ts';
export { workingDurationDue, type WorkingDuration } from './due/working-duration.ts';
export { followsCalendar } from './due/follows-calendar.ts';
export { policyOfClock, policyOn } from './due/policy-on.ts';
export { checkSlaPolicies } from './due/check-sla-policies.ts';

// SLA clocks
export type { ClockContext } from './clock/clock-context.ts';
export { startClock, type StartClockInput } from './clock/start-clock.ts';
export { pauseClock, type PauseInput } from './clock/pause-clock.ts';
export { resumeClock } from './clock/resume-clock.ts';
export { restartClock } from './clock/restart-clock.ts';
export { extendClock, type ExtendInput } from './clock/extend-clock.ts';
export { cancelClock, meetClock } from './clock/end-clock.ts';
export { breachClock, dueInstants, fireTimer, tickClock, warnClock } from './clock/due-instants.ts';
export { escalationAt, parseEscalation, type EscalationMoment } from './clock/escalation.ts';
export { recomputeClock, type RecomputeInput } from './clock/recompute-clock.ts';
export { clockAt } from './clock/clock-at.ts';
export { clockCan } from './clock/transition.ts';
export { parseWarning } from './clock/parse-warning.ts';

// times of steps
export { stepGraph, type StepEdge, type StepGraph } from './steps/step-graph.ts';
export { longestSteps, type PathSearch, type StepPath, type Weight } from './steps/longest-steps.ts';
export { leastMinutes, mostMinutes, stepMinutesPerDay } from './steps/step-minutes.ts';

// dossiers
export { dossierStatus, dossierClock, type DossierStatusInput } from './dossier/dossier-status.ts';
export { dossierStanding, dossierStatusCode } from './dossier/dossier-standing.ts';
export { standingLight } from '../model/standing-light.ts';
export { clockStateAt, type ClockHistory, type ClockStateAt } from './dossier/clock-state-at.ts';
export { predictCompletion, type PredictedWay, type Prediction } from './dossier/predict-completion.ts';

// Viet Nam
export { vietnamDossierStatuses } from './vietnam/dossier-statuses.ts';
export { vietnamCalendar, vietnamCalendarIds, vietnamCalendars, type VietnamCalendarId } from './vietnam/calendars.ts';
export { defaultDossierPolicyId, defaultStepPolicyId, vietnamPolicies } from './vietnam/policies.ts';
export { lunarDay } from './vietnam/lunar-calendar.ts';
