// An instance, those it has called and those that began by what they have thrown, in the machine: what the engine does between them, without a store. Orders and reports are carried
// one after another, as the outbox does it, until nothing is on its way. Each step of each of them is held to the laws of the machine.
import { deepStrictEqual } from 'node:assert/strict';
import { isEngineError, type Command, type InstanceState, type ProcessEvent, type Variables } from 'quytrinh/model';
import { applyEvent, emptyState, liveState, plainState, type LiveState, type ProcessMachine } from 'quytrinh/machine';
import { broughtToBeginnings } from '../reference/act.ts';
import { contextAt } from './decisions.ts';
import { lawfulStep } from '../machine/lawful-step.ts';

export interface Member {
  readonly machine: ProcessMachine;
  readonly caller: { readonly member: Member; readonly callId: string } | null;
  /** Those it has called, by the call. */
  readonly called: Map<string, Member>;
  /** Of the founder: instances that began by what one of the family has thrown. */
  readonly begun: Member[];
  /** Subprocesses revived for compensation. */
  readonly restored: Set<string>;
  state: InstanceState;
  /** Of the last step of the family. */
  events: ProcessEvent[];
  /** The journal so far. */
  readonly history: ProcessEvent[];
  /** The journal, folded event by event. */
  readonly shadow: LiveState;
}

type Order = () => void;

export function founder(machine: ProcessMachine): Member {
  return memberOf(machine, null);
}

function memberOf(machine: ProcessMachine, caller: Member['caller']): Member {
  return {
    machine,
    caller,
    called: new Map(),
    begun: [],
    restored: new Set(),
    state: emptyState(),
    events: [],
    history: [],
    shadow: liveState(emptyState()),
  };
}

/** The member and all below it, whether they live or not. */
export function family(member: Member): Member[] {
  return [member, ...[...member.called.values(), ...member.begun].flatMap(family)];
}

/**
 * False: the instances wake one another by their signals without end. No step of one of them is at fault, and there is no rest to compare.
 */
export function step(
  root: Member,
  member: Member,
  commands: readonly Command[],
  now: number,
  machines: Machines,
): boolean {
  for (const each of family(root)) each.events = [];
  const orders: Order[] = [];
  const act = (who: Member, what: Command): void => {
    for (const event of lawfully(who, what, now))
      for (const order of ordersOf(root, who, event, machines, act)) orders.push(order);
  };
  for (const command of commands) act(member, command);
  let carried = 0;
  for (let order = orders.shift(); order !== undefined; order = orders.shift()) {
    carried += 1;
    if (carried > MOST_ORDERS) return false;
    orderly(order);
  }
  return true;
}

const MOST_ORDERS = 500;

