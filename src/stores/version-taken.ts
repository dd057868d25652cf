// A version number of a process belongs to one source for good.
import { engineError, type EngineError } from '../model/engine-error.ts';

export function versionTaken(process: string, version: number): EngineError {
  const problem = `${version}, which another source of process "${process}" has; give 0 for the next free one`;
  return engineError('ARGUMENT_INVALID', { name: 'definition.version', problem });
}
