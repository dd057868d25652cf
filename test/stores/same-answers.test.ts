// Every store gives the same answers: random steps, leases, put-offs and archiving go to the memory store, which is the plain one, and
// to each database; whatever they answer is compared, and after every few of them all lists, page by page, and all counts.
import { afterEach, describe, expect, it } from 'vitest';
import type {
  InstanceFilter,
  InstanceRow,
  LeaseRequest,
  OfferRow,
  Page,
  PageQuery,
  RowChange,
  StepWrite,
  Store,
  TaskFilter,
} from 'quytrinh/engine';
import type { ClockLight } from 'quytrinh/model';
import { memoryStore } from 'quytrinh/stores';
import { randomOf, type Random } from '../fuzz/random.ts';
import { storeKinds, type FreshStore } from './store-kinds.ts';

const seeds = [1, 2, 3, 4];
const OPERATIONS = 120;
const BEGIN = 1_000_000_000;

const hash = (number: number): string => number.toString(16).padStart(64, '0');
const lights: readonly ClockLight[] = ['onTime', 'atRisk', 'overdue', 'early'];
const ended = ['completed', 'failed', 'cancelled'] as const;

/** What may be asked of two stores, told by what was done. */
interface Question {
  readonly what: string;
  readonly ask: (store: Store) => Promise<unknown>;
}

/** The next thing that happens; it looks at the plain store to know what is there. */
async function next(random: Random, plain: Store, at: number): Promise<Question> {
  const rows = (await plain.instances({ limit: 1_000 })).rows;
  const some = random.below(100);
  if (some < 62 || rows.length === 0) {
    const steps = group(random, rows, at);
    return { what: `commit ${JSON.stringify(steps)}`, ask: (store) => store.commit(steps) };
  }
  const row = random.pick(rows);
  const { instanceId } = row;
  const part = String(random.below(4));
  const fence = random.below(4);
  if (some < 72) {
    const types = random.chance(50) ? null : random.pick([['mail'], ['mail', 'print'], ['print', 'other']]);
    const request: LeaseRequest = {
      types,
      owner: random.pick(['a', 'b']),
      now: at,
      untilAt: at + random.below(9),
      limit: random.below(4),
    };
    return { what: `lease ${JSON.stringify(request)}`, ask: (store) => store.leaseJobs(request) };
  }
  if (some < 75) {
    const lease = { instanceId, jobId: part, fence, untilAt: at + 5 };
    return { what: `extend ${JSON.stringify(lease)}`, ask: (store) => store.extendLease(lease) };
  }
  if (some < 77)
    return {
      what: `release ${instanceId} ${part} ${fence}`,
      ask: (store) => store.releaseJob(instanceId, part, fence),
    };
  const to = random.chance(25) ? null : { attempts: 1 + random.below(7), untilAt: at + random.below(9), trouble: 'no' };
  if (some < 82) {
    const [timer] = (await plain.timers({ instanceId })).rows;
    const which = { timer: timer ?? { instanceId, timerId: part, dueAt: at } };
    return { what: `postpone ${JSON.stringify({ which, to })}`, ask: (store) => store.postpone(which, to) };
  }
  if (some < 85) {
    const outbox = `${instanceId}:1:${part}`;
    return { what: `postpone ${outbox} ${JSON.stringify(to)}`, ask: (store) => store.postpone({ outbox }, to) };
  }
  if (some < 87) {
    // A clock that is right, and one by which all that was leased and put off lies too far ahead.
    const now = random.chance(50) ? at : at - 10 ** 8;
    return { what: `reclaim at ${now}`, ask: (store) => store.reclaim(now) };
  }
  if (some < 90) return { what: `drop ${part}`, ask: (store) => store.dropOutbox(`${instanceId}:1:${part}`) };
  if (some < 93) {
    const message = {
      id: `m${random.below(5)}`,
      name: 'paid',
      key: random.pick([null, 'x', 'y']),
      variables: { at },
      expiresAt: at + 9,
    };
    return { what: `buffer ${JSON.stringify(message)}`, ask: (store) => store.bufferMessage(message) };
  }
  if (some < 94) return { what: 'expire', ask: (store) => store.dropBuffered({ expiredAt: at }) };
  const seq = row.seq - (random.chance(15) ? 1 : 0);
  const entry = { at, text: `archived ${at}`, hash: hash(at) };
  if (seq < 1) return { what: 'size', ask: (store) => store.journalSize() };
  return {
    what: `archive ${instanceId} ${seq}`,
    ask: (store) => store.archive({ instanceId, expectedSeq: seq, entry }),
  };
}

