// Runs what a caller writes in the transaction of a step, within its time, and lets go of the transaction afterwards.
import { engineError } from '../model/engine-error.ts';
import { limits } from '../model/limits.ts';
import type { Attachment, SqlValue, StepTransaction } from './port.ts';

export interface Answer {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly changed: number;
}

/** `ask` is not called any more once this has ended, however it ended. Rejects with what the attachment has thrown. */
export async function attach(
  attachment: Attachment,
  ask: (sql: string, parameters: readonly SqlValue[]) => Promise<Answer>,
  timeoutMs: number = limits.attachmentMs,
): Promise<void> {
  const open = new Set<Promise<unknown>>();
  let isOver = false;
  const call = async (sql: string, parameters: readonly SqlValue[]): Promise<Answer> => {
    if (isOver) throw engineError('ATTACHMENT_OVER');
    if (notForCallers.test(sql)) throw engineError('ATTACHMENT_SQL', { sql: sql.trim().slice(0, 40) });
    const answer = ask(sql, parameters);
    open.add(answer);
    try {
      return await answer;
    } finally {
      open.delete(answer);
    }
  };
  const tx: StepTransaction = {
    query: async (sql, parameters = []) => (await call(sql, parameters)).rows,
    run: async (sql, parameters = []) => (await call(sql, parameters)).changed,
  };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(engineError('ATTACHMENT_LATE', { timeoutMs })), timeoutMs);
  });
  try {
    await Promise.race([(async () => attachment(tx))(), late]);
  } finally {
    isOver = true;
    clearTimeout(timer);
    // A call that nobody waited for has begun all the same.
    await Promise.allSettled(open);
  }
}

/** After white space and comments: what begins, ends or bends a transaction or its connection. */
const notForCallers =
  /^(\s|--[^\n]*(\n|$)|\/\*[^]*?\*\/|;)*(begin|start|commit|end|rollback|abort|savepoint|release|prepare|set|reset|discard|attach|detach|pragma|vacuum|listen)\b/i;
