// A notice that a step raised, as the outbox row of that step: it keeps the clock as it was at that moment.
import type { LegalBasis } from '../../model/calendar.ts';
import type { EventOf } from '../../model/events.ts';
import type { Variables } from '../../model/json.ts';
import type { Notice } from '../../model/notice.ts';
import type { SlaClock } from '../../model/sla.ts';
import type { OutboxRow } from '../ports.ts';
import type { ProjectionContext } from '../projection-context.ts';

/** What the row keeps of the clock as it was when the notice was raised. */
export type KeptNotice = Pick<
  Notice,
  'kind' | 'clockId' | 'element' | 'phase' | 'rule' | 'dueAt' | 'dueOn' | 'originalDueAt' | 'reasons' | 'basis'
> & {
  readonly noticeId: string;
  readonly targets: EventOf<'notice.raised'>['to'];
};

export function noticeRow(event: EventOf<'notice.raised'>, context: ProjectionContext, number: number): OutboxRow {
  const { kind, clockId, element, rule = null, noticeId, to: targets } = event;
  const { instanceId, seq, at, state } = context;
  const entry = state.clocks[clockId];
  const kept: KeptNotice = {
    ...{ kind, clockId, element, rule, noticeId, targets },
    phase: entry?.phase ?? null,
    dueAt: entry?.clock.dueAt ?? at,
    dueOn: entry?.clock.dueOn ?? '',
    originalDueAt: entry?.clock.originalDueAt ?? at,
    reasons: entry?.clock.reasons ?? [],
    basis: entry === undefined ? [] : basisOf(entry.clock, rule),
  };
  const variables = kept as unknown as Variables;
  return { id: `${instanceId}:${seq}:${number}`, kind: 'notice', name: kind, key: noticeId, variables, createdAt: at };
}

/** Of the warning, escalation or pause that the rule names. */
function basisOf(clock: SlaClock, rule: string | null): readonly LegalBasis[] {
  const named = [...clock.warnings, ...(clock.escalations ?? [])].find(({ id }) => id === rule)?.basis;
  return named ?? clock.pauses.findLast(({ cause }) => cause === rule)?.basis ?? [];
}
