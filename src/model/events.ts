// Events: what a step caused, in order. They are the truth: state is the fold of `apply` over them.
// Ids are counters of the instance, written as decimal strings.
import type { Caller } from './commands.ts';
import type { Instant, JsonValue, Variables } from './json.ts';
import type { ReasonParams } from './reasons.ts';
import type { SlaClock } from './sla.ts';

export type ProcessEvent =
  | { readonly type: 'instance.started'; readonly process: string; readonly businessKey?: string }
  | { readonly type: 'instance.completed' }
  /** Ended by an uncaught error, an operator's cancel, or a cancel that no one caught. */
  | {
      readonly type: 'instance.terminated';
      readonly status: 'failed' | 'cancelled';
      /** In somebody's own words, or a code (reasons.ts) with `params`. */
      readonly reason: string;
      readonly params?: ReasonParams;
      /** Withdrawn by the applicant, stopped by the agency, or closed since no answer came. */ readonly how?: Ending;
      /** Code of the error that nobody caught. */ readonly code?: string;
    }
  | { readonly type: 'instance.modified'; readonly reason: string }
  /** From here on the instance runs under `definition`; ids of elements and flows that changed. */
  | {
      readonly type: 'instance.migrated';
      readonly process: string;
      readonly definition: string;
      readonly renamed: Readonly<Record<string, string>>;
      readonly reason: string;
    }
  | { readonly type: 'instance.suspended'; readonly reason: string; readonly definition?: string }
  | { readonly type: 'instance.resumed' }
  /** Told while it is suspended: heard when it goes on. `element`: what waits for it; `key`: of a message. */
  | {
      readonly type: 'delivery.held';
      readonly kind: 'message' | 'signal';
      readonly element: string;
      readonly name: string;
      readonly key?: string;
      readonly subscriptions: readonly string[];
      readonly variables: Variables;
    }
  /** The last: it was exported, and its texts are kept outside. `document`: SHA-256 of the document in canonical form. */
  | { readonly type: 'instance.archived'; readonly document: string }
  /** It came from another store, where it had come to `entries` steps with this hash. */
  | { readonly type: 'instance.imported'; readonly origin: string; readonly entries: number; readonly hash: string }
  /** Its rows were written anew from its journal; `tables`: those that were not as it says. */
  | { readonly type: 'instance.repaired'; readonly tables: readonly string[]; readonly reason: string }
  /** Completed before, it lives again to be compensated for the process that called it; it stays completed all the while. */
  | { readonly type: 'instance.reopened' }
  /** The compensation is over: done, ended by somebody, or by an error that nobody caught (`code`). */
  | {
      readonly type: 'instance.compensated';
      readonly outcome: 'done' | 'cancelled' | 'failed';
      readonly reason?: string;
      readonly params?: ReasonParams;
      readonly code?: string;
    }
  // elements; `via` is the sequence flow taken into the element
  | {
      readonly type: 'element.activated';
      readonly id: string;
      readonly element: string;
      readonly parent: string;
      readonly via?: string;
      /** The round of a loop, from 0; `parent` is then its body. */
      readonly item?: number;
      /** The live element on whose behalf this one compensates. */
      readonly compensates?: string;
      /** Variables of its own that it begins with: those of a round, of a scope, of what is compensated. */
      readonly variables?: Variables;
    }
  /** Also the only event of an element that is over at once (gateways, none events, tasks without work). */
  | {
      readonly type: 'element.completed';
      readonly id: string;
      readonly element: string;
      readonly parent: string;
      readonly via?: string;
    }
  | { readonly type: 'element.terminated'; readonly id: string; readonly element: string; readonly parent: string }
  /** Results are taken and outputs mapped; only written when something may still fail or wait before completion. */
  | { readonly type: 'element.completing'; readonly id: string; readonly variables: Variables }
  /** A token waits at a join. */
  | { readonly type: 'token.parked'; readonly scope: string; readonly flow: string; readonly element: string }
  /** A join fired: one token of each listed flow is gone. */
  | {
      readonly type: 'token.joined';
      readonly scope: string;
      readonly flows: readonly string[];
      readonly element: string;
    }
  /** An operator took away all tokens of each listed flow, which waited at the element. */
  | {
      readonly type: 'token.dropped';
      readonly scope: string;
      readonly flows: readonly string[];
      readonly element: string;
    }
  // data
  | { readonly type: 'variables.set'; readonly scope: string; readonly values: Variables }
  /** The activity began with this input set, by its place; written only when rules say which outputs go with it. */
  | { readonly type: 'inputs.chosen'; readonly id: string; readonly inputSet: number }
  /** A message was sent or taken that carries these correlation properties; its conversation is known by them. */
  | { readonly type: 'conversation.known'; readonly scope: string; readonly values: Readonly<Record<string, string>> }
  // multi-instance and loops; `id` is the body
  | {
      readonly type: 'loop.started';
      readonly id: string;
      readonly total: number;
      readonly items?: readonly JsonValue[];
    }
  | { readonly type: 'loop.itemDone'; readonly id: string; readonly item: number; readonly output?: JsonValue }
  // human tasks
  | {
      readonly type: 'task.created';
      readonly taskId: string;
      readonly id: string;
      readonly element: string;
      readonly task: TaskFacts;
      /** It belongs to no element but to a clock: a duty that a warning brought. */
      readonly obligation?: { readonly clockId: string; readonly warningId: string };
      /** Id of the clock whose deadline is the task's, also when it moves. `task.dueAt` is then what it was at first. */
      readonly follows?: string;
    }
  | {
      readonly type: 'task.changed';
      readonly taskId: string;
      readonly state: TaskState;
      readonly assignee: string | null;
    }
  | {
      readonly type: 'task.closed';
      readonly taskId: string;
      readonly element: string;
      readonly outcome: 'completed' | 'failed' | 'obsolete';
      readonly by?: string;
      /** Kept in the state, since a separation of duties names this element. */ readonly remember?: readonly string[];
    }
  // service work
  | {
      readonly type: 'job.created';
      readonly jobId: string;
      readonly id: string;
      readonly element: string;
      readonly jobType: string;
      readonly retries: number;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | {
      readonly type: 'job.failed';
      readonly jobId: string;
      readonly retries: number;
      readonly message: string;
      readonly retryAt?: Instant;
    }
  | { readonly type: 'job.retried'; readonly jobId: string; readonly retries: number }
  | { readonly type: 'job.closed'; readonly jobId: string; readonly outcome: 'completed' | 'errorThrown' | 'cancelled' }
  // waits
  | {
      readonly type: 'timer.armed';
      readonly timerId: string;
      readonly on: string;
      readonly element: string;
      readonly dueAt: Instant;
      /** Firings of a cycle after this one; -1 without end. */
      readonly left?: number;
      /** Cycle by the calendar without a start of its own: from where it is counted. */
      readonly anchorAt?: Instant;
      readonly clock?: string;
      /** Counted in working time from an instant on. */
      readonly working?: { readonly fromAt: Instant; readonly plan: string };
      /** Index of the event definition, when the catching event has several. */
      readonly part?: number;
    }
  /** A timer in working time follows a changed calendar. */
  | {
      readonly type: 'timer.recomputed';
      readonly timerId: string;
      readonly element: string;
      readonly fromDueAt: Instant;
      readonly dueAt: Instant;
      readonly reason: string;
    }
  | { readonly type: 'timer.closed'; readonly timerId: string; readonly outcome: 'fired' | 'cancelled' }
  | {
      readonly type: 'subscription.opened';
      readonly subscriptionId: string;
      readonly on: string;
      readonly element: string;
      readonly kind: 'message' | 'signal' | 'conditional';
      readonly name: string;
      readonly key?: string;
      readonly part?: number;
    }
  | {
      readonly type: 'subscription.closed';
      readonly subscriptionId: string;
      readonly outcome: 'correlated' | 'cancelled';
    }
  | { readonly type: 'subscription.triggered'; readonly subscriptionId: string }
  /** A condition that goes on being watched has changed its value. */
  | { readonly type: 'condition.changed'; readonly subscriptionId: string; readonly met: boolean }
  /** One of several events that must all happen (parallel multiple). */
  | {
      readonly type: 'event.heard';
      readonly on: string;
      readonly element: string;
      readonly part: number;
      /** What it has brought, kept until all have happened. */
      readonly variables?: Variables;
    }
  | { readonly type: 'event.allHeard'; readonly on: string; readonly element: string }
  // compensation (BPMN 2.0.2 §13.5.5)
  /**
   * A completed activity is remembered in its scope, with what its handler will need; without a scope it is the process
   * itself, for its caller.
   */
  | { readonly type: 'compensation.recorded'; readonly scope: string; readonly record: CompensationRecord }
  /** The records leave `scope`; `on` works through them, the last one first. */
  | {
      readonly type: 'compensation.begun';
      readonly on: string;
      readonly scope: string;
      readonly records: readonly CompensationRecord[];
      /** After the last one: a transaction is cancelled. */
      readonly cancels?: boolean;
    }
  | { readonly type: 'compensation.started'; readonly on: string; readonly record: string }
  // complex gateways (BPMN 2.0.2 §13.4.5): flows it still waits for before it starts anew; empty when it has
  | {
      readonly type: 'gateway.awaits';
      readonly scope: string;
      readonly element: string;
      readonly flows: readonly string[];
    }
  // ad-hoc subprocesses: elements still to be started
  | { readonly type: 'adHoc.planned'; readonly id: string; readonly elements: readonly string[] }
  /** The completion condition became true: nothing more begins. */
  | { readonly type: 'adHoc.enough'; readonly id: string }
  /** A decision answered; `definition` is the hash of the decision file. */
  | {
      readonly type: 'decision.made';
      readonly id: string;
      readonly element: string;
      readonly decisionId: string;
      readonly definition: string;
      readonly value: JsonValue;
    }
  // call activities; the called process is an instance of its own
  | {
      readonly type: 'call.started';
      readonly callId: string;
      readonly id: string;
      readonly element: string;
      readonly process: string;
      readonly binding: 'latest' | 'deployment' | 'versionTag';
      readonly versionTag?: string;
      readonly variables: Variables;
    }
  | {
      readonly type: 'call.closed';
      readonly callId: string;
      readonly outcome: 'completed' | 'errorThrown' | 'cancelled';
      /** What the called process has done can be compensated. */ readonly compensable?: true;
    }
  /** The process that was called, and has completed, is asked to compensate what it did. */
  | {
      readonly type: 'call.compensating';
      readonly callId: string;
      readonly id: string;
      readonly element: string;
      readonly process: string;
    }
  /** The called process began with this caller. */
  | ({ readonly type: 'caller.known' } & Caller)
  // thrown to the outside
  | {
      readonly type: 'message.thrown';
      readonly element: string;
      readonly name: string;
      readonly key?: string;
      readonly variables: Variables;
    }
  | { readonly type: 'signal.thrown'; readonly element: string; readonly name: string; readonly variables: Variables }
  | {
      readonly type: 'error.thrown';
      readonly element: string;
      readonly code: string;
      readonly message?: string;
      readonly caughtBy: string | null;
      /** For the caller, when nobody here caught it. */ readonly variables?: Variables;
    }
  | {
      readonly type: 'escalation.thrown';
      readonly element: string;
      readonly code: string;
      readonly caughtBy: string | null;
      /** For the caller, when nobody here caught it. */ readonly variables?: Variables;
    }
  // incidents
  | {
      readonly type: 'incident.raised';
      readonly incidentId: string;
      readonly on: string;
      readonly element: string;
      readonly code: IncidentCode;
      readonly params: Readonly<Record<string, string | number>>;
    }
  | { readonly type: 'incident.resolved'; readonly incidentId: string }
  // SLA clocks; each event carries the clock as it is afterwards
  | {
      readonly type:
        | 'clock.started'
        | 'clock.paused'
        | 'clock.resumed'
        | 'clock.restarted'
        | 'clock.extended'
        | 'clock.warned'
        | 'clock.breached'
        | 'clock.met'
        | 'clock.cancelled'
        | 'clock.escalated'
        | 'clock.unanswered';
      readonly clockId: string;
      readonly element: string;
      readonly clock: SlaClock;
      /** Name of the phase. */
      readonly phase?: string;
    }
  | {
      readonly type: 'clock.recomputed';
      readonly clockId: string;
      readonly element: string;
      readonly clock: SlaClock;
      readonly phase?: string;
      readonly fromDueAt: Instant;
      readonly toDueAt: Instant;
      readonly reason: string;
    }
  /** Somebody is to be told; goes to the handlers of notices. */
  | {
      readonly type: 'notice.raised';
      readonly noticeId: string;
      readonly kind: NoticeKind;
      readonly clockId: string;
      readonly element: string;
      /** Id of the warning or escalation rule. */
      readonly rule?: string;
      readonly to: readonly NoticeTarget[];
    }
  /** The handlers have taken it; who it was for is written down as it was at that moment. */
  | { readonly type: 'notice.delivered'; readonly noticeId: string; readonly persons: readonly string[] }
  /** The dossier has come to an element that stands for a national status, or a decision exists. */
  | {
      readonly type: 'dossier.marked';
      readonly element: string;
      readonly status?: number;
      readonly decided?: true;
    };

export const noticeKinds = ['warned', 'apology', 'breached', 'escalated', 'unanswered', 'recomputed'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** Whom a notice is for. */
export type NoticeTarget =
  | { readonly to: 'performer' }
  | { readonly to: 'superior'; readonly levels: number }
  | { readonly to: 'role'; readonly role: string };

export type Ending = 'withdrawn' | 'stopped' | 'closed';

export type EventType = ProcessEvent['type'];
export type EventOf<T extends EventType> = Extract<ProcessEvent, { readonly type: T }>;

/** A completed activity that can be compensated. */
export interface CompensationRecord {
  readonly id: string;
  readonly element: string;
  /** Data of a subprocess as they were when it completed. */
  readonly variables?: Variables;
  /** What was completed inside it, in order. */
  readonly inner?: readonly CompensationRecord[];
  /** The call by which a process was called that can be compensated. */
  readonly call?: { readonly callId: string; readonly process: string };
}

/** What a human task says to the list of tasks; evaluated when the task is created. */
export interface TaskFacts {
  readonly name: string;
  readonly assignee?: string;
  readonly candidateUsers?: readonly string[];
  readonly candidateGroups?: readonly string[];
  readonly role?: string;
  readonly unit?: string;
  readonly signs?: boolean;
  readonly modes?: readonly string[];
  /** Who may not do it: persons who completed the elements this one is separated from. */
  readonly excluded?: readonly string[];
  /** Id of the warning that brought it as a duty. */
  readonly obligation?: string;
  readonly dueAt?: Instant;
  readonly followUpAt?: Instant;
  readonly priority?: number;
  readonly form?: string;
}

/** WS-HumanTask 1.1 §4.10 states that are stored; lifecycle in lifecycle/human-task.ts. */
export const taskStates = ['ready', 'reserved', 'inProgress'] as const;
export type TaskState = (typeof taskStates)[number];

export const incidentCodes = [
  'EXPRESSION_FAILED',
  'NO_FLOW_TAKEN', // no condition true and no default
  'JOIN_DEADLOCK', // a join that can never fire
  'JOB_RETRIES_EXHAUSTED',
  'STEP_LIMIT', // too many elements in one step: an endless loop
  'LOOP_INVALID', // collection is not a list, cardinality is not a number
  'TIMER_INVALID',
  'CORRELATION_INVALID',
  'CALL_UNKNOWN',
  'DECISION_UNKNOWN',
  'DECISION_FAILED', // it violates its hit policy or a type, or its evaluation was stopped
  'CALL_FAILED', // the called process ended without completing
  'COMPENSATION_CANCELLED', // somebody ended the compensation of the called process
  'CLOCK_INVALID',
  'DATA_INPUTS_MISSING', // no input set is available: the element is held until one is
  'DATA_OUTPUTS_MISSING', // no output set is
] as const;
export type IncidentCode = (typeof incidentCodes)[number];
