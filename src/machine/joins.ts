// Joins that look at the whole scope: the inclusive gateway (BPMN 2.0.2 §13.4.3) and the reset of the complex gateway (§13.4.5).
// Asked when no token is left to move, so that none is on its way unseen.
import { chooseSome } from './choice.ts';
import { resetComplex } from './elements/complex-gateway.ts';
import type { Node } from './graph.ts';
import { allKeptWaiting, forgetKeepers, keepsWaiting, rememberKeepers } from './kept-waiting.ts';
import { enterPassing, passThrough } from './passing.ts';
import { joinsOf, placesOf, type Place } from './places.ts';
import { emit, nodeOf, type Run } from './run.ts';
import { tokensOn } from './own.ts';

/** True when a join fired. */
export function fireJoins(run: Run): boolean {
  if (!run.graph.waitingJoins) return false;
  const changed = changedScopes(run);
  for (const scope of [...changed].sort((a, b) => Number(a) - Number(b))) {
    if (!allKeptWaiting(run, scope) && fireOne(run, scope)) return true;
    changed.delete(scope);
  }
  return false;
}

/** Scopes in which something happened in this step and that were not searched since. */
function changedScopes(run: Run): Set<string> {
  let look = looks.get(run);
  if (look === undefined) looks.set(run, (look = { next: 0, scopes: new Set() }));
  for (; look.next < run.events.length; look.next += 1) {
    const event = run.events[look.next]!;
    if (event.type === 'token.parked' || event.type === 'gateway.awaits')
      forgetKeepers(run, event.scope, event.element);
    if (event.type === 'instance.migrated') for (const id of run.state.elements.keys()) look.scopes.add(id);
    if ('scope' in event) look.scopes.add(event.scope);
    if ('parent' in event) look.scopes.add(event.parent);
  }
  return look.scopes;
}

const looks = new WeakMap<Run, { next: number; readonly scopes: Set<string> }>();

/** Fires one join of the scope; if none can, remembers what keeps each of them waiting. */
function fireOne(run: Run, scope: string): boolean {
  const { tokens = {}, gateways = {} } = run.state.elements.get(scope) ?? {};
  const keepers = new Map<Node, Place>();
  for (const join of joinsOf(run, tokens)) {
    if (join.type !== 'inclusiveGateway') continue;
    const keeper = keeperOf(run, scope, join);
    if (keeper === null) {
      fireInclusive(run, scope, join, tokens);
      return true;
    }
    keepers.set(join, keeper);
  }
  for (const gateway of Object.keys(gateways)) {
    const join = nodeOf(run, gateway);
    const keeper = keeperOf(run, scope, join);
    if (keeper === null) {
      resetComplex(run, join, scope);
      return true;
    }
    keepers.set(join, keeper);
  }
  rememberKeepers(run, scope, keepers);
  return false;
}

/** One of the places that keep the join waiting: the middle one, since the others go sooner, whichever end is worked off first. */
function keeperOf(run: Run, scope: string, join: Node): Place | null {
  const found: Place[] = [];
  for (const place of placesOf(run, scope)) if (keepsWaiting(run, scope, join, place.node)) found.push(place);
  return found[found.length >> 1] ?? null;
}

function fireInclusive(run: Run, scope: string, join: Node, tokens: Readonly<Record<string, number>>): void {
  const flows = join.incoming.map(({ id }) => id).filter((id) => tokensOn(tokens, id) > 0);
  emit(run, { type: 'token.joined', scope, flows, element: join.id });
  enterPassing(run, { node: join, scope }, (token) => {
    passThrough(run, token, chooseSome(run, join, scope));
  });
}
