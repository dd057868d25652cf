// load → decide → commit once: the one way a command becomes a step.
import { canonicalJson, GENESIS_HASH, sealEntry } from '../audit/index.ts';
import type { LiveState, MigrationProblem, StepContext } from '../machine/index.ts';
import { emptyState, liveState, newWaits, plainState, planMigration, snapshotText } from '../machine/index.ts';
import type { Calendar } from '../model/calendar.ts';
import type { Actor, Authority, Command } from '../model/commands.ts';
import { engineError, isEngineError, type EngineError } from '../model/engine-error.ts';
import type { ProcessEvent } from '../model/events.ts';
import { instanceStatuses, isLive, type InstanceStatus } from '../model/instance-state.ts';
import type { Instant, JsonObject } from '../model/json.ts';
import { dossierStanding } from '../time/index.ts';
import type { CommitQueue } from './commit-queue.ts';
import { checkTypes } from './declared-types.ts';
import type { Deployed } from './definitions/definitions.ts';
import { isAsKept, keptOf, type LiveInstance, type LiveInstances } from './live-instances.ts';
import { movedRows } from './moved-rows.ts';
import type { Attachment, InstanceRow, RowChange, StepOutcome, StepWrite, Store } from './ports.ts';
import { project } from './project.ts';
import { stateOf } from './state-of.ts';
import { partId } from './views.ts';

/** Who gives the command, by what right, and how a repeat is known. */
export interface Origin {
  readonly actor: Actor | null;
  /** Asked with the instance at hand, before anything is decided; throws EngineError NOT_AUTHORISED. */
  readonly authorise?: (live: LiveInstance) => Promise<Authority | null>;
  readonly idempotencyKey?: string;
  /** Optimistic: refused with CONFLICT when the instance has moved on. */
  readonly expectedSeq?: number;
  /** The definition under which the instance goes on from this step. */
  readonly onto?: Deployed;
  /** Rows that belong to the same transaction (an outbox row that this step delivers). */
  readonly changes?: readonly RowChange[];
  /** A name that one running instance may hold; EngineError NAME_TAKEN when another does. */
  readonly unique?: string;
  /** How the worker holds the job that the command is about; EngineError LEASE_LOST when another does. */
  readonly lease?: StepWrite['lease'];
  /** Written in the transaction of the step; when it fails, the command fails with what it has thrown. */
  readonly attach?: Attachment;
}

export interface Step {
  readonly instanceId: string;
  readonly seq: number;
  /** Null when its entry is not kept any more. */
  readonly command: Command | null;
  readonly events: readonly ProcessEvent[];
  /** The present state: of a repeated step that is not the state of then. */
  readonly state: LiveState;
  /** After the step. */
  readonly status: InstanceStatus;
  /** True when the idempotency key was used before: nothing was done now, this is what was done then. */
  readonly repeated: boolean;
}

/** An engine always has working time. */
export type EngineContext = StepContext & { readonly calendar: Calendar };

export interface Executor {
  begin(deployed: Deployed, instanceId: string, command: Command, origin: Origin): Promise<Step>;
  execute(instanceId: string, command: Command, origin: Origin): Promise<Step>;
  /** What was done under an idempotency key; null when it is new. */
  earlier(idempotencyKey: string): Promise<Step | null>;
}

/** Races lost to another process are tried again so often; the command is decided anew each time. */
const ATTEMPTS = 4;
/** At an instance that others go on with, each time before it is decided here. */
const MOST_LOOKS = 1_000;

