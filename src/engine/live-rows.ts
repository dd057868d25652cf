// Every instance in which something may still happen: the active ones, then those that are completed and being compensated. No list shows
// these among the active; the call of their caller, which waits for them, leads to them.
import { isLive } from '../model/instance-state.ts';
import { collected, eachRow } from './all-rows.ts';
import { startKey } from './calls.ts';
import type { InstanceFilter, InstanceRow, Store, SubscriptionRow } from './ports.ts';
import { stateOf } from './state-of.ts';
import { partId } from './views.ts';

type Wanted = Pick<InstanceFilter, 'definition' | 'suspended'>;

export async function* liveRows(store: Store, wanted: Wanted = {}, size = 1_000): AsyncGenerator<InstanceRow> {
  yield* eachRow((page) => store.instances({ ...page, ...wanted, status: 'active' }), size);
  // Whole: what is done to one may close or open others.
  const calls = await collected(eachRow((page) => store.subscriptions({ ...page, kind: 'call' })));
  for (let from = 0; from < calls.length; from += AT_ONCE) {
    const called = await Promise.all(calls.slice(from, from + AT_ONCE).map((call) => calledBy(call, store)));
    for (const row of called) {
      if (row !== null && row.status !== 'active' && fits(row, wanted) && mayBeLive(row, store)) yield row;
    }
  }
}

/** Asked for together, so that a store may look them up as one. */
const AT_ONCE = 100;

async function calledBy({ instanceId, subscriptionId }: SubscriptionRow, store: Store): Promise<InstanceRow | null> {
  const started = await store.usedKey(startKey(partId(instanceId, subscriptionId)));
  return started === null ? null : store.instance(started.instanceId);
}

/** One that cannot be read is left to whoever asked: it is told there, and stops no other. */
function mayBeLive(row: InstanceRow, store: Store): boolean {
  try {
    return isLive(stateOf(row, store));
  } catch {
    return true;
  }
}

function fits({ definition, suspended }: InstanceRow, wanted: Wanted): boolean {
  return (
    (wanted.definition === undefined || wanted.definition === definition) &&
    (wanted.suspended === undefined || wanted.suspended === suspended)
  );
}
