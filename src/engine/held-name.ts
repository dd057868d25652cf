// The name that a message with a key took when it began the instance: of the process as it was then, held while it runs.
import type { InstanceStatus } from '../model/instance-state.ts';
import { dossierName } from './deliver.ts';
import type { StepEntry } from './proven-entries.ts';

export function heldName(status: InstanceStatus, first: StepEntry | null): string | undefined {
  if (first === null || status !== 'active') return undefined;
  const { alone, businessKey } = first.command;
  if (alone !== true) return undefined;
  const started = first.events.find((event) => event.type === 'instance.started');
  return dossierName(started?.process ?? '', businessKey as string);
}