export function executor(
  store: Store,
  commits: CommitQueue,
  instances: LiveInstances,
  context: (deployedAt: Instant) => EngineContext,
  refreshDecisions: () => Promise<void>,
  afterStep: (step: Step) => void,
): Executor {
  /** The step to be written, and its events. */
  const prepare = async (live: LiveInstance, command: Command, origin: Origin) => {
    if (origin.expectedSeq !== undefined && origin.expectedSeq !== live.seq) {
      throw conflict(live.instanceId, origin.expectedSeq, live.seq);
    }
    const authority = (await origin.authorise?.(live)) ?? null;
    if (live.machine.graph.asksDecisions) await refreshDecisions();
    const { onto } = origin;
    const authorised = withPrincipal(command, authority);
    const decided = onto === undefined ? authorised : moveOnto(live, onto, authorised);
    checkTypes(live.types, live.state, decided);
    const stepContext = context(live.deployedAt);
    const events = advance(instances, live, decided, stepContext, onto !== undefined);
    try {
      const moved = origin.onto === undefined ? [] : await movedRows(store, live.instanceId, live.process, live.state);
      return { events, write: writeOf(live, decided, origin, authority, events, stepContext, moved) };
    } catch (error) {
      instances.drop(live.instanceId); // changed already, and it can't be written down
      throw error;
    }
  };

  /** Another engine went on with the instance after it was loaded here. */
  const isOld = async ({ instanceId, seq }: LiveInstance): Promise<boolean> =>
    seq > 0 && (await store.instance(instanceId))?.seq !== seq;

  /** `null`: what was known here is out of date (the state, or that the idempotency key is free); it must be looked at again. */
  const decide = async (live: LiveInstance, command: Command, origin: Origin): Promise<Step | null> => {
    let prepared: Awaited<ReturnType<typeof prepare>>;
    try {
      prepared = await prepare(live, command, origin);
    } catch (error) {
      // A refusal counts only when it was the present state that refused: an old one does not know the newest timers and calls.
      if (!isEngineError(error) || !(await isOld(live))) throw error;
      instances.drop(live.instanceId);
      return null;
    }
    const { events, write } = prepared;
    let outcome: StepOutcome;
    try {
      outcome = await commits.add(write);
    } catch (error) {
      instances.drop(live.instanceId);
      throw error;
    }
    if (outcome.ok) {
      live.seq = write.instance.seq;
      live.hash = write.entry.hash;
      if (write.stays !== true) live.kept = keptOf(write.instance);
      if (!isLive(live.state)) instances.drop(live.instanceId);
      const { instanceId, seq, state } = live;
      const step = { instanceId, seq, command, events, state, status: state.status, repeated: false };
      if (live.machine.graph.receives) afterStep(step);
      return step;
    }
    instances.drop(live.instanceId);
    switch (outcome.reason) {
      case 'keyTaken':
        return null;
      case 'nameTaken':
        throw engineError('NAME_TAKEN', { name: origin.unique ?? '', holder: outcome.holder });
      case 'leaseLost': {
        const { jobId = '', fence = 0 } = origin.lease ?? {};
        throw engineError('LEASE_LOST', { jobId: partId(live.instanceId, jobId), held: fence, found: outcome.found });
      }
      case 'attachmentFailed':
        throw outcome.error;
      case 'conflict':
        throw conflict(live.instanceId, live.seq, outcome.found);
    }
  };

  const earlier = async (idempotencyKey: string): Promise<Step | null> => {
    const used = await store.usedKey(idempotencyKey);
    if (used === null) return null;
    const { instanceId, seq, text, result } = used;
    const row = await store.instance(instanceId);
    const state = liveState(row === null ? emptyState() : stateOf(row, store));
    const status = instanceStatuses.find((one) => one === result) ?? state.status;
    const step = { instanceId, seq, state, status, repeated: true } as const;
    if (text === '') return { ...step, command: null, events: [] };
    return { ...step, ...(JSON.parse(text) as Pick<Step, 'command' | 'events'>) };
  };

  const once = async (origin: Origin, act: () => Promise<Step | null>): Promise<Step> => {
    for (let attempt = 1; attempt <= MOST_LOOKS; attempt += 1) {
      const before = origin.idempotencyKey === undefined ? null : await earlier(origin.idempotencyKey);
      if (before !== null) return before;
      try {
        const step = await act();
        if (step !== null) return step;
      } catch (error) {
        const lostRace = isEngineError(error) && error.code === 'CONFLICT' && origin.expectedSeq === undefined;
        if (!lostRace || attempt >= ATTEMPTS) throw error;
      }
    }
    throw engineError('DEFECT', { detail: `${MOST_LOOKS} times in a row somebody else was faster` });
  };

  return {
    begin: ({ row, machine, types }, instanceId, command, origin) =>
      once(origin, async () => {
        const live: LiveInstance = {
          instanceId,
          process: row.process,
          definition: row.hash,
          machine,
          types,
          deployedAt: row.deployedAt,
          startedAt: context(row.deployedAt).now,
          endedAt: null,
          state: liveState(emptyState()),
          seq: 0,
          hash: GENESIS_HASH,
          kept: null,
        };
        // Under which definition it began is part of the journal, so that nobody can put another one in its place.
        const begun = command.type === 'start' ? { ...command, definition: row.hash } : command;
        const step = await decide(live, begun, origin);
        if (step !== null && isLive(step.state)) instances.put(live);
        return step;
      }),
    earlier,
    execute: (instanceId, command, origin) =>
      once(origin, () => instances.withInstance(instanceId, (live) => decide(live, command, origin))),
  };
}

