// Pages and cursors. A cursor is the place of the last row that was given, so rows that come or go elsewhere never shift a page.
import { limits } from '../model/limits.ts';
import { checkFilter } from './check-filter.ts';
import type {
  IncidentRow,
  InstanceRow,
  JobRow,
  ListOrder,
  Page,
  PageQuery,
  PassedOver,
  Readable,
  SubscriptionRow,
  TaskRow,
  TimerRow,
} from './port.ts';
import { invalidArgument } from '../model/invalid.ts';

export type Place = readonly (string | number)[];

export const pageLimits = { default: 100, most: limits.pageRows } as const;

/**
 * What a page query asks for. `shape` says what a place of this list looks like. Throws EngineErrors OPTION_UNKNOWN,
 * ARGUMENT_INVALID.
 */
export function pageOf(query: PageQuery, shape: PlaceShape): { readonly limit: number; readonly after: Place | null } {
  checkFilter(shape.list, query, true);
  const limit = query.limit ?? pageLimits.default;
  return { limit, after: query.cursor === undefined ? null : readCursor(query.cursor, shape) };
}

/** Makes a page of up to `limit + 1` rows in order; the one too many only shows that there is another page. */
export function toPage<T extends object>(
  rows: readonly T[],
  limit: number,
  shape: PlaceShape,
  place: (row: T) => Place,
): Page<Readable<T>> {
  const kept = rows.length <= limit ? rows : rows.slice(0, limit);
  const next = rows.length <= limit ? null : writeCursor(shape, place(kept[limit - 1]!));
  const unreadable = kept.flatMap((row) =>
    'unreadable' in row ? [passedOver(place(row), String(row.unreadable))] : [],
  );
  if (unreadable.length === 0) return { rows: kept as readonly Readable<T>[], next };
  return { rows: kept.filter((row): row is Readable<T> => !('unreadable' in row)), next, unreadable };
}

/** The lists of which a row may be unreadable have its ids at the end of its place. */
function passedOver(place: Place, detail: string): PassedOver {
  const [instanceId, part] = place.slice(-2).map(String) as [string, string];
  return { instanceId, id: `${instanceId}:${part}`, detail };
}

/** Name of the list and the types of what makes a place in it. */
export interface PlaceShape {
  readonly list: Parameters<typeof checkFilter>[0];
  readonly order?: ListOrder;
  readonly parts: readonly ('string' | 'number')[];
}

export const places = {
  instances: { list: 'instances', parts: ['number'] },
  instancesByDue: { list: 'instances', order: 'due', parts: ['number', 'number', 'number'] },
  tasks: { list: 'tasks', parts: ['number', 'string', 'string'] },
  tasksByDue: { list: 'tasks', order: 'due', parts: ['number', 'number', 'string', 'string'] },
  jobs: { list: 'jobs', parts: ['string', 'string'] },
  timers: { list: 'timers', parts: ['number', 'string', 'string'] },
  incidents: { list: 'incidents', parts: ['number', 'string', 'string'] },
  subscriptions: { list: 'subscriptions', parts: ['string', 'string'] },
} as const satisfies Record<string, PlaceShape>;

/** Of a row in its list. An instance's is the number of its first step, which is no part of the row. */
export const placeOf = {
  instanceByDue: ({ dossier: { dueAt } }: InstanceRow, no: number): Place => [...duePlace(dueAt), no],
  task: ({ createdAt, instanceId, taskId }: Omit<TaskRow, 'task'>): Place => [createdAt, instanceId, taskId],
  taskByDue: ({ dueAt, instanceId, taskId }: Omit<TaskRow, 'task'>): Place => [...duePlace(dueAt), instanceId, taskId],
  job: ({ instanceId, jobId }: Omit<JobRow, 'headers'>): Place => [instanceId, jobId],
  timer: ({ dueAt, instanceId, timerId }: TimerRow): Place => [dueAt, instanceId, timerId],
  incident: ({ raisedAt, instanceId, incidentId }: Omit<IncidentRow, 'params'>): Place => [
    raisedAt,
    instanceId,
    incidentId,
  ],
  subscription: ({ instanceId, subscriptionId }: SubscriptionRow): Place => [instanceId, subscriptionId],
} as const;

/** What has no deadline comes last. */
function duePlace(dueAt: number | null): readonly [number, number] {
  return dueAt === null ? [1, 0] : [0, dueAt];
}

function writeCursor(shape: PlaceShape, place: Place): string {
  return Buffer.from(JSON.stringify([nameOf(shape), ...place])).toString('base64url');
}

/** A cursor is of one order of one list. */
function nameOf({ list, order }: PlaceShape): string {
  return order === undefined ? list : `${list} by ${order}`;
}

function readCursor(cursor: string, shape: PlaceShape): Place {
  const { list, parts } = shape;
  const [found, ...place] = parsed(cursor);
  const fits =
    found === nameOf(shape) && place.length === parts.length && place.every((part, at) => typeof part === parts[at]);
  if (!fits) throw invalidArgument('cursor', 'NOT_CURSOR', { list });
  return place as Place;
}

function parsed(cursor: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
