// What the arguments of every act of an engine may be. An act is called by its checked form alone, so each may take what it is given for
// what its type says.
import {
  act,
  anything,
  fields,
  flag,
  given,
  instant,
  instantOrDate,
  keyText,
  lengthMs,
  listOf,
  mapOf,
  maybe,
  number,
  object,
  oneOf,
  text,
  whole,
  within,
  type ArgumentKind,
  type ArgumentKinds,
} from '../model/argument.ts';
import { invalidArgument } from '../model/invalid.ts';
import { limits } from '../model/limits.ts';
import { listFilters, orderField, pageFields } from '../model/list-filters.ts';
import { recomputeRules } from '../model/sla.ts';
import type { Act } from './act.ts';
import type { Engine } from './engine.ts';
import type { CountedList, ListFilters } from './ports.ts';

/** The same engine, which refuses what its acts can't take: EngineErrors ARGUMENT_INVALID and OPTION_UNKNOWN name it, and nothing is done. */
export function checked(engine: Engine): Engine {
  const acts = Object.entries(engine).map(([name, its]) => [name, checkedAct(name as keyof Engine, its as AnyAct)]);
  return Object.fromEntries(acts) as Engine;
}

type AnyAct = (...args: readonly unknown[]) => unknown;

function checkedAct(name: keyof Engine, its: AnyAct): AnyAct {
  const kinds = Object.entries<ArgumentKind>(signatures[name]);
  const check = (args: readonly unknown[]): void => {
    for (let at = 0; at < kinds.length; at += 1) kinds[at]![1](kinds[at]![0], args[at]);
  };
  if (givesAtOnce.has(name)) return (...args) => (check(args), its(...args));
  // Not `async`: a check that passes must not put the command after others that were called later.
  return (...args) => {
    try {
      check(args);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return Promise.reject(error);
    }
    return its(...args);
  };
}

/** What is wrong is thrown there and then. */
const givesAtOnce: ReadonlySet<keyof Engine> = new Set(['handle', 'onNotice', 'work'] as const);

/** No step, or several: there is no transaction to write in. Typed callers can't give it; plain JavaScript can. */
const notHere: ArgumentKind = (name, value) => {
  if (value !== undefined) throw invalidArgument(name, 'NOT_IN_TRANSACTION');
};
const notGiven: ArgumentKind = (name, value) => {
  if (value !== undefined) throw invalidArgument(name, 'NOT_TO_BE_GIVEN');
};

/** `parse` makes it, `compile` looks into it. */
const model: ArgumentKind = (name, value) => {
  const { processes, file } = Object(value) as { readonly processes?: unknown; readonly file?: unknown };
  if (Array.isArray(processes) && typeof file === 'string') return;
  given(name, value);
  throw invalidArgument(name, 'NOT_MODEL');
};

const calendar: ArgumentKind = (name, value) => {
  const { zone, table } = Object(value) as { readonly zone?: unknown; readonly table?: unknown };
  if (typeof zone === 'string' && Object.hasOwn(Object(table) as object, 'workedMs')) return;
  given(name, value);
  throw invalidArgument(name, 'NOT_CALENDAR');
};

const by = {
  actor: maybe(text),
  idempotencyKey: maybe(text),
  expectedSeq: maybe(whole(0)),
  inTransaction: maybe(act),
} as const satisfies Record<keyof Act, ArgumentKind>;
const byPerson = { ...by, onBehalfOf: maybe(text), certSerial: maybe(text) };
const byWorker = { ...by, fence: maybe(whole(0)) };
const byMany = { ...by, inTransaction: notHere };
const byAuthor = { actor: maybe(text), idempotencyKey: maybe(text) };
/** How they are looked at is in `checkVariables`. */
const variables = { variables: anything };
const reason = { reason: text };
const thrown = { errorCode: text, message: maybe(text), ...variables };
const plan = { definition: maybe(text), process: maybe(text), elements: maybe(mapOf(text)) };
const message = { message: text, key: maybe(keyText), ...variables };
const inBulk = {
  ...byAuthor,
  limit: maybe(within(1, limits.bulk)),
  cursor: maybe(text),
  dryRun: maybe(flag),
  onProgress: maybe(act),
};

const filters = listFilters satisfies { readonly [L in CountedList]: Record<keyof ListFilters[L], ArgumentKind> };
/** Pages and order are those of the act. */
const running = fields({ ...filters.instances, status: notGiven });
const leaseMs = within(1, limits.leaseMs);
const version = whole(1);

function query(filter: ArgumentKinds, more: ArgumentKinds = {}): { readonly query: ArgumentKind } {
  return { query: maybe(fields({ ...filter, ...more, ...pageFields })) };
}

