/* eslint-disable @typescript-eslint/no-dynamic-delete -- the state is plain JSON: records by element that shrink as things end */
// apply(state, event): how each event changes the state. Replay, recovery and the auditor use this same table.
// An applier knows nothing of the model, so that a journal can be folded without its file, and once released it never
// changes: a new meaning gets a new event type.
import { engineError } from '../model/engine-error.ts';
import type { EventOf, EventType, ProcessEvent } from '../model/events.ts';
import type { ElementInstance, InstanceState, OpenTask } from '../model/instance-state.ts';
import { changing, drop, liveState, plainState, put, putBack, type LiveState } from './live-state.ts';
import { own, tokensOn } from './own.ts';
import { renameElements } from './rename-elements.ts';
import { sizeOf } from './size-of.ts';

/** Changes `state` in place. */
export function applyEvent(state: LiveState, event: ProcessEvent): void {
  byType.get(event.type)!(state, event);
}

/** The state before the first event. */
export function emptyState(): InstanceState {
  return {
    process: '',
    status: 'active',
    counter: 0,
    elements: {},
    tasks: {},
    jobs: {},
    calls: {},
    timers: {},
    subscriptions: {},
    incidents: {},
    clocks: {},
    performers: {},
  };
}

/** Folds a whole history. */
export function replay(events: Iterable<ProcessEvent>): InstanceState {
  const state = liveState(emptyState());
  for (const event of events) applyEvent(state, event);
  return plainState(state);
}

type Applier<T extends EventType> = (state: LiveState, event: EventOf<T>) => void;

