// Rows to write: each with every column, of which a check names those it is about.
import { contentHash } from '../../audit/index.ts';
import type {
  DefinitionRow,
  DefinitionWrite,
  IncidentRow,
  InstanceRow,
  JobRow,
  OutboxRow,
  RowChange,
  StartRow,
  StepWrite,
  SubscriptionRow,
  TaskRow,
  TimerRow,
} from '../../engine/index.ts';

/** Instance ids in order of time, as the engine makes them. */
export const first = '01890000-0000-7000-8000-000000000001';
export const second = '01890000-0000-7000-8000-000000000002';
export const third = '01890000-0000-7000-8000-000000000003';

/** 64 hexadecimal digits that tell one number from another. */
export function hashOf(number: number): string {
  return number.toString(16).padStart(64, '0');
}

export function instanceRow(row: Partial<InstanceRow> = {}): InstanceRow {
  const seq = row.seq ?? 1;
  return {
    instanceId: first,
    process: 'licence',
    definition: hashOf(7),
    status: 'active',
    suspended: false,
    businessKey: null,
    startedAt: 1_000,
    endedAt: null,
    seq,
    hash: hashOf(seq),
    snapshot: JSON.stringify({ counter: seq, note: 'Cấp giấy phép' }),
    dossier: { status: 4, light: null, riskAt: null, dueAt: null },
    ...row,
  };
}

export interface Step {
  readonly instance?: Partial<InstanceRow>;
  readonly expectedSeq?: number;
  readonly at?: number;
  readonly text?: string;
  readonly changes?: readonly RowChange[];
  readonly key?: string;
  readonly result?: string;
  readonly unique?: string;
  readonly lease?: StepWrite['lease'];
}

export function stepOf({
  instance = {},
  expectedSeq,
  at = 1_000,
  text,
  changes = [],
  key,
  result,
  unique,
  lease,
}: Step = {}): StepWrite {
  const row = instanceRow(instance);
  return {
    instance: row,
    expectedSeq: expectedSeq ?? row.seq - 1,
    entry: { at, text: text ?? JSON.stringify({ instanceId: row.instanceId, seq: row.seq }), hash: row.hash },
    changes,
    ...(key === undefined ? {} : { idempotencyKey: key }),
    ...(result === undefined ? {} : { result }),
    ...(unique === undefined ? {} : { unique }),
    ...(lease === undefined ? {} : { lease }),
  };
}

export function taskRow(row: Partial<TaskRow> = {}): TaskRow {
  return {
    instanceId: first,
    taskId: '1',
    process: 'licence',
    businessKey: null,
    element: 'review',
    state: 'ready',
    assignee: null,
    createdAt: 1_000,
    dueAt: null,
    task: { name: 'Thẩm định hồ sơ' },
    ...row,
  };
}

export function timerRow(row: Partial<TimerRow> = {}): TimerRow {
  return { instanceId: first, timerId: '1', element: 'wait', dueAt: 5_000, ...row };
}

export function jobRow(row: Partial<JobRow> = {}): JobRow {
  return {
    instanceId: first,
    jobId: '1',
    process: 'licence',
    element: 'notify',
    jobType: 'mail',
    retries: 3,
    availableAt: 1_000,
    headers: { to: 'one-stop' },
    createdAt: 1_000,
    lease: null,
    fence: 0,
    ...row,
  };
}

export function subscriptionRow(row: Partial<SubscriptionRow> = {}): SubscriptionRow {
  return {
    instanceId: first,
    subscriptionId: '1',
    element: 'answer',
    kind: 'message',
    name: 'paid',
    key: 'HS-1',
    ...row,
  };
}

export function incidentRow(row: Partial<IncidentRow> = {}): IncidentRow {
  return {
    instanceId: first,
    incidentId: '1',
    process: 'licence',
    element: 'join',
    code: 'JOIN_DEADLOCK',
    params: { waiting: 2, flow: 'a' },
    raisedAt: 1_000,
    ...row,
  };
}

export function outboxRow(row: Partial<OutboxRow> = {}): OutboxRow {
  return {
    id: `${first}:1:1`,
    kind: 'message',
    name: 'paid',
    key: 'HS-1',
    variables: { fee: 150_000, payer: { name: 'Nguyễn Văn A' } },
    createdAt: 1_000,
    ...row,
  };
}

export function definitionRow(row: Partial<DefinitionRow> = {}): DefinitionRow {
  return {
    hash: hashOf(7),
    process: 'licence',
    version: 1,
    name: 'Cấp giấy phép',
    versionTag: null,
    deployedAt: 1_000,
    file: 'licence.bpmn',
    source: '<definitions/>',
    model: '{}',
    state: 'effective',
    approval: null,
    effectiveFromAt: 1_000,
    effectiveToAt: null,
    suspended: false,
    ...row,
  };
}

/** A step of the history of definitions, which gives `seq` its number. */
export function definitionWrite(
  rows: readonly DefinitionRow[],
  { seq = 1, process = rows[0]?.process ?? 'licence', starts }: DefinitionStep = {},
): DefinitionWrite {
  const says = rows.map(({ version, hash, state }) => `${version} ${hash} ${state}`);
  const text = JSON.stringify({ instanceId: `definition:${process}`, seq, says });
  const entry = { at: 1_000, text, hash: contentHash(text) };
  return { process, expectedSeq: seq - 1, entry, rows, ...(starts === undefined ? {} : { starts }) };
}

interface DefinitionStep {
  readonly seq?: number;
  readonly process?: string;
  readonly starts?: readonly StartRow[];
}

export function startRow(row: Partial<StartRow> = {}): StartRow {
  return {
    definition: hashOf(7),
    process: 'licence',
    element: 'daily',
    kind: 'timer',
    name: '',
    dueAt: 5_000,
    left: -1,
    ...row,
  };
}
