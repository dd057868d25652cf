// An approval must say by which decision, and must not put a version in force before there was one.
import type { DefinitionApproval } from '../../model/definition.ts';
import type { LocalDate } from '../../model/duration.ts';
import { engineError } from '../../model/engine-error.ts';
import type { Instant } from '../../model/json.ts';
import { parseInstant } from '../../time/index.ts';
import type { Lives } from './life.ts';

/** Throws EngineError ARGUMENT_INVALID. */
export function checkApproval(
  given: DefinitionApproval & { readonly effectiveFrom?: Instant | LocalDate },
  lives: Lives,
  now: Instant,
  zone: string,
): { readonly approval: DefinitionApproval; readonly effectiveFromAt: Instant } {
  const { decisionNumber, decisionOn, signer, effectiveFrom = now } = given;
  for (const [name, text] of Object.entries({ decisionNumber, signer }))
    if (typeof text !== 'string' || text.trim() === '') throw refused(name, 'missing: it names the decision');
  const decisionAt = midnight('decisionOn', decisionOn, zone);
  if (decisionAt > now) throw refused('decisionOn', `${decisionOn}, a day that has not come`);
  const effectiveFromAt =
    typeof effectiveFrom === 'string' ? midnight('effectiveFrom', effectiveFrom, zone) : effectiveFrom;
  if (!Number.isSafeInteger(effectiveFromAt))
    throw refused('effectiveFrom', `${effectiveFrom}, neither an instant nor a date`);
  if (effectiveFromAt < decisionAt) throw refused('effectiveFrom', `before the decision of ${decisionOn}`);
  for (const [version, { state, effectiveFromAt: since }] of lives) {
    if (state === 'effective' && effectiveFromAt < (since ?? 0))
      throw refused(
        'effectiveFrom',
        `before version ${version}, which is in force since ${new Date(since ?? 0).toISOString()}`,
      );
  }
  return { approval: { decisionNumber, decisionOn, signer }, effectiveFromAt };
}

function midnight(name: string, on: LocalDate, zone: string): Instant {
  const parsed = parseInstant(`${on}T00:00`, { zone });
  if (!/^\d{4}-\d{2}-\d{2}$/.test(on) || !parsed.ok) throw refused(name, `"${on}", not a date (YYYY-MM-DD)`);
  return parsed.value;
}

function refused(name: string, problem: string): Error {
  return engineError('ARGUMENT_INVALID', { name, problem });
}
