// Service work: the number of attempts is one, or no job could be made; waits between attempts are ISO 8601 durations. Others would not
// stop a job: it is then tried again as by default.
import type { Diagnostic } from '../../model/diagnostic.ts';
import { retryBackoffHeader } from '../../model/job-headers.ts';
import type { ElementModel } from '../../model/process-model.ts';
import { isAttempts } from '../../machine/index.ts';
import { parseDurations } from '../../time/index.ts';
import { problemParams } from '../problem-params.ts';
import type { Rule } from '../rule.ts';
import { finding } from '../rule.ts';

export const jobs: Rule = {
  id: 'jobs',
  codes: ['JOB_BACKOFF_SYNTAX', 'JOB_RETRIES_INVALID'],
  check: (context) => [...context.elements.values()].flatMap((element) => [...attempts(element), ...waits(element)]),
};

function attempts(element: ElementModel): Diagnostic[] {
  const retries = element.job?.retries;
  if (retries?.kind !== 'literal' || isAttempts(retries.text)) return [];
  return [finding('JOB_RETRIES_INVALID', 'error', element, { text: retries.text }, retries.at)];
}

function waits(element: ElementModel): Diagnostic[] {
  const { job } = element;
  const text = job?.headers[retryBackoffHeader];
  if (job === undefined || text === undefined) return [];
  const list = parseDurations(text);
  if (list.ok) return [];
  const params = { ...problemParams(list.problem), text, header: retryBackoffHeader };
  return [finding('JOB_BACKOFF_SYNTAX', 'warning', element, params, job.type.at)];
}
