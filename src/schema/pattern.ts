// Patterns of a schema are matched as FEEL matches them: a text of a model can neither hang the engine nor reach the host.
import { compileExpression } from '../feel/index.ts';

const matching = compileExpression('matches(value, pattern)', { names: ['value', 'pattern'] });

/** Null: no regular expression, or the matching took too long. */
export function matchesPattern(value: string, pattern: string): boolean | null {
  if (!matching.ok) return null;
  const found = matching.expression.evaluate((name) => (name === 'value' ? value : pattern), { now: 0 });
  return found.ok && typeof found.value === 'boolean' ? found.value : null;
}
