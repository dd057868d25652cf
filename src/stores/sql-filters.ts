// The filters of the lists as SQL conditions, the same for every SQL store but for a few words.
import type { DueLeg } from './by-due.ts';
import type { Conditions } from './conditions.ts';
import type {
  CountedList,
  IncidentFilter,
  InstanceFilter,
  JobFilter,
  ListFilters,
  SubscriptionQuery,
  TaskFilter,
  TimerFilter,
} from './port.ts';
import { offeredTo } from './offered-to.ts';
import { afterPrefix } from './text-range.ts';

export interface SqlWords<V> {
  /** A table by its full name. */
  readonly table: (name: string) => string;
  /** The column holds one of the texts, with the value for its one `?`. */
  readonly among: (column: string, texts: readonly string[]) => readonly [sql: string, value: V];
  readonly flag: (column: string, is: boolean) => string;
  /** A hash as a value, and its `?`. */
  readonly hash: (hash: string) => readonly [sql: string, value: V];
  /** The column, not to be looked up by its index: another one is narrower. */
  readonly weak: (column: string) => string;
}

type Found<V> = Conditions<V | string | number>;

/** `isLed`: the order of the list leads, as long as nothing narrower is asked for. */
export function instanceConditions<V>(
  found: Found<V>,
  filter: InstanceFilter,
  words: SqlWords<V>,
  isLed = false,
): void {
  const { status, businessKeyPrefix, element, definition, hasIncident, suspended, light } = filter;
  const narrow =
    isLed ||
    filter.startedFrom !== undefined ||
    filter.endedFrom !== undefined ||
    filter.businessKey !== undefined ||
    definition !== undefined ||
    hasIncident === true ||
    suspended === true ||
    filter.dossierStatus !== undefined ||
    isFew(light) ||
    (businessKeyPrefix !== undefined && businessKeyPrefix !== '');
  const broad = narrow ? words.weak : (column: string) => column;
  found.add(`${broad('instances.process')} = ?`, filter.process);
  if (definition !== undefined) {
    const [sql, value] = words.hash(definition);
    found.add(`instances.definition = ${sql}`, value);
  }
  addOneOf(found, broad('instances.status'), status, words);
  found.add('instances.business_key = ?', filter.businessKey);
  if (businessKeyPrefix !== undefined) {
    found.add('instances.business_key >= ?', businessKeyPrefix);
    found.add('instances.business_key < ?', afterPrefix(businessKeyPrefix) ?? undefined);
  }
  found.add('instances.started_at >= ?', filter.startedFrom);
  found.add('instances.started_at < ?', filter.startedBefore);
  found.add('instances.ended_at >= ?', filter.endedFrom);
  found.add('instances.ended_at < ?', filter.endedBefore);
  if (hasIncident === true) {
    found.add(`instances.instance_id IN (SELECT instance_id FROM ${words.table('incidents')})`);
  } else if (hasIncident === false) found.add(`NOT ${ofInstance(words, 'incidents')})`);
  if (suspended !== undefined) found.add(words.flag('instances.suspended', suspended));
  if (filter.dossierStatus !== undefined) {
    const wanted = [filter.dossierStatus].flat();
    found.add(
      wanted.length === 0 ? '1 = 0' : `instances.dossier_status IN (${wanted.map(() => '?').join()})`,
      ...wanted,
    );
  }
  if (light !== undefined) addLight(found, light, words, typeof status === 'string' ? status : undefined);
  if (element !== undefined) {
    const waits = waiting.map((table) => `${ofInstance(words, table)} AND ${table}.element = ?)`);
    found.add(`(${waits.join(' OR ')})`, ...waiting.map(() => element));
  }
}

type LightFilter = NonNullable<InstanceFilter['light']>;

/** Few dossiers are late or nearly so; on time are most of them. */
function isFew(light: LightFilter | undefined): boolean {
  return light !== undefined && [light.is].flat().every((one) => one === 'overdue' || one === 'atRisk');
}