/** Steps of one transaction, of one instance also two. */
function group(random: Random, rows: readonly InstanceRow[], at: number): StepWrite[] {
  const steps: StepWrite[] = [];
  const present = new Map(rows.map((row) => [row.instanceId, row]));
  const freed = new Set<string>();
  for (let left = 1 + random.below(4); left > 0; left -= 1) {
    const isNew = present.size === 0 || random.chance(35);
    // As the engine makes them: in order of time.
    const id = `i${at}-${9 - left}`;
    const before = isNew ? undefined : random.pick([...present.values()]);
    // Somebody else was faster.
    const seq = (before?.seq ?? 0) + 1 + (before !== undefined && random.chance(8) ? 1 : 0);
    const instance = stepped(random, before, id, seq, at, left);
    present.set(instance.instanceId, instance);
    const changes: RowChange[] = [];
    for (let more = random.below(6); more > 0; more -= 1) {
      const another = change(random, instance, at);
      if (!changes.some((dropped) => 'drop' in dropped && isOfOneRow(dropped, another))) changes.push(another);
    }
    // A name that this transaction sets free: whether another may have it at once is not said.
    const name = `n${random.below(3)}`;
    const takes = before === undefined && instance.endedAt === null && freed.size === 0 && random.chance(20);
    if (instance.endedAt !== null) freed.add(name);
    steps.push({
      instance,
      expectedSeq: seq - 1,
      entry: { at, text: JSON.stringify({ at, left }), hash: instance.hash },
      changes,
      ...(before !== undefined && instance.dossier === before.dossier ? { stays: true } : {}),
      ...(random.chance(12) ? { idempotencyKey: `k${random.below(30)}`, result: `"${at}"` } : {}),
      ...(takes ? { unique: name } : {}),
      ...(before !== undefined && random.chance(10)
        ? { lease: { jobId: String(random.below(4)), fence: random.below(3) } }
        : {}),
    });
  }
  return steps;
}

function stepped(
  random: Random,
  before: InstanceRow | undefined,
  id: string,
  seq: number,
  at: number,
  left: number,
): InstanceRow {
  const own = { seq, hash: hash(at * 10 + left), snapshot: JSON.stringify({ seq }) };
  // Nothing that a list may ask of it has changed.
  if (before !== undefined && random.chance(30)) return { ...before, ...own };
  const isOver = (before !== undefined && before.endedAt !== null) || random.chance(12);
  const light = random.chance(30) ? random.pick(lights) : null;
  const dueAt = light === null && random.chance(60) ? at + random.below(40) - 20 : null;
  const riskAt = dueAt !== null && random.chance(60) ? dueAt - random.below(15) : null;
  return {
    instanceId: before?.instanceId ?? id,
    process: before === undefined || random.chance(5) ? random.pick(['p', 'q']) : before.process,
    definition: hash(before === undefined || random.chance(5) ? random.below(2) : 0),
    status: before !== undefined && before.endedAt !== null ? before.status : isOver ? random.pick(ended) : 'active',
    suspended: random.chance(15),
    businessKey: before === undefined ? random.pick([null, 'HS-1', 'HS-2', 'HS-']) : before.businessKey,
    startedAt: before?.startedAt ?? at,
    endedAt: isOver ? (before?.endedAt ?? at) : null,
    ...own,
    dossier: { status: 1 + random.below(4), light, riskAt, dueAt },
  };
}

