// Lists of what was put off, the same for every SQL store.
import type { Instant } from '../model/json.ts';
import type { Postponed, StartRow, Stuck } from './port.ts';

export function isPostponed<T extends { readonly postponed?: Postponed }>(
  row: T,
): row is T & { readonly postponed: Postponed } {
  return row.postponed !== undefined;
}

export function mostAttemptsFirst(...lists: readonly (readonly Stuck[])[]): readonly Stuck[] {
  return lists.flat().sort((a, b) => attemptsOf(b) - attemptsOf(a));
}

function attemptsOf(stuck: Stuck): number {
  const row = 'timer' in stuck ? stuck.timer : 'start' in stuck ? stuck.start : stuck.outbox;
  return row.postponed.attempts;
}

/** When a start is tried next. */
export function startTryAt({ dueAt, postponed }: StartRow): Instant | null {
  return postponed?.untilAt ?? dueAt;
}
