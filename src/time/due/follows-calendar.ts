// The rule by which the agency lets open deadlines follow a changed calendar.
import type { Instant } from '../../model/json.ts';
import type { RecomputeRule } from '../../model/sla.ts';

/** Does a deadline move on a changed calendar, by the rule that the agency chose? */
export function followsCalendar(rule: RecomputeRule, from: Instant, to: Instant): boolean {
  return rule === 'always' ? to !== from : rule === 'laterOnly' && to > from;
}
