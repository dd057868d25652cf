// Steps that may be written at once: in a round no instance, key, name or row of the outbox comes twice. Engines give at most one step
// of an instance to a group, so nearly every group is one round. A step to which its caller has attached something is a round by itself.
import type { StepWrite } from '../port.ts';

export function roundsOf(steps: readonly StepWrite[]): readonly (readonly StepWrite[])[] {
  const rounds: StepWrite[][] = [];
  let taken = new Set<string>();
  let isAlone = false;
  for (const step of steps) {
    const names = namesOf(step);
    const wasAlone = isAlone;
    isAlone = step.attach !== undefined;
    if (rounds.length === 0 || isAlone || wasAlone || names.some((name) => taken.has(name))) {
      rounds.push([]);
      taken = new Set();
    }
    rounds.at(-1)?.push(step);
    for (const name of names) taken.add(name);
  }
  return rounds;
}

function namesOf({ instance, idempotencyKey, unique, changes }: StepWrite): readonly string[] {
  const names = [`instance ${instance.instanceId}`];
  if (idempotencyKey !== undefined) names.push(`key ${idempotencyKey}`);
  if (unique !== undefined) names.push(`name ${unique}`);
  for (const change of changes) {
    if (change.table === 'outbox') names.push(`outbox ${'put' in change ? change.put.id : change.drop}`);
  }
  return names;
}
