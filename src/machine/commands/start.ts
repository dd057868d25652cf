// start: the instance begins at its none start event, or at the one named (a timer, message or signal start).
import type { Command } from '../../model/commands.ts';
import { engineError } from '../../model/engine-error.ts';
import { clocksOf } from '../clocks.ts';
import { converse, toldBy } from '../correlation.ts';
import { attempt } from '../incident.ts';
import type { Node } from '../graph.ts';
import { emit, nextId, type Run } from '../run.ts';
import { prepareScope } from '../scope.ts';

export function start(run: Run, command: Extract<Command, { type: 'start' }>): void {
  const { root } = run.graph;
  if (beginnings(run, command.startEvent).length === 0) {
    const { startEvent } = command;
    const why = startEvent === undefined ? { problem: 'NO_PLAIN_START' } : { problem: 'NO_SUCH_START', startEvent };
    throw engineError('START_NOT_POSSIBLE', { process: root.id, ...why });
  }
  emit(
    run,
    command.businessKey === undefined
      ? { type: 'instance.started', process: root.id }
      : { type: 'instance.started', process: root.id, businessKey: command.businessKey },
  );
  if (command.caller !== undefined) emit(run, { type: 'caller.known', ...command.caller });
  const id = nextId(run);
  emit(run, { type: 'element.activated', id, element: root.id, parent: '' });
  emit(run, { type: 'variables.set', scope: id, values: command.variables });
  beginAt(run, id, command.startEvent, command.startPart);
}

/** Trouble is an incident that names the event that began the instance, so that it goes on from there when it is mended. */
export function beginAt(run: Run, id: string, startEvent: string | undefined, part?: number): void {
  const { root } = run.graph;
  attempt(run, id, startEvent ?? root.id, () => {
    const begun = startEvent === undefined ? undefined : run.graph.nodes.get(startEvent);
    if (begun !== undefined) converse(run, id, toldBy(run, begun, run.state.elements.get(id)?.variables ?? {}));
    const startClocks = clocksOf(run, root, id);
    const open = prepareScope(run, root, id, beginnings(run, startEvent), startEvent, part);
    startClocks?.();
    open();
  });
}

/**
 * Where the named event begins the instance: at itself. After a parallel instantiating gateway the other events are still to come,
 * so that they wait (BPMN 2.0.2 §13.4.4).
 */
function beginnings(run: Run, startEvent: string | undefined): readonly Node[] {
  if (startEvent === undefined) return run.graph.root.initial;
  const node = run.graph.nodes.get(startEvent);
  if (node?.instantiates !== true || node.scope !== run.graph.root) return [];
  const gateway = node.incoming.find(({ source }) => source.element?.eventGateway?.instantiate === true)?.source;
  if (gateway?.element?.eventGateway?.kind !== 'parallel') return [node];
  return [node, ...gateway.outgoing.map(({ target }) => target).filter((target) => target !== node)];
}
