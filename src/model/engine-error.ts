// EngineError: the caller's or the environment's fault; thrown, with a stable code.
// `engineError(code, params)` is the only way to make one; the English sentence is written here beside its code,
// the Vietnamese one in `text/` (typed by this table, so none can be forgotten).
import { argumentProblems, isArgumentProblem } from './argument-problems.ts';
import { dmnProblems } from './dmn.ts';
import { feelProblems } from './feel.ts';
import { fill } from './fill.ts';

export function engineError(code: EngineErrorCode, params: EngineErrorParams = {}, cause?: unknown): EngineError {
  const error = new Error(`${code}: ${englishText(code, params)}`, cause === undefined ? undefined : { cause });
  error.name = 'EngineError';
  return Object.assign(error, { code, params });
}

/** What is wrong with an argument is a code too: its words go into the sentence. */
export function englishText(code: EngineErrorCode, params: EngineErrorParams): string {
  const { problem } = params;
  const sentence = isArgumentProblem(problem) ? argumentProblems[problem] : decisionProblem(problem);
  return fill(engineErrors[code], sentence === undefined ? params : { ...params, problem: fill(sentence, params) });
}

/** What is wrong in a DMN file: a problem of the file, or of an expression in it. */
function decisionProblem(problem: unknown): string | undefined {
  const problems: Readonly<Record<string, string>> = { ...dmnProblems, ...feelProblems };
  return typeof problem === 'string' && Object.hasOwn(problems, problem) ? problems[problem] : undefined;
}

export function isEngineError(value: unknown): value is EngineError {
  return value instanceof Error && value.name === 'EngineError' && 'code' in value;
}

export interface EngineError extends Error {
  readonly code: EngineErrorCode;
  readonly params: EngineErrorParams;
}
export type EngineErrorParams = Readonly<Record<string, string | number>>;
export type EngineErrorCode = keyof typeof engineErrors;

