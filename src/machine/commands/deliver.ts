// message.deliver, signal.deliver: an open subscription gets what it waits for.
import type { Command } from '../../model/commands.ts';
import { engineError } from '../../model/engine-error.ts';
import type { Run } from '../run.ts';
import { hear } from '../throw-events.ts';
import { openAt } from '../own.ts';

export function deliver(
  run: Run,
  { subscriptionId, variables }: Extract<Command, { type: 'message.deliver' | 'signal.deliver' }>,
): void {
  if (openAt(run.state.subscriptions, subscriptionId) === undefined)
    throw engineError('SUBSCRIPTION_UNKNOWN', { subscriptionId });
  hear(run, subscriptionId, variables);
}
