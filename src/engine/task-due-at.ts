// The deadline of an open task: what the modeller set, or that of the clock which it follows.
import type { InstanceState, OpenTask } from '../model/instance-state.ts';
import type { Instant } from '../model/json.ts';

/** Null: none. While its clock stands still nobody can say when it is due, so that it is in no list of what is late. */
export function taskDueAt({ clocks }: Pick<InstanceState, 'clocks'>, { dueAt, follows }: OpenTask): Instant | null {
  if (follows === undefined) return dueAt ?? null;
  const clock = clocks[follows]?.clock;
  return clock === undefined || clock.state === 'paused' ? null : clock.dueAt;
}
