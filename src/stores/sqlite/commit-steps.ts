// Steps of one transaction, in order. The rows that can refuse a step are written first, so that a refused one leaves no
// trace without a savepoint.
import { engineError } from '../../model/engine-error.ts';
import { attach, type Answer } from '../attachment.ts';
import { checkSteps } from '../check-steps.ts';
import type { Attachment, InstanceRow, SqlValue, StepOutcome, StepWrite } from '../port.ts';
import { addEntry } from './add-entry.ts';
import { changeRow } from './change-row.ts';
import type { Connection } from './connection.ts';
import { toBlob } from './rows.ts';

export function commitSteps(db: Connection, steps: readonly StepWrite[]): readonly StepOutcome[] {
  checkSteps(steps);
  return steps.length === 0 ? [] : db.write(() => steps.map((step) => commitStep(db, step)));
}

/** The same when callers write something of their own beside their steps. */
export async function commitAttached(db: Connection, steps: readonly StepWrite[]): Promise<readonly StepOutcome[]> {
  checkSteps(steps);
  return db.writeAlone(async () => {
    const outcomes: StepOutcome[] = [];
    for (const step of steps) {
      outcomes.push(step.attach === undefined ? commitStep(db, step) : await commitWith(db, step, step.attach));
    }
    return outcomes;
  });
}

async function commitWith(db: Connection, step: StepWrite, attachment: Attachment): Promise<StepOutcome> {
  db.exec('SAVEPOINT step');
  const outcome = commitStep(db, step);
  try {
    if (outcome.ok) await attach(attachment, async (sql, parameters) => answerOf(db, sql, parameters));
  } catch (error) {
    db.exec('ROLLBACK TO step; RELEASE step');
    return { ok: false, reason: 'attachmentFailed', error };
  }
  db.exec('RELEASE step');
  return outcome;
}

/** Compiled for once: texts of callers are no bounded set. */
function answerOf(db: Connection, sql: string, parameters: readonly SqlValue[]): Answer {
  // A conflict may end the transaction (OR ROLLBACK): what came after it would be kept by itself.
  if (!db.inTransaction) throw engineError('ATTACHMENT_OVER');
  const statement = db.compile(sql);
  const values = parameters.map((value) => (typeof value === 'boolean' ? Number(value) : value));
  if (statement.columns().length > 0) {
    const rows = statement.all(...values);
    return { rows, changed: rows.length };
  }
  return { rows: [], changed: Number(statement.run(...values).changes) };
}

function commitStep(db: Connection, step: StepWrite): StepOutcome {
  const { instance, entry, changes, idempotencyKey, unique } = step;
  const { instanceId, seq } = instance;
  if (idempotencyKey !== undefined) {
    const { changes: taken } = db.prepare(useKey).run(idempotencyKey, instanceId, seq, step.result ?? 'null');
    if (taken === 0) return { ok: false, reason: 'keyTaken' };
  }
  const inItsWay = holderOf(db, step) ?? laterLease(db, step);
  if (inItsWay !== null) {
    if (idempotencyKey !== undefined) db.prepare(freeKey).run(idempotencyKey);
    return inItsWay;
  }
  const hash = toBlob(entry.hash);
  const isKept = step.expectedSeq === 0 ? insertInstance(db, step, hash) : updateInstance(db, step, hash);
  if (!isKept) {
    if (idempotencyKey !== undefined) db.prepare(freeKey).run(idempotencyKey);
    return { ok: false, reason: 'conflict', found: Number(db.prepare(seqOf).get(instanceId)?.seq ?? 0) };
  }
  if (unique !== undefined) db.prepare(hold).run(unique, instanceId);
  if (instance.endedAt !== null) db.prepare(freeHolds).run(instanceId);
  const position = addEntry(db, instanceId, seq, entry, hash);
  for (const change of changes) changeRow(db, instanceId, change);
  return { ok: true, position };
}

function holderOf(db: Connection, { unique, instance }: StepWrite): StepOutcome | null {
  if (unique === undefined) return null;
  const holder = db.prepare(heldBy).get(unique)?.instance_id as string | undefined;
  return holder === undefined || holder === instance.instanceId ? null : { ok: false, reason: 'nameTaken', holder };
}

