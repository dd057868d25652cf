// A new version as a change of the history: a draft, or in force at once. A source that is there already changes nothing.
import { contentHash } from '../../audit/index.ts';
import type { DefinitionEvent } from '../../model/definition.ts';
import type { Instant } from '../../model/json.ts';
import type { DefinitionLife, DefinitionRow } from '../ports.ts';
import type { DefinitionChange } from './definition-log.ts';
import { applyDefinitionEvent, type Lives } from './life.ts';
import { takeEffect } from './take-effect.ts';

export type NewVersion = Omit<DefinitionRow, keyof DefinitionLife | 'version' | 'deployedAt'>;

export function putVersion(lives: Lives, given: NewVersion, draft: boolean, now: Instant): DefinitionChange | null {
  const { hash, model, versionTag } = given;
  if ([...lives.values()].some((life) => life.hash === hash)) return null;
  const version = Math.max(0, ...lives.keys()) + 1;
  const deployed: DefinitionEvent = {
    type: 'definition.deployed',
    ...{ version, hash, model: contentHash(model), versionTag },
  };
  const effect = draft ? [] : takeEffect(applyDefinitionEvent(lives, deployed), version, now);
  return {
    command: { type: 'definition.deploy', version, hash, draft },
    events: [deployed, ...effect],
    added: { ...given, version, deployedAt: now },
  };
}
