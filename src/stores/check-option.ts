// What an option of a store may be. Typed callers can't be wrong here, but options also come from files and from plain JavaScript.
import type { ArgumentProblem } from '../model/argument-problems.ts';
import type { EngineErrorParams } from '../model/engine-error.ts';
import { invalidOption } from '../model/invalid.ts';

/** Throws EngineError OPTION_INVALID. */
export function checkOption(
  name: string,
  value: unknown,
  isRight: boolean,
  problem: ArgumentProblem,
  params: EngineErrorParams = {},
): void {
  if (!isRight) throw invalidOption(name, problem, { value: JSON.stringify(value), ...params });
}

/** Throws EngineError OPTION_INVALID. */
export function checkWhole(name: string, value: unknown, least: number, most: number): void {
  const isRight = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
  checkOption(name, value, isRight, 'NOT_WITHIN', { least, most });
}

/** Throws EngineError OPTION_INVALID. */
export function checkFlag(name: string, value: unknown): void {
  checkOption(name, value, typeof value === 'boolean', 'NOT_BOOLEAN');
}
