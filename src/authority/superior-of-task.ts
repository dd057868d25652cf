// Assigning work and taking it back is also the right of whoever stands above those who may do it (NĐ 61/2018/NĐ-CP art. 19.1).
import type { AuthorityRequest } from '../model/authority.ts';
import type { Chain } from './find-chains.ts';
import { ownRightsOf, type OwnRightQuestion } from './own-right.ts';

export function superiorOfTask({ action, personId, heldBy }: AuthorityRequest, question: OwnRightQuestion): Chain[] {
  if (action !== 'assign' && action !== 'release') return [];
  const { directory, at } = question;
  const below = directory.persons.find(
    ({ id }) =>
      id !== personId &&
      (id === heldBy || ownRightsOf({ kind: 'person', person: id }, question).length > 0) &&
      directory.superiorsOf(id, at).includes(personId),
  );
  const [held] = directory.holdingsOf(personId, at);
  if (!below || !held) return [];
  const { position, unit, rank } = held;
  const person = directory.person(personId)?.name ?? personId;
  return [
    {
      links: [],
      root: {
        standing: { position, unit, rank, personId },
        reason: { code: 'OWN_SUPERIOR', params: { person, below: below.name } },
      },
    },
  ];
}