/** By act: its arguments in their order. */
const signatures: { readonly [A in keyof Engine]: ArgumentKinds } = {
  // definitions
  deploy: { model, source: text, options: maybe(fields({ ...byAuthor, draft: maybe(flag) })) },
  deployDecisions: {
    source: text,
    options: maybe(fields({ ...byAuthor, file: maybe(text), versionTag: maybe(text), imports: maybe(listOf(text)) })),
  },
  definitions: { process: maybe(text) },
  definitionHistory: { process: text },
  submitDefinition: { process: text, version, act: maybe(fields(byAuthor)) },
  returnDefinition: { process: text, version, act: fields({ ...byAuthor, ...reason }) },
  approveDefinition: {
    process: text,
    version,
    act: fields({
      ...byAuthor,
      decisionNumber: text,
      decisionOn: text,
      signer: text,
      effectiveFrom: maybe(instantOrDate),
    }),
  },
  revokeDefinition: { process: text, version, act: fields({ ...byAuthor, ...reason }) },
  suspendDefinition: { process: text, version, act: fields({ ...byAuthor, ...reason, instances: maybe(flag) }) },
  resumeDefinition: { process: text, version, act: maybe(fields({ ...byAuthor, instances: maybe(flag) })) },
  // instances
  start: {
    process: text,
    options: maybe(
      fields({ ...by, ...variables, businessKey: maybe(text), receivedAt: maybe(instant), startEvent: maybe(text) }),
    ),
  },
  instance: { instanceId: text },
  instances: query(filters.instances, orderField),
  history: { instanceId: text },
  // tasks
  tasks: query(filters.tasks, { ...orderField, forPerson: maybe(text) }),
  claim: { taskId: text, act: fields(byPerson) },
  release: { taskId: text, act: fields(byPerson) },
  assign: { taskId: text, to: text, act: fields(byPerson) },
  begin: { taskId: text, act: fields(byPerson) },
  complete: { taskId: text, act: fields({ ...byPerson, ...variables }) },
  throwTaskError: { taskId: text, act: fields({ ...byPerson, ...thrown }) },
  // messages
  correlate: { message: fields({ ...by, ...message }) },
  publish: { message: fields({ ...byMany, ...message, timeToLiveMs: lengthMs }) },
  startByCondition: { input: fields({ ...byMany, variables: given }) },
  broadcast: { signal: fields({ ...byMany, name: text, ...variables }) },
  // jobs
  handle: { jobType: text, handler: act, options: maybe(object) },
  jobs: query(filters.jobs),
  leaseJobs: {
    request: fields({ types: maybe(listOf(text)), owner: text, forMs: leaseMs, limit: within(1, limits.leasedJobs) }),
  },
  extendJob: { jobId: text, lease: fields({ fence: whole(0), forMs: leaseMs }) },
  completeJob: { jobId: text, act: maybe(fields({ ...byWorker, ...variables })) },
  failJob: {
    jobId: text,
    act: fields({ ...byWorker, message: text, retries: maybe(whole(0)), retryAt: maybe(instant) }),
  },
  throwJobError: { jobId: text, act: fields({ ...byWorker, ...thrown }) },
  // operations
  incidents: query(filters.incidents),
  timers: query(filters.timers),
  // The store asks what the filter of this list may be.
  count: { list: oneOf(...Object.keys(filters)), filter: maybe(object) },
  resolveIncident: { incidentId: text, act: maybe(fields({ ...by, ...variables })) },
  setVariables: { instanceId: text, act: fields({ ...by, variables: given }) },
  suspend: { instanceId: text, act: fields({ ...by, ...reason }) },
  resume: { instanceId: text, act: maybe(fields(by)) },
  modify: {
    instanceId: text,
    act: fields({ ...by, ...reason, ...variables, start: maybe(listOf(text)), cancel: maybe(listOf(text)) }),
  },
  activate: { instanceId: text, act: fields({ ...by, element: text }) },
  planMigration: { instanceId: text, plan: fields(plan) },
  migrate: { instanceId: text, act: fields({ ...by, ...plan, ...reason }) },
  repair: { instanceId: text, act: fields({ actor: maybe(text), ...reason }) },
  cancel: { instanceId: text, act: fields({ ...by, ...reason }) },
  retryIncidents: { filter: fields(filters.incidents), options: maybe(fields({ ...inBulk, ...variables })) },
  migrateAll: { filter: running, options: fields({ ...inBulk, ...plan, ...reason }) },
  cancelAll: { filter: running, options: fields({ ...inBulk, ...reason }) },
  suspendAll: { filter: running, options: fields({ ...inBulk, ...reason }) },
  resumeAll: { filter: running, options: maybe(fields(inBulk)) },
  exportInstance: { instanceId: text },
  // What is wrong with a document is a verdict of its own.
  importInstance: { document: anything, act: maybe(fields({ actor: maybe(text) })) },
  archive: {
    request: fields({
      endedBefore: instant,
      process: maybe(text),
      limit: maybe(within(1, limits.bulk)),
      dryRun: maybe(flag),
      to: maybe(act),
      actor: maybe(text),
      onProgress: maybe(act),
    }),
  },
  // clocks
  withdraw: { instanceId: text, act: fields({ ...by, ...reason }) },
  stop: { instanceId: text, act: fields({ ...by, ...reason }) },
  pauseClock: {
    instanceId: text,
    act: fields({ ...by, clock: text, cause: text, reason: maybe(text), documents: maybe(listOf(text)) }),
  },
  resumeClock: { instanceId: text, act: fields({ ...by, clock: text }) },
  extendClock: { instanceId: text, act: fields({ ...by, clock: text, plan: text, ...reason }) },
  recomputeClocks: {
    request: fields({ ...by, calendar, rule: oneOf(...recomputeRules), ...reason, dryRun: maybe(flag) }),
  },
  predict: { instanceId: text },
  onNotice: { handler: act },
  // what goes on by itself
  runDue: {},
  nextDueAt: {},
  work: { options: maybe(fields({ everyMs: maybe(number) })) },
  checkpoint: {},
  close: { options: maybe(fields({ waitMs: maybe(number) })) },
  stuck: { query: maybe(fields({ limit: maybe(within(1, limits.pageRows)) })) },
  retryStuck: { id: text },
  health: {},
};
