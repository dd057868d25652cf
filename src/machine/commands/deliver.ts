// message.deliver, signal.deliver: an open subscription gets what it waits for.
import type { Command } from '../../model/commands.ts';
import { engineError } from '../../model/engine-error.ts';
import { emit, nodeOf, type Run } from '../run.ts';
import { trigger } from '../trigger.ts';

export function deliver(
  run: Run,
  { subscriptionId, variables }: Extract<Command, { type: 'message.deliver' | 'signal.deliver' }>,
): void {
  const subscription = run.state.subscriptions[subscriptionId];
  if (subscription === undefined) throw engineError('SUBSCRIPTION_UNKNOWN', { subscriptionId });
  const { on, element } = subscription;
  // A non-interrupting event goes on listening; every other wait is over once it has happened.
  if (nodeOf(run, element).interrupting)
    emit(run, { type: 'subscription.closed', subscriptionId, outcome: 'correlated' });
  else emit(run, { type: 'subscription.triggered', subscriptionId });
  trigger(run, on, element, variables);
}
