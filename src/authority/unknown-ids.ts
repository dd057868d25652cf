// Ids in a party of a grant that the directory does not have.
import type { Party } from '../model/authority.ts';
import type { Directory } from './directory.ts';

export function unknownIds(party: Party, directory: Directory): { kind: string; id: string; pointer: string }[] {
  const found: { kind: string; id: string; pointer: string }[] = [];
  const check = (kind: string, pointer: string, id: string, known: boolean) => {
    if (!known) found.push({ kind, id, pointer });
  };
  if ('person' in party) check('persons', 'person', party.person, directory.person(party.person) !== undefined);
  if ('position' in party)
    check('positions', 'position', party.position, directory.position(party.position) !== undefined);
  if ('role' in party) check('roles', 'role', party.role, directory.role(party.role) !== undefined);
  if ('body' in party) check('units', 'body', party.body, directory.unit(party.body) !== undefined);
  if ('unit' in party) check('units', 'unit', party.unit, directory.unit(party.unit) !== undefined);
  return found;
}
