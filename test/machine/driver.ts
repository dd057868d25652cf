// Drives one instance of a machine by element ids. Every step is held to the laws of the machine, and replay equals state.
import { expect } from 'vitest';
import { parse } from 'quytrinh/bpmn';
import { compile, emptyState, replay, type ProcessMachine, type StepContext } from 'quytrinh/machine';
import type { BpmnModel, Command, InstanceState, JsonValue, ProcessEvent, Variables } from 'quytrinh/model';
import { vietnamCalendar, vietnamPolicies } from 'quytrinh/time';
import { lawfulStep } from './lawful-step.ts';

export const BEGIN = Date.parse('2026-01-05T08:00:00+07:00');
const calendar = vietnamCalendar();

export async function modelOf(xml: string): Promise<BpmnModel> {
  const { model, diagnostics } = await parse(xml);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  expect(errors).toEqual([]);
  if (model === null) throw new Error('no model');
  return model;
}

export async function machineOf(xml: string, process?: string): Promise<ProcessMachine> {
  const compiled = compile(await modelOf(xml), process);
  if (!compiled.ok) throw new Error(`does not compile: ${JSON.stringify(compiled.diagnostics)}`);
  return compiled.machine;
}

export async function begin(xml: string, variables: Variables = {}, startEvent?: string): Promise<Driver> {
  const driver = driverOf(await machineOf(xml));
  driver.do({ type: 'start', variables, ...(startEvent === undefined ? {} : { startEvent }) });
  return driver;
}

export interface Driver {
  readonly state: InstanceState;
  /** Of the whole life. */
  readonly events: readonly ProcessEvent[];
  /** Of the last step. */
  readonly last: readonly ProcessEvent[];
  now: number;
  do(command: Command): void;
  /** Completes an open task or job of the element (the oldest one). */
  complete(element: string, variables?: Variables, by?: string): void;
  /** A BPMN error from an open task or job. */
  throw(element: string, errorCode: string, variables?: Variables): void;
  failJob(element: string, retries?: number): void;
  /** Moves time to the next timer of the element and fires it. */
  fire(element: string): void;
  message(name: string, variables?: Variables, key?: string): void;
  signal(name: string, variables?: Variables): void;
  /** Resolves the open incident (the oldest one). */
  resolve(variables?: Variables): void;
  /** Elements with an open task, job or call, one name for each, sorted. */
  open(): string[];
  /** Elements that are alive, without the process itself, sorted. */
  alive(): string[];
  /** Catching elements with an open wait, sorted. */
  waiting(): string[];
  incidents(): string[];
  /** Ids of elements completed so far, in order. */
  done(): string[];
  /** Variables of the process, also after its end. */
  variables(): Record<string, JsonValue>;
}

export function driverOf(machine: ProcessMachine, policies = vietnamPolicies): Driver {
  let state = emptyState();
  const events: ProcessEvent[] = [];
  let last: readonly ProcessEvent[] = [];
  const driver: Driver = {
    get state() {
      return state;
    },
    events,
    get last() {
      return last;
    },
    now: BEGIN,
    do: (command) => {
      const context: StepContext = { now: driver.now, calendar, policies };
      const result = lawfulStep(machine, state, command, context);
      state = result.state;
      last = result.events;
      for (const event of last) events.push(event);
      expect(replay(events)).toEqual(state);
    },
    complete: (element, variables = {}, by) => {
      const work = workOf(state, element);
      if (work.kind === 'task')
        driver.do({ type: 'task.complete', taskId: work.id, variables, ...(by === undefined ? {} : { by }) });
      else if (work.kind === 'job') driver.do({ type: 'job.complete', jobId: work.id, variables });
      else driver.do({ type: 'call.complete', callId: work.id, variables });
    },
    throw: (element, errorCode, variables = {}) => {
      const work = workOf(state, element);
      if (work.kind === 'task') driver.do({ type: 'task.throwError', taskId: work.id, errorCode, variables });
      else if (work.kind === 'job') driver.do({ type: 'job.throwError', jobId: work.id, errorCode, variables });
      else driver.do({ type: 'call.throwError', callId: work.id, errorCode, message: '' });
    },
    failJob: (element, retries = 0) => {
      driver.do({ type: 'job.fail', jobId: workOf(state, element).id, message: 'broken', retries });
    },
    fire: (element) => {
      const timers = Object.entries(state.timers).filter(([, timer]) => timer.element === element);
      const [first] = timers.sort(([, a], [, b]) => a.dueAt - b.dueAt);
      if (first === undefined) throw new Error(`no timer of ${element}`);
      driver.now = Math.max(driver.now, first[1].dueAt);
      driver.do({ type: 'timer.fire', timerId: first[0] });
    },
    message: (name, variables = {}, key) => {
      driver.do({ type: 'message.deliver', subscriptionId: subscriptionOf(state, 'message', name, key), variables });
    },
    signal: (name, variables = {}) => {
      driver.do({ type: 'signal.deliver', subscriptionId: subscriptionOf(state, 'signal', name), variables });
    },
    resolve: (variables) => {
      const [incidentId] = Object.keys(state.incidents);
      if (incidentId === undefined) throw new Error('no incident');
      driver.do({ type: 'incident.resolve', incidentId, ...(variables === undefined ? {} : { variables }) });
    },
    open: () =>
      [...Object.values(state.tasks), ...Object.values(state.jobs), ...Object.values(state.calls)]
        .map(({ on }) => state.elements[on]?.element ?? '?')
        .sort(),
    alive: () =>
      Object.values(state.elements)
        .filter(({ parent }) => parent !== undefined)
        .map(({ element }) => element)
        .sort(),
    waiting: () =>
      [...Object.values(state.timers), ...Object.values(state.subscriptions)].map(({ element }) => element).sort(),
    incidents: () => Object.values(state.incidents).map(({ code, element }) => `${code} ${element}`),
    done: () => events.flatMap((event) => (event.type === 'element.completed' ? [event.element] : [])),
    variables: () => ({
      ...(state.output ?? Object.values(state.elements).find(({ parent }) => parent === undefined)?.variables),
    }),
  };
  return driver;
}

function workOf(
  state: InstanceState,
  element: string,
): { readonly kind: 'task' | 'job' | 'call'; readonly id: string } {
  const kinds = { task: state.tasks, job: state.jobs, call: state.calls } as const;
  for (const kind of ['task', 'job', 'call'] as const) {
    for (const [id, work] of Object.entries<{ readonly on: string }>(kinds[kind])) {
      if (state.elements[work.on]?.element === element) return { kind, id };
    }
  }
  throw new Error(`no open work of ${element}`);
}

function subscriptionOf(state: InstanceState, kind: string, name: string, key?: string): string {
  for (const [id, subscription] of Object.entries(state.subscriptions)) {
    if (subscription.kind === kind && subscription.name === name && (key === undefined || subscription.key === key))
      return id;
  }
  throw new Error(`nobody waits for ${kind} ${name}`);
}
