// Who is to be told what about a clock: an event of the journal, which the engine delivers to the handlers of notices.
import type { EventOf, NoticeKind, NoticeTarget } from '../../model/events.ts';
import type { ClockTimer, EscalationRule, SlaClock } from '../../model/sla.ts';
import { emit, nextId, type Run } from '../run.ts';

/** A policy with escalations of its own says alone who is told; a duty of the law is always told. */
export function tell(run: Run, clockId: string, element: string, clock: SlaClock, timer: ClockTimer): void {
  const quiet = (clock.escalations?.length ?? 0) > 0;
  switch (timer.kind) {
    case 'warn': {
      const kind = clock.warnings.find(({ id }) => id === timer.warningId)?.kind ?? 'warned';
      if (!quiet || kind !== 'warned') raise(run, kind, clockId, element, [{ to: 'performer' }], timer.warningId);
      return;
    }
    case 'breach':
      if (!quiet) raise(run, 'breached', clockId, element, [{ to: 'performer' }, { to: 'superior', levels: 1 }]);
      return;
    case 'answer':
      raise(run, 'unanswered', clockId, element, [{ to: 'performer' }], clock.pauses.at(-1)?.cause);
      return;
    case 'escalate': {
      const rule = clock.escalations?.find(({ id }) => id === timer.escalationId);
      if (rule !== undefined) raise(run, 'escalated', clockId, element, targetsOf(rule), rule.id);
    }
  }
}

export function raise(
  run: Run,
  kind: NoticeKind,
  clockId: string,
  element: string,
  to: readonly NoticeTarget[],
  rule?: string,
): void {
  const event: EventOf<'notice.raised'> = { type: 'notice.raised', noticeId: nextId(run), kind, clockId, element, to };
  emit(run, rule === undefined ? event : { ...event, rule });
}

function targetsOf({ to, levels = 1, role }: EscalationRule): NoticeTarget[] {
  const target: NoticeTarget = to === 'performer' ? { to } : { to, levels };
  return role === undefined ? [target] : [target, { to: 'role', role }];
}