const appliers: { readonly [T in EventType]: Applier<T> } = {
  'instance.started': (state, event) => {
    state.process = event.process;
    if (event.businessKey !== undefined) state.businessKey = event.businessKey;
  },
  'instance.completed': (state) => {
    state.status = 'completed';
  },
  'instance.terminated': (state, event) => {
    state.status = event.status;
    delete state.held;
    if (event.how !== undefined) state.ending = event.how;
  },
  'instance.modified': nothing,
  'instance.migrated': (state, event) => {
    const renamed = (id: string): string => (Object.hasOwn(event.renamed, id) ? (event.renamed[id] ?? id) : id);
    state.process = event.process;
    renameElements(state, renamed);
  },
  'instance.suspended': (state, { definition }) => {
    state.suspended = true;
    if (definition === undefined) delete state.suspendedWith;
    else state.suspendedWith = definition;
  },
  'instance.resumed': (state) => {
    delete state.suspended;
    delete state.suspendedWith;
    for (const { subscriptions } of state.held?.deliveries ?? [])
      for (const id of subscriptions) delete changing(state, state.subscriptions, id)?.held;
    delete state.held;
  },
  'delivery.held': (state, { kind, element, name, key, subscriptions, variables }) => {
    const delivery = { kind, element, name, subscriptions, variables };
    const held = (state.held ??= { deliveries: [], size: 0 });
    held.deliveries.push(key === undefined ? delivery : { ...delivery, key });
    held.size += sizeOf(variables);
    const wait = kind === 'message' ? changing(state, state.subscriptions, subscriptions[0] ?? '') : undefined;
    if (wait !== undefined) wait.held = true;
  },
  // Notes for whoever reads the journal.
  'instance.archived': () => undefined,
  'instance.imported': () => undefined,
  'instance.repaired': () => undefined,
  'instance.reopened': (state) => {
    state.reopened = true;
    delete state.undo;
  },
  'instance.compensated': (state) => {
    delete state.reopened;
    delete state.suspended;
    delete state.held;
  },
  'element.activated': (state, event) => {
    const { element, parent: within, via, item, variables } = event;
    // Of the usual kinds at once, with all their members: thousands of rounds are made in one step.
    const instance: ElementInstance =
      item !== undefined
        ? { element, parent: within, item, variables: { ...variables } }
        : via !== undefined
          ? { element, parent: within, via }
          : within !== ''
            ? { element, parent: within }
            : { element };
    if (item === undefined && variables !== undefined) instance.variables = { ...variables };
    if (event.compensates !== undefined) instance.compensates = event.compensates;
    taken(state, event.id);
    put(state, state.elements, event.id, instance);
    const parent = changing(state, state.elements, event.parent);
    if (parent === undefined) return;
    parent.children = (parent.children ?? 0) + 1;
    if (event.item !== undefined && parent.loop !== undefined) parent.loop.started = event.item + 1;
  },
  'element.completed': leave,
  'element.terminated': leave,
  'element.completing': (state, event) => {
    at(state, event.id).completing = { ...event.variables };
  },
  'token.parked': (state, event) => {
    const scope = at(state, event.scope);
    scope.tokens ??= {};
    scope.tokens[event.flow] = tokensOn(scope.tokens, event.flow) + 1;
  },
  'token.joined': (state, event) => {
    const scope = at(state, event.scope);
    const tokens = scope.tokens ?? {};
    for (const flow of event.flows) {
      const left = tokensOn(tokens, flow) - 1;
      if (left > 0) tokens[flow] = left;
      else delete tokens[flow];
    }
    if (isEmpty(tokens)) delete scope.tokens;
  },
  'token.dropped': (state, { scope: id, flows }) => {
    const scope = at(state, id);
    for (const flow of flows) delete scope.tokens?.[flow];
    if (isEmpty(scope.tokens ?? {})) delete scope.tokens;
  },
  'variables.set': (state, event) => {
    const scope = at(state, event.scope);
    scope.variables =
      scope.variables === undefined ? { ...event.values } : Object.assign(scope.variables, event.values);
  },
  'inputs.chosen': (state, event) => {
    at(state, event.id).inputSet = event.inputSet;
  },
  'conversation.known': (state, event) => {
    const scope = at(state, event.scope);
    scope.conversation = { ...scope.conversation, ...event.values };
  },
  'loop.started': (state, event) => {
    const body = at(state, event.id);
    body.loop = { total: event.total, started: 0, done: 0 };
    if (event.items !== undefined) body.loop.items = event.items;
  },
  'loop.itemDone': (state, event) => {
    const loop = at(state, event.id).loop;
    if (!loop) return;
    loop.done += 1;
    if (event.output !== undefined) {
      loop.outputs ??= [];
      while (loop.outputs.length < event.item) loop.outputs.push(null);
      loop.outputs[event.item] = event.output;
    }
  },
  'task.created': (state, event) => {
    taken(state, event.taskId);
    const assignee = event.task.assignee ?? null;
    const task: OpenTask = { on: event.id, state: assignee === null ? 'ready' : 'reserved', assignee };
    if (event.obligation === undefined) at(state, event.id).work = event.taskId;
    else task.obligation = { ...event.obligation };
    if (event.follows !== undefined) task.follows = event.follows;
    else if (event.task.dueAt !== undefined) task.dueAt = event.task.dueAt;
    put(state, state.tasks, event.taskId, task);
  },
  'task.changed': (state, event) => {
    const task = changing(state, state.tasks, event.taskId);
    if (!task) return;
    task.state = event.state;
    task.assignee = event.assignee;
  },
  'task.closed': (state, event) => {
    drop(state, state.tasks, event.taskId);
    if (event.remember !== undefined) {
      const persons = own(state.performers, event.element) ?? (state.performers[event.element] = []);
      for (const person of event.remember) if (!persons.includes(person)) persons.push(person);
    }
  },
  'job.created': (state, event) => {
    taken(state, event.jobId);
    put(state, state.jobs, event.jobId, { on: event.id, jobType: event.jobType, retries: event.retries });
    at(state, event.id).work = event.jobId;
  },
  'job.failed': (state, event) => {
    const job = changing(state, state.jobs, event.jobId);
    if (!job) return;
    job.retries = event.retries;
    job.failures = (job.failures ?? 0) + 1;
    if (event.retryAt === undefined) delete job.retryAt;
    else job.retryAt = event.retryAt;
  },
  'job.retried': (state, event) => {
    const job = changing(state, state.jobs, event.jobId);
    if (!job) return;
    job.retries = event.retries;
    delete job.retryAt;
    delete job.failures;
  },
  'job.closed': (state, event) => {
    drop(state, state.jobs, event.jobId);
  },
  'timer.armed': (state, event) => {
    taken(state, event.timerId);
    const timer: InstanceState['timers'][string] = { on: event.on, element: event.element, dueAt: event.dueAt };
    if (event.left !== undefined) timer.left = event.left;
    if (event.anchorAt !== undefined) timer.anchorAt = event.anchorAt;
    if (event.clock !== undefined) timer.clock = event.clock;
    if (event.working !== undefined) timer.working = { ...event.working };
    if (event.part !== undefined) timer.part = event.part;
    put(state, state.timers, event.timerId, timer);
    addWait(state, event.on, event.timerId);
  },
  'timer.recomputed': (state, event) => {
    const timer = changing(state, state.timers, event.timerId);
    if (timer) timer.dueAt = event.dueAt;
  },
  'timer.closed': (state, event) => {
    const timer = state.timers.get(event.timerId);
    if (timer) dropWait(state, timer.on, event.timerId);
    drop(state, state.timers, event.timerId);
  },
  'subscription.opened': (state, event) => {
    taken(state, event.subscriptionId);
    const { on, element, kind, name } = event;
    const subscription: InstanceState['subscriptions'][string] = { on, element, kind, name };
    if (event.key !== undefined) subscription.key = event.key;
    if (event.part !== undefined) subscription.part = event.part;
    put(state, state.subscriptions, event.subscriptionId, subscription);
    addWait(state, on, event.subscriptionId);
  },
  'subscription.closed': (state, event) => {
    const subscription = state.subscriptions.get(event.subscriptionId);
    if (subscription) dropWait(state, subscription.on, event.subscriptionId);
    drop(state, state.subscriptions, event.subscriptionId);
  },
  'subscription.triggered': nothing,
  'condition.changed': (state, event) => {
    const subscription = changing(state, state.subscriptions, event.subscriptionId);
    if (subscription) subscription.met = event.met;
  },
  'event.heard': (state, event) => {
    const instance = at(state, event.on);
    const heard = (instance.heard ??= {});
    const parts = own(heard, event.element) ?? (heard[event.element] = []);
    if (!parts.includes(event.part)) parts.push(event.part);
    if (event.variables === undefined) return;
    const brought = (instance.brought ??= {});
    brought[event.element] = { ...own(brought, event.element), ...event.variables };
  },
  'event.allHeard': (state, event) => {
    const instance = at(state, event.on);
    delete instance.heard?.[event.element];
    if (instance.heard !== undefined && isEmpty(instance.heard)) delete instance.heard;
    delete instance.brought?.[event.element];
    if (instance.brought !== undefined && isEmpty(instance.brought)) delete instance.brought;
  },
  'compensation.recorded': (state, event) => {
    if (event.scope === '') state.undo = event.record;
    else (at(state, event.scope).completed ??= []).push(event.record);
  },
  'compensation.begun': (state, event) => {
    const taken = new Set(event.records.map(({ id }) => id));
    const scope = changing(state, state.elements, event.scope);
    if (scope?.completed) {
      scope.completed = scope.completed.filter(({ id }) => !taken.has(id));
      if (scope.completed.length === 0) delete scope.completed;
    }
    at(state, event.on).compensation =
      event.cancels === true ? { pending: [...event.records], cancels: true } : { pending: [...event.records] };
  },
  'compensation.started': (state, event) => {
    const { compensation } = at(state, event.on);
    if (!compensation) return;
    const snapshot = compensation.pending.find(({ id }) => id === event.record)?.variables;
    compensation.pending = compensation.pending.filter(({ id }) => id !== event.record);
    if (snapshot === undefined) delete compensation.snapshot;
    else compensation.snapshot = snapshot;
  },
  'gateway.awaits': (state, event) => {
    const scope = at(state, event.scope);
    const gateways = (scope.gateways ??= {});
    if (event.flows.length > 0) gateways[event.element] = [...event.flows];
    else delete gateways[event.element];
    if (isEmpty(gateways)) delete scope.gateways;
  },
  'adHoc.planned': (state, event) => {
    const instance = at(state, event.id);
    if (event.elements.length > 0) instance.planned = [...event.elements];
    else delete instance.planned;
  },
  'adHoc.enough': (state, event) => {
    const instance = at(state, event.id);
    instance.enough = true;
    delete instance.planned;
  },
  'decision.made': nothing,
  'call.started': (state, event) => {
    taken(state, event.callId);
    put(state, state.calls, event.callId, { on: event.id, process: event.process });
    at(state, event.id).work = event.callId;
  },
  'call.closed': (state, event) => {
    const call = state.calls.get(event.callId);
    const instance = call === undefined ? undefined : changing(state, state.elements, call.on);
    if (call && instance) {
      if (event.compensable === true) instance.called = { callId: event.callId, process: call.process };
    }
    drop(state, state.calls, event.callId);
  },
  'call.compensating': (state, event) => {
    const { callId, id, process } = event;
    putBack(state, state.calls, callId, { on: id, process });
    const instance = at(state, id);
    instance.work = callId;
    instance.called = { callId, process };
  },
  'caller.known': (state, event) => {
    const { instanceId, callId, depth } = event;
    state.caller = depth === undefined ? { instanceId, callId } : { instanceId, callId, depth };
  },
  'message.thrown': nothing,
  'signal.thrown': nothing,
  'error.thrown': nothing,
  'escalation.thrown': nothing,
  'incident.raised': (state, event) => {
    taken(state, event.incidentId);
    put(state, state.incidents, event.incidentId, { on: event.on, element: event.element, code: event.code });
  },
  'incident.resolved': (state, event) => {
    drop(state, state.incidents, event.incidentId);
  },
  'clock.started': setClock,
  'clock.paused': setClock,
  'clock.resumed': setClock,
  'clock.restarted': setClock,
  'clock.extended': setClock,
  'clock.warned': setClock,
  'clock.breached': setClock,
  'clock.met': setClock,
  'clock.cancelled': setClock,
  'clock.escalated': setClock,
  'clock.unanswered': setClock,
  'clock.recomputed': setClock,
  'notice.raised': (state, event) => {
    taken(state, event.noticeId);
  },
  'notice.delivered': nothing,
  'dossier.marked': (state, event) => {
    const mark: NonNullable<InstanceState['mark']> = { ...state.mark };
    if (event.status !== undefined) mark.status = event.status;
    if (event.decided === true) mark.decided = true;
    state.mark = mark;
  },
};