function laterLease(db: Connection, { lease, instance }: StepWrite): StepOutcome | null {
  if (lease === undefined) return null;
  const found = db.prepare(fenceOf).get(instance.instanceId, lease.jobId)?.fence as number | undefined;
  return found === undefined || found === lease.fence ? null : { ok: false, reason: 'leaseLost', found };
}

function insertInstance(db: Connection, { instance, entry }: StepWrite, entryHash: Buffer): boolean {
  const { changes } = db
    .prepare(addInstance)
    .run(
      instance.instanceId,
      instance.process,
      toBlob(instance.definition),
      instance.status,
      Number(instance.suspended),
      instance.businessKey,
      instance.startedAt,
      instance.endedAt,
      instance.seq,
      instance.hash === entry.hash ? entryHash : toBlob(instance.hash),
      instance.snapshot,
      ...standingOf(instance),
    );
  return changes === 1;
}

/**
 * SQLite writes every index anew that a statement names a column of, whether or not the value is another. So most steps, which change
 * nothing that is indexed, and those that move the dossier on, name only what they change.
 */
function updateInstance(
  db: Connection,
  { instance, entry, expectedSeq, stays }: StepWrite,
  entryHash: Buffer,
): boolean {
  const { instanceId, seq, status, businessKey, snapshot, process, endedAt } = instance;
  const hash = instance.hash === entry.hash ? entryHash : toBlob(instance.hash);
  if (stays === true) return db.prepare(stepInstance).run(seq, hash, snapshot, instanceId, expectedSeq).changes === 1;
  const definition = toBlob(instance.definition);
  const suspended = Number(instance.suspended);
  const standing = standingOf(instance);
  const others = [instanceId, expectedSeq, suspended, businessKey, definition, process] as const;
  const { changes } =
    endedAt === null
      ? db.prepare(moveInstance).run(seq, hash, snapshot, ...standing, ...others, status)
      : db.prepare(endInstance).run(seq, hash, snapshot, status, endedAt, ...standing, ...others);
  if (changes === 1) return true;
  const columns = [process, definition, status, suspended, businessKey, endedAt, seq, hash, snapshot] as const;
  return db.prepare(changeInstance).run(...columns, ...standing, instanceId, expectedSeq).changes === 1;
}

function standingOf({ dossier: { status, light, riskAt, dueAt } }: InstanceRow) {
  return [status, light, riskAt, dueAt] as const;
}

const useKey = `INSERT INTO used_keys (key, instance_id, seq, result) VALUES (?, ?, ?, ?) ON CONFLICT (key) DO NOTHING`;
const freeKey = `DELETE FROM used_keys WHERE key = ?`;
const heldBy = `SELECT instance_id FROM holds WHERE name = ?`;
const hold = `INSERT INTO holds (name, instance_id) VALUES (?, ?) ON CONFLICT (name) DO NOTHING`;
const freeHolds = `DELETE FROM holds WHERE instance_id = ?`;
const fenceOf = `SELECT fence FROM jobs WHERE instance_id = ? AND job_id = ?`;
const seqOf = `SELECT seq FROM instances WHERE instance_id = ?`;
const addInstance = `INSERT INTO instances (instance_id, process, definition, status, suspended, business_key, started_at,
  ended_at, seq, hash, snapshot, dossier_status, light, risk_at, due_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (instance_id) DO NOTHING`;
const stepped = 'seq = ?, hash = ?, snapshot = ?';
const standing = 'dossier_status = ?, light = ?, risk_at = ?, due_at = ?';
const others = 'instance_id = ? AND seq = ? AND suspended = ? AND business_key IS ? AND definition = ? AND process = ?';
const stepInstance = `UPDATE instances SET ${stepped} WHERE instance_id = ? AND seq = ?`;
const moveInstance = `UPDATE instances SET ${stepped}, ${standing} WHERE ${others} AND status = ?`;
const endInstance = `UPDATE instances SET ${stepped}, status = ?, ended_at = ?, ${standing} WHERE ${others}`;
const changeInstance = `UPDATE instances SET process = ?, definition = ?, status = ?, suspended = ?, business_key = ?, ended_at = ?, seq = ?, hash = ?,
  snapshot = ?, dossier_status = ?, light = ?, risk_at = ?, due_at = ? WHERE instance_id = ? AND seq = ?`;
