// Every act of an engine, called with what it can't take by somebody who writes plain JavaScript: always an EngineError that names the
// argument, never a TypeError from somewhere inside, and nothing is done.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { errorText, isEngineError, memoryStore, openEngine, parse, vietnamCalendar, type Engine } from 'quytrinh';
import { bpmn, end, service, start, user } from '../machine/bpmn-text.ts';
import { bench, BEGIN, storeKinds, type Bench } from './setup.ts';

const source = bpmn([start('s'), user('a'), service('w'), end('e')], ['s -> a -> w -> e']);

/** Right arguments, all needed; what the last of them, an object, may have besides. `names`: of those that are no fields. */
interface Call {
  readonly args: readonly unknown[];
  readonly more?: Readonly<Record<string, unknown>>;
  readonly names?: readonly string[];
}

const nothing = (): undefined => undefined;
const act = { actor: 'an', idempotencyKey: 'k', expectedSeq: 1, inTransaction: nothing };
const person = { ...act, onBehalfOf: 'binh', certSerial: '01' };
const worker = { ...act, fence: 1 };
const author = { actor: 'an', idempotencyKey: 'k' };
const several = { ...author, expectedSeq: 1 };
const page = { limit: 10, cursor: 'c' };
const many = { ...author, ...page, dryRun: true, onProgress: nothing };
const days = (...names: readonly string[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(names.flatMap((name) => [`${name}From`, `${name}Before`]).map((name) => [name, BEGIN]));
const part = { instanceId: 'i', process: 'p', element: 'a' };
const filters = {
  instances: {
    ...{ process: 'p', definition: 'd', status: 'active', businessKey: 'k', businessKeyPrefix: 'k', element: 'a' },
    ...{ ...days('started', 'ended'), hasIncident: true, suspended: true, dossierStatus: 1 },
    light: { is: 'overdue', at: BEGIN },
  },
  tasks: {
    ...{ ...part, businessKey: 'k', state: 'ready', assignee: 'an', availableTo: ['an'], roles: ['r'] },
    ...{ candidateUser: 'an', candidateGroup: 'g', candidates: ['u:an'], ...days('created', 'due') },
  },
  jobs: { ...part, jobType: 't', exhausted: true, leased: true },
  timers: { ...part, ...days('due') },
  incidents: { ...part, code: 'EXPRESSION_FAILED', ...days('raised') },
};
const { status: _status, ...running } = filters.instances;
const plan = { definition: 'd', process: 'p', elements: { a: 'b' } };

async function callsOf(id: string): Promise<Readonly<Record<keyof Engine, Call>>> {
  const { model } = await parse(source, { file: 'p.bpmn' });
  const ofInstance = (needed: object, more: Call['more'] = act): Call => ({
    ...{ args: [id, needed], more, names: ['instanceId'] },
  });
  const ofTask = (needed: object = {}, more: Call['more'] = {}): Call => ({
    ...{ args: [`${id}:1`, { ...needed, actor: 'an' }], more: { ...person, ...more }, names: ['taskId'] },
  });
  const ofJob = (needed: object, more: Call['more'] = worker): Call => ({
    ...{ args: [`${id}:1`, needed], more, names: ['jobId'] },
  });
  const ofVersion = (needed: object, more: Call['more'] = author): Call => ({
    ...{ args: ['p', 1, needed], more, names: ['process', 'version'] },
  });
  const one = (name: string, value: unknown): Call => ({ args: [value], names: [name] });
  return {
    deploy: { args: [model, source, {}], more: { ...author, draft: true }, names: ['model', 'source'] },
    deployText: { args: [source, 'p.bpmn', {}], more: { ...author, draft: true }, names: ['source', 'file'] },
    deployDecisions: {
      ...{ args: [source, {}], names: ['source'] },
      more: { ...author, file: 'd.dmn', versionTag: 'v', imports: ['x'] },
    },
    definitions: { args: [], names: ['process'] },
    definitionHistory: one('process', 'p'),
    submitDefinition: ofVersion({}),
    returnDefinition: ofVersion({ reason: 'r' }),
    approveDefinition: ofVersion(
      { decisionNumber: '1', decisionOn: '2026-01-01', signer: 'an' },
      { ...author, effectiveFrom: BEGIN },
    ),
    revokeDefinition: ofVersion({ reason: 'r' }),
    suspendDefinition: ofVersion({ reason: 'r' }, { ...author, instances: true }),
    resumeDefinition: ofVersion({}, { ...author, instances: true }),
    start: {
      ...{ args: ['p', {}], names: ['process'] },
      more: { ...act, variables: {}, businessKey: 'k', receivedAt: BEGIN, startEvent: 's' },
    },
    instance: one('instanceId', id),
    instances: { args: [{}], more: { ...filters.instances, ...page, order: 'due' } },
    history: one('instanceId', id),
    tasks: { args: [{}], more: { ...filters.tasks, ...page, order: 'due', forPerson: 'an' } },
    claim: ofTask(),
    release: ofTask(),
    assign: { args: [`${id}:1`, 'binh', { actor: 'an' }], more: person, names: ['taskId', 'to'] },
    begin: ofTask(),
    complete: ofTask({}, { variables: {} }),
    throwTaskError: ofTask({ errorCode: 'E' }, { message: 'm', variables: {} }),
    correlate: { args: [{ message: 'm' }], more: { ...act, key: 'k', variables: {} } },
    publish: { args: [{ message: 'm', timeToLiveMs: 1 }], more: { ...several, key: 'k', variables: {} } },
    startByCondition: { args: [{ variables: {} }], more: several },
    broadcast: { args: [{ name: 'n' }], more: { ...several, variables: {} } },
    handle: { args: ['t', nothing, {}], more: { timeoutMs: 1, concurrency: 1 }, names: ['jobType', 'handler'] },
    jobs: { args: [{}], more: { ...filters.jobs, ...page } },
    leaseJobs: { args: [{ owner: 'o', forMs: 1, limit: 1 }], more: { types: ['t'] } },
    extendJob: ofJob({ fence: 1, forMs: 1 }, {}),
    completeJob: ofJob({}, { ...worker, variables: {} }),
    failJob: ofJob({ message: 'm' }, { ...worker, retries: 1, retryAt: BEGIN }),
    throwJobError: ofJob({ errorCode: 'E' }, { ...worker, message: 'm', variables: {} }),
    incidents: { args: [{}], more: { ...filters.incidents, ...page } },
    timers: { args: [{}], more: { ...filters.timers, ...page } },
    count: { args: ['tasks', {}], more: filters.tasks, names: ['list'] },
    resolveIncident: { args: [`${id}:1`, {}], more: { ...act, variables: {} }, names: ['incidentId'] },
    setVariables: ofInstance({ variables: {} }),
    suspend: ofInstance({ reason: 'r' }),
    repair: ofInstance({ reason: 'r' }, { actor: 'an' }),
    resume: ofInstance({}),
    modify: ofInstance({ reason: 'r' }, { ...act, start: ['a'], cancel: ['a'], variables: {} }),
    activate: ofInstance({ element: 'a' }),
    planMigration: ofInstance({}, plan),
    migrate: ofInstance({ reason: 'r' }, { ...act, ...plan }),
    cancel: ofInstance({ reason: 'r' }),
    retryIncidents: { args: [filters.incidents, {}], more: { ...many, variables: {} }, names: ['filter'] },
    migrateAll: { args: [running, { reason: 'r' }], more: { ...many, ...plan }, names: ['filter'] },
    cancelAll: { args: [running, { reason: 'r' }], more: many, names: ['filter'] },
    suspendAll: { args: [running, { reason: 'r' }], more: many, names: ['filter'] },
    resumeAll: { args: [running, {}], more: many, names: ['filter'] },
    exportInstance: one('instanceId', id),
    importInstance: { args: [{}, {}], more: { actor: 'an' }, names: ['document'] },
    archive: {
      args: [{ endedBefore: BEGIN, to: nothing }],
      more: { process: 'p', limit: 1, dryRun: true, actor: 'an', onProgress: nothing },
    },
    withdraw: ofInstance({ reason: 'r' }),
    stop: ofInstance({ reason: 'r' }),
    pauseClock: ofInstance({ clock: 'c', cause: 'x' }, { ...act, reason: 'r', documents: ['d'] }),
    resumeClock: ofInstance({ clock: 'c' }),
    extendClock: ofInstance({ clock: 'c', plan: 'x', reason: 'r' }),
    recomputeClocks: {
      args: [{ calendar: vietnamCalendar(), rule: 'always', reason: 'r' }],
      more: { ...several, dryRun: true },
    },
    predict: one('instanceId', id),
    onNotice: one('handler', nothing),
    runDue: { args: [] },
    nextDueAt: { args: [] },
    work: { args: [{}], more: { everyMs: 1 } },
    checkpoint: { args: [] },
    close: { args: [{}], more: { waitMs: 1 } },
    stuck: { args: [{}], more: { limit: 1 } },
    retryStuck: one('id', 'x'),
    health: { args: [] },
  };
}

/** No text is a number, no number a text: what is not of the kind of the right value. */
function wrongFor(right: unknown, name: string): readonly unknown[] {
  const all = [
    null,
    'text',
    Number.NaN,
    -1,
    1.5,
    true,
    ['x', 1],
    { nobody: 1 },
    () => 1,
    Symbol('s'),
    10n,
    new Date(0),
  ];
  const kind = (value: unknown): string => (Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value);
  const isTextOrNumber = name === 'key' || name === 'effectiveFrom';
  return all.filter((value) => {
    if (name === 'assignee' && value === null) return false;
    if (isTextOrNumber && typeof value === 'string') return false;
    if (isTextOrNumber && name === 'key' && (value === -1 || value === 1.5)) return false;
    if (['everyMs', 'waitMs', 'timeoutMs'].includes(name) && value === 1.5) return false;
    if (right === BEGIN && value === -1) return false;
    const isOfList = Array.isArray(value) && value.every((one) => typeof one === kind(right));
    return kind(value) === 'list' ? !isOfList : kind(value) !== kind(right) || kind(right) === 'number';
  });
}

type AnyAct = (...args: readonly unknown[]) => unknown;

interface Wrong {
  readonly said: string;
  readonly args: readonly unknown[];
  /** Of the argument, or of the field. */
  readonly name: string;
  readonly isUnknown?: boolean;
}

/** Every way to call it wrongly in one place. */
function* wrongCalls({ args, more = {}, names = [] }: Call): Generator<Wrong> {
  const last = args.length - 1;
  const hasFields = args.length > names.length;
  const put = (at: number, value: unknown): readonly unknown[] => args.map((arg, n) => (n === at ? value : arg));
  for (const [at, name] of names.entries()) {
    if (at >= args.length) continue;
    for (const value of [...(name === 'file' ? [] : [undefined]), ...wrongFor(args[at], name)])
      yield { said: `${name}: ${typeof value}`, args: put(at, value), name };
    // A filter is an object with fields of its own.
    if (name === 'filter') {
      yield* wrongFields(args[at] as object, {}, (fields) => put(at, fields));
      for (const own of ['limit', 'cursor', 'order'])
        yield { said: `filter.${own}`, args: put(at, { [own]: 1 }), name: own, isUnknown: true };
    }
  }
  if (!hasFields) return;
  for (const value of [null, 'text', 1, true, [], nothing])
    yield { said: `options: ${String(value)}`, args: put(last, value), name: '' };
  yield* wrongFields(args[last] as object, more, (fields) => put(last, fields));
}

function* wrongFields(
  needed: object,
  more: Readonly<Record<string, unknown>>,
  put: (fields: object) => readonly unknown[],
): Generator<Wrong> {
  yield { said: 'unknown', args: put({ ...needed, nobodyKnows: 1 }), name: 'nobodyKnows', isUnknown: true };
  const isFilter = Object.keys(more).length === 0 && Object.keys(needed).length > 3;
  for (const name of Object.keys(needed)) {
    if (!isFilter && !(name in more))
      yield { said: `${name}: left out`, args: put({ ...needed, [name]: undefined }), name };
  }
  for (const [name, right] of Object.entries({ ...needed, ...more })) {
    for (const value of wrongFor(right, name))
      yield { said: `${name}: ${typeof value}`, args: put({ ...needed, [name]: value }), name };
  }
}

/** What says it in other words: what is wrong inside of variables and documents, and who acts. */
const ownCodes: Readonly<Record<string, readonly string[]>> = {
  variables: ['VARIABLES_INVALID'],
  document: ['DOCUMENT_INVALID'],
  actor: ['ACTOR_MISSING'],
  timeoutMs: ['OPTION_INVALID'],
  concurrency: ['OPTION_INVALID'],
};

describe.each(storeKinds)('wrong arguments on the %s store', (kind) => {
  let on: Bench;
  let id: string;
  beforeEach(async () => {
    on = await bench(kind);
    await on.deploy(source);
    id = await on.start();
    await on.complete(id, 'a');
    await on.start();
  });
  afterEach(() => on.dispose());

  const kept = async (): Promise<string> => {
    const { store } = on;
    const lists = [store.instances({}), store.tasks({}), store.jobs({}), store.timers({}), store.incidents({})];
    return JSON.stringify([await store.journalSize(), await Promise.all(lists), await store.starts({})]);
  };

  it('are named, and nothing is done', { timeout: 60_000 }, async () => {
    const calls = await callsOf(id);
    expect(Object.keys(calls).sort()).toEqual(Object.keys(on.engine).sort());
    const acts = new Map(Object.entries<AnyAct>(on.engine as unknown as Record<string, AnyAct>));
    const before = await kept();
    const complaints: string[] = [];
    for (const [name, call] of Object.entries(calls)) {
      const its = acts.get(name)!;
      for (const { said, args, name: argument, isUnknown = false } of wrongCalls(call)) {
        const outcome = await (async () => its(...args))().then(
          () => 'done',
          (error: unknown) => error,
        );
        const complain = (what: string): void => void complaints.push(`${name}(${said}): ${what}`);
        if (!isEngineError(outcome)) {
          complain(String(outcome));
          continue;
        }
        const { code, params } = outcome;
        const named = String(params.name).split('.')[0];
        const isOwn = ownCodes[argument]?.includes(code) ?? false;
        if (isUnknown) {
          if (code !== 'OPTION_UNKNOWN' || named !== argument) complain(outcome.message);
        } else if (!isOwn) {
          const isNamed = argument === '' || named === argument || code === 'OPTION_UNKNOWN';
          if (!['ARGUMENT_INVALID', 'OPTION_UNKNOWN'].includes(code) || !isNamed) complain(outcome.message);
        }
        if (/\{\w+\}/.test(outcome.message + errorText(outcome, 'vi'))) complain(`an empty place: ${outcome.message}`);
      }
      if ((await kept()) !== before) complaints.push(`${name}: it did something`);
    }
    expect(complaints).toEqual([]);
    // Nothing is closed, begun or handled either.
    expect(await on.engine.health()).toMatchObject({ ok: true, troubles: 0 });
    on.engine.handle('t', nothing);
  });
});

it('what is thrown at once is thrown, not given as a promise', async () => {
  const engine = await openEngine({ store: memoryStore() });
  for (const act of [() => engine.handle(5 as never, nothing), () => engine.onNotice(null as never)])
    expect(act).toThrow(/ARGUMENT_INVALID/);
  expect(() => engine.work({ evryMs: 1 } as never)).toThrow(/Did you mean "everyMs"/);
  await engine.close();
});

it('an engine is not opened with what is none', async () => {
  for (const given of [undefined, null, 5, 'store.db'])
    expect(await openEngine(given as never).catch((error: unknown) => error)).toMatchObject({
      code: 'ARGUMENT_INVALID',
      params: { name: 'options' },
    });
});