/** The command, with what it begins to wait for. Throws EngineError MIGRATION_REFUSED with every reason; the instance is then as it was. */
function moveOnto(live: LiveInstance, { row, machine, types }: Deployed, command: Command): Command {
  if (command.type !== 'instance.migrate') return command;
  const { elements } = command;
  const state = plainState(live.state);
  const problems = planMigration(state, live.machine.graph, machine.graph, elements);
  if (problems.length > 0) throw migrationRefused(live.instanceId, row.version, problems);
  const opens = newWaits(state, live.machine.graph, machine.graph, elements);
  live.machine = machine;
  live.types = types;
  live.process = row.process;
  live.definition = row.hash;
  live.deployedAt = row.deployedAt;
  return opens.length === 0 ? command : { ...command, opens };
}

export function migrationRefused(
  instanceId: string,
  version: number | string,
  problems: readonly MigrationProblem[],
): EngineError {
  const reasons = problems.map(({ code, element }) => `${code} ${element}`).join(', ');
  return engineError('MIGRATION_REFUSED', { instanceId, version, reasons }, problems);
}

/** Whoever completes a task for somebody else says so in the command itself. */
function withPrincipal(command: Command, authority: Authority | null): Command {
  const principal = (authority?.principal as JsonObject | undefined)?.personId;
  return command.type === 'task.complete' && typeof principal === 'string' ? { ...command, principal } : command;
}

/** An EngineError leaves the state as it was; after anything else the state in memory is not to be trusted. */
function advance(
  instances: LiveInstances,
  live: LiveInstance,
  command: Command,
  context: StepContext,
  moved: boolean,
): ProcessEvent[] {
  try {
    return live.machine.advance(live.state, command, context);
  } catch (error) {
    if (!isEngineError(error) || error.code === 'DEFECT' || moved) instances.drop(live.instanceId);
    throw isEngineError(error) ? publicError(error, live.instanceId) : error;
  }
}

/** The machine knows neither the id of its instance nor how callers name what is inside of it. */
function publicError(error: EngineError, instanceId: string): EngineError {
  const params: Record<string, string | number> = { ...error.params };
  if ('instanceId' in params) params.instanceId = instanceId;
  for (const name of ['taskId', 'jobId', 'incidentId'])
    if (params[name] !== undefined) params[name] = partId(instanceId, String(params[name]));
  return engineError(error.code, params, error.cause);
}

function writeOf(
  live: LiveInstance,
  command: Command,
  { actor, idempotencyKey, changes = [], unique, lease, attach }: Origin,
  authority: Authority | null,
  events: readonly ProcessEvent[],
  { now, calendar }: EngineContext,
  moved: readonly RowChange[],
): StepWrite {
  const seq = live.seq + 1;
  const { instanceId, process, state } = live;
  // Not when the command came, which is earlier: the document of an instance is held to its first entry.
  if (live.seq === 0) live.startedAt = now;
  // One that is compensated later ended when it completed.
  live.endedAt = state.status === 'active' ? null : (live.endedAt ?? now);
  const key = idempotencyKey === undefined ? {} : { key: idempotencyKey };
  const text = canonicalJson({ instanceId, seq, at: now, command, actor, authority, events, ...key });
  const hash = sealEntry(live.hash, text);
  const instance: InstanceRow = {
    instanceId,
    process,
    definition: live.definition,
    status: state.status,
    suspended: state.suspended === true,
    businessKey: state.businessKey ?? null,
    startedAt: live.startedAt,
    endedAt: live.endedAt,
    seq,
    hash,
    snapshot: snapshotText(state),
    dossier: dossierStanding(live.machine.process, state, calendar, now),
  };
  const write: StepWrite = {
    instance,
    expectedSeq: live.seq,
    entry: { at: now, text, hash },
    changes: [
      ...changes,
      ...moved,
      ...project(events, { instanceId, process, definition: live.definition, seq, at: now, state }),
    ],
  };
  return {
    ...write,
    ...(isAsKept(instance, live.kept) ? { stays: true } : {}),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey, result: state.status }),
    ...(unique === undefined ? {} : { unique }),
    ...(lease === undefined ? {} : { lease }),
    ...(attach === undefined ? {} : { attach }),
  };
}

function conflict(instanceId: string, expected: number, found: number): Error {
  return engineError('CONFLICT', { instanceId, expected, found });
}
