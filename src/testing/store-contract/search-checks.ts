// Searches: every filter of every list alone and with others, against the plain meaning of its words; counts; unknown names.
import assert from 'node:assert/strict';
import type {
  CountedList,
  IncidentRow,
  InstanceRow,
  JobRow,
  ListFilters,
  Page,
  PageQuery,
  RowChange,
  Store,
  SubscriptionRow,
  TaskRow,
  TimerRow,
} from '../../engine/index.ts';
import { refused, type StoreCheck } from './check.ts';
import { hashOf, incidentRow, instanceRow, jobRow, stepOf, subscriptionRow, taskRow, timerRow } from './samples.ts';

export const searchChecks: readonly StoreCheck[] = [
  ...(['instances', 'tasks', 'jobs', 'timers', 'incidents'] as const).map((list): StoreCheck => ({
    name: `random searches of the list of ${list} find what they say, page by page, and count it`,
    run: async (store) => {
      const random = randomOf(list.length * 7919);
      const data = randomData(random);
      await write(store, data);
      for (const name of Object.keys(filters[list])) await search(store, data, list, [name], random);
      for (let round = 0; round < ROUNDS; round += 1) {
        const names = Object.keys(filters[list]).filter(() => random(4) === 0);
        await search(store, data, list, names, random);
      }
    },
  })),
  {
    name: 'a business key is found by what it begins with, whatever the characters',
    run: async (store) => {
      const keys = ['HS', 'HS-1', 'HS-10', 'HT', '\ud7ff', '\ue000', 'a\u{10ffff}', 'a\u{10ffff}b', 'b', 'H%', 'H_'];
      await store.commit(keys.map((businessKey, at) => stepOf({ instance: { instanceId: idOf(at), businessKey } })));
      for (const businessKeyPrefix of ['', 'H', 'HS-1', 'H%', 'H_', '\ud7ff', '\u{10ffff}', 'a\u{10ffff}', 'a', 'x']) {
        const expected = keys.filter((key) => key.startsWith(businessKeyPrefix));
        const { rows } = await store.instances({ businessKeyPrefix });
        assert.deepEqual(
          rows.map(({ businessKey }) => businessKey),
          expected,
        );
        assert.equal(await store.count('instances', { businessKeyPrefix }), expected.length);
      }
    },
  },
  {
    name: 'a misspelt filter, a text that no row can have and an instant that is none are refused',
    run: async (store) => {
      const misspelt = { proces: 'licence' } as object;
      for (const list of Object.keys(filters) as CountedList[]) {
        await refused('OPTION_UNKNOWN', () => store.count(list, misspelt));
        await refused('OPTION_UNKNOWN', () => store.count(list, { limit: 1 } as object));
        await refused('OPTION_UNKNOWN', () => (store[list] as (query: object) => Promise<unknown>)(misspelt));
        await refused('ARGUMENT_INVALID', () => store.count(list, { process: 'a\0' }));
      }
      await refused('OPTION_UNKNOWN', () => store.subscriptions(misspelt));
      await refused('ARGUMENT_INVALID', () => store.tasks({ dueBefore: NaN }));
      await refused('ARGUMENT_INVALID', () => store.tasks({ roles: ['\ud800'] }));
    },
  },
];

const ROUNDS = 60;

interface Data {
  readonly instances: readonly InstanceRow[];
  readonly tasks: readonly TaskRow[];
  readonly jobs: readonly JobRow[];
  readonly timers: readonly TimerRow[];
  readonly incidents: readonly IncidentRow[];
  readonly subscriptions: readonly SubscriptionRow[];
}
type Random = (below: number) => number;

async function search(
  store: Store,
  data: Data,
  list: CountedList,
  names: readonly string[],
  random: Random,
): Promise<void> {
  const query: Record<string, unknown> = {};
  for (const name of names) query[name] = filters[list][name]!.value(random);
  const order = list === 'instances' || list === 'tasks' ? pick({}, { order: 'due' })(random) : {};
  const rows = 'order' in order ? byDue(list as 'instances' | 'tasks', data) : sorted(list, data);
  const expected = rows.filter((row) =>
    names.every((name) => filters[list][name]!.holds(row as never, query[name] as never, data)),
  );
  const read = (page: PageQuery): Promise<Page<unknown>> => store[list]({ ...query, ...order, ...page });
  const found: unknown[] = [];
  const limit = 1 + random(30);
  let cursor: string | null = null;
  do {
    const page: Page<unknown> = await read({ limit, ...(cursor === null ? {} : { cursor }) });
    found.push(...page.rows);
    cursor = page.next;
  } while (cursor !== null && found.length <= expected.length);
  assert.deepEqual(found, expected, JSON.stringify({ list, ...query }));
  assert.equal(
    await store.count(list, query as ListFilters[CountedList]),
    expected.length,
    JSON.stringify({ count: list, ...query }),
  );
}

