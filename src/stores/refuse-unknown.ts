// Options that no store has are refused, with a suggestion.
import { engineError } from '../model/engine-error.ts';

/** Throws EngineError OPTION_UNKNOWN. */
export function refuseUnknown(options: object, known: readonly string[]): void {
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    const near = known.find((candidate) => plain(candidate) === plain(name));
    const suggestion = near === undefined ? '' : ` Did you mean "${near}"?`;
    throw engineError('OPTION_UNKNOWN', { name, known: known.join(', '), suggestion });
  }
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .slice(0, 4);
}
