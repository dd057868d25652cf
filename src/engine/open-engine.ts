// Opens an engine over a store. Everything durable goes through `execute`: load, decide, commit once.
import type { Instant } from '../model/json.ts';
import { archiveActs } from './api/archive.ts';
import { bulkActs } from './api/bulk.ts';
import { clockActs } from './api/clocks.ts';
import { definitionActs } from './api/definitions.ts';
import { healthActs } from './api/health.ts';
import { instanceActs } from './api/instances.ts';
import { jobActs } from './api/jobs.ts';
import { messageActs } from './api/messages.ts';
import { operationActs } from './api/operations.ts';
import { runActs } from './api/runs.ts';
import { troubleActs } from './api/troubles.ts';
import { taskActs } from './api/tasks.ts';
import { transferActs } from './api/transfer.ts';
import { deliverBuffered, startsAfter, waitsAfter } from './buffer.ts';
import { notices as noticesOf } from './clocks/notices.ts';
import { commitQueue } from './commit-queue.ts';
import { decisionsOf } from './decisions.ts';
import { definitionsOf } from './definitions/definitions.ts';
import type { Engine } from './engine.ts';
import { executor as executorOf, type EngineContext, type Executor, type Origin, type Step } from './execute.ts';
import { gate as gateOf } from './gate.ts';
import { instanceIds } from './host.ts';
import { jobHandlers } from './jobs.ts';
import { liveInstances } from './live-instances.ts';
import { resolveOptions, type EngineOptions } from './options.ts';
import type { EngineParts } from './parts.ts';
import { answer, originOf } from './receipt.ts';
import { checked } from './signatures.ts';
import { telemetry } from './telemetry.ts';
import { turns } from './turns.ts';
import { underWay } from './under-way.ts';
import { watch as watchOf } from './watch.ts';

/** Throws EngineErrors OPTION_UNKNOWN, STORE_OPEN, STORE_CORRUPT, STORE_NEWER, STORE_NOT_OURS. */
export async function openEngine(given: EngineOptions): Promise<Engine> {
  const parts = await partsOf(resolveOptions(given));
  return checked({
    ...definitionActs(parts),
    ...instanceActs(parts),
    ...taskActs(parts),
    ...messageActs(parts),
    ...jobActs(parts),
    ...operationActs(parts),
    ...bulkActs(parts),
    ...transferActs(parts),
    ...archiveActs(parts),
    ...clockActs(parts),
    ...runActs(parts),
    ...troubleActs(parts),
    ...healthActs(parts),
  });
}

async function partsOf(options: ReturnType<typeof resolveOptions>): Promise<EngineParts> {
  const { store, calendar, policies, clock, logger } = options;
  await store.open();
  const watch = watchOf(options, await telemetry());
  const onTrouble = watch.trouble;
  const now = () => clock.now();
  const definitions = definitionsOf(store, calendar.zone, now);
  const decisions = decisionsOf(store, definitions.log, onTrouble);
  try {
    await decisions.refresh();
  } catch (error) {
    watch.end();
    await store.close();
    throw error;
  }
  const time = { calendar };
  const context = (deployedAt: Instant): EngineContext => ({
    now: now(),
    calendar: time.calendar,
    policies,
    decision: (reference) => decisions.find(reference, deployedAt),
  });
  const newId = instanceIds(now);
  const commits = commitQueue({
    commit: (steps) => watch.commit(steps.length, () => store.commit(steps)),
    ...(store.commitsAtOnce === undefined ? {} : { commitsAtOnce: store.commitsAtOnce }),
  });
  const instances = liveInstances(store, definitions, options.cachedInstances);
  const doing = underWay();
  const inner = executorOf(
    store,
    commits,
    instances,
    context,
    () => decisions.refresh(),
    (step) => {
      // Beside the step: a delivery to the same instance waits for its turn.
      const beside = afterwards(step).catch((error: unknown) => {
        onTrouble(error, 'message buffer');
      });
      void doing.add(beside);
    },
  );
  const afterwards = async (step: Step): Promise<void> =>
    deliverBuffered([...waitsAfter(step), ...(await startsAfter(step, store))], now(), delivery);
  const executor: Executor = {
    begin: (deployed, instanceId, command, origin) =>
      doing.add(watch.command(command, null, () => inner.begin(deployed, instanceId, command, origin))),
    execute: (instanceId, command, origin) =>
      doing.add(watch.command(command, instanceId, () => inner.execute(instanceId, command, origin))),
    earlier: (key) => inner.earlier(key),
  };
  const delivery = { store, definitions, executor, newId, starting: turns() };
  const gate = gateOf();
  logger.info({ store: store.name }, 'opened');
  return {
    ...delivery,
    ...{ options, now, time, decisions, commits, doing, gate, open: gate.open, watch, works: { byItself: false } },
    jobs: jobHandlers({ store, definitions, executor, owner: newId(), random: options.random, watch }),
    notices: noticesOf({ store, definitions, executor, options }),
    act: async (instanceId, command, by, right) => {
      gate.open();
      const origin: Origin = { ...originOf(by), ...(right === undefined ? {} : { authorise: right }) };
      return answer(await executor.execute(instanceId, command, origin), command, instanceId, by);
    },
  };
}
