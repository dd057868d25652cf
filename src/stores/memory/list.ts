// The lists of a memory store: the narrowest index, then the rest of the query, then a page.
import { comparePlaces } from '../compare.ts';
import { pageOf, places, toPage, type Place, type PlaceShape } from '../page.ts';
import type {
  IncidentQuery,
  IncidentRow,
  InstanceQuery,
  InstanceRow,
  JobQuery,
  JobRow,
  Page,
  PageQuery,
  SubscriptionQuery,
  SubscriptionRow,
  TaskQuery,
  TaskRow,
} from '../port.ts';
import { rolesOf } from '../roles-of.ts';
import { compareIds, nameKey, type MemoryData } from './data.ts';

export function listInstances(data: MemoryData, query: InstanceQuery): Page<InstanceRow> {
  const { limit, after } = pageOf(query, places.instances);
  const rows: InstanceRow[] = [];
  const placeOfRow = new Map<InstanceRow, number>();
  for (let at = Number(after?.[0] ?? -1) + 1; at < data.instanceOrder.length && rows.length <= limit; at += 1) {
    const row = data.instances.get(data.instanceOrder[at]!)!;
    if (!same(query.process, row.process) || !same(query.status, row.status)) continue;
    if (!same(query.businessKey, row.businessKey)) continue;
    rows.push(row);
    placeOfRow.set(row, at);
  }
  return toPage(rows, limit, places.instances, (row) => [placeOfRow.get(row)!]);
}

export function listTasks({ tasks }: MemoryData, query: TaskQuery): Page<TaskRow> {
  const { instanceId, assignee, roles, dueBefore } = query;
  const offered = roles === undefined ? null : new Set(roles);
  let candidates: Iterable<TaskRow>;
  if (instanceId !== undefined) candidates = tasks.of(instanceId);
  else if (assignee !== undefined) candidates = tasks.by('assignee', assignee);
  else if (offered !== null) candidates = new Set([...offered].flatMap((role) => [...tasks.by('role', role)]));
  else candidates = tasks.all();
  const wanted = (row: TaskRow): boolean =>
    same(query.process, row.process) &&
    same(query.element, row.element) &&
    same(assignee, row.assignee) &&
    (offered === null || rolesOf(row.task).some((role) => offered.has(role))) &&
    (dueBefore === undefined || (row.dueAt !== null && row.dueAt < dueBefore));
  return page(candidates, wanted, query, places.tasks, (row) => [row.createdAt, row.instanceId, row.taskId]);
}

export function listJobs({ jobs }: MemoryData, query: JobQuery): Page<JobRow> {
  const candidates = query.instanceId === undefined ? jobs.all() : jobs.of(query.instanceId);
  return page(
    candidates,
    (row) => same(query.jobType, row.jobType),
    query,
    places.jobs,
    (row) => [row.instanceId, row.jobId],
  );
}

export function listIncidents({ incidents }: MemoryData, query: IncidentQuery): Page<IncidentRow> {
  const candidates = query.instanceId === undefined ? incidents.all() : incidents.of(query.instanceId);
  return page(
    candidates,
    (row) => same(query.process, row.process),
    query,
    places.incidents,
    (row) => [row.raisedAt, row.instanceId, row.incidentId],
  );
}

export function listSubscriptions({ subscriptions }: MemoryData, query: SubscriptionQuery): readonly SubscriptionRow[] {
  const { instanceId, kind, name, key } = query;
  let candidates: Iterable<SubscriptionRow>;
  if (instanceId !== undefined) candidates = subscriptions.of(instanceId);
  else if (kind !== undefined && name !== undefined) candidates = subscriptions.by('name', nameKey(kind, name));
  else candidates = subscriptions.all();
  return [...candidates]
    .filter((row) => same(kind, row.kind) && same(name, row.name) && same(key, row.key))
    .sort((a, b) => compareIds(a.instanceId, b.instanceId) || compareIds(a.subscriptionId, b.subscriptionId));
}

function same<T>(wanted: T | undefined, found: T): boolean {
  return wanted === undefined || wanted === found;
}

function page<T>(
  candidates: Iterable<T>,
  wanted: (row: T) => boolean,
  query: PageQuery,
  shape: PlaceShape,
  placeOf: (row: T) => Place,
): Page<T> {
  const { limit, after } = pageOf(query, shape);
  const rows = [...candidates]
    .filter((row) => wanted(row) && (after === null || comparePlaces(placeOf(row), after) > 0))
    .sort((a, b) => comparePlaces(placeOf(a), placeOf(b)));
  return toPage(rows.slice(0, limit + 1), limit, shape, placeOf);
}
