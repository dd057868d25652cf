// start: the instance begins at its none start event, or at the one named (a timer, message or signal start).
import type { Command } from '../../model/commands.ts';
import { engineError } from '../../model/engine-error.ts';
import { clocksOf } from '../clocks.ts';
import { attempt } from '../incident.ts';
import { emit, nextId, type Run } from '../run.ts';
import { prepareScope } from '../scope.ts';

export function start(run: Run, command: Extract<Command, { type: 'start' }>): void {
  const { root } = run.graph;
  const begin =
    command.startEvent === undefined ? root.initial : root.initialEvents.filter(({ id }) => id === command.startEvent);
  if (begin.length === 0) {
    throw engineError('START_NOT_POSSIBLE', {
      process: root.id,
      trigger: command.startEvent ?? 'a start without event',
    });
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
  attempt(run, id, root.id, () => {
    const startClocks = clocksOf(run, root, id);
    const open = prepareScope(run, root, id, begin);
    startClocks?.();
    open();
  });
}
