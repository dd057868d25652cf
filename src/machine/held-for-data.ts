// What is held because its data inputs have no value begins when they have one: "the execution is held until this condition is met"
// (BPMN 2.0.2 §10.4.2). Looked at again whenever variables have changed.
import { inputsOf } from './activity.ts';
import { beginAt, processInputs } from './begin-process.ts';
import { emit, nodeOf, type Run } from './run.ts';
import { isTrouble } from './trouble.ts';
import { tryAgain } from './try-again.ts';

/** True when something began, so that tokens may move again. */
export function beginHeld(run: Run): boolean {
  let began = false;
  for (const [incidentId, { code, on, element }] of [...run.state.incidents]) {
    if (code !== 'DATA_INPUTS_MISSING' || !run.state.incidents.has(incidentId) || isHeld(run, on, element)) continue;
    began = true;
    emit(run, { type: 'incident.resolved', incidentId });
    if (isProcess(run, on)) beginAt(run, on, element);
    else tryAgain(run, on);
  }
  return began;
}

const isProcess = (run: Run, on: string): boolean =>
  nodeOf(run, run.state.elements.get(on)?.element ?? '').scope === null;

/** Other trouble with the inputs is told when it is tried again. */
function isHeld(run: Run, on: string, begunBy: string): boolean {
  const { element = '' } = run.state.elements.get(on) ?? {};
  try {
    if (isProcess(run, on)) processInputs(run, on, begunBy);
    else inputsOf(run, nodeOf(run, element), on);
    return false;
  } catch (caught) {
    if (isTrouble(caught)) return caught.trouble === 'DATA_INPUTS_MISSING';
    throw caught;
  }
}
