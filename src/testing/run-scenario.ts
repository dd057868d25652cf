// Runs a scenario on an engine with a manual clock, and says what was not as expected.
import type { Engine } from '../engine/index.ts';
import { engineError, isEngineError } from '../model/engine-error.ts';
import type { JournalEntry } from '../model/journal.ts';
import type { JsonObject, Instant } from '../model/json.ts';
import type { Calendar } from '../model/calendar.ts';
import type { ProcessModel } from '../model/process-model.ts';
import { addDuration, computeDue, defaultStepPolicyId, parseDuration, vietnamPolicies } from '../time/index.ts';
import { compareExpectation, type Observed } from './compare-expectation.ts';
import { advanceTo, type ManualClock } from './manual-clock.ts';
import type { ExpectedAuthority, Scenario, ScenarioStep } from './scenario.ts';
import { invalidArgument } from '../model/invalid.ts';

export interface ScenarioRun {
  readonly instanceId: string;
  /** Empty when all was as expected. */
  readonly differences: readonly string[];
}

export interface ScenarioParts {
  readonly engine: Engine;
  readonly clock: ManualClock;
  readonly calendar: Calendar;
  readonly process: ProcessModel;
  /** Told after each step. */
  readonly onStep?: (step: ScenarioStep, index: number, instanceId: string) => Promise<void> | void;
}

/** The definition must be deployed. Throws EngineError for a step that can't be done and was not expected to be refused. */
export async function runScenario(scenario: Scenario, parts: ScenarioParts): Promise<ScenarioRun> {
  const { engine, clock } = parts;
  const { start } = scenario;
  clock.set(Date.parse(start.at));
  const { instanceId } = await engine.start(scenario.process, {
    variables: start.variables,
    ...(start.by === undefined ? {} : { actor: start.by }),
    ...(start.businessKey === undefined ? {} : { businessKey: start.businessKey }),
    ...(start.startEvent === undefined ? {} : { startEvent: start.startEvent }),
  });
  await engine.runDue();
  const differences: string[] = [];
  for (const [index, step] of scenario.steps.entries()) {
    for (const difference of await play(step, instanceId, parts)) differences.push(`steps/${index}: ${difference}`);
    await engine.runDue();
    await parts.onStep?.(step, index, instanceId);
  }
  const seen = await observe(parts, instanceId);
  for (const difference of compareExpectation(scenario.expect, seen)) differences.push(`expect: ${difference}`);
  return { instanceId, differences };
}

async function play(step: ScenarioStep, instanceId: string, parts: ScenarioParts): Promise<string[]> {
  const { engine, clock } = parts;
  if ('complete' in step) return completeTask(step, instanceId, parts);
  if ('claim' in step) {
    const taskId = await openTask(engine, instanceId, step.claim, step.item);
    await engine.claim(taskId, { actor: step.by });
    return [];
  }
  if ('job' in step) {
    const { rows } = await engine.jobs({ instanceId });
    const job = rows.filter(({ element }) => element === step.job)[(step.item ?? 1) - 1];
    if (job === undefined) throw engineError('JOB_UNKNOWN', { jobId: `${instanceId} ${step.job}` });
    await engine.completeJob(job.jobId, { variables: step.variables ?? {} });
    return [];
  }
  if ('message' in step) {
    const message = { message: step.message, variables: step.variables ?? {} };
    await engine.correlate(step.key === undefined ? message : { ...message, key: step.key });
    return [];
  }
  if ('signal' in step) {
    await engine.broadcast({ name: step.signal, variables: step.variables ?? {} });
    return [];
  }
  if ('advance' in step) {
    await advanceTo(engine, clock, after(step.advance, step.counting ?? 'elapsed', parts));
    return [];
  }
  if ('advanceTo' in step) {
    await advanceTo(engine, clock, Date.parse(step.advanceTo));
    return [];
  }
  if ('cancel' in step) {
    await engine.cancel(instanceId, { reason: step.cancel });
    return [];
  }
  return compareExpectation(step.check, await observe(parts, instanceId));
}

async function completeTask(
  step: Extract<ScenarioStep, { complete: string }>,
  instanceId: string,
  { engine }: ScenarioParts,
): Promise<string[]> {
  const taskId = await openTask(engine, instanceId, step.complete, step.item);
  const act = { actor: step.by ?? 'system', variables: step.variables ?? {} };
  if (step.refused !== undefined) {
    try {
      await engine.complete(taskId, act);
    } catch (error) {
      if (!isEngineError(error)) throw error;
      const text = `${error.code} ${Object.values(error.params).join(' ')}`;
      return step.refused
        .filter((code) => !text.includes(code))
        .map((code) => `refused with ${text}, not with ${code}`);
    }
    return [`${step.complete} was not refused`];
  }
  const { seq } = await engine.complete(taskId, act);
  if (step.authority === undefined) return [];
  const entry = (await engine.history(instanceId)).find((candidate) => candidate.seq === seq);
  return compareAuthority(step.authority, entry?.authority ?? null);
}

