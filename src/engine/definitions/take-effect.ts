// A version takes effect and the one before it is superseded, at the same instant.
import type { DefinitionEvent } from '../../model/definition.ts';
import type { Instant } from '../../model/json.ts';
import { applyDefinitionEvent, type Lives } from './life.ts';

/** `lives` are those before; gives the events, the superseded first. */
export function takeEffect(lives: Lives, version: number, effectiveFromAt: Instant): DefinitionEvent[] {
  const events: DefinitionEvent[] = [];
  for (const [other, { state, effectiveFromAt: since }] of lives) {
    if (state !== 'effective' || other === version) continue;
    // Never before it began, whatever the clock says now.
    const effectiveToAt = Math.max(effectiveFromAt, since ?? effectiveFromAt);
    events.push({ type: 'definition.superseded', version: other, by: version, effectiveToAt });
  }
  return [...events, { type: 'definition.tookEffect', version, effectiveFromAt }];
}

/** Approved versions whose instant has come, in the order in which they take effect. */
export function takeDueEffect(lives: Lives, now: Instant): DefinitionEvent[] {
  const due = [...lives]
    .filter(([, { state, effectiveFromAt }]) => state === 'approved' && (effectiveFromAt ?? Infinity) <= now)
    .sort(([a, left], [b, right]) => left.effectiveFromAt! - right.effectiveFromAt! || a - b);
  const events: DefinitionEvent[] = [];
  let present = lives;
  for (const [version, { effectiveFromAt }] of due) {
    for (const event of takeEffect(present, version, effectiveFromAt!)) {
      events.push(event);
      present = applyDefinitionEvent(present, event);
    }
  }
  return events;
}
