// Commands: everything that can be asked of a running instance. One command makes one step, one journal entry.
import type { Instant, JsonObject, Variables } from './json.ts';
import type { ReasonParams } from './reasons.ts';
import type { RecomputeRule } from './sla.ts';

/** As it was sent: a wait may take it under another key, or whatever its key. */
export interface MessageName {
  readonly name: string;
  readonly key?: string;
}

export type Command =
  /** Begins the instance. `startEvent` chooses one of several; a message or signal start names it. */
  | {
      readonly type: 'start';
      readonly variables: Variables;
      readonly startEvent?: string;
      /** Which of its events has happened, when the start event needs several (parallel multiple). */
      readonly startPart?: number;
      readonly businessKey?: string;
      /** A message with this key began it: none of its process and key may run beside it. */
      readonly alone?: true;
      /** The message from outside that began it. */
      readonly message?: MessageName;
      /** When the dossier was received, if that was before it was entered. */
      readonly receivedAt?: Instant;
      /** Hash of the definition under which it begins. */
      readonly definition?: string;
      /** The call activity that starts it. */
      readonly caller?: Caller;
    }
  // human tasks (WS-HumanTask 1.1 §4.7)
  | { readonly type: 'task.claim'; readonly taskId: string; readonly by: string }
  | { readonly type: 'task.release'; readonly taskId: string }
  | { readonly type: 'task.assign'; readonly taskId: string; readonly to: string }
  | { readonly type: 'task.start'; readonly taskId: string; readonly by: string }
  /** `principal`: for whom it was done, when somebody else acted. */
  | {
      readonly type: 'task.complete';
      readonly taskId: string;
      readonly variables: Variables;
      readonly by?: string;
      readonly principal?: string;
    }
  /** The person reports a BPMN error instead of a result. */
  | {
      readonly type: 'task.throwError';
      readonly taskId: string;
      readonly errorCode: string;
      readonly variables: Variables;
      readonly by?: string;
    }
  // service work
  | { readonly type: 'job.complete'; readonly jobId: string; readonly variables: Variables }
  | {
      readonly type: 'job.fail';
      readonly jobId: string;
      readonly message: string;
      readonly retries: number;
      readonly retryAt?: Instant;
    }
  | {
      readonly type: 'job.throwError';
      readonly jobId: string;
      readonly errorCode: string;
      readonly message?: string;
      readonly variables: Variables;
    }
  // call activities: how the called process ended
  | {
      readonly type: 'call.complete';
      readonly callId: string;
      readonly variables: Variables;
      /** What it did can be compensated later. */
      readonly compensable?: true;
    }
  | {
      readonly type: 'call.throwError';
      readonly callId: string;
      readonly errorCode: string;
      readonly message?: string;
      readonly variables?: Variables;
    }
  | { readonly type: 'call.escalate'; readonly callId: string; readonly code: string; readonly variables: Variables }
  | {
      readonly type: 'call.fail';
      readonly callId: string;
      /** Somebody's own words, or a code with `params`: of reasons.ts, or of an EngineError. */
      readonly reason: string;
      readonly params?: ReasonParams;
      /** It was being compensated, and somebody there ended that: it can't be asked for again. */
      readonly cancelled?: true;
    }
  /** To the called process, which has completed: the caller compensates it. */
  | { readonly type: 'instance.compensate' }
  // ad-hoc subprocesses: one more of its activities begins
  | { readonly type: 'adHoc.activate'; readonly element: string; readonly scope?: string }
  // events from outside
  | { readonly type: 'timer.fire'; readonly timerId: string }
  | {
      readonly type: 'message.deliver';
      readonly subscriptionId: string;
      readonly variables: Variables;
      readonly messageId?: string;
      readonly message?: MessageName;
    }
  | {
      readonly type: 'signal.deliver';
      readonly subscriptionId: string;
      /** What else of the instance listens: it hears the signal in the same step. */
      readonly others?: readonly string[];
      readonly variables: Variables;
    }
  // operations
  | { readonly type: 'variables.set'; readonly variables: Variables; readonly scope?: string }
  | { readonly type: 'incident.resolve'; readonly incidentId: string; readonly variables?: Variables }
  /** By hand: live elements end, tokens that wait at an element (`cancel` names that) are gone, tokens begin before elements of a live scope. */
  | {
      readonly type: 'instance.modify';
      readonly cancel: readonly string[];
      readonly start: readonly string[];
      readonly variables?: Variables;
      readonly reason: string;
    }
  /** Goes on under another definition; carried out by that definition's machine. `elements` maps old ids to new ones where they differ. */
  | {
      readonly type: 'instance.migrate';
      readonly definition: string;
      readonly elements: Readonly<Record<string, string>>;
      /** Events of the new definition that it begins to wait for, see `newWaits`. */
      readonly opens?: readonly string[];
      readonly reason: string;
    }
  | { readonly type: 'instance.cancel'; readonly reason: string; readonly params?: ReasonParams }
  /** `definition`: hash of the version that was suspended with its instances. */
  | { readonly type: 'instance.suspend'; readonly reason: string; readonly definition?: string }
  /** `definition`: only if it was suspended with that version. */
  | { readonly type: 'instance.resume'; readonly definition?: string }
  // SLA clocks by hand; causes and counts are checked by the clock's policy
  | {
      readonly type: 'clock.pause';
      readonly clockId: string;
      readonly cause: string;
      readonly reason?: string;
      readonly documents?: readonly string[];
    }
  | { readonly type: 'clock.resume'; readonly clockId: string }
  | { readonly type: 'clock.extend'; readonly clockId: string; readonly plan: string; readonly reason: string }
  /** The calendar has changed: open deadlines follow it by the rule. */
  | { readonly type: 'clock.recompute'; readonly rule: RecomputeRule; readonly reason: string }
  /** Before its time: withdrawn by the applicant, or stopped by the agency, with a reason (TT 03/2025 art. 7, form 05). */
  | { readonly type: 'instance.stop'; readonly how: 'withdrawn' | 'stopped'; readonly reason: string }
  /** The handlers have taken a notice that was for these persons. */
  | { readonly type: 'notice.confirm'; readonly noticeId: string; readonly persons: readonly string[] };

export type CommandType = Command['type'];

/** The call that starts an instance. */
export interface Caller {
  readonly instanceId: string;
  readonly callId: string;
  /** Calls one inside the other down to this one; absent: 1. */
  readonly depth?: number;
}

/** Who gives a command. `personId` is somebody of the directory; `system` is the engine itself (timers, jobs). */
export type Actor =
  { readonly kind: 'person'; readonly personId: string } | { readonly kind: 'system'; readonly name: string };

/** By what right: the actor's own, or a grant. Written into the journal entry as it was at that moment. */
export type Authority = JsonObject;
