// The light of a dossier between two steps. Stores search by it, so that it needs no calendar.
import type { DossierStanding } from './dossier.ts';
import type { Instant } from './json.ts';
import type { ClockLight } from './sla.ts';

/** The light at any moment from the step on until the next one; null without a clock. */
export function standingLight({ light, riskAt, dueAt }: DossierStanding, at: Instant): ClockLight | null {
  if (light !== null || dueAt === null) return light;
  if (at > dueAt) return 'overdue';
  return riskAt !== null && at >= riskAt ? 'atRisk' : 'onTime';
}