/** What stands still says its light itself; what runs is looked up by its deadline. The status of the instance belongs to either. */
function addLight<V>(found: Found<V>, light: LightFilter, words: SqlWords<V>, status: string | undefined): void {
  const { is, at } = light;
  const parts: string[] = [];
  const values: (string | number)[] = [];
  const add = (sql: string, ofStatus: string, ...given: (string | number)[]): void => {
    parts.push(status === undefined ? sql : `${sql} AND ${ofStatus} = ?`);
    values.push(...given, ...(status === undefined ? [] : [status]));
  };
  // Few are late, and few that are not are at risk: neither the deadline of all others nor their status is to be looked up.
  const dueAt = words.weak('instances.due_at');
  const running = (sql: string, ...given: number[]): void => {
    add(sql, words.weak('instances.status'), ...given);
  };
  for (const one of new Set([is].flat())) {
    add('instances.light = ?', 'instances.status', one);
    if (one === 'overdue') running('instances.due_at < ?', at);
    if (one === 'atRisk') running(`${dueAt} >= ? AND instances.risk_at <= ?`, at, at);
    if (one === 'onTime')
      running('instances.due_at >= ? AND (instances.risk_at IS NULL OR instances.risk_at > ?)', at, at);
  }
  const each = `SELECT instances.no FROM ${words.table('instances')} WHERE`;
  if (parts.length === 0) found.add('1 = 0');
  else if (isFew(light))
    found.add(`instances.no IN (${parts.map((part) => `${each} ${part}`).join(' UNION ALL ')})`, ...values);
  else found.add(`(${parts.map((part) => `(${part})`).join(' OR ')})`, ...values);
}

const waiting = ['tasks', 'jobs', 'timers', 'subscriptions', 'incidents'] as const;

function ofInstance<V>({ table }: SqlWords<V>, name: string): string {
  return `EXISTS (SELECT 1 FROM ${table(name)} WHERE ${name}.instance_id = instances.instance_id`;
}

/** `isLed`: the order of the list leads, before the process. All but to whom the task is offered: see `offered`. */
export function taskConditions<V>(found: Found<V>, filter: TaskFilter, words: SqlWords<V>, isLed = false): void {
  const { assignee, availableTo } = filter;
  found.add('tasks.instance_id = ?', filter.instanceId);
  found.add(`${isLed ? words.weak('tasks.process') : 'tasks.process'} = ?`, filter.process);
  found.add('tasks.business_key = ?', filter.businessKey);
  found.add('tasks.element = ?', filter.element);
  addOneOf(found, 'tasks.state', filter.state, words);
  if (assignee === null) found.add('tasks.assignee IS NULL');
  else found.add('tasks.assignee = ?', assignee);
  if (availableTo !== undefined) {
    const [sql, value] = words.among('tasks.assignee', availableTo);
    found.add(`(tasks.assignee IS NULL OR ${sql})`, value);
  }
  found.add('tasks.created_at >= ?', filter.createdFrom);
  found.add('tasks.created_at < ?', filter.createdBefore);
  found.add('tasks.due_at >= ?', filter.dueFrom);
  found.add('tasks.due_at < ?', filter.dueBefore);
}

/** For a task that is at hand already. */
export function offeredConditions<V>(
  found: Found<V>,
  offered: readonly (readonly string[])[],
  words: SqlWords<V>,
): void {
  for (const texts of offered) {
    const [sql, value] = words.among('o.candidate', texts);
    const is = ['created_at', 'instance_id', 'task_id'].map((column) => `o.${column} = tasks.${column}`);
    found.add(
      `EXISTS (SELECT 1 FROM ${words.table('task_candidates')} AS o WHERE ${is.join(' AND ')} AND ${sql})`,
      value,
    );
  }
}

/** For tasks that are looked up by whom they are offered to. */
function offeredLead<V>(found: Found<V>, texts: readonly string[], words: SqlWords<V>): void {
  const [sql, value] = words.among('candidate', texts);
  found.add(
    `(tasks.instance_id, tasks.task_id) IN (SELECT instance_id, task_id FROM ${words.table('task_candidates')} WHERE ${sql})`,
    value,
  );
}

/** Tasks of one of the legs by deadline: those to whom they are offered lead, unless few are wanted anyway. */
export function tasksByDueConditions<V>(found: Found<V>, query: TaskFilter, leg: DueLeg, words: SqlWords<V>): void {
  taskConditions(found, query, words, query.element === undefined);
  const offered = offeredTo(query);
  if (isNarrow(query)) offeredConditions(found, offered, words);
  else for (const texts of offered) offeredLead(found, texts, words);
  leg.add(found);
}