/** Ids are not used again, so what a step has dropped it does not put again. */
function isOfOneRow(dropped: Extract<RowChange, { readonly drop: string }>, change: RowChange): boolean {
  if (dropped.table !== change.table || !('put' in change)) return false;
  const { instanceId: _instanceId, ...put } = { instanceId: '', ...change.put };
  return Object.values(put).includes(dropped.drop);
}

/** Of a row that is there or not, whatever was done to it in the same step before. */
function change(random: Random, { instanceId, process, businessKey }: InstanceRow, at: number): RowChange {
  const id = String(random.below(4));
  const element = random.pick(['a', 'b']);
  const isDrop = random.chance(30);
  switch (random.below(9)) {
    case 0: {
      if (isDrop) return { table: 'tasks', drop: id };
      const assignee = random.pick([null, 'an', 'binh']);
      const task = {
        ...{ name: 'x' },
        ...(random.chance(40) ? { candidateGroups: random.pick([['g'], ['g', 'h'], ['h', 'k', 'g']]) } : {}),
        ...(random.chance(40) ? { role: 'r' } : {}),
        ...(random.chance(20) ? { unit: 'u' } : {}),
        ...(random.chance(20) ? { candidateUsers: ['an'] } : {}),
      };
      const dueAt = random.chance(50) ? at + random.below(20) : null;
      const put = {
        instanceId,
        taskId: id,
        process,
        businessKey,
        element,
        state: 'ready',
        assignee,
        createdAt: at,
        dueAt,
        task,
      } as const;
      return { table: 'tasks', put };
    }
    case 1:
      return {
        table: 'taskStates',
        put: {
          taskId: id,
          state: random.pick(['ready', 'reserved'] as const),
          assignee: random.pick([null, 'an']),
          dueAt: random.pick([null, at + 3]),
        },
      };
    case 2:
      return isDrop
        ? { table: 'timers', drop: id }
        : { table: 'timers', put: { instanceId, timerId: id, element, dueAt: at + random.below(20) - 10 } };
    case 3: {
      if (isDrop) return { table: 'jobs', drop: id };
      const put = {
        instanceId,
        jobId: id,
        process,
        element,
        jobType: random.pick(['mail', 'print']),
        retries: random.below(3),
        availableAt: at + random.below(6) - 3,
        headers: { id },
        createdAt: at,
        lease: null,
        fence: 0,
      };
      return { table: 'jobs', put };
    }
    case 4:
      return { table: 'jobRetries', put: { jobId: id, retries: random.below(3), availableAt: at + random.below(4) } };
    case 5:
      return isDrop
        ? { table: 'subscriptions', drop: id }
        : {
            table: 'subscriptions',
            put: {
              instanceId,
              subscriptionId: id,
              element,
              kind: random.pick(['message', 'signal'] as const),
              name: 'paid',
              key: random.pick([null, 'x', 'y']),
            },
          };
    case 6:
      return isDrop
        ? { table: 'incidents', drop: id }
        : {
            table: 'incidents',
            put: {
              instanceId,
              incidentId: id,
              process,
              element,
              code: random.pick(['JOIN_DEADLOCK', 'CALL_FAILED'] as const),
              params: { id },
              raisedAt: at,
            },
          };
    case 7:
      return isDrop
        ? { table: 'outbox', drop: `${instanceId}:1:${id}` }
        : {
            table: 'outbox',
            put: {
              id: `${instanceId}:1:${id}`,
              kind: random.pick(['message', 'callStart', 'notice'] as const),
              name: 'paid',
              key: `${instanceId}:${id}`,
              variables: { id },
              createdAt: at,
            },
          };
    default:
      return { table: 'messages', drop: `m${id}` };
  }
}

/** Page after page. */
async function offersOf(store: Store): Promise<readonly OfferRow[]> {
  const found: OfferRow[] = [];
  for (let after: OfferRow | null | undefined = null; after !== undefined;) {
    const page: readonly OfferRow[] = await store.offers({ after, limit: 5 });
    found.push(...page);
    after = page.at(-1);
  }
  return found;
}

