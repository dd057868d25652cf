// Opens an engine over a store. Everything durable goes through `execute`: load, decide, commit once.
import { planMigration, type StepContext } from '../machine/index.ts';
import type { Actor, Command } from '../model/commands.ts';
import { engineError } from '../model/engine-error.ts';
import type { ProcessEvent } from '../model/events.ts';
import type { InstanceState, InstanceStatus } from '../model/instance-state.ts';
import type { Instant } from '../model/json.ts';
import type { JournalEntry } from '../model/journal.ts';
import { limits } from '../model/limits.ts';
import { authorise } from './authorise.ts';
import { deliverBuffered, sweepBuffer, waitsAfter } from './buffer.ts';
import { checkVariables } from './check-variables.ts';
import { makeCheckpoint } from './checkpoints.ts';
import { clockActs } from './clocks/clock-acts.ts';
import { notices as noticesOf } from './clocks/notices.ts';
import { commitQueue } from './commit-queue.ts';
import { decisionsOf } from './decisions.ts';
import { definitionsOf, type Deployed } from './definitions.ts';
import { deliver } from './deliver.ts';
import type { Act, Engine, MessageInput, MigrationPlan, PersonAct, Receipt } from './engine.ts';
import { executor, type Executor, type Origin, type Step } from './execute.ts';
import { startCommandOf } from './start-command.ts';
import { newInstanceId, repeat, type Repetition } from './host.ts';
import { isTrue } from './is-true.ts';
import { jobHandlers } from './jobs.ts';
import { liveInstances } from './live-instances.ts';
import { resolveOptions, type EngineOptions } from './options.ts';
import type { InstanceRow, Page } from './ports.ts';
import { runDue, type DueParts } from './run-due.ts';
import { tasksFor } from './tasks-for.ts';
import { turns } from './turns.ts';
import { underWay } from './under-way.ts';
import { incidentView, instanceView, jobView, splitId, taskView, type Instance } from './views.ts';

