// Among many that are acted on: what is wrong with one of them alone is told of it, and the others go on.
import { messageOf } from './message-of.ts';
import { engineError, isEngineError, type EngineError } from '../model/engine-error.ts';

/** Throws what is wrong with the engine, its store or what was asked: that is wrong for all. */
export function faultOfOne(error: unknown): EngineError {
  const fault = isEngineError(error) ? error : engineError('DEFECT', { detail: messageOf(error) }, error);
  if (ofAll.test(fault.code) && fault.params.problem !== 'badRow' && !isUnwritable(fault)) throw error;
  return fault;
}

/** Not the disk, the server or the line: something that one step wants written. */
export function isUnwritable(error: unknown): boolean {
  if (!isEngineError(error)) return false;
  return error.code === 'ARGUMENT_INVALID' || (error.code === 'STORE_WRITE' && error.params.problem === 'other');
}

const ofAll = /^(STORE_.*|ENGINE_CLOSED|OPTION_.*|VARIABLES_INVALID)$/;
