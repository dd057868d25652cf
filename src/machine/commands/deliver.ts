// message.deliver, signal.deliver: an open subscription gets what it waits for; a signal reaches all that were open in the instance.
import type { Command } from '../../model/commands.ts';
import { engineError } from '../../model/engine-error.ts';
import type { Run } from '../run.ts';
import { hear } from '../throw-events.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

export function deliverMessage(run: Run, { subscriptionId, variables }: Of<'message.deliver'>): void {
  hearAll(run, [subscriptionId], variables);
}

export function deliverSignal(run: Run, { subscriptionId, others = [], variables }: Of<'signal.deliver'>): void {
  hearAll(run, [subscriptionId, ...others], variables);
}

function hearAll(run: Run, ids: readonly string[], variables: Of<'signal.deliver'>['variables']): void {
  const open = ids.filter((id) => run.state.subscriptions.get(id) !== undefined);
  if (open.length === 0) throw engineError('SUBSCRIPTION_UNKNOWN', { subscriptionId: ids[0] ?? '' });
  for (const id of open) hear(run, id, variables);
}
