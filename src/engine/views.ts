// What callers see: plain data, never the engine's own objects. Ids of parts name their instance: `<instanceId>:<number>`.
import type { Calendar } from '../model/calendar.ts';
import type { DossierStatus } from '../model/dossier.ts';
import type { Ending, IncidentCode, TaskState } from '../model/events.ts';
import type { InstanceState, InstanceStatus } from '../model/instance-state.ts';
import { engineError, type EngineErrorCode } from '../model/engine-error.ts';
import type { Instant, JsonValue, Variables } from '../model/json.ts';
import type { ProcessModel } from '../model/process-model.ts';
import type { SlaClock } from '../model/sla.ts';
import { dossierStatus } from '../time/index.ts';
import type { IncidentRow, InstanceRow, JobRow, Page, TaskRow, TimerRow } from './ports.ts';

export interface Instance {
  readonly instanceId: string;
  readonly process: string;
  readonly definition: string;
  readonly status: InstanceStatus;
  readonly suspended: boolean;
  /** Completed, it is being compensated for the process that called it: `active` is what undoes its work. */
  readonly compensating: boolean;
  readonly businessKey: string | null;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  /** Steps so far; give it back as `expectedSeq` to be refused when the instance has moved on. */
  readonly seq: number;
  readonly variables: Variables;
  /** Live elements, the process itself left out. */
  readonly active: readonly { readonly id: string; readonly element: string }[];
  /** `phase`: its name; null when it is no phase's clock. */
  readonly clocks: readonly { readonly element: string; readonly phase: string | null; readonly clock: SlaClock }[];
  /** The national status (1–10), and how it stands against its deadline. */
  readonly dossier: DossierStatus;
  /** How it was ended before its time. */
  readonly ending: Ending | null;
  readonly incidents: readonly { readonly incidentId: string; readonly element: string; readonly code: IncidentCode }[];
}

export interface Task {
  readonly taskId: string;
  readonly instanceId: string;
  readonly process: string;
  readonly businessKey: string | null;
  readonly element: string;
  readonly name: string;
  readonly state: TaskState;
  readonly assignee: string | null;
  readonly role: string | null;
  readonly unit: string | null;
  readonly candidateUsers: readonly string[];
  readonly candidateGroups: readonly string[];
  readonly signs: boolean;
  readonly createdAt: Instant;
  /** It follows the clock of its step, when it has one. Null: none, or the clock stands still. */
  readonly dueAt: Instant | null;
  readonly form: string | null;
  /** Id of the warning of a clock that brought it as a duty (the apology before the deadline); null on tasks of elements. */
  readonly obligation: string | null;
}

export interface Job {
  readonly jobId: string;
  readonly instanceId: string;
  readonly process: string;
  readonly element: string;
  readonly jobType: string;
  readonly retries: number;
  readonly availableAt: Instant;
  readonly headers: Readonly<Record<string, string>>;
  readonly fence: number;
}

export interface Timer {
  readonly timerId: string;
  readonly instanceId: string;
  readonly element: string;
  readonly dueAt: Instant;
}

export interface Incident {
  readonly incidentId: string;
  readonly instanceId: string;
  readonly process: string;
  readonly element: string;
  readonly code: IncidentCode;
  readonly params: Readonly<Record<string, string | number>>;
  readonly raisedAt: Instant;
}

export function instanceView(
  row: InstanceRow,
  state: InstanceState,
  model: ProcessModel,
  calendar: Calendar,
  now: Instant,
): Instance {
  const { instanceId, process, definition, status, suspended, businessKey, startedAt, endedAt, seq } = row;
  const root = Object.values(state.elements).find(({ parent }) => parent === undefined);
  return {
    ...{ instanceId, process, definition, status, suspended, businessKey, startedAt, endedAt, seq },
    compensating: state.reopened === true,
    variables: structuredClone<Record<string, JsonValue>>(root?.variables ?? state.output ?? {}),
    active: Object.entries(state.elements)
      .filter(([, { parent }]) => parent !== undefined)
      .map(([id, { element }]) => ({ id: partId(instanceId, id), element })),
    clocks: Object.values(state.clocks).map(({ element, phase = null, clock }) => ({ element, phase, clock })),
    dossier: dossierStatus(model, state, { calendar, now }),
    ending: state.ending ?? null,
    incidents: Object.entries(state.incidents).map(([id, { element, code }]) => ({
      incidentId: partId(instanceId, id),
      element,
      code,
    })),
  };
}

export function taskView({
  instanceId,
  taskId,
  process,
  businessKey,
  element,
  state,
  assignee,
  createdAt,
  dueAt,
  task,
}: TaskRow): Task {
  return {
    taskId: partId(instanceId, taskId),
    ...{ instanceId, process, businessKey, element, state, assignee, createdAt, dueAt },
    name: task.name,
    role: task.role ?? null,
    unit: task.unit ?? null,
    candidateUsers: task.candidateUsers ?? [],
    candidateGroups: task.candidateGroups ?? [],
    signs: task.signs ?? false,
    form: task.form ?? null,
    obligation: task.obligation ?? null,
  };
}

export function jobView({
  instanceId,
  jobId,
  process,
  element,
  jobType,
  retries,
  availableAt,
  headers,
  fence,
}: JobRow): Job {
  return {
    jobId: partId(instanceId, jobId),
    instanceId,
    process,
    element,
    jobType,
    retries,
    availableAt,
    headers,
    fence,
  };
}

export function timerView({ instanceId, timerId, element, dueAt }: TimerRow): Timer {
  return { timerId: partId(instanceId, timerId), instanceId, element, dueAt };
}

export function incidentView({
  instanceId,
  incidentId,
  process,
  element,
  code,
  params,
  raisedAt,
}: IncidentRow): Incident {
  return { incidentId: partId(instanceId, incidentId), instanceId, process, element, code, params, raisedAt };
}

export function partId(instanceId: string, part: string): string {
  return `${instanceId}:${part}`;
}

/** Instance and part of a public id. Throws the EngineError that says it is not known. */
export function splitId(id: string, code: EngineErrorCode, param: string): { instanceId: string; part: string } {
  const at = id.lastIndexOf(':');
  if (at <= 0 || at === id.length - 1) throw engineError(code, { [param]: id });
  return { instanceId: id.slice(0, at), part: id.slice(at + 1) };
}

export function viewPage<Row, View>(page: Page<Row>, view: (row: Row) => View): Page<View> {
  return { ...page, rows: page.rows.map(view) };
}
