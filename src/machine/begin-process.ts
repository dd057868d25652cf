// The process begins, at its none start event or at the event that has happened: when it has its data, and again when that was amiss.
import { prepareCaught } from './catching.ts';
import { clocksOf } from './clocks.ts';
import { converse, toldBy } from './correlation.ts';
import { chooseInputs } from './data-sets.ts';
import type { Node } from './graph.ts';
import { attempt } from './incident.ts';
import { emit, type Run } from './run.ts';
import { prepareScope } from './scope.ts';

/** Trouble is an incident that names the event that began the instance, so that it goes on from there when it is mended. */
export function beginAt(run: Run, id: string, begunBy: string, part?: number): void {
  const { root, nodes } = run.graph;
  const startEvent = begunBy !== root.id && nodes.has(begunBy) ? begunBy : undefined;
  attempt(run, id, begunBy, () => {
    // What a start event that needs several has brought so far is not all.
    const inputSet = part === undefined ? processInputs(run, id, begunBy) : null;
    const begun = startEvent === undefined ? undefined : nodes.get(startEvent);
    if (begun !== undefined) converse(run, id, toldBy(run, begun, run.state.elements.get(id)?.variables ?? {}));
    const startClocks = clocksOf(run, root, id);
    const open = prepareScope(run, root, id, beginnings(run, startEvent), startEvent, part);
    startClocks?.();
    if (inputSet !== null) emit(run, { type: 'inputs.chosen', id, inputSet });
    open();
  });
}

/**
 * The input set that it begins with, where its outputs go with that: a process waits for its data inputs like an activity (BPMN 2.0.2
 * §10.4.2). The event that began it may fill them by its associations. Throws trouble when none is available.
 */
export function processInputs(run: Run, id: string, begunBy: string): number | null {
  const { root, nodes } = run.graph;
  if (root.inputSets.length === 0) return null;
  const begun = nodes.get(begunBy);
  const caught = begun === undefined || begun === root ? null : prepareCaught(run, begun, id, {});
  return chooseInputs(run, id, root, caught !== null && 'results' in caught ? caught.results : {}).set;
}

/**
 * Where the named event begins the instance: at itself. After a parallel instantiating gateway the other events are still to come,
 * so that they wait (BPMN 2.0.2 §13.4.4).
 */
export function beginnings(run: Run, startEvent: string | undefined): readonly Node[] {
  if (startEvent === undefined) return run.graph.root.initial;
  const node = run.graph.nodes.get(startEvent);
  if (node?.instantiates !== true || node.scope !== run.graph.root) return [];
  const gateway = node.incoming.find(({ source }) => source.element?.eventGateway?.instantiate === true)?.source;
  if (gateway?.element?.eventGateway?.kind !== 'parallel') return [node];
  return [node, ...gateway.outgoing.map(({ target }) => target).filter((target) => target !== node)];
}
