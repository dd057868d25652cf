// The state of a run without its ids: equal texts mean that everything from here on is equal too. SLA clocks are left out: each round
// leaves an ended one behind, and none of them decides where a token goes.
import type { Store } from '../../engine/index.ts';
import type { InstanceState } from '../../model/instance-state.ts';
import type { Instant } from '../../model/json.ts';

export async function fingerprint(store: Store, instances: readonly string[], now: Instant | null): Promise<string> {
  const states: unknown[] = [];
  for (const instanceId of instances) {
    const row = await store.instance(instanceId);
    if (row !== null) states.push([row.process, withoutIds(JSON.parse(row.snapshot) as InstanceState)]);
  }
  return JSON.stringify([now, states]);
}

function withoutIds({ elements, tasks, jobs, subscriptions, incidents, calls }: InstanceState): unknown {
  const pathOf = (id: string | undefined): string => {
    const found = id === undefined ? undefined : elements[id];
    return found === undefined ? '' : `${pathOf(found.parent)}/${found.element}#${found.item ?? ''}`;
  };
  const live = Object.entries(elements).map(([id, element]) => {
    const { variables, tokens, loop, heard, brought, completing, completed, compensation, gateways, planned } = element;
    return `${pathOf(id)} ${JSON.stringify([variables, tokens, loop, heard, brought, completing, completed, compensation, gateways, planned])}`;
  });
  const parts = [tasks, jobs, subscriptions, incidents, calls].map((table: Record<string, { readonly on: string }>) =>
    Object.values(table)
      .map(({ on }) => pathOf(on))
      .sort(),
  );
  return [live.sort(), parts];
}