/** Throws EngineErrors OPTION_UNKNOWN, STORE_OPEN, STORE_CORRUPT, STORE_NEWER, STORE_NOT_OURS. */
export async function openEngine(given: EngineOptions): Promise<Engine> {
  const options = resolveOptions(given);
  const { store, calendar, policies, clock, onTrouble } = options;
  await store.open();

  const decisions = decisionsOf(store, onTrouble);
  try {
    await decisions.refresh();
  } catch (error) {
    await store.close();
    throw error;
  }
  /** A change of calendar puts another one in. */
  const time = { calendar };
  const context = (): StepContext => ({
    now: clock.now(),
    calendar: time.calendar,
    policies,
    decision: (reference) => decisions.find(reference),
  });
  const newId = (): string => newInstanceId(clock.now());
  const commits = commitQueue(store);
  const definitions = definitionsOf(store, calendar.zone);
  const instances = liveInstances(store, definitions, options.cachedInstances);
  /** Commands, and what goes on beside them: a stop waits for all. */
  const doing = underWay();
  const inner = executor(
    store,
    commits,
    instances,
    context,
    () => decisions.refresh(),
    (step) => {
      // Beside the step: a delivery to the same instance waits for its turn.
      const beside = deliverBuffered(waitsAfter(step), clock.now(), parts).catch((error: unknown) => {
        onTrouble(error, 'message buffer');
      });
      void doing.add(beside);
    },
  );
  const run: Executor = {
    begin: (...command) => doing.add(inner.begin(...command)),
    execute: (...command) => doing.add(inner.execute(...command)),
    earlier: (key) => inner.earlier(key),
  };
  const jobs = jobHandlers(store, run, newId(), onTrouble);
  const parts = { store, definitions, executor: run, newId, starting: turns() };
  const notices = noticesOf({ store, definitions, executor: run, options });
  let atWork: Repetition | null = null;
  let stopListening: (() => void) | null = null;
  let closing: Promise<void> | null = null;

  let swept = false;
  const due = async (handlers: DueParts['jobs']) => {
    // Once after opening: a crash may have come between a step and the delivery of what was buffered for it.
    if (swept) await store.dropBuffered({ expiredAt: clock.now() });
    else await sweepBuffer(clock.now(), parts);
    swept = true;
    return runDue({ ...parts, jobs: handlers, notices, now: () => clock.now(), zone: calendar.zone, onTrouble });
  };
  const open = (): void => {
    if (closing !== null) throw engineError('ENGINE_CLOSED');
  };

  const close = async (): Promise<void> => {
    try {
      stopListening?.();
      await atWork?.stop();
      await jobs.stop(limits.stopMs);
      await doing.over();
      await commits.idle();
      await makeCheckpoint(store, options.origin, options.signingKey, clock.now());
    } finally {
      await store.close();
    }
  };

  const act = async (instanceId: string, command: Command, by: Act, right?: Origin['authorise']): Promise<Receipt> => {
    open();
    const origin: Origin = { ...originOf(by), ...(right === undefined ? {} : { authorise: right }) };
    return answer(await run.execute(instanceId, command, origin), command, instanceId, by);
  };

  const taskAct = (
    action: TaskAction,
    taskId: string,
    by: PersonAct,
    command: (part: string) => Command,
  ): Promise<Receipt> => {
    const { instanceId, part } = splitId(taskId, 'TASK_UNKNOWN', 'taskId');
    if (typeof by.actor !== 'string' || by.actor === '') throw engineError('ACTOR_MISSING', { action });
    const { onBehalfOf, certSerial } = by;
    const right = {
      personId: by.actor,
      action,
      taskId: part,
      ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
      ...(certSerial === undefined ? {} : { certSerial }),
    };
    return act(instanceId, command(part), by, (live) => authorise(live, right, store, options));
  };

  const deliverMessage = async (input: MessageInput): Promise<Step | null> => {
    open();
    const { message: name, idempotencyKey } = input;
    const key = input.key === undefined ? null : String(input.key);
    const variables = checkVariables(input.variables);
    const delivery = { kind: 'message', name, key, variables, actor: actorOf(input) } as const;
    const [step] = await deliver(idempotencyKey === undefined ? delivery : { ...delivery, idempotencyKey }, parts);
    return step ?? null;
  };

  const viewOf = async (row: InstanceRow): Promise<Instance> => {
    const { machine } = await definitions.byHash(row.process, row.definition);
    return instanceView(row, machine.process, time.calendar, clock.now());
  };

  const targetOf = (process: string, plan: MigrationPlan): Promise<Deployed> => {
    const name = plan.process ?? process;
    return plan.definition === undefined ? definitions.latest(name) : definitions.byHash(name, plan.definition);
  };

  return {
    deploy: async (model, source) => {
      open();
      return definitions.deploy(model, source, clock.now());
    },
    deployDecisions: async (source, { file = 'decisions.dmn', versionTag = null } = {}) => {
      open();
      const kept = await decisions.deploy(source, file, versionTag, clock.now());
      return kept.map(({ process, version, hash, name, deployedAt }) => ({ process, version, hash, name, deployedAt }));
    },
    definitions: (process) => definitions.list(process),

    start: async (process, input = {}) => {
      open();
      const deployed = await definitions.latest(process);
      const { startEvent, businessKey } = input;
      const command: Command = {
        type: 'start',
        variables: checkVariables(input.variables),
        ...(startEvent === undefined ? {} : { startEvent }),
        ...(businessKey === undefined ? {} : { businessKey }),
      };
      return answer(await run.begin(deployed, newId(), command, originOf(input)), command, null, input);
    },
    instance: async (instanceId) => {
      const row = await store.instance(instanceId);
      if (row === null) throw engineError('INSTANCE_UNKNOWN', { instanceId });
      return viewOf(row);
    },
    instances: async (query = {}) => {
      const { rows, next } = await store.instances(query);
      return { rows: await Promise.all(rows.map(viewOf)), next };
    },
    history: async (instanceId) => {
      const entries: JournalEntry[] = [];
      for (let from = 1; ;) {
        const rows = await store.journal({ instanceId, from, limit: HISTORY_PAGE });
        for (const { text } of rows) entries.push(JSON.parse(text) as JournalEntry);
        const last = rows.at(-1);
        if (last === undefined || rows.length < HISTORY_PAGE) break;
        from = last.position + 1;
      }
      if (entries.length === 0) throw engineError('INSTANCE_UNKNOWN', { instanceId });
      return entries;
    },

    tasks: async ({ forPerson, ...query } = {}) => {
      const page =
        forPerson === undefined
          ? await store.tasks(query)
          : await tasksFor(forPerson, query, store, definitions, options);
      return viewPage(page, taskView);
    },
    claim: async (taskId, by) =>
      taskAct('claim', taskId, by, (part) => ({ type: 'task.claim', taskId: part, by: by.actor })),
    release: async (taskId, by) => taskAct('release', taskId, by, (part) => ({ type: 'task.release', taskId: part })),
    assign: async (taskId, to, by) =>
      taskAct('assign', taskId, by, (part) => ({ type: 'task.assign', taskId: part, to })),
    begin: async (taskId, by) =>
      taskAct('start', taskId, by, (part) => ({ type: 'task.start', taskId: part, by: by.actor })),
    complete: async (taskId, by) => {
      const variables = checkVariables(by.variables);
      return taskAct('complete', taskId, by, (part) => ({
        type: 'task.complete',
        taskId: part,
        variables,
        by: by.actor,
      }));
    },

    correlate: async (input) => {
      const step = await deliverMessage(input);
      if (step !== null) return receipt(step);
      const { message, key } = input;
      throw engineError('MESSAGE_NOT_EXPECTED', { message, key: key === undefined ? '' : ` with key "${key}"` });
    },
    publish: async (input) => {
      if (!(input.timeToLiveMs > 0))
        throw engineError('ARGUMENT_INVALID', { name: 'timeToLiveMs', problem: 'no length in milliseconds' });
      const step = await deliverMessage(input);
      if (step !== null) return receipt(step);
      const { message: name, idempotencyKey, timeToLiveMs } = input;
      const key = input.key === undefined ? null : String(input.key);
      const id = idempotencyKey ?? newId();
      const expiresAt = clock.now() + timeToLiveMs;
      await store.bufferMessage({ id, name, key, variables: checkVariables(input.variables), expiresAt });
      // Somebody may have begun to wait between the look and the keeping.
      await deliverBuffered([{ name, key }], clock.now(), parts);
      return null;
    },
    startByCondition: async (input) => {
      open();
      const variables = checkVariables(input.variables);
      const receipts: Receipt[] = [];
      for (const start of await store.starts({ kind: 'conditional' })) {
        if (!isTrue(start.name, variables, clock.now())) continue;
        const deployed = await definitions.byHash(start.process, start.definition);
        const { idempotencyKey: key, ...origin } = originOf(input);
        const keyed =
          key === undefined ? origin : { ...origin, idempotencyKey: `${key}/${start.process}:${start.element}` };
        const command = startCommandOf(start, deployed, variables);
        receipts.push(receipt(await run.begin(deployed, newId(), command, keyed)));
      }
      return receipts;
    },
    broadcast: async (input) => {
      open();
      const { name, idempotencyKey } = input;
      const delivery = {
        kind: 'signal',
        name,
        key: null,
        variables: checkVariables(input.variables),
        actor: actorOf(input),
      } as const;
      return (await deliver(idempotencyKey === undefined ? delivery : { ...delivery, idempotencyKey }, parts)).map(
        receipt,
      );
    },

    handle: (jobType, handler) => {
      jobs.add(jobType, handler);
    },
    jobs: async (query = {}) => viewPage(await store.jobs(query), jobView),
    leaseJobs: async ({ types, owner, forMs, limit }) => {
      open();
      const now = clock.now();
      return (await store.leaseJobs({ types: types ?? null, owner, now, untilAt: now + forMs, limit })).map(jobView);
    },
    completeJob: async (jobId, by = {}) => {
      const { instanceId, part } = splitId(jobId, 'JOB_UNKNOWN', 'jobId');
      return act(instanceId, { type: 'job.complete', jobId: part, variables: checkVariables(by.variables) }, by);
    },
    failJob: async (jobId, by) => {
      const { instanceId, part } = splitId(jobId, 'JOB_UNKNOWN', 'jobId');
      const failed = { type: 'job.fail', jobId: part, message: by.message, retries: by.retries } as const;
      return act(instanceId, by.retryAt === undefined ? failed : { ...failed, retryAt: by.retryAt }, by);
    },

    throwJobError: async (jobId, by) => {
      const { instanceId, part } = splitId(jobId, 'JOB_UNKNOWN', 'jobId');
      const { errorCode, message = errorCode } = by;
      const variables = checkVariables(by.variables);
      return act(instanceId, { type: 'job.throwError', jobId: part, errorCode, message, variables }, by);
    },
    throwTaskError: async (taskId, by) => {
      const variables = checkVariables(by.variables);
      const { errorCode, actor } = by;
      return taskAct('fail', taskId, by, (part) => ({
        type: 'task.throwError',
        taskId: part,
        errorCode,
        variables,
        by: actor,
      }));
    },
    activate: async (instanceId, by) => act(instanceId, { type: 'adHoc.activate', element: by.element }, by),

    incidents: async (query = {}) => viewPage(await store.incidents(query), incidentView),
    resolveIncident: async (id, by = {}) => {
      const { instanceId, part } = splitId(id, 'INCIDENT_UNKNOWN', 'incidentId');
      const resolve = { type: 'incident.resolve', incidentId: part } as const;
      return act(
        instanceId,
        by.variables === undefined ? resolve : { ...resolve, variables: checkVariables(by.variables) },
        by,
      );
    },
    setVariables: async (instanceId, by) =>
      act(instanceId, { type: 'variables.set', variables: checkVariables(by.variables) }, by),
    suspend: async (instanceId, by) => act(instanceId, { type: 'instance.suspend', reason: by.reason }, by),
    resume: async (instanceId, by = {}) => act(instanceId, { type: 'instance.resume' }, by),
    modify: async (instanceId, by) => {
      const own = (id: string): string => (id.startsWith(`${instanceId}:`) ? id.slice(instanceId.length + 1) : id);
      const { start = [], cancel = [], reason } = by;
      const modify = { type: 'instance.modify', start, cancel: cancel.map(own), reason } as const;
      return act(
        instanceId,
        by.variables === undefined ? modify : { ...modify, variables: checkVariables(by.variables) },
        by,
      );
    },
    planMigration: async (instanceId, plan) => {
      const row = await store.instance(instanceId);
      if (row === null) throw engineError('INSTANCE_UNKNOWN', { instanceId });
      const from = await definitions.byHash(row.process, row.definition);
      const to = await targetOf(row.process, plan);
      const state = JSON.parse(row.snapshot) as InstanceState;
      return planMigration(state, from.machine.graph, to.machine.graph, plan.elements ?? {});
    },
    migrate: async (instanceId, by) => {
      open();
      const row = await store.instance(instanceId);
      if (row === null) throw engineError('INSTANCE_UNKNOWN', { instanceId });
      const onto = await targetOf(row.process, by);
      const command = {
        type: 'instance.migrate',
        definition: onto.row.hash,
        elements: by.elements ?? {},
        reason: by.reason,
      } as const;
      return receipt(await run.execute(instanceId, command, { ...originOf(by), onto }));
    },
    cancel: async (instanceId, by) => act(instanceId, { type: 'instance.cancel', reason: by.reason }, by),
    ...clockActs({ ...parts, act, notices, time, policies, now: () => clock.now(), originOf }),

    runDue: async () => {
      open();
      return due(jobs);
    },
    nextDueAt: () => store.nextDueAt(),
    work: ({ everyMs = limits.pollMs } = {}) => {
      open();
      // Beside: a handler that takes long, or never ends, must hold up neither timers nor other jobs.
      const beside = {
        runAvailable: (now: () => Instant) => jobs.beginAvailable(now, () => atWork?.soon()),
      };
      atWork ??= repeat(everyMs, async () => {
        try {
          await due(beside);
        } catch (error) {
          onTrouble(error, 'work');
        }
      });
      stopListening ??=
        store.onWake?.(() => {
          atWork?.soon();
        }) ?? null;
    },

    checkpoint: async () => {
      open();
      await commits.idle();
      return makeCheckpoint(store, options.origin, options.signingKey, clock.now());
    },
    close: () => (closing ??= close()),
  };
}

