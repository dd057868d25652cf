// Jobs: service work, done at least once by a handler or a worker, its result taken exactly once.
import type { JsonValue } from '../model/json.ts';
import type { JobPart } from './graph.ts';
import { describe } from './expression.ts';
import { emit, nextId, type Run } from './run.ts';
import { trouble } from './trouble.ts';

/** Attempts when the model does not say. */
const DEFAULT_RETRIES = 3;

/** A number of attempts, also as a text. */
export function isAttempts(value: JsonValue): boolean {
  const isNumber = typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value.trim()));
  return isNumber && Number.isSafeInteger(Number(value)) && Number(value) > 0;
}

/** Evaluates type and retries (this may fail) and gives the act that creates the job. */
export function prepareJob(run: Run, job: JobPart | null, element: string, id: string): () => void {
  const jobType = job === null ? element : job.type(run, id);
  if (typeof jobType !== 'string' || jobType === '') {
    throw trouble('EXPRESSION_FAILED', {
      expression: 'job type',
      reason: 'TEXT_EXPECTED',
      found: describe(jobType),
    });
  }
  const asked = job?.retries?.(run, id) ?? DEFAULT_RETRIES;
  const retries = Number(asked);
  if (!isAttempts(asked))
    throw trouble('EXPRESSION_FAILED', { expression: 'retries', reason: 'COUNT_EXPECTED', found: describe(asked) });
  return () => {
    const created = { type: 'job.created', jobId: nextId(run), id, element, jobType, retries } as const;
    const headers = job?.headers ?? null;
    emit(run, headers === null ? created : { ...created, headers });
  };
}