/** Everything that can be asked, in ways that narrow it and in ways that do not. */
function* questions(random: Random, at: number, ids: readonly string[]): Generator<Question> {
  const walked = (
    what: string,
    read: (store: Store, page: PageQuery) => Promise<Page<unknown>>,
    filter: object,
  ): Question => {
    const limit = 1 + random.below(7);
    return {
      what: `${what} ${JSON.stringify({ ...filter, limit })}`,
      ask: async (store) => {
        const found: unknown[] = [];
        for (let cursor: string | null | undefined; cursor !== null;) {
          const page: Page<unknown> = await read(store, { limit, ...(cursor === undefined ? {} : { cursor }) });
          found.push(...page.rows);
          cursor = page.next;
        }
        return found;
      },
    };
  };
  const some = <T extends object>(all: T): Partial<T> =>
    Object.fromEntries(Object.entries(all).filter(() => random.chance(22))) as Partial<T>;
  const instanceId = random.pick(ids);
  for (let left = 4; left > 0; left -= 1) {
    const instances: InstanceFilter = some({
      process: random.pick(['p', 'q']),
      definition: hash(random.below(2)),
      status: random.pick(['active', 'completed', ['active', 'failed'], ['failed', 'cancelled'], []] as const),
      businessKey: 'HS-1',
      businessKeyPrefix: random.pick(['HS-', '']),
      element: random.pick(['a', 'b']),
      startedFrom: at - 50,
      startedBefore: at - 10,
      endedFrom: at - 50,
      endedBefore: at,
      hasIncident: random.chance(50),
      suspended: random.chance(50),
      dossierStatus: random.pick([1, [1, 2]]),
      light: {
        is: random.pick([lights[0]!, lights[1]!, lights[2]!, [lights[1]!, lights[2]!], [lights[0]!, lights[3]!]]),
        at,
      },
    });
    const order = random.pick(['age', 'due'] as const);
    yield walked('instances', (store, page) => store.instances({ ...instances, ...page, order }), {
      ...instances,
      order,
    });
    yield { what: `count instances ${JSON.stringify(instances)}`, ask: (store) => store.count('instances', instances) };
    const tasks: TaskFilter = some({
      instanceId,
      process: 'p',
      businessKey: 'HS-1',
      element: 'a',
      state: random.pick(['ready', ['ready', 'reserved']] as const),
      assignee: random.pick([null, 'an']),
      availableTo: ['an'],
      roles: random.pick([['r'], ['r', 'g']]),
      candidateUser: 'an',
      candidateGroup: 'h',
      createdFrom: at - 40,
      createdBefore: at - 5,
      dueFrom: at - 20,
      dueBefore: at + 5,
    });
    yield walked('tasks', (store, page) => store.tasks({ ...tasks, ...page, order }), { ...tasks, order });
    yield { what: `count tasks ${JSON.stringify(tasks)}`, ask: (store) => store.count('tasks', tasks) };
  }
  const jobs = some({
    instanceId,
    process: 'p',
    element: 'a',
    jobType: 'mail',
    exhausted: random.chance(50),
    leased: random.chance(50),
  });
  yield walked('jobs', (store, page) => store.jobs({ ...jobs, ...page }), jobs);
  yield { what: `count jobs ${JSON.stringify(jobs)}`, ask: (store) => store.count('jobs', jobs) };
  const timers = some({ instanceId, process: 'p', element: 'a', dueFrom: at - 5, dueBefore: at + 5 });
  yield walked('timers', (store, page) => store.timers({ ...timers, ...page }), timers);
  yield { what: `count timers ${JSON.stringify(timers)}`, ask: (store) => store.count('timers', timers) };
  const incidents = some({
    instanceId,
    process: 'p',
    element: 'a',
    code: 'CALL_FAILED' as const,
    raisedFrom: at - 50,
    raisedBefore: at - 5,
  });
  yield walked('incidents', (store, page) => store.incidents({ ...incidents, ...page }), incidents);
  yield { what: `count incidents ${JSON.stringify(incidents)}`, ask: (store) => store.count('incidents', incidents) };
  const waits = some({ instanceId, kind: 'message' as const, name: 'paid', key: random.pick([null, 'x']) });
  yield walked('subscriptions', (store, page) => store.subscriptions({ ...waits, ...page }), waits);
  yield { what: 'due timers', ask: (store) => store.dueTimers(at, 5) };
  yield { what: 'next due', ask: (store) => store.nextDueAt() };
  yield { what: 'outbox', ask: (store) => store.outbox(7) };
  yield { what: 'outbox now', ask: (store) => store.outbox(7, { now: at, notices: false }) };
  yield { what: 'outbox now, notices', ask: (store) => store.outbox(7, { now: at, notices: true }) };
  yield { what: 'outbox by id', ask: (store) => store.outbox(7, { after: `${instanceId}:1:1` }) };
  yield { what: 'used keys', ask: (store) => store.usedKeys({ after: '', limit: 50 }) };
  yield { what: 'used keys, a page', ask: (store) => store.usedKeys({ after: 'k', limit: 3 }) };
  yield { what: 'holds', ask: (store) => store.holds({ after: '', limit: 50 }) };
  yield { what: 'holds, a page', ask: (store) => store.holds({ after: 'a', limit: 2 }) };
  yield { what: 'offers', ask: offersOf };
  yield { what: 'outbox of', ask: (store) => store.outboxOf(instanceId, 5) };
  yield { what: 'order of', ask: (store) => store.orderOf(`${instanceId}:1`) };
  const attempts = random.below(5);
  yield { what: 'vitals', ask: (store) => store.vitals({ attempts }) };
  yield { what: 'postponed', ask: async (store) => new Set(await store.postponed({ attempts, limit: 50 })) };
  yield { what: 'messages', ask: (store) => store.bufferedMessages({ now: at }) };
  yield { what: 'messages of', ask: (store) => store.bufferedMessages({ now: at, name: 'paid', key: 'x' }) };
  yield { what: 'key', ask: (store) => store.usedKey(`k${at % 30}`) };
  yield { what: 'instance', ask: (store) => store.instance(instanceId) };
  yield { what: 'job', ask: (store) => store.job(instanceId, '1') };
  yield { what: 'journal of', ask: (store) => store.journal({ instanceId }) };
  yield { what: 'journal', ask: (store) => store.journal({ from: 1 + (at % 40), limit: 50 }) };
}