/** Few tasks are of one instance or one person: then those are looked at; otherwise those to whom they are offered lead. */
export function isNarrow({ instanceId, assignee }: TaskFilter): boolean {
  return instanceId !== undefined || typeof assignee === 'string';
}

export function jobConditions<V>(found: Found<V>, { exhausted, leased, ...filter }: JobFilter): void {
  found.add('jobs.instance_id = ?', filter.instanceId);
  found.add('jobs.process = ?', filter.process);
  found.add('jobs.element = ?', filter.element);
  found.add('jobs.job_type = ?', filter.jobType);
  if (exhausted !== undefined) found.add(exhausted ? 'jobs.retries <= 0' : 'jobs.retries > 0');
  if (leased !== undefined) found.add(`jobs.lease_owner IS ${leased ? 'NOT ' : ''}NULL`);
}

/**
 * Timers are looked up by when they are tried, which is when they are due but for the few that were put off: those are asked for
 * beside them.
 */
export const timerLegs = { onTime: 'try_at', putOff: 'due_at' } as const;
export type TimerLeg = keyof typeof timerLegs;

export function timerConditions<V>(found: Found<V>, filter: TimerFilter, leg: TimerLeg, { table }: SqlWords<V>): void {
  found.add(leg === 'onTime' ? 'timers.attempts = 0' : 'timers.attempts > 0');
  found.add('timers.instance_id = ?', filter.instanceId);
  found.add(
    `EXISTS (SELECT 1 FROM ${table('instances')} WHERE instances.instance_id = timers.instance_id AND instances.process = ?)`,
    filter.process,
  );
  found.add('timers.element = ?', filter.element);
  found.add(`timers.${timerLegs[leg]} >= ?`, filter.dueFrom);
  found.add(`timers.${timerLegs[leg]} < ?`, filter.dueBefore);
}

export function incidentConditions<V>(found: Found<V>, filter: IncidentFilter, words: SqlWords<V>): void {
  found.add('incidents.instance_id = ?', filter.instanceId);
  found.add('incidents.process = ?', filter.process);
  found.add('incidents.element = ?', filter.element);
  addOneOf(found, 'incidents.code', filter.code, words);
  found.add('incidents.raised_at >= ?', filter.raisedFrom);
  found.add('incidents.raised_at < ?', filter.raisedBefore);
}

export function subscriptionConditions<V>(found: Found<V>, { key, ...filter }: SubscriptionQuery): void {
  found.add('subscriptions.instance_id = ?', filter.instanceId);
  found.add('subscriptions.kind = ?', filter.kind);
  found.add('subscriptions.name = ?', filter.name);
  if (key === null) found.add('subscriptions.key IS NULL');
  else found.add('subscriptions.key = ?', key);
}

function addOneOf<V>(
  found: Found<V>,
  column: string,
  wanted: string | readonly string[] | undefined,
  words: SqlWords<V>,
): void {
  if (wanted === undefined) return;
  if (typeof wanted === 'string') {
    found.add(`${column} = ?`, wanted);
    return;
  }
  const [sql, value] = words.among(column, wanted);
  found.add(sql, value);
}

export function countConditions<V, L extends CountedList>(
  found: Found<V>,
  list: L,
  filter: ListFilters[L],
  leg: TimerLeg,
  words: SqlWords<V>,
): void {
  const add: { readonly [K in CountedList]: (filter: ListFilters[K]) => void } = {
    instances: (wanted) => instanceConditions(found, wanted, words),
    tasks: (wanted) => {
      taskConditions(found, wanted, words);
      for (const texts of offeredTo(wanted)) offeredLead(found, texts, words);
    },
    jobs: (wanted) => jobConditions(found, wanted),
    timers: (wanted) => timerConditions(found, wanted, leg, words),
    incidents: (wanted) => incidentConditions(found, wanted, words),
  };
  add[list](filter);
}

/** The searches that together are one of the list. */
export function legsOf(list: CountedList): readonly TimerLeg[] {
  return list === 'timers' ? ['onTime', 'putOff'] : ['onTime'];
}