interface Filter<Row> {
  readonly value: (random: Random) => unknown;
  readonly holds: (row: Row, wanted: never, data: Data) => boolean;
}
type FiltersOf<Row, Names> = Readonly<Record<keyof Names, Filter<Row>>>;

const pick =
  <const T>(...values: readonly T[]) =>
  (random: Random): T =>
    values[random(values.length)]!;
const some =
  <const T>(...values: readonly T[]) =>
  (random: Random): T[] =>
    values.filter(() => random(2) === 0);
const oneOrSome =
  <const T>(...values: readonly T[]) =>
  (random: Random): T | T[] =>
    random(2) === 0 ? pick(...values)(random) : some(...values)(random);
const is =
  <Row>(column: keyof Row) =>
  (row: Row, wanted: unknown): boolean =>
    row[column] === wanted;
const isAmong =
  <Row>(column: keyof Row) =>
  (row: Row, wanted: unknown): boolean =>
    [wanted].flat().includes(row[column]);
const from =
  <Row>(at: (row: Row) => number | null | undefined) =>
  (row: Row, wanted: number): boolean =>
    (at(row) ?? -1) >= wanted;
const before =
  <Row>(at: (row: Row) => number | null | undefined) =>
  (row: Row, wanted: number): boolean =>
    (at(row) ?? Infinity) < wanted;

const instanceId = (random: Random): string => idOf(random(INSTANCES));
const instant = (random: Random): number => 995 + random(20);
const processes = ['licence', 'other'] as const;
const elements = ['review', 'sign', 'wait'] as const;
const roles = ['clerk', 'head'] as const;
const people = ['an', 'binh'] as const;