describe.each(storeKinds.filter(({ kind }) => kind !== 'memory'))('the $kind store', ({ make }) => {
  let fresh: FreshStore;
  const opened: Store[] = [];
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
    await fresh.cleanUp();
  });

  it.each(seeds)('gives the same answers as the plain one, seed %i', { timeout: 60_000 }, async (seed) => {
    const random = randomOf(seed);
    fresh = await make();
    const plain = memoryStore();
    opened.push(plain, fresh.store);
    for (const store of opened) await store.open();
    const ids = ['nobody'];
    const done: string[] = [];
    const same = async ({ what, ask }: Question): Promise<void> => {
      const told = (store: Store): Promise<unknown> => ask(store).catch((error: unknown) => String(error));
      const [expected, found] = [await told(plain), await told(fresh.store)];
      expect(found, [...done, what].join('\n')).toEqual(expected);
    };
    for (let at = BEGIN; at < BEGIN + OPERATIONS; at += 1) {
      const question = await next(random, plain, at);
      await same(question);
      done.push(question.what);
      for (const { instanceId } of (await plain.instances({ limit: 1_000 })).rows)
        if (!ids.includes(instanceId)) ids.push(instanceId);
      if (at % 5 === 0) for (const one of questions(random, at, ids)) await same(one);
    }
  });
});
