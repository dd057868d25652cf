// The command that a start row asks for. A start event of several events that must all happen is told which one has.
import type { Command } from '../model/commands.ts';
import type { Variables } from '../model/json.ts';
import type { Deployed } from './definitions/definitions.ts';
import type { StartRow } from './ports.ts';

export function startCommandOf(
  start: StartRow,
  { machine }: Deployed,
  variables: Variables,
): Extract<Command, { type: 'start' }> {
  const command = { type: 'start', variables, startEvent: start.element } as const;
  const node = machine.graph.nodes.get(start.element);
  if (node?.element?.parallelMultiple !== true) return command;
  const startPart = node.events.findIndex(
    ({ kind, name, model }) =>
      kind === start.kind &&
      (model.kind === 'timer' ? model.value.text : model.kind === 'conditional' ? model.condition.text : name) ===
        start.name,
  );
  return startPart < 0 ? command : { ...command, startPart };
}