const filters: { readonly [L in CountedList]: Readonly<Record<string, Filter<never>>> } = {
  instances: {
    process: { value: pick(...processes), holds: is('process') },
    definition: { value: (random) => hashOf(random(3)), holds: is('definition') },
    status: { value: oneOrSome('active', 'completed', 'failed', 'cancelled'), holds: isAmong('status') },
    businessKey: { value: pick('HS-1', 'HS-10', 'HS'), holds: is('businessKey') },
    businessKeyPrefix: {
      value: pick('HS', 'HS-1', 'h', ''),
      holds: ({ businessKey }, wanted: string) => businessKey?.startsWith(wanted) === true,
    },
    element: {
      value: pick(...elements),
      holds: (row, wanted: string, data) =>
        [data.tasks, data.jobs, data.timers, data.incidents, data.subscriptions]
          .flat()
          .some((one) => one.instanceId === row.instanceId && one.element === wanted),
    },
    startedFrom: { value: instant, holds: from((row) => row.startedAt) },
    startedBefore: { value: instant, holds: before((row) => row.startedAt) },
    endedFrom: { value: instant, holds: from((row) => row.endedAt) },
    endedBefore: { value: instant, holds: before((row) => row.endedAt) },
    hasIncident: {
      value: pick(true, false),
      holds: (row, wanted: boolean, { incidents }) =>
        incidents.some((one) => one.instanceId === row.instanceId) === wanted,
    },
    suspended: { value: pick(true, false), holds: is('suspended') },
    dossierStatus: {
      value: oneOrSome(1, 4, 5, 10),
      holds: ({ dossier }, wanted) => [wanted].flat().includes(dossier.status as never),
    },
    light: {
      value: (random) => ({ is: oneOrSome('early', 'onTime', 'atRisk', 'overdue')(random), at: instant(random) }),
      holds: ({ dossier: { light, riskAt, dueAt } }, wanted: { is: string | string[]; at: number }) => {
        const late = dueAt !== null && wanted.at > dueAt ? 'overdue' : 'onTime';
        const runs = late === 'onTime' && riskAt !== null && wanted.at >= riskAt ? 'atRisk' : late;
        return [wanted.is].flat().includes(light ?? (dueAt === null ? '' : runs));
      },
    },
  } satisfies FiltersOf<InstanceRow, ListFilters['instances']>,
  tasks: {
    instanceId: { value: instanceId, holds: is('instanceId') },
    process: { value: pick(...processes), holds: is('process') },
    businessKey: { value: pick('HS-1', 'HS-10'), holds: is('businessKey') },
    element: { value: pick(...elements), holds: is('element') },
    state: { value: oneOrSome('ready', 'reserved', 'inProgress'), holds: isAmong('state') },
    assignee: { value: pick(...people, null), holds: is('assignee') },
    availableTo: {
      value: some(...people),
      holds: ({ assignee }, wanted: readonly string[]) => assignee === null || wanted.includes(assignee),
    },
    roles: {
      value: some(...roles, 'nobody'),
      holds: ({ task }, wanted: readonly string[]) =>
        wanted.some((role) => task.role === role || task.candidateGroups?.includes(role)),
    },
    candidateUser: {
      value: pick(...people),
      holds: ({ task }, wanted: string) => task.assignee === wanted || task.candidateUsers?.includes(wanted) === true,
    },
    candidateGroup: {
      value: pick(...roles),
      holds: ({ task }, wanted: string) => task.candidateGroups?.includes(wanted) === true,
    },
    candidates: {
      value: some('role:clerk', 'roleIn:clerk\nunit', 'user:an', 'group:head', 'unit:unit', 'anybody'),
      holds: ({ task }, wanted: readonly string[]) => {
        const { role, unit, candidateUsers = [], candidateGroups = [], assignee } = task;
        const named = assignee !== undefined || candidateUsers.length + candidateGroups.length > 0;
        return wanted.some(
          (one) =>
            (one === 'role:clerk' && role === 'clerk' && unit === undefined) ||
            (one === 'roleIn:clerk\nunit' && role === 'clerk' && unit === 'unit') ||
            (one === 'user:an' && (assignee === 'an' || candidateUsers.includes('an'))) ||
            (one === 'group:head' && candidateGroups.includes('head')) ||
            (one === 'unit:unit' && unit === 'unit' && role === undefined && !named) ||
            (one === 'anybody' && unit === undefined && role === undefined && !named),
        );
      },
    },
    createdFrom: { value: instant, holds: from((row) => row.createdAt) },
    createdBefore: { value: instant, holds: before((row) => row.createdAt) },
    dueFrom: { value: instant, holds: from((row) => row.dueAt) },
    dueBefore: { value: instant, holds: before((row) => row.dueAt) },
  } satisfies FiltersOf<TaskRow, ListFilters['tasks']>,
  jobs: {
    instanceId: { value: instanceId, holds: is('instanceId') },
    process: { value: pick(...processes), holds: is('process') },
    element: { value: pick(...elements), holds: is('element') },
    jobType: { value: pick('mail', 'sms'), holds: is('jobType') },
    exhausted: { value: pick(true, false), holds: ({ retries }, wanted: boolean) => (retries === 0) === wanted },
    leased: { value: pick(true, false), holds: ({ lease }, wanted: boolean) => (lease !== null) === wanted },
  } satisfies FiltersOf<JobRow, ListFilters['jobs']>,
  timers: {
    instanceId: { value: instanceId, holds: is('instanceId') },
    process: {
      value: pick(...processes),
      holds: (row, wanted: string, { instances }) =>
        instances.some((one) => one.instanceId === row.instanceId && one.process === wanted),
    },
    element: { value: pick(...elements), holds: is('element') },
    dueFrom: { value: instant, holds: from((row) => row.dueAt) },
    dueBefore: { value: instant, holds: before((row) => row.dueAt) },
  } satisfies FiltersOf<TimerRow, ListFilters['timers']>,
  incidents: {
    instanceId: { value: instanceId, holds: is('instanceId') },
    process: { value: pick(...processes), holds: is('process') },
    element: { value: pick(...elements), holds: is('element') },
    code: { value: oneOrSome('JOIN_DEADLOCK', 'STEP_LIMIT', 'CALL_FAILED'), holds: isAmong('code') },
    raisedFrom: { value: instant, holds: from((row) => row.raisedAt) },
    raisedBefore: { value: instant, holds: before((row) => row.raisedAt) },
  } satisfies FiltersOf<IncidentRow, ListFilters['incidents']>,
};

const INSTANCES = 40;

