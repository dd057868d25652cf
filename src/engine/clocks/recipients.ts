// Whom a notice is for, as persons of the directory at the moment it is delivered.
import { performersFor } from '../../authority/index.ts';
import type { NoticeTarget } from '../../model/events.ts';
import type { Instant } from '../../model/json.ts';
import type { NoticeRecipient } from '../../model/notice.ts';
import type { PerformerFact } from '../../model/procedure-facts.ts';
import type { ResolvedOptions } from '../options.ts';
import type { TaskRow } from '../ports.ts';
import { superiorsByLevel } from './superiors.ts';

export interface RecipientQuestion {
  readonly targets: readonly NoticeTarget[];
  /** Open tasks of what the clock measures. */
  readonly tasks: readonly TaskRow[];
  /** Who answers for the element, when nobody has a task there: a wait for others. */
  readonly performer: PerformerFact | null;
  readonly at: Instant;
}

type People = Pick<ResolvedOptions, 'directory' | 'grants' | 'rules'>;

/** Each person once, in the nearest function. */
export function recipientsOf({ targets, tasks, performer, at }: RecipientQuestion, people: People): NoticeRecipient[] {
  const performers = performersOf(tasks, performer, at, people);
  const { directory } = people;
  const found = new Map<string, NoticeRecipient>();
  const add = (personId: string, as: NoticeRecipient['as'], level?: number): void => {
    if (found.has(personId)) return;
    const name = directory?.person(personId)?.name ?? personId;
    found.set(personId, level === undefined ? { personId, name, as } : { personId, name, as, level });
  };
  for (const target of targets) {
    if (target.to === 'performer') for (const person of performers) add(person, 'performer');
    if (directory === undefined) continue;
    if (target.to === 'role') for (const person of directory.holdersOf(target.role, undefined, at)) add(person, 'role');
    if (target.to !== 'superior') continue;
    for (const person of performers) {
      superiorsByLevel(directory, person, at)
        .slice(0, target.levels)
        .forEach((persons, index) => {
          for (const superior of persons) add(superior, 'superior', index + 1);
        });
    }
  }
  return [...found.values()];
}

/** Who has a task, or who could take it. */
function performersOf(
  tasks: readonly TaskRow[],
  performer: PerformerFact | null,
  at: Instant,
  { directory, grants, rules }: People,
): readonly string[] {
  const working = tasks.flatMap(({ assignee, task, element }) => {
    if (assignee !== null) return [assignee];
    if (directory === undefined) return task.candidateUsers ?? [];
    return performersFor(task, directory, grants, rules, at, { elementId: element }).map(({ personId }) => personId);
  });
  if (working.length > 0 || directory === undefined || performer?.role === undefined) return [...new Set(working)];
  return directory.holdersOf(performer.role, performer.unit, at);
}
