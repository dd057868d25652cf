// The tasks a person may do: read page by page from all that are open, each asked of `authority/`.
import { decide } from '../authority/index.ts';
import type { InstanceState } from '../model/instance-state.ts';
import type { ProcessModel } from '../model/process-model.ts';
import { requestFor } from './authorise.ts';
import type { Definitions } from './definitions.ts';
import type { ResolvedOptions } from './options.ts';
import type { Page, Store, TaskQuery, TaskRow } from './ports.ts';

/** Pages of the store looked through for one page of a person: a page without a row comes only after so many. */
const LOOKS = 1_000;

/** A page may hold fewer rows than were asked for; it goes on while there is a `next`. */
export async function tasksFor(
  personId: string,
  query: TaskQuery,
  store: Store,
  definitions: Definitions,
  options: ResolvedOptions,
): Promise<Page<TaskRow>> {
  let page = await store.tasks(query);
  for (let look = 1; ; look += 1) {
    const rows = await allowed(personId, page.rows, store, definitions, options);
    if (rows.length > 0 || page.next === null || look >= LOOKS) return { rows, next: page.next };
    page = await store.tasks({ ...query, cursor: page.next });
  }
}

async function allowed(
  personId: string,
  rows: readonly TaskRow[],
  store: Store,
  definitions: Definitions,
  { directory, grants, rules, clock }: ResolvedOptions,
): Promise<TaskRow[]> {
  if (directory === undefined) return rows.filter(({ assignee }) => assignee === null || assignee === personId);
  const found: TaskRow[] = [];
  const known = new Map<string, Known | null>();
  for (const row of rows) {
    let instance = known.get(row.instanceId);
    if (instance === undefined) {
      instance = await load(row.instanceId, store, definitions);
      known.set(row.instanceId, instance);
    }
    if (instance === null) continue;
    const request = requestFor(row, { personId, action: 'complete' }, instance.process, instance.state, clock.now());
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
  return { process: machine.process, state: JSON.parse(row.snapshot) as InstanceState };
}