function idOf(number: number): string {
  return `01890000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

function randomData(random: Random): Data {
  const maybe = <T>(make: () => T): readonly T[] => (random(2) === 0 ? [] : [make()]);
  const instances = [...Array(INSTANCES).keys()].map((number) => {
    const status = pick('active', 'active', 'completed', 'failed', 'cancelled')(random);
    return instanceRow({
      instanceId: idOf(number),
      process: pick(...processes)(random),
      definition: hashOf(random(3)),
      status,
      suspended: status === 'active' && random(3) === 0,
      businessKey: pick(null, 'HS-1', 'HS-10', 'hs')(random),
      startedAt: instant(random),
      endedAt: status === 'active' ? null : instant(random),
      dossier: { status: pick(1, 4, 5, 10)(random), ...standing(random) },
    });
  });
  const of = <T>(make: (about: { instanceId: string; element: string }, row: InstanceRow) => T): readonly T[] =>
    instances.flatMap((row) =>
      maybe(() => make({ instanceId: row.instanceId, element: pick(...elements)(random) }, row)),
    );
  const optional = <K extends string, V>(name: K, value: (random: Random) => V): Partial<Record<K, V>> =>
    random(2) === 0 ? {} : ({ [name]: value(random) } as Record<K, V>);
  return {
    instances,
    tasks: [...Array(3).keys()].flatMap((number) =>
      of((about, { process, businessKey }) =>
        taskRow({
          ...{ ...about, process, businessKey, taskId: String(number), createdAt: instant(random) },
          state: pick('ready', 'reserved', 'inProgress')(random),
          assignee: pick(null, ...people)(random),
          dueAt: random(2) === 0 ? null : instant(random),
          task: {
            name: 'a',
            ...optional('role', pick(...roles)),
            ...optional('unit', pick('unit', 'other')),
            ...optional('candidateUsers', some(...people)),
            ...optional('candidateGroups', some(...roles)),
          },
        }),
      ),
    ),
    jobs: of((about, { process }) =>
      jobRow({
        ...{ ...about, process, jobType: pick('mail', 'sms')(random), retries: random(3) },
        lease: pick(null, { owner: 'w', untilAt: 9 })(random),
      }),
    ),
    timers: of((about) => {
      const row = timerRow({ ...about, dueAt: instant(random) });
      if (random(4) > 0) return row;
      return { ...row, postponed: { attempts: 1, untilAt: row.dueAt + random(50), trouble: 'x' } };
    }),
    incidents: of((about, { process }) =>
      incidentRow({
        ...{ ...about, process, raisedAt: instant(random) },
        code: pick('JOIN_DEADLOCK', 'STEP_LIMIT')(random),
      }),
    ),
    subscriptions: of((about) => subscriptionRow(about)),
  };
}

async function write(store: Store, data: Data): Promise<void> {
  const rowsOf = (instanceId: string): RowChange[] =>
    (['tasks', 'jobs', 'timers', 'incidents', 'subscriptions'] as const).flatMap((table) =>
      data[table].filter((row) => row.instanceId === instanceId).map((put) => ({ table, put }) as RowChange),
    );
  const outcomes = await store.commit(
    data.instances.map((instance) => stepOf({ instance, changes: rowsOf(instance.instanceId) })),
  );
  assert.ok(outcomes.every(({ ok }) => ok));
  for (const timer of data.timers) {
    if (timer.postponed !== undefined) await store.postpone({ timer }, timer.postponed);
  }
}

/** A clock that runs, one that stands still or has ended, or none. */
function standing(random: Random): Omit<InstanceRow['dossier'], 'status'> {
  const [light, riskAt, dueAt] = pick(
    [null, null, null],
    [null, null, instant(random)],
    [null, instant(random), instant(random) + 5],
    [pick('early', 'onTime', 'atRisk', 'overdue')(random), null, null],
  )(random);
  return { light, riskAt, dueAt };
}

/** The soonest first, what has none last. */
function byDue(list: 'instances' | 'tasks', data: Data): readonly { readonly instanceId: string }[] {
  const last = (dueAt: number | null): number => dueAt ?? Infinity;
  if (list === 'instances') return inOrder(data.instances, ({ dossier }) => last(dossier.dueAt));
  return inOrder(
    data.tasks,
    (row) => last(row.dueAt),
    (row) => row.instanceId,
    (row) => row.taskId,
  );
}

/** In the order of the list. */
function sorted(list: CountedList, data: Data): readonly { readonly instanceId: string }[] {
  const id = (row: { readonly instanceId: string }): string => row.instanceId;
  switch (list) {
    case 'instances':
      return data.instances;
    case 'tasks':
      return inOrder(
        data.tasks,
        (row) => row.createdAt,
        id,
        (row) => row.taskId,
      );
    case 'jobs':
      return inOrder(data.jobs, id, (row) => row.jobId);
    case 'timers':
      return inOrder(
        data.timers,
        (row) => row.dueAt,
        id,
        (row) => row.timerId,
      );
    case 'incidents':
      return inOrder(
        data.incidents,
        (row) => row.raisedAt,
        id,
        (row) => row.incidentId,
      );
  }
}

function inOrder<T>(rows: readonly T[], ...parts: readonly ((row: T) => string | number)[]): readonly T[] {
  return rows.toSorted((a, b) => {
    for (const part of parts) if (part(a) !== part(b)) return part(a) < part(b) ? -1 : 1;
    return 0;
  });
}

/** Numbers that look random and are the same at every run. */
function randomOf(seed: number): Random {
  let state = seed % 2_147_483_647;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}
