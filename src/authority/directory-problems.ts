// What a JSON Schema can't see in a directory: repeated and unknown ids, circles of units, moments that don't exist.
import type { AuthorityProblem, AuthorityReasonCode, DirectoryData, MomentWindow, Party } from '../model/authority.ts';
import { instantOf } from './moment.ts';

export function directoryProblems(data: DirectoryData): AuthorityProblem[] {
  const problems: AuthorityProblem[] = [];
  const report = (code: AuthorityReasonCode, pointer: string, params: Record<string, string | number>) =>
    problems.push({ code, severity: 'error', pointer, params });
  const offset = data.utcOffset ?? '+07:00';

  const idsOf = (kind: string, rows: readonly { readonly id: string }[]): Set<string> => {
    const seen = new Set<string>();
    rows.forEach((row, i) => {
      if (seen.has(row.id)) report('ID_REPEATED', `/${kind}/${i}/id`, { kind, id: row.id });
      seen.add(row.id);
    });
    return seen;
  };
  const units = idsOf('units', data.units);
  const positions = idsOf('positions', data.positions);
  const roles = idsOf('roles', data.roles);
  const persons = idsOf('persons', data.persons);
  idsOf('grants', data.grants ?? []);

  const known = (kind: string, ids: Set<string>, id: string | undefined, pointer: string) => {
    if (id !== undefined && !ids.has(id)) report('ID_UNKNOWN', pointer, { kind, id });
  };
  const window = (row: MomentWindow, pointer: string, names: readonly [string, string] = ['from', 'to']) => {
    const fromAt = row.from === undefined ? -Infinity : instantOf(row.from, offset, 'from');
    const toAt = row.to === undefined ? Infinity : instantOf(row.to, offset, 'to');
    if (fromAt === undefined) report('MOMENT_INVALID', `${pointer}/${names[0]}`, { text: row.from ?? '' });
    if (toAt === undefined) report('MOMENT_INVALID', `${pointer}/${names[1]}`, { text: row.to ?? '' });
    if (fromAt !== undefined && toAt !== undefined && fromAt >= toAt) {
      report('TERM_INVERTED', pointer, { from: row.from ?? '', to: row.to ?? '' });
    }
  };
  const party = (value: Party, pointer: string) => {
    if ('person' in value) known('persons', persons, value.person, `${pointer}/person`);
    if ('position' in value) known('positions', positions, value.position, `${pointer}/position`);
    if ('role' in value) known('roles', roles, value.role, `${pointer}/role`);
    if ('body' in value) known('units', units, value.body, `${pointer}/body`);
    if ('unit' in value) known('units', units, value.unit, `${pointer}/unit`);
  };

  const parents = new Map(data.units.map((unit) => [unit.id, unit.parent]));
  data.units.forEach((unit, i) => {
    known('units', units, unit.parent, `/units/${i}/parent`);
    window(unit, `/units/${i}`);
    if (inCircle(unit.id, parents)) report('PARENT_CYCLE', `/units/${i}/parent`, { id: unit.id });
  });
  data.roles.forEach((role, i) => {
    role.heldBy?.forEach((held, j) => {
      known('positions', positions, held.position, `/roles/${i}/heldBy/${j}/position`);
      known('units', units, held.unit, `/roles/${i}/heldBy/${j}/unit`);
      window(held, `/roles/${i}/heldBy/${j}`);
    });
  });
  data.persons.forEach((person, i) => {
    person.holds.forEach((holding, j) => {
      const pointer = `/persons/${i}/holds/${j}`;
      known('units', units, holding.unit, `${pointer}/unit`);
      known('positions', positions, holding.position, `${pointer}/position`);
      holding.roles?.forEach((role, k) => known('roles', roles, role, `${pointer}/roles/${k}`));
      window(holding, pointer);
      const issuedOn = holding.assigned?.instrument.issuedOn;
      if (issuedOn !== undefined) window({ from: issuedOn }, `${pointer}/assigned/instrument`, ['issuedOn', '']);
    });
    person.certificates?.forEach((certificate, j) => {
      const pointer = `/persons/${i}/certificates/${j}`;
      known('units', units, certificate.unit, `${pointer}/unit`);
      known('positions', positions, certificate.position, `${pointer}/position`);
      window(certificate, pointer);
      if (certificate.revoked !== undefined) window({ from: certificate.revoked }, pointer, ['revoked', '']);
    });
  });
  data.absences?.forEach((absence, i) => {
    known('persons', persons, absence.person, `/absences/${i}/person`);
    absence.substitutes.forEach((id, j) => known('persons', persons, id, `/absences/${i}/substitutes/${j}`));
    window(absence, `/absences/${i}`);
  });
  data.grants?.forEach((grant, i) => {
    party(grant.from, `/grants/${i}/from`);
    party(grant.to, `/grants/${i}/to`);
    window({ from: grant.validFrom, ...(grant.validTo && { to: grant.validTo }) }, `/grants/${i}`, [
      'validFrom',
      'validTo',
    ]);
    if (grant.instrument) window({ from: grant.instrument.issuedOn }, `/grants/${i}/instrument`, ['issuedOn', '']);
  });
  return problems;
}

function inCircle(id: string, parents: ReadonlyMap<string, string | undefined>): boolean {
  const seen = new Set<string>();
  for (let at = parents.get(id); at !== undefined; at = parents.get(at)) {
    if (at === id) return true;
    if (seen.has(at)) return false; // a circle further up, reported there
    seen.add(at);
  }
  return false;
}
