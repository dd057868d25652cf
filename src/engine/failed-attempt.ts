// An attempt at a job has failed: one less is left, and the next one comes later; without one left it is an incident.
import type { Command } from '../model/commands.ts';
import { invalidArgument } from '../model/invalid.ts';
import type { Instant } from '../model/json.ts';
import { retryBackoffHeader } from '../model/job-headers.ts';
import { jobBackOff } from './back-off.ts';
import { messageOf } from './message-of.ts';
import type { JobRow } from './ports.ts';
import { partId } from './views.ts';

interface FailureParts {
  readonly now: () => Instant;
  readonly random: () => number;
  readonly onTrouble: (trouble: unknown, what: string) => void;
}

/** The command that says so. Why is told. `failures`: those before this one. */
export function failedAttempt(
  { instanceId, jobId, retries: before, headers }: JobRow,
  failures: number,
  error: unknown,
  { now, random, onTrouble }: FailureParts,
): Command {
  const what = `job ${partId(instanceId, jobId)}`;
  onTrouble(error, what);
  const retries = before - 1;
  const failed = { type: 'job.fail', jobId, message: messageOf(error), retries } as const;
  if (retries <= 0) return failed;
  const { waitMs, problem } = jobBackOff(headers, failures + 1, random);
  if (problem !== null) onTrouble(invalidArgument(retryBackoffHeader, 'NOT_DURATIONS', { value: problem }), what);
  return { ...failed, retryAt: now() + waitMs };
}
