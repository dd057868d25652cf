// The state of one running instance: plain JSON, small, a cache of the journal.
import type { Caller } from './commands.ts';
import type { CompensationRecord, Ending, IncidentCode, TaskState } from './events.ts';
import type { Instant, JsonValue, Variables } from './json.ts';
import type { SlaClock } from './sla.ts';

export interface InstanceState {
  process: string;
  status: InstanceStatus;
  businessKey?: string;
  suspended?: boolean;
  /** Hash of the version with which it was suspended; absent: by itself. */
  suspendedWith?: string;
  /** Messages and signals that came meanwhile, in order; `size`: of their variables, in characters of JSON. */
  held?: { deliveries: HeldDelivery[]; size: number };
  /** Last id given out. */
  counter: number;
  /** Live element instances by id; the process itself is the one without a parent. */
  elements: Record<string, ElementInstance>;
  tasks: Record<string, OpenTask>;
  jobs: Record<string, OpenJob>;
  timers: Record<string, ArmedTimer>;
  subscriptions: Record<string, OpenSubscription>;
  calls: Record<string, OpenCall>;
  incidents: Record<string, OpenIncident>;
  clocks: Record<string, { element: string; clock: SlaClock; phase?: string }>;
  /** Who completed each human task element last, for separation of duties. Only elements that a separation names. */
  performers: Record<string, string[]>;
  /** The call that started this instance. */
  caller?: Caller;
  /** The national status last reached by an element that names one, and whether a decision exists. */
  mark?: { status?: number; decided?: true };
  /** How it was ended before its time. */
  ending?: Ending;
  /** Variables of the process when it ended. */
  output?: Record<string, JsonValue>;
  /** Completed for its caller, who may still compensate it: what would be undone. */
  undo?: CompensationRecord;
  /** Completed, it lives again until it is compensated. */
  reopened?: true;
}

/** Something may still happen in it: it runs, or is completed and being compensated. */
export function isLive({ status, reopened }: Pick<InstanceState, 'status' | 'reopened'>): boolean {
  return status === 'active' || reopened === true;
}

export const instanceStatuses = ['active', 'completed', 'failed', 'cancelled'] as const;
export type InstanceStatus = (typeof instanceStatuses)[number];

export interface ElementInstance {
  element: string;
  /** Absent on the process itself. */
  parent?: string;
  /** Local variables; a process or subprocess always has them, others when a mapping made some. */
  variables?: Record<string, JsonValue>;
  /** Correlation properties of its messages so far, by name; on the process and on rounds of subprocesses. */
  conversation?: Readonly<Record<string, string>>;
  /** Live children; on scopes and multi-instance bodies. */
  children?: number;
  /** Tokens waiting at joins of this scope, by flow id. */
  tokens?: Record<string, number>;
  /** The body of a multi-instance or loop. */
  loop?: { total: number; started: number; done: number; items?: readonly JsonValue[]; outputs?: JsonValue[] };
  /** Place in a multi-instance body, from 0. */
  item?: number;
  /** The input set it began with, by its place, when rules say which outputs go with it. */
  inputSet?: number;
  /** Results taken, completion not yet over (an incident stands between). */
  completing?: Record<string, JsonValue>;
  /** Flow by which the token came. */
  via?: string;
  /** The task, job or call that was opened for it last; over when it is open no more. */
  work?: string;
  /** Open timers and subscriptions held by this element. */
  waits?: string[];
  /** Event definitions that have happened already (parallel multiple), by catching element. */
  heard?: Record<string, number[]>;
  /** What these have brought so far, by catching element. */
  brought?: Record<string, Record<string, JsonValue>>;
  /** Completed activities that can be compensated, in order; on scopes and bodies. */
  completed?: CompensationRecord[];
  /** Compensation under way: what is still to be done, the last first; the data that the activity had which is being undone. */
  compensation?: { pending: CompensationRecord[]; snapshot?: Variables; cancels?: true };
  /** The live element on whose behalf this one compensates. */
  compensates?: string;
  /** The call of this element whose process has completed and can be compensated, or is being compensated. */
  called?: { callId: string; process: string };
  /** Complex gateways of this scope that wait for the rest of their tokens. */
  gateways?: Record<string, string[]>;
  /** Ad-hoc subprocess: elements still to be started. */
  planned?: string[];
  /** Ad-hoc subprocess: its completion condition became true; it is over when what still runs in it is. */
  enough?: true;
}
export interface OpenTask {
  on: string;
  state: TaskState;
  assignee: string | null;
  /** A duty that a clock brought; `on` is then the process itself. */
  obligation?: { clockId: string; warningId: string };
  /** The deadline that the modeller set. */
  dueAt?: Instant;
  /** Id of the clock whose deadline is the task's. */
  follows?: string;
}
export interface OpenJob {
  on: string;
  jobType: string;
  retries: number;
  retryAt?: Instant;
  /** Attempts that failed since it was created or tried again by an operator; absent: none. */
  failures?: number;
}
export interface ArmedTimer {
  on: string;
  element: string;
  dueAt: Instant;
  /** Firings left of a cycle after this one; absent: once; -1: without end. */
  left?: number;
  /** Cycle by the calendar without a start of its own: from where it is counted. */
  anchorAt?: Instant;
  /** Set when the timer belongs to an SLA clock. */
  clock?: string;
  /** Counted in working time from an instant on. */
  working?: { fromAt: Instant; plan: string };
  part?: number;
}
export interface OpenSubscription {
  on: string;
  element: string;
  kind: 'message' | 'signal' | 'conditional';
  name: string;
  key?: string;
  part?: number;
  /** Conditional: the value when last looked at. */
  met?: boolean;
  /** While the instance is suspended: a message is held for it. */
  held?: true;
}
export interface HeldDelivery {
  kind: 'message' | 'signal';
  element: string;
  name: string;
  key?: string;
  subscriptions: readonly string[];
  variables: Variables;
}
export interface OpenIncident {
  on: string;
  element: string;
  code: IncidentCode;
}
export interface OpenCall {
  on: string;
  process: string;
}
