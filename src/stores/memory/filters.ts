// The filters of the lists, as questions to a row.
import type { DossierStanding } from '../../model/dossier.ts';
import { standingLight } from '../../model/standing-light.ts';
import { candidatesOf } from '../../model/task-candidates.ts';
import type {
  CountedList,
  IncidentRow,
  InstanceFilter,
  InstanceRow,
  JobRow,
  ListFilters,
  SubscriptionQuery,
  SubscriptionRow,
  TaskRow,
  TimerRow,
} from '../port.ts';
import { offeredTo } from '../offered-to.ts';
import type { MemoryData } from './data.ts';

interface Rows {
  readonly instances: InstanceRow;
  readonly tasks: TaskRow;
  readonly jobs: JobRow;
  readonly timers: TimerRow;
  readonly incidents: IncidentRow;
}

type Filters = { readonly [L in CountedList]: (filter: ListFilters[L], data: MemoryData) => (row: Rows[L]) => boolean };

export const filters: Filters = {
  instances: (filter, data) => (row) =>
    same(filter.process, row.process) &&
    same(filter.definition, row.definition) &&
    oneOf(filter.status, row.status) &&
    same(filter.businessKey, row.businessKey) &&
    (filter.businessKeyPrefix === undefined || row.businessKey?.startsWith(filter.businessKeyPrefix) === true) &&
    within(filter.startedFrom, filter.startedBefore, row.startedAt) &&
    within(filter.endedFrom, filter.endedBefore, row.endedAt) &&
    same(filter.hasIncident, !isEmpty(data.incidents.of(row.instanceId))) &&
    same(filter.suspended, row.suspended) &&
    (filter.dossierStatus === undefined || [filter.dossierStatus].flat().includes(row.dossier.status)) &&
    (filter.light === undefined || shows(filter.light, row.dossier)) &&
    (filter.element === undefined || waitsAt(data, row.instanceId, filter.element)),
  tasks: (filter) => {
    const offered = offeredTo(filter).map((candidates) => new Set(candidates));
    return (row) =>
      same(filter.instanceId, row.instanceId) &&
      same(filter.process, row.process) &&
      same(filter.businessKey, row.businessKey) &&
      same(filter.element, row.element) &&
      oneOf(filter.state, row.state) &&
      same(filter.assignee, row.assignee) &&
      (filter.availableTo === undefined || row.assignee === null || filter.availableTo.includes(row.assignee)) &&
      offered.every((candidates) => candidatesOf(row.task).some((candidate) => candidates.has(candidate))) &&
      within(filter.createdFrom, filter.createdBefore, row.createdAt) &&
      within(filter.dueFrom, filter.dueBefore, row.dueAt);
  },
  jobs: (filter) => (row) =>
    same(filter.instanceId, row.instanceId) &&
    same(filter.process, row.process) &&
    same(filter.element, row.element) &&
    same(filter.jobType, row.jobType) &&
    same(filter.exhausted, row.retries <= 0) &&
    same(filter.leased, row.lease !== null),
  timers: (filter, data) => (row) =>
    same(filter.instanceId, row.instanceId) &&
    same(filter.process, data.instances.get(row.instanceId)?.process) &&
    same(filter.element, row.element) &&
    within(filter.dueFrom, filter.dueBefore, row.dueAt),
  incidents: (filter) => (row) =>
    same(filter.instanceId, row.instanceId) &&
    same(filter.process, row.process) &&
    same(filter.element, row.element) &&
    oneOf(filter.code, row.code) &&
    within(filter.raisedFrom, filter.raisedBefore, row.raisedAt),
};

export function subscriptionFilter({ instanceId, kind, name, key }: SubscriptionQuery) {
  return (row: SubscriptionRow): boolean =>
    same(instanceId, row.instanceId) && same(kind, row.kind) && same(name, row.name) && same(key, row.key);
}

function shows({ is, at }: NonNullable<InstanceFilter['light']>, dossier: DossierStanding): boolean {
  const light = standingLight(dossier, at);
  return light !== null && [is].flat().includes(light);
}

function waitsAt(
  { tasks, jobs, timers, subscriptions, incidents }: MemoryData,
  instanceId: string,
  element: string,
): boolean {
  return [tasks, jobs, timers, subscriptions, incidents].some((table) => {
    for (const row of table.of(instanceId)) if (row.element === element) return true;
    return false;
  });
}

function isEmpty(rows: Iterable<unknown>): boolean {
  for (const row of rows) return row === undefined;
  return true;
}

function same<T>(wanted: T | undefined, found: T): boolean {
  return wanted === undefined || wanted === found;
}

function oneOf<T extends string>(wanted: T | readonly T[] | undefined, found: T): boolean {
  return wanted === undefined || (typeof wanted === 'string' ? wanted === found : wanted.includes(found));
}

function within(from: number | undefined, before: number | undefined, at: number | null): boolean {
  if (from === undefined && before === undefined) return true;
  return at !== null && (from === undefined || at >= from) && (before === undefined || at < before);
}
