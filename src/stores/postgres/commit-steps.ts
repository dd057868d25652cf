// Steps of one transaction, in order: one call of the function `commit_steps` in the database.
import { limits } from '../../model/limits.ts';
import { attach } from '../attachment.ts';
import { checkSteps } from '../check-steps.ts';
import type { Attachment, StepOutcome, StepWrite } from '../port.ts';
import { BEGIN, type Ask, type Connection } from './connection.ts';
import { currentFormat } from './migrations/index.ts';
import { roundsOf } from './rounds.ts';
import type { Columns } from './rows.ts';
import { stepArguments } from './step-arguments.ts';
import { isAway, isPassing, takesNoWrites } from './translate-error.ts';

export async function commitSteps(db: Connection, steps: readonly StepWrite[]): Promise<readonly StepOutcome[]> {
  checkSteps(steps);
  const [first, ...more] = roundsOf(steps);
  if (first === undefined) return [];
  const isAttached = steps.some((step) => step.attach !== undefined);
  return db.withClient('write', async (ask, attempt) => {
    const outcomes: StepOutcome[] = [];
    if (more.length === 0 && !isAttached && !db.isStricter) outcomes.push(...(await commitRound(db, ask, first)));
    else {
      await ask(BEGIN);
      for (const round of [first, ...more]) {
        const [step, ...others] = round;
        const isAlone = step?.attach !== undefined && others.length === 0;
        outcomes.push(
          ...(isAlone ? [await commitWith(db, ask, step, step.attach)] : await commitRound(db, ask, round)),
        );
      }
      await ask('COMMIT');
    }
    // Also when all were refused: what stands in their way must not be lost after its caller was told.
    await ask(`SELECT ${db.schema}.flush_steps()`);
    return attempt === 1 ? outcomes : found(db, ask, steps, outcomes);
  });
}

/**
 * What its caller writes comes before the step: whoever numbers a step in the journal holds up all others until the end of his
 * transaction.
 */
async function commitWith(db: Connection, ask: Ask, step: StepWrite, attachment: Attachment): Promise<StepOutcome> {
  const undo = async (): Promise<void> => {
    await ask('ROLLBACK TO SAVEPOINT step');
    await ask('RELEASE SAVEPOINT step');
  };
  // What the database says of this transaction itself, however the caller wraps it: as for the step, all begins anew.
  let lost: Error | undefined;
  const raw: Ask['raw'] = (sql, parameters) =>
    ask.raw(sql, parameters).catch((error: unknown) => {
      if (error instanceof Error && (isAway(error) || isPassing(error) || takesNoWrites(error))) lost ??= error;
      throw error;
    });
  await ask('SAVEPOINT step');
  await ask(`SET LOCAL statement_timeout = ${limits.attachmentMs}`);
  try {
    await attach(attachment, raw);
    await ask('SET LOCAL statement_timeout TO DEFAULT');
  } catch (error) {
    if (lost !== undefined) throw lost;
    await undo();
    return { ok: false, reason: 'attachmentFailed', error };
  }
  const [outcome] = await commitRound(db, ask, [step]);
  if (outcome === undefined) throw new TypeError('no outcome for a step');
  if (outcome.ok) await ask('RELEASE SAVEPOINT step');
  else await undo();
  return outcome;
}

async function commitRound(db: Connection, ask: Ask, steps: readonly StepWrite[]): Promise<readonly StepOutcome[]> {
  const given = [...stepArguments(steps), currentFormat];
  const rows = await ask(`SELECT * FROM ${db.schema}.commit_steps(${given.map(() => '?').join()})`, ...given);
  const refused = new Map(rows.map((row) => [row.instance_id, row]));
  let position = Number(rows[0]?.first_position);
  return steps.map(({ instance }): StepOutcome => {
    const row = refused.get(instance.instanceId);
    if (row === undefined) return { ok: true, position: position++ };
    return outcomeOf(row);
  });
}

function outcomeOf({ reason, found, holder }: Columns): StepOutcome {
  switch (reason) {
    case 'keyTaken':
      return { ok: false, reason };
    case 'nameTaken':
      return { ok: false, reason, holder: holder as string };
    default:
      return { ok: false, reason: reason as 'leaseLost' | 'conflict', found: Number(found) };
  }
}

/**
 * After a connection broke in the middle of a commit, the steps may be there although nobody said so: then the second attempt
 * finds them in its way. A step that is in the journal with the very same hash is this one.
 */
async function found(
  db: Connection,
  ask: Ask,
  steps: readonly StepWrite[],
  outcomes: readonly StepOutcome[],
): Promise<readonly StepOutcome[]> {
  const known: StepOutcome[] = [];
  for (const [at, outcome] of outcomes.entries()) {
    const { instance, entry } = steps[at]!;
    const sql = `SELECT position FROM ${db.schema}.journal WHERE instance_id = ? AND seq = ? AND hash = decode(?, 'hex')`;
    const [row] = outcome.ok ? [] : await ask(sql, instance.instanceId, instance.seq, entry.hash);
    known.push(row === undefined ? outcome : { ok: true, position: Number(row.position) });
  }
  return known;
}
