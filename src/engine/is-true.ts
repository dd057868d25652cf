// A FEEL condition outside of any instance: a conditional start event, a grant's condition.
import { compileExpression } from '../feel/index.ts';
import type { Instant, Variables } from '../model/json.ts';

/** One that can't be compiled or evaluated is not true. */
export function isTrue(feel: string, variables: Variables, now: Instant): boolean {
  const compiled = compileExpression(feel.replace(/^=/, ''));
  if (!compiled.ok) return false;
  const result = compiled.expression.evaluate(
    (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined),
    { now },
  );
  return result.ok && result.value === true;
}
