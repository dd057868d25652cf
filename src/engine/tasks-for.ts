// The tasks a person may do: the store looks up those offered to him or to whom he could act for, each is asked of `authority/`.
import { candidaciesOf, decide } from '../authority/index.ts';
import type { InstanceState } from '../model/instance-state.ts';
import type { ProcessModel } from '../model/process-model.ts';
import { requestFor } from './authorise.ts';
import type { Definitions } from './definitions/definitions.ts';
import type { ResolvedOptions } from './options.ts';
import type { Page, Store, TaskQuery, TaskRow } from './ports.ts';
import { stateOf } from './state-of.ts';

/** Pages of the store looked through for one page of a person: a page without a row comes only after so many. */
const LOOKS = 1_000;

/** A page may hold fewer rows than were asked for; it goes on while there is a `next`. Of rows that can't be read nobody is told: they may be none of his. */
export async function tasksFor(
  personId: string,
  query: TaskQuery,
  store: Store,
  definitions: Definitions,
  options: ResolvedOptions,
): Promise<Page<TaskRow>> {
  const asked = narrowed(personId, query, options);
  let page = await store.tasks(asked);
  for (let look = 1; ; look += 1) {
    const rows = await allowed(personId, page.rows, store, definitions, options);
    if (rows.length > 0 || page.next === null || look >= LOOKS) return { rows, next: page.next };
    page = await store.tasks({ ...asked, cursor: page.next });
  }
}

/** Without a directory: what nobody else has taken. Filters that the caller gave stay. */
function narrowed(personId: string, query: TaskQuery, { directory, grants, clock }: ResolvedOptions): TaskQuery {
  const { candidates: wanted, availableTo: free, ...rest } = query;
  const both = <T>(given: readonly T[] | undefined, found: readonly T[]): readonly T[] =>
    given === undefined ? found : found.filter((one) => given.includes(one));
  if (directory === undefined) return { ...query, availableTo: both(free, [personId]) };
  const { candidates, holders } = candidaciesOf(personId, directory, grants, clock.now());
  return { ...rest, candidates: both(wanted, candidates), availableTo: both(free, holders) };
}

async function allowed(
  personId: string,
  rows: readonly TaskRow[],
  store: Store,
  definitions: Definitions,
  { directory, grants, rules, clock }: ResolvedOptions,
): Promise<TaskRow[]> {
  if (directory === undefined) return [...rows];
  const found: TaskRow[] = [];
  const known = new Map<string, Known | null>();
  for (const row of rows) {
    let instance = known.get(row.instanceId);
    if (instance === undefined) {
      instance = await load(row.instanceId, store, definitions);
      known.set(row.instanceId, instance);
    }
    if (instance === null) continue;
    const request = requestFor(
      row,
      { personId, action: 'complete' },
      instance.process,
      () => instance.state,
      clock.now(),
    );
    if (decide(request, directory, grants, rules).allowed) found.push(row);
  }
  return found;
}

interface Known {
  readonly process: ProcessModel;
  readonly state: InstanceState;
}

async function load(instanceId: string, store: Store, definitions: Definitions): Promise<Known | null> {
  const row = await store.instance(instanceId);
  if (row === null) return null;
  const { machine } = await definitions.byHash(row.process, row.definition);
  return { process: machine.process, state: stateOf(row, store) };
}
