// What a step throws. A refusal comes before the first event; whatever comes later, or is trouble that nobody caught, is our own fault.
import { engineError, isEngineError } from '../model/engine-error.ts';
import { isTrouble } from './trouble.ts';

/** DEFECT unless it is a refusal that left the state as it was; what is no error of ours is given back. */
export function fault(error: unknown, eventsSoFar: number): unknown {
  if (isEngineError(error)) {
    return eventsSoFar === 0 || error.code === 'DEFECT'
      ? error
      : engineError('DEFECT', { detail: `${error.message}, in the middle of a step` }, error);
  }
  if (!isTrouble(error)) return error;
  return engineError(
    'DEFECT',
    { detail: `${error.trouble} ${JSON.stringify(error.params)}, which is no incident` },
    error,
  );
}
