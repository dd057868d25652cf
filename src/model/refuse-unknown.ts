// Unknown names of options are refused, with a suggestion: a misspelt one would silently do nothing, or weaken a check.
import { editDistance } from './edit-distance.ts';
import { engineError } from './engine-error.ts';

/** Throws EngineError OPTION_UNKNOWN. */
export function refuseUnknown(options: object, known: readonly string[]): void {
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    const near = known.find((candidate) => editDistance(candidate.toLowerCase(), name.toLowerCase()) <= 2);
    const suggestion = near === undefined ? '' : ` Did you mean "${near}"?`;
    throw engineError('OPTION_UNKNOWN', { name, known: known.join(', '), suggestion });
  }
}
