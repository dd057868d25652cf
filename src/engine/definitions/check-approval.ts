// An approval must say by which decision, and must not put a version in force before there was one.
import type { DefinitionApproval } from '../../model/definition.ts';
import type { LocalDate } from '../../model/duration.ts';
import type { Instant } from '../../model/json.ts';
import { parseInstant } from '../../time/index.ts';
import type { Lives } from './life.ts';
import { invalidArgument } from '../../model/invalid.ts';

/** Throws EngineError ARGUMENT_INVALID. */
export function checkApproval(
  given: DefinitionApproval & { readonly effectiveFrom?: Instant | LocalDate },
  lives: Lives,
  now: Instant,
  zone: string,
): { readonly approval: DefinitionApproval; readonly effectiveFromAt: Instant } {
  const { decisionNumber, decisionOn, signer, effectiveFrom = now } = given;
  for (const [name, text] of Object.entries({ decisionNumber, signer }))
    if (typeof text !== 'string' || text.trim() === '') throw invalidArgument(name, 'MISSING_DECISION');
  const decisionAt = midnight('decisionOn', decisionOn, zone);
  if (decisionAt > now) throw invalidArgument('decisionOn', 'DATE_TO_COME', { value: decisionOn });
  const effectiveFromAt =
    typeof effectiveFrom === 'string' ? midnight('effectiveFrom', effectiveFrom, zone) : effectiveFrom;
  if (!Number.isSafeInteger(effectiveFromAt))
    throw invalidArgument('effectiveFrom', 'NOT_INSTANT_OR_DATE', { value: effectiveFrom });
  if (effectiveFromAt < decisionAt) throw invalidArgument('effectiveFrom', 'BEFORE_DECISION', { value: decisionOn });
  for (const [version, { state, effectiveFromAt: since }] of lives) {
    if (state === 'effective' && effectiveFromAt < (since ?? 0))
      throw invalidArgument('effectiveFrom', 'BEFORE_VERSION', { version, since: new Date(since ?? 0).toISOString() });
  }
  return { approval: { decisionNumber, decisionOn, signer }, effectiveFromAt };
}

function midnight(name: string, on: LocalDate, zone: string): Instant {
  const parsed = parseInstant(`${on}T00:00`, { zone });
  if (!/^\d{4}-\d{2}-\d{2}$/.test(on) || !parsed.ok) throw invalidArgument(name, 'NOT_DATE', { value: on });
  return parsed.value;
}
