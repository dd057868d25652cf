// Lists of what was put off, the same for every SQL store.
import type { Postponed, Stuck } from './port.ts';

export function isPostponed<T extends { readonly postponed?: Postponed }>(
  row: T,
): row is T & { readonly postponed: Postponed } {
  return row.postponed !== undefined;
}

export function mostAttemptsFirst(...lists: readonly (readonly Stuck[])[]): readonly Stuck[] {
  return lists.flat().sort((a, b) => attemptsOf(b) - attemptsOf(a));
}

function attemptsOf(stuck: Stuck): number {
  return ('timer' in stuck ? stuck.timer : stuck.outbox).postponed.attempts;
}
