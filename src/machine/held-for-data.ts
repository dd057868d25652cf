// What is held because its data inputs have no value begins when they have one: "the execution is held until this condition is met"
// (BPMN 2.0.2 §10.4.2). Looked at again whenever variables have changed.
import { inputsOf } from './activity.ts';
import { emit, nodeOf, type Run } from './run.ts';
import { isTrouble } from './trouble.ts';
import { tryAgain } from './try-again.ts';

/** True when something began, so that tokens may move again. */
export function beginHeld(run: Run): boolean {
  let began = false;
  for (const [incidentId, { code, on }] of [...run.state.incidents]) {
    if (code !== 'DATA_INPUTS_MISSING' || !run.state.incidents.has(incidentId) || isHeld(run, on)) continue;
    began = true;
    emit(run, { type: 'incident.resolved', incidentId });
    tryAgain(run, on);
  }
  return began;
}

/** Other trouble with the inputs is told when it is tried again. */
function isHeld(run: Run, on: string): boolean {
  const { element = '' } = run.state.elements.get(on) ?? {};
  try {
    inputsOf(run, nodeOf(run, element), on);
    return false;
  } catch (caught) {
    if (isTrouble(caught)) return caught.trouble === 'DATA_INPUTS_MISSING';
    throw caught;
  }
}
