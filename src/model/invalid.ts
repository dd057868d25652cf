// The errors of a wrong option, argument or variable, each with the code of what is wrong with it.
import type { ArgumentProblem } from './argument-problems.ts';
import { engineError, type EngineError, type EngineErrorParams } from './engine-error.ts';

export function invalidOption(name: string, problem: ArgumentProblem, params: EngineErrorParams = {}): EngineError {
  return engineError('OPTION_INVALID', named(name, problem, params));
}

export function invalidArgument(
  name: string,
  problem: ArgumentProblem,
  params: EngineErrorParams = {},
  cause?: unknown,
): EngineError {
  return engineError('ARGUMENT_INVALID', named(name, problem, params), cause);
}

/** Of what is not there nothing can be said but that. */
function named(name: string, problem: ArgumentProblem, params: EngineErrorParams): EngineErrorParams {
  // Callers without types.
  const isMissing = Object.hasOwn(params, 'value') && (params['value'] as unknown) === undefined;
  return isMissing ? { name, problem: 'MISSING' } : { ...params, name, problem };
}

/** Throws EngineError ARGUMENT_INVALID unless it is a whole number from `least` to `most`. */
export function checkWithin(name: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw invalidArgument(name, 'NOT_WITHIN', { value, least, most });
}

/** `path`: where in the variables. */
export function invalidVariables(path: string, problem: ArgumentProblem, params: EngineErrorParams = {}): EngineError {
  return engineError('VARIABLES_INVALID', { ...params, path, problem });
}
