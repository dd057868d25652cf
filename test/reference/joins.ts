// When a join may go on, and when it never will: BPMN 2.0.2 §13.4.1 (parallel), §13.4.3 (inclusive), §13.4.5 (complex).
import type { ElementModel } from 'quytrinh/model';
import { isTrue } from './condition.ts';
import { boundariesOf, elementOf, eventOf, flowOf, insideOf, type Diagram } from './diagram.ts';
import type { Node, World } from './world.ts';

/** A place where a token is, as the flows it can go on by: one flow for a token on a flow, the ways out for a live element. */
export type Origin = readonly string[];

/** All tokens of one scope, without those that lie on flows into `join`. */
export function originsOf(diagram: Diagram, scope: Node, join: string): Origin[] {
  const onFlows = scope.tokens.filter((flow) => flowOf(diagram, flow).target !== join).map((flow) => [flow]);
  const inElements = scope.kids
    .filter(({ el, handler }) => el !== join && handler !== true && elementOf(diagram, el).triggeredByEvent !== true)
    .map(({ el }) => waysOut(diagram, el));
  return [...onFlows, ...inElements];
}

/** Flows a token may take when it leaves an element, by itself, by what hangs on its boundary, by its link. */
export function waysOut(diagram: Diagram, id: string): string[] {
  const element = elementOf(diagram, id);
  const event = eventOf(element);
  const links =
    event?.kind !== 'link' || element.type !== 'intermediateThrowEvent'
      ? []
      : insideOf(diagram, element.scope).filter((each) => {
          const other = eventOf(each);
          return each.type === 'intermediateCatchEvent' && other?.kind === 'link' && other.name === event.name;
        });
  return [element, ...boundariesOf(diagram, id), ...links].flatMap(({ outgoing }) => outgoing);
}

/** Flows into `join` that a path from `origin` ends with; the path does not visit `join` before. */
export function endsOf(diagram: Diagram, origin: Origin, join: string): Set<string> {
  const ends = new Set<string>();
  const seen = new Set<string>();
  const ahead = [...origin];
  for (let flow = ahead.pop(); flow !== undefined; flow = ahead.pop()) {
    if (seen.has(flow)) continue;
    seen.add(flow);
    const { target } = flowOf(diagram, flow);
    if (target === join) ends.add(flow);
    else ahead.push(...waysOut(diagram, target));
  }
  return ends;
}

export function hasToken(scope: Node, flow: string): boolean {
  return scope.tokens.includes(flow);
}

/** §13.4.3: every token that could reach an empty flow could also reach a flow that has one. */
function nothingExpected(diagram: Diagram, scope: Node, join: ElementModel, flows: readonly string[]): boolean {
  const empty = flows.filter((flow) => !hasToken(scope, flow));
  // Also those from which a complex gateway took a token in its first phase.
  const marked = join.incoming.filter((flow) => !empty.includes(flow));
  return originsOf(diagram, scope, join.id).every((origin) => {
    const ends = endsOf(diagram, origin, join.id);
    return !empty.some((flow) => ends.has(flow)) || marked.some((flow) => ends.has(flow));
  });
}

export function inclusiveMayFire(diagram: Diagram, scope: Node, join: ElementModel): boolean {
  return join.incoming.some((flow) => hasToken(scope, flow)) && nothingExpected(diagram, scope, join, join.incoming);
}

export function parallelMayFire(scope: Node, join: ElementModel): boolean {
  return join.incoming.every((flow) => hasToken(scope, flow));
}

/** First phase. Without a condition the first token is enough. */
export function complexMayStart(world: World, scope: Node, join: ElementModel): boolean {
  if (Object.hasOwn(scope.awaits, join.id)) return false;
  // The standard has one count for each flow; ours is the number of flows that have a token.
  const activationCount = join.incoming.filter((flow) => hasToken(scope, flow)).length;
  if (activationCount === 0) return false;
  return isTrue(join.activationCondition?.text ?? 'true', { ...world.vars, activationCount });
}

/** Second phase: the rest has come or is not expected any more. */
export function complexMayReset(diagram: Diagram, scope: Node, join: ElementModel): boolean {
  const awaited = Object.hasOwn(scope.awaits, join.id) ? scope.awaits[join.id] : undefined;
  return awaited !== undefined && nothingExpected(diagram, scope, join, awaited);
}

/** Joins of a scope at rest that hold a token and can never fire. */
export function deadJoins(diagram: Diagram, scope: Node): string[] {
  const joins = [...new Set(scope.tokens.map((flow) => flowOf(diagram, flow).target))];
  // A join may fire once more when each flow it lacks can be reached from a live element or from a join that may fire.
  const live = scope.kids.filter(
    ({ el, handler }) => handler !== true && elementOf(diagram, el).triggeredByEvent !== true,
  );
  const hopeful = new Set<string>();
  for (let size = -1; size !== hopeful.size;) {
    size = hopeful.size;
    for (const join of joins) {
      const origins = [...live.map(({ el }) => el), ...[...hopeful].filter((el) => el !== join)].map((el) =>
        waysOut(diagram, el),
      );
      const ends = new Set(origins.flatMap((origin) => [...endsOf(diagram, origin, join)]));
      if (mayBeMet(scope, elementOf(diagram, join), ends)) hopeful.add(join);
    }
  }
  return joins.filter((join) => !hopeful.has(join));
}

function mayBeMet(scope: Node, join: ElementModel, ends: ReadonlySet<string>): boolean {
  if (join.type === 'parallelGateway') return join.incoming.every((flow) => hasToken(scope, flow) || ends.has(flow));
  // Inclusive, complex, and activities with a start quantity wait for any token that can still come.
  return ends.size > 0;
}
