// Where a dossier stands, in so few facts that a list can be searched by them: its status, and by which instants its light changes while
// nothing happens to it. Written beside an instance after every step.
import type { Calendar } from '../../model/calendar.ts';
import type { DossierStanding, DossierStatusData } from '../../model/dossier.ts';
import type { Instant } from '../../model/json.ts';
import type { ProcessModel } from '../../model/process-model.ts';
import type { SlaClock } from '../../model/sla.ts';
import { clockAt } from '../clock/clock-at.ts';
import { warningAt } from '../clock/lead-time.ts';
import { nextState } from '../clock/transition.ts';
import { localDateAt } from '../iso/zone.ts';
import { vietnamDossierStatuses } from '../vietnam/dossier-statuses.ts';
import { dossierClock, mappingOn, statusBy, type DossierFacts } from './dossier-status.ts';

/** Pure. `now`: the moment of the step. */
export function dossierStanding(
  process: ProcessModel,
  state: DossierFacts,
  calendar: Calendar,
  now: Instant,
  data: DossierStatusData = vietnamDossierStatuses,
): DossierStanding {
  const clock = dossierClock(state);
  const status = dossierStatusCode(process, state, now, calendar.zone, data);
  if (clock === undefined) return { status, light: null, riskAt: null, dueAt: null };
  if (clock.state === 'paused' || clock.endedAt !== undefined)
    return { status, light: clockAt(clock, calendar, now).light, riskAt: null, dueAt: null };
  return { status, light: null, riskAt: riskAt(clock, calendar), dueAt: clock.dueAt };
}

/** 1–10, by the mapping of the day of receipt. `now`: for a dossier without a clock. */
export function dossierStatusCode(
  process: ProcessModel,
  state: DossierFacts,
  now: Instant,
  zone = 'Asia/Ho_Chi_Minh',
  data: DossierStatusData = vietnamDossierStatuses,
): number {
  const clock = dossierClock(state);
  const mapping = mappingOn(data, () => localDateAt(zone, clock?.receivedAt ?? now));
  return statusBy(process, state, clock, mapping).code;
}

/** The first warning of this deadline, given or to come; null when there is none. */
function riskAt(clock: SlaClock, calendar: Calendar): Instant | null {
  const given = clock.warned.map(({ at }) => at);
  const toCome =
    nextState(clock.state, 'warn') === undefined
      ? []
      : clock.warnings
          .filter(({ id }) => !clock.warned.some((warning) => warning.id === id))
          .map((rule) => warningAt(clock, rule, calendar));
  const first = Math.min(...given, ...toCome);
  return first === Infinity ? null : first;
}
