// A misspelt option of a verifier would silently weaken the check; so it is refused.
import { engineError } from '../model/engine-error.ts';

export function refuseUnknownOptions(options: object, known: readonly string[]): void {
  const name = Object.keys(options).find((key) => !known.includes(key));
  if (name !== undefined) throw engineError('OPTION_UNKNOWN', { name, known: known.join(', '), suggestion: '' });
}
