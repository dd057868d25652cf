// The EngineError a call throws, for tests that look at its code and parameters.
import { isEngineError, type EngineError } from '../../src/model/engine-error.ts';

export function thrown(call: () => unknown): EngineError {
  try {
    call();
  } catch (error) {
    if (isEngineError(error)) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