/** Code → English sentence: what, where, how to mend. */
export const engineErrors = {
  // options and arguments
  OPTION_UNKNOWN: 'Unknown option "{name}". Known: {known}.{suggestion}',
  OPTION_INVALID: 'Option "{name}" is {problem}.',
  ARGUMENT_INVALID: 'Argument "{name}" is {problem}.',
  // definitions
  DEFINITION_INVALID:
    '{file} cannot be deployed: {count} problem(s), the first: {first}. Run `quytrinh validate` on it.',
  DECISIONS_INVALID:
    '{file} cannot be deployed: {count} problem(s), the first at "{at}": {problem} Correct it and deploy the file again.',
  DEFINITION_UNKNOWN: 'No deployed definition "{process}". Deploy its file first.',
  DEFINITION_VERSION_UNKNOWN: 'Process "{process}" has no version {version}. List its definitions.',
  DEFINITION_STATE: 'Version {version} of process "{process}" is {state}: "{action}" is not possible in that state.',
  DEFINITION_NOT_IN_FORCE:
    'No version of process "{process}" is in force at {at}. Approve one, or see from when to when its versions are in force.',
  DEFINITION_SUSPENDED: 'Version {version} of process "{process}" is suspended: no new instances. Resume it first.',
  // instances and their parts
  INSTANCE_UNKNOWN: 'No instance "{instanceId}".',
  INSTANCE_EXISTS: 'Instance "{instanceId}" is in this store already.',
  INSTANCE_SENDING:
    'Something that instance "{instanceId}" sent is still on its way: let the due work run (runDue), then export it.',
  INSTANCE_ARCHIVED: 'Instance "{instanceId}" was archived: what it was is in the archive.',
  REPAIR_REFUSED:
    'Instance "{instanceId}" cannot be repaired: its journal proves {proven} steps, its row says {steps}. Restore the store from a backup.',
  DOCUMENT_INVALID: 'The document of the instance is not sound: {reason}. Export it again from its store.',
  INSTANCE_ENDED: 'Instance "{instanceId}" has ended ({status}); nothing more can be done on it.',
  INSTANCE_SUSPENDED: 'Instance "{instanceId}" is suspended. Resume it first.',
  HELD_TOO_MUCH:
    'Instance "{instanceId}" is suspended and holds as much as it can: {count} messages and signals with {size} bytes (at most {most} with {mostSize}). Resume it, then send this one again.',
  TASK_UNKNOWN: 'No open task "{taskId}". It may be done or withdrawn already: list the open tasks again.',
  TASK_STATE: 'Task "{taskId}" is {state}: "{action}" is not possible in that state.',
  JOB_UNKNOWN: 'No open job "{jobId}".',
  JOB_STATE: 'Job "{jobId}" is {state}: "{action}" is not possible in that state.',
  TIMER_UNKNOWN: 'No armed timer "{timerId}".',
  TIMER_NOT_DUE: 'Timer "{timerId}" is due at {dueAt}, later than now ({now}).',
  SUBSCRIPTION_UNKNOWN: 'No open subscription "{subscriptionId}".',
  INCIDENT_UNKNOWN: 'No open incident "{incidentId}".',
  CALL_UNKNOWN: 'No open call "{callId}".',
  CALL_TOO_DEEP:
    'Process "{process}" is called inside more than {limit} calls: it calls itself, and nothing ends that. Correct the process.',
  MIGRATION_REFUSED:
    'Instance "{instanceId}" cannot go on under version {version}: {reasons}. Map the elements that have changed, or move its tokens first.',
  CLOCK_UNKNOWN: 'No SLA clock "{clockId}".',
  CLOCK_REFUSED: 'The SLA clock "{clockId}" does not allow this ({code}): {details}.',
  WITHDRAWAL_TOO_LATE:
    'Instance "{instanceId}" can\'t be withdrawn any more: a decision exists. Stop it with a reason, or let it end.',
  START_NOT_POSSIBLE: 'Process "{process}" cannot be started this way: {problem}.',
  VARIABLES_INVALID: 'Variables are not valid: "{path}" is {problem}.',
  // authority
  ACTOR_MISSING: 'Command "{action}" needs an actor: pass { actor: "<person id>" }.',
  PERSON_UNKNOWN: 'No person "{personId}" in the directory.',
  NOT_AUTHORISED: '{personId} may not {action} task "{taskName}": {reason}',
  DEFINITION_NOT_AUTHORISED: '{personId} may not {action} versions of process "{process}": {reason}',
  // concurrency
  CONFLICT:
    'Instance "{instanceId}" was changed by somebody else at the same time (expected step {expected}, found {found}). Load again and retry.',
  LEASE_LOST:
    'The lease of job "{jobId}" went to another worker (fence {held}, now {found}). Leave the job to that one: its result counts.',
  NAME_TAKEN: 'Instance "{holder}" is running for "{name}" already; there is one at a time.',
  IDEMPOTENCY_MISMATCH: 'Idempotency key "{key}" was used before for another command.',
  ENGINE_CLOSED: 'The engine is closed.',
  // stores
  STORE_OPEN: 'Cannot open the store {file}: {reason}',
  STORE_CORRUPT: 'The store {file} is damaged: {reason}. Nothing was changed; restore it from a backup.',
  STORE_NEWER:
    'The store {file} has format {found}, newer than this version understands ({known}). Use a newer quytrinh.',
  STORE_NOT_OURS:
    'The database {file} is not a quytrinh store: it has tables of something else. Choose another file or schema.',
  STORE_WRITE: 'Writing to the store failed: {reason}. Nothing of this step was kept.',
  STORE_LOST:
    'The connection to the store {file} was lost: {reason}. Whether the last step was kept is not known: load the instance again, or repeat the command with the same idempotency key.',
  STORE_SILENT: 'The store {file} has not answered for {timeoutMs} ms.',
  STORE_NO_SQL:
    'The store {file} has no SQL transaction to write in. Leave out "inTransaction", or use a store in SQLite or PostgreSQL.',
  ATTACHMENT_SQL: '"{sql}" would end or change the transaction of the step. Leave that to the engine.',
  ATTACHMENT_OVER:
    'The transaction of the step is over: nothing more can be written in it. Await every call within the function.',
  ATTACHMENT_LATE:
    'What was to be written in the transaction of the step took longer than {timeoutMs} ms; nothing of the step was kept.',
  MESSAGE_NOT_EXPECTED:
    'Nobody waits for message "{message}"{key}. Start the process that waits for it first, or check the correlation key.',
  HANDLER_INVALID: 'A handler for "{jobType}" is registered already. One handler for each job type.',
  STUCK_UNKNOWN: 'Nothing that failed in the background has the id "{id}". It may be done by now: list it again.',
  DUE_ENDLESS:
    'What is due has made more that is due {passes} times in a row, now {name}: processes that wake each other without end. It goes on at the next look; correct them, or cancel their instances.',
  HANDLER_TIMEOUT:
    'The handler for "{jobType}" took longer than {timeoutMs} ms. Its job has failed, and is tried again.',
  NOTICE_TIMEOUT: 'A handler for notices took longer than {timeoutMs} ms. The notice is told again later.',
  DEFECT: 'A defect of this library: {detail}. Nothing was written; please report it with the file and the journal.',
  // data
  CALENDAR_INVALID: 'The calendar is not valid: {reason}',
  CALENDAR_RANGE: 'The calendar covers {from} to {to}; {at} is outside.',
  CANONICAL_INVALID: 'The value cannot be written as canonical JSON: {path} is {problem}.',
  DIRECTORY_INVALID: 'The directory is not valid: {reason}',
} as const satisfies Record<string, string>;