/** Found by a look-up in a Map faster than by a key that differs at each event. */
const byType = new Map(Object.entries(appliers) as [EventType, (state: LiveState, event: ProcessEvent) => void][]);

function setClock(state: LiveState, event: Extract<ProcessEvent, { type: `clock.${string}` }>): void {
  const entry: InstanceState['clocks'][string] = { element: event.element, clock: event.clock };
  if (event.phase !== undefined) entry.phase = event.phase;
  state.clocks[event.clockId] = entry;
}

function nothing(): void {
  // Written for the history and for the engine; the state of the instance does not change.
}

function leave(state: LiveState, { id, parent }: EventOf<'element.completed' | 'element.terminated'>): void {
  // The process itself: what it ended with stays.
  if (parent === '') state.output = state.elements.get(id)?.variables ?? {};
  if (!drop(state, state.elements, id)) {
    taken(state, id); // over at once: it took an id but was never alive
    return;
  }
  const scope = changing(state, state.elements, parent);
  if (scope) scope.children = (scope.children ?? 1) - 1;
}

/** An id was given out. */
function taken(state: LiveState, id: string): void {
  const number = Number(id);
  if (number > state.counter) state.counter = number;
}

function addWait(state: LiveState, on: string, wait: string): void {
  const instance = at(state, on);
  (instance.waits ??= []).push(wait);
}

function dropWait(state: LiveState, on: string, wait: string): void {
  const instance = changing(state, state.elements, on);
  if (!instance?.waits) return;
  instance.waits = instance.waits.filter((id) => id !== wait);
  if (instance.waits.length === 0) delete instance.waits;
}

function at(state: LiveState, id: string): ElementInstance {
  const instance = changing(state, state.elements, id);
  if (instance === undefined)
    throw engineError('DEFECT', { detail: `event for element instance ${id}, which is not alive` });
  return instance;
}

export function isEmpty(record: Readonly<Record<string, unknown>>): boolean {
  for (const key in record) if (Object.hasOwn(record, key)) return false;
  return true;
}