type TaskAction = 'claim' | 'release' | 'assign' | 'start' | 'complete' | 'fail';

/** Entries read at once for a history. */
const HISTORY_PAGE = 1_000;

function actorOf({ actor }: Act): Actor | null {
  return actor === undefined ? null : { kind: 'person', personId: actor };
}

function originOf({ actor, idempotencyKey, expectedSeq }: Act): Origin {
  return {
    actor: actorOf(actor === undefined ? {} : { actor }),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    ...(expectedSeq === undefined ? {} : { expectedSeq }),
  };
}

function receipt({ instanceId, seq, events, state, repeated }: Step): Receipt {
  return { instanceId, seq, status: repeated ? statusAfter(events) : state.status, events, repeated };
}

/** Of a step by itself: an instance is active until an event says otherwise. */
function statusAfter(events: readonly ProcessEvent[]): InstanceStatus {
  for (const event of events) {
    if (event.type === 'instance.completed') return 'completed';
    if (event.type === 'instance.terminated') return event.status;
  }
  return 'active';
}

/**
 * Whoever gives a key again may give other variables, never another command. `instanceId`: null for one that begins an
 * instance. Throws EngineError IDEMPOTENCY_MISMATCH.
 */
function answer(step: Step, command: Command, instanceId: string | null, { idempotencyKey = '' }: Act): Receipt {
  const { command: before, repeated } = step;
  if (!repeated || before === null) return receipt(step);
  const part = (of: Command, name: string): unknown => (of as Readonly<Record<string, unknown>>)[name];
  const isSame = named.every((name) => part(before, name) === part(command, name));
  if (!isSame || (instanceId !== null && step.instanceId !== instanceId))
    throw engineError('IDEMPOTENCY_MISMATCH', { key: idempotencyKey });
  return receipt(step);
}

const named = ['type', 'taskId', 'jobId', 'incidentId'] as const;

function viewPage<Row, View>(page: Page<Row>, view: (row: Row) => View): Page<View> {
  return { rows: page.rows.map(view), next: page.next };
}
