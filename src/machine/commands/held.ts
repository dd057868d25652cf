// What a suspended instance is told meanwhile: nothing moves, yet the message or signal is written down, and heard when it goes on. So a
// dossier that is being inspected misses nothing it waited for.
import type { Command } from '../../model/commands.ts';
import { engineError } from '../../model/engine-error.ts';
import type { OpenSubscription } from '../../model/instance-state.ts';
import type { Variables } from '../../model/json.ts';
import { limits } from '../../model/limits.ts';
import { emit, type Run } from '../run.ts';
import { sizeOf } from '../size-of.ts';
import { hear } from '../throw-events.ts';

type Delivery = Extract<Command, { type: 'message.deliver' | 'signal.deliver' }>;

export function isDelivery(command: Command): command is Delivery {
  return command.type === 'message.deliver' || command.type === 'signal.deliver';
}

/**
 * SUBSCRIPTION_UNKNOWN; INSTANCE_SUSPENDED for a second message to what ends with the first: another may take it, or it is kept;
 * HELD_TOO_MUCH.
 */
export function hold(run: Run, command: Delivery): void {
  const { subscriptions } = run.state;
  const { subscriptionId, variables } = command;
  const ids = command.type === 'message.deliver' ? [subscriptionId] : [subscriptionId, ...(command.others ?? [])];
  const open = ids.filter((id) => subscriptions.has(id));
  const first = subscriptions.get(open[0] ?? '');
  if (first === undefined) throw engineError('SUBSCRIPTION_UNKNOWN', { subscriptionId });
  if (command.type === 'message.deliver' && isTaken(run, first))
    throw engineError('INSTANCE_SUSPENDED', { instanceId: run.state.process });
  checkRoom(run, variables);
  const { element, name } = first;
  const held = { type: 'delivery.held', element, name, subscriptions: open, variables } as const;
  if (command.type === 'signal.deliver') {
    emit(run, { ...held, kind: 'signal' });
    return;
  }
  const message = { ...held, kind: 'message' } as const;
  // As it was sent: a wait that takes any key does not say which.
  const { key = first.key } = command.message ?? {};
  emit(run, key === undefined ? message : { ...message, key });
}

/** All that is held is written with each of its steps. */
function checkRoom({ state }: Run, variables: Variables): void {
  const { heldDeliveries, heldBytes } = limits;
  const { deliveries = [], size = 0 } = state.held ?? {};
  if (deliveries.length < heldDeliveries && size + sizeOf(variables) <= heldBytes) return;
  const params = { count: deliveries.length, size, most: heldDeliveries, mostSize: heldBytes };
  throw engineError('HELD_TOO_MUCH', { instanceId: state.process, ...params });
}

/** A message is held with which its wait ends. */
function isTaken({ state, graph }: Run, wait: OpenSubscription): boolean {
  const catcher = graph.nodes.get(wait.element);
  if (catcher?.interrupting !== true) return false;
  return (state.elements.get(wait.on)?.waits ?? []).some((id) => {
    const other = state.subscriptions.get(id);
    if (other?.held !== true) return false;
    const isSame = other.element === wait.element;
    const by = graph.nodes.get(other.element);
    if (by?.interrupting !== true) return false;
    // One of several that it needs.
    if (by.element?.parallelMultiple === true) return isSame && other.part === wait.part;
    // What an event subprocess takes over is alive: its boundary listens.
    return isSame || by.type !== 'startEvent' || catcher.type !== 'boundaryEvent';
  });
}

/** The instance goes on and hears what was held, in the order in which it came, before anything moves. */
export function goOn(run: Run): void {
  const { deliveries = [] } = run.state.held ?? {};
  emit(run, { type: 'instance.resumed' });
  for (const { kind, name, key, subscriptions, element, variables } of deliveries) {
    const open = subscriptions.filter((id) => run.state.subscriptions.has(id));
    for (const id of open) hear(run, id, variables);
    // What was held before it has ended the wait. A signal finds nobody listening then; a message is for one, and looks for another.
    if (open.length > 0 || kind === 'signal') continue;
    const thrown = { type: 'message.thrown', element, name, variables } as const;
    emit(run, key === undefined ? thrown : { ...thrown, key });
  }
}
