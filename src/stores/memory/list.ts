// The lists of a memory store: the narrowest index, then the rest of the query, then a page.
import { checkFilter } from '../check-filter.ts';
import { comparePlaces } from '../compare.ts';
import { pageOf, placeOf, places, toPage, type Place, type PlaceShape } from '../page.ts';
import type {
  CountedList,
  IncidentQuery,
  IncidentRow,
  InstanceQuery,
  InstanceRow,
  JobQuery,
  JobRow,
  ListFilters,
  Page,
  PageQuery,
  Readable,
  SubscriptionQuery,
  SubscriptionRow,
  TaskFilter,
  TaskQuery,
  TaskRow,
  TimerQuery,
  TimerRow,
} from '../port.ts';
import { offeredTo } from '../offered-to.ts';
import { nameKey, type MemoryData } from './data.ts';
import { filters, subscriptionFilter } from './filters.ts';

export function listInstances(data: MemoryData, query: InstanceQuery): Page<InstanceRow> {
  if (query.order === 'due') return instancesByDue(data, query);
  const { limit, after } = pageOf(query, places.instances);
  const isWanted = filters.instances(query, data);
  const rows: InstanceRow[] = [];
  const placeOfRow = new Map<InstanceRow, number>();
  for (let at = Number(after?.[0] ?? -1) + 1; at < data.instanceOrder.length && rows.length <= limit; at += 1) {
    const row = data.instances.get(data.instanceOrder[at]!);
    if (row === undefined || !isWanted(row)) continue;
    rows.push(row);
    placeOfRow.set(row, at);
  }
  return toPage(rows, limit, places.instances, (row) => [placeOfRow.get(row)!]);
}

function instancesByDue(data: MemoryData, query: InstanceQuery): Page<InstanceRow> {
  const isWanted = filters.instances(query, data);
  const placeOfRow = new Map<InstanceRow, Place>();
  for (const [no, instanceId] of data.instanceOrder.entries()) {
    const row = data.instances.get(instanceId);
    if (row !== undefined && isWanted(row)) placeOfRow.set(row, placeOf.instanceByDue(row, no));
  }
  return page(
    placeOfRow.keys(),
    () => true,
    query,
    places.instancesByDue,
    (row) => placeOfRow.get(row)!,
  );
}

export function listTasks(data: MemoryData, query: TaskQuery): Page<TaskRow> {
  const isByDue = query.order === 'due';
  const [shape, place] = isByDue ? [places.tasksByDue, placeOf.taskByDue] : [places.tasks, placeOf.task];
  return page(candidateTasks(data, query), filters.tasks(query, data), query, shape, place);
}

function candidateTasks({ tasks }: MemoryData, query: TaskFilter): Iterable<TaskRow> {
  const { instanceId, assignee } = query;
  const [offered] = offeredTo(query);
  if (instanceId !== undefined) return tasks.of(instanceId);
  if (typeof assignee === 'string') return tasks.by('assignee', assignee);
  if (offered === undefined) return tasks.all();
  return new Set(offered.flatMap((candidate) => [...tasks.by('candidate', candidate)]));
}

export function listJobs(data: MemoryData, query: JobQuery): Page<JobRow> {
  return page(ofInstance(data.jobs, query), filters.jobs(query, data), query, places.jobs, placeOf.job);
}

export function listTimers(data: MemoryData, query: TimerQuery): Page<TimerRow> {
  return page(ofInstance(data.timers, query), filters.timers(query, data), query, places.timers, placeOf.timer);
}

export function listIncidents(data: MemoryData, query: IncidentQuery): Page<IncidentRow> {
  return page(
    ofInstance(data.incidents, query),
    filters.incidents(query, data),
    query,
    places.incidents,
    placeOf.incident,
  );
}

export function listSubscriptions({ subscriptions }: MemoryData, query: SubscriptionQuery): Page<SubscriptionRow> {
  const { instanceId, kind, name } = query;
  let candidates: Iterable<SubscriptionRow>;
  if (instanceId !== undefined) candidates = subscriptions.of(instanceId);
  else if (kind !== undefined && name !== undefined) candidates = subscriptions.by('name', nameKey(kind, name));
  else candidates = subscriptions.all();
  return page(candidates, subscriptionFilter(query), query, places.subscriptions, placeOf.subscription);
}

/** How many rows of a list a filter finds. */
export function countRows<L extends CountedList>(data: MemoryData, list: L, filter: ListFilters[L]): number {
  checkFilter(list, filter, false);
  const isWanted = filters[list](filter, data) as (row: unknown) => boolean;
  let size = 0;
  const rows = list === 'instances' ? data.instances.values() : data[list as Exclude<L, 'instances'>].all();
  for (const row of rows) if (isWanted(row)) size += 1;
  return size;
}

function ofInstance<T>(
  table: { all(): Iterable<T>; of(instanceId: string): Iterable<T> },
  { instanceId }: { readonly instanceId?: string },
): Iterable<T> {
  return instanceId === undefined ? table.all() : table.of(instanceId);
}

function page<T extends object>(
  candidates: Iterable<T>,
  wanted: (row: T) => boolean,
  query: PageQuery,
  shape: PlaceShape,
  place: (row: T) => Place,
): Page<Readable<T>> {
  const { limit, after } = pageOf(query, shape);
  const rows = [...candidates]
    .filter((row) => wanted(row) && (after === null || comparePlaces(place(row), after) > 0))
    .sort((a, b) => comparePlaces(place(a), place(b)));
  return toPage(rows.slice(0, limit + 1), limit, shape, place);
}
