// notice.confirm: the handlers have taken a notice; whom it was for is kept as it was at that moment.
import type { Command } from '../../model/commands.ts';
import { emit, type Run } from '../run.ts';

export function noticeConfirm(run: Run, { noticeId, persons }: Extract<Command, { type: 'notice.confirm' }>): void {
  emit(run, { type: 'notice.delivered', noticeId, persons });
}