/** Nothing to do when the other side has gone meanwhile. */
function orderly(order: Order): void {
  try {
    order();
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

function isGone(error: unknown): boolean {
  return isEngineError(error) && ['CALL_UNKNOWN', 'INSTANCE_ENDED', 'SUBSCRIPTION_UNKNOWN'].includes(error.code);
}

export interface Machines {
  readonly of: (process: string) => ProcessMachine;
  readonly all: readonly ProcessMachine[];
}

/** One step of one instance; replay of its journal equals its state. */
function lawfully(who: Member, what: Command, now: number): readonly ProcessEvent[] {
  const { state, events } = lawfulStep(who.machine, who.state, what, contextAt(now));
  for (const event of events) {
    who.history.push(event);
    applyEvent(who.shadow, event);
  }
  deepStrictEqual(plainState(who.shadow), state, 'replay equals state');
  who.state = state;
  for (const event of events) who.events.push(event);
  return events;
}

function ordersOf(
  root: Member,
  who: Member,
  event: ProcessEvent,
  machines: Machines,
  act: (member: Member, command: Command) => void,
): Order[] {
  const { caller, state } = who;
  const report = (command: (callId: string) => Command): Order[] =>
    caller === null ? [] : [() => act(caller.member, command(caller.callId))];
  switch (event.type) {
    case 'call.started': {
      const { callId, process, variables } = event;
      return [
        () => {
          const called = memberOf(machines.of(process), { member: who, callId });
          who.called.set(callId, called);
          act(called, { type: 'start', variables, caller: { instanceId: 'caller', callId } });
        },
      ];
    }
    case 'call.closed':
      if (event.outcome !== 'cancelled') return [];
      return [
        () => {
          const called = who.called.get(event.callId);
          if (called !== undefined) act(called, { type: 'instance.cancel', reason: 'its caller' });
        },
      ];
    case 'call.compensating':
      return [
        () => {
          const called = who.called.get(event.callId);
          if (called !== undefined) act(called, { type: 'instance.compensate' });
        },
      ];
    case 'instance.compensated': {
      const { outcome, code = '', reason = '' } = event;
      return report((callId) => {
        if (outcome === 'done') return { type: 'call.complete', callId, variables: {} };
        if (outcome === 'failed') return { type: 'call.throwError', callId, errorCode: code, message: '' };
        return { type: 'call.fail', callId, reason, cancelled: true };
      });
    }
    case 'signal.thrown': {
      const { name, variables } = event;
      // All who hear it are known before the first does.
      return [
        () => {
          const heard = family(root)
            .filter((other) => other !== who)
            .flatMap((other) => hearing(other, name).map((subscriptionId) => [other, subscriptionId] as const));
          for (const [other, subscriptionId] of heard)
            orderly(() => {
              act(other, { type: 'signal.deliver', subscriptionId, variables });
            });
          for (const [machine, startEvent] of beginning(machines, 'signal', name))
            beginBy(root, machine, startEvent, variables, act);
        },
      ];
    }
    case 'message.thrown': {
      // One that somebody waits for would go to him; only what nobody waits for begins a process here.
      const [first] = beginning(machines, 'message', event.name);
      const { variables } = event;
      return first === undefined ? [] : [() => beginBy(root, ...first, variables, act)];
    }
    case 'escalation.thrown':
      if (event.caughtBy !== null) return [];
      return report((callId) => ({
        type: 'call.escalate',
        callId,
        code: event.code,
        variables: event.variables ?? {},
      }));
    case 'instance.completed': {
      const variables = (state.output ?? {}) as Variables;
      const compensable = state.undo === undefined ? {} : { compensable: true as const };
      return report((callId) => ({ type: 'call.complete', callId, variables, ...compensable }));
    }
    case 'instance.terminated': {
      const { status, code, reason } = event;
      return report((callId) =>
        status === 'failed' && code !== undefined
          ? { type: 'call.throwError', callId, errorCode: code, message: '' }
          : { type: 'call.fail', callId, reason },
      );
    }
    default:
      return [];
  }
}

function beginBy(
  root: Member,
  machine: ProcessMachine,
  startEvent: string,
  variables: Variables,
  act: (member: Member, command: Command) => void,
): void {
  const begun = memberOf(machine, null);
  root.begun.push(begun);
  act(begun, { type: 'start', startEvent, variables: { ...broughtToBeginnings, ...variables } });
}

/** The start events that a signal or message of the name begins a process by; that of the founder by none that is thrown. */
function beginning({ all }: Machines, kind: 'signal' | 'message', name: string): [ProcessMachine, string][] {
  return all
    .slice(1)
    .flatMap((machine) =>
      machine.graph.root.initialEvents
        .filter(({ events }) => events.some((one) => one.kind === kind && one.name === name))
        .map(({ id }): [ProcessMachine, string] => [machine, id]),
    );
}

function hearing({ state }: Member, name: string): string[] {
  return Object.entries(state.subscriptions).flatMap(([id, { kind, name: heard }]) =>
    kind === 'signal' && heard === name ? [id] : [],
  );
}