function compareAuthority(expected: ExpectedAuthority, found: JsonObject | null): string[] {
  const principal = found?.principal as JsonObject | undefined;
  const seen = { kind: found?.kind, mode: found?.mode, principal: principal?.personId, grant: found?.grantId };
  return Object.entries(expected)
    .filter(([name, value]) => seen[name as keyof typeof seen] !== value)
    .map(
      ([name, value]) =>
        `authority ${name} should be ${String(value)}, is ${JSON.stringify(seen[name as keyof typeof seen])}`,
    );
}

/** The open task of the element; `item` counts the rounds of a multi-instance element from 1. */
async function openTask(
  engine: Engine,
  instanceId: string,
  element: string,
  item: number | undefined,
): Promise<string> {
  const { rows } = await engine.tasks({ instanceId, element });
  const entries = item === undefined ? [] : await engine.history(instanceId);
  const found = item === undefined ? rows[0] : rows.find(({ taskId }) => roundOf(entries, taskId) === item - 1);
  if (found === undefined) throw engineError('TASK_UNKNOWN', { taskId: `${instanceId} ${element}` });
  return found.taskId;
}

/** Place in the loop of the element instance that a task was made for. */
function roundOf(entries: readonly JournalEntry[], taskId: string): number | undefined {
  const part = taskId.slice(taskId.lastIndexOf(':') + 1);
  const events = entries.flatMap((entry) => entry.events);
  const made = events.find((event) => event.type === 'task.created' && event.taskId === part);
  const activated = events.find((event) => event.type === 'element.activated' && event.id === made?.id);
  return typeof activated?.item === 'number' ? activated.item : undefined;
}

function after(text: string, counting: 'elapsed' | 'working', { clock, calendar }: ScenarioParts): Instant {
  if (counting === 'elapsed') {
    const duration = parseDuration(text);
    if (!duration.ok) throw invalidArgument('advance', 'NOT_DURATION', { value: text, code: duration.problem.code });
    return addDuration(clock.now(), duration.value, calendar.zone);
  }
  const policy = vietnamPolicies.find(({ id }) => id === defaultStepPolicyId) ?? vietnamPolicies[0];
  if (policy === undefined) throw engineError('DEFECT', { detail: 'no policy is shipped' });
  const due = computeDue({ receivedAt: clock.now(), plan: text, counting: 'working', policy, calendar });
  if (!due.ok) throw invalidArgument('advance', 'NOT_DURATION', { value: text, code: due.problem.code });
  return due.dueAt;
}

async function observe({ engine, process, calendar }: ScenarioParts, instanceId: string): Promise<Observed> {
  const instance = await engine.instance(instanceId);
  const events = (await engine.history(instanceId)).flatMap((entry) => entry.events);
  const kindOf = new Map(process.elements.map(({ id, type }) => [id, type]));
  const { rows: tasks } = await engine.tasks({ instanceId, limit: 1000 });
  const { rows: jobs } = await engine.jobs({ instanceId, limit: 1000 });
  const catching = instance.active
    .map(({ element }) => element)
    .filter((element) => catchers.has(kindOf.get(element) ?? ''));
  const dossier = instance.clocks.find(({ element }) => element === process.id)?.clock;
  return {
    status: instance.status,
    variables: instance.variables,
    // Duties that a clock brought belong to no element.
    waiting: [
      ...tasks.filter(({ obligation }) => obligation === null).map(({ element }) => element),
      ...jobs.map(({ element }) => element),
      ...catching,
    ],
    ended: elementsOf(events, 'element.completed').filter((element) => kindOf.get(element) === 'endEvent'),
    done: events
      .filter((event) => event.type === 'task.closed' && event.outcome === 'completed')
      .map((event) => elementOf(event)),
    dossier: dossier === undefined ? null : dossier,
    zone: calendar.zone,
  };
}

const catchers: ReadonlySet<string> = new Set(['receiveTask', 'intermediateCatchEvent', 'eventBasedGateway']);

function elementsOf(events: JournalEntry['events'], type: string): string[] {
  return events.filter((event) => event.type === type).map((event) => elementOf(event));
}

function elementOf(event: JournalEntry['events'][number]): string {
  return typeof event.element === 'string' ? event.element : '';
}
