// start: the instance begins at its none start event, or at the one named (a timer, message or signal start).
import type { Command } from '../../model/commands.ts';
import { engineError } from '../../model/engine-error.ts';
import { beginAt, beginnings } from '../begin-process.ts';
import { emit, nextId, type Run } from '../run.ts';

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
  beginAt(run, id, command.startEvent ?? root.id, command.startPart);
}
