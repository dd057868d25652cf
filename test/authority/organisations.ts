// Random small organisations, acts and questions. Mostly what an office would do, so that lawful chains are not too rare, and beside
// it whatever can be written down.
import fc from 'fast-check';
import type { AuthorityRequest, DirectoryData, Grant, GrantMode, Party } from '../../src/model/authority.ts';

export const now = Date.parse('2026-03-03T09:00:00+07:00');
const hour = 3_600_000;

const units = [
  { id: 'u', name: 'UBND tỉnh', agency: true, collective: true, kind: 'ubnd', level: 'tinh' },
  { id: 's', name: 'Sở', parent: 'u', agency: true, kind: 'co_quan_chuyen_mon' },
  { id: 'p', name: 'Phòng', parent: 's', kind: 'phong' },
  { id: 'x', name: 'UBND xã', parent: 'u', agency: true, collective: true, kind: 'ubnd', level: 'xa' },
];
const positions = [
  { id: 'head', name: 'Trưởng', rank: 'head' },
  { id: 'deputy', name: 'Phó', rank: 'deputy' },
  { id: 'staff', name: 'Viên', rank: 'staff' },
] as const;
export const personIds = ['a', 'b', 'c', 'd', 'e'];

/** The first value in most cases, each of the others now and then. */
function often<T>(usually: T, ...seldom: T[]): fc.Arbitrary<T> {
  const exceptions = { weight: seldom.length, arbitrary: fc.constantFrom(...seldom) };
  return fc.oneof({ weight: 10 * seldom.length, arbitrary: fc.constant(usually) }, exceptions);
}

const unitId = fc.constantFrom(...units.map((unit) => unit.id));
const personId = fc.constantFrom(...personIds);
const positionId = fc.constantFrom('head', 'head', 'deputy', 'deputy', 'staff');
const instrument = { no: '1', issuedOn: '2026-01-01', title: 't', issuer: 'i' };
const fields = often<readonly string[] | undefined>(['f'], ['g'], undefined);

const holding = fc
  .record({ unit: unitId, position: positionId, assigned: fc.option(fields, { nil: null, freq: 3 }) })
  .map(({ assigned, ...place }) => ({
    ...place,
    ...(place.position === 'deputy' &&
      assigned !== null && { assigned: { ...(assigned && { fields: assigned }), instrument } }),
  }));

/** One head in each unit, and a deputy in the division. */
const usualHold = (i: number) => [{ unit: ['u', 's', 'p', 'x', 'p'][i] ?? 'u', position: i === 4 ? 'deputy' : 'head' }];

export const directories: fc.Arbitrary<DirectoryData> = fc
  .record({
    holds: fc.array(fc.array(holding, { maxLength: 1 }), { minLength: personIds.length, maxLength: personIds.length }),
    usually: fc.integer({ min: 0, max: 3 }),
    heldBy: often(['head'], ['deputy'], ['staff'], ['head', 'deputy']),
    roleUnit: fc.oneof({ weight: 8, arbitrary: fc.constantFrom('s', 'u') }, fc.option(unitId, { nil: undefined })),
    absences: fc.array(fc.record({ person: personId, cover: personId, today: often(true, false) }), { maxLength: 2 }),
  })
  .map(({ holds, usually, heldBy, roleUnit, absences }) => ({
    units,
    positions,
    roles: [
      {
        id: 'r',
        name: 'R',
        heldBy: heldBy.map((position) => ({ position, ...(roleUnit !== undefined && { unit: roleUnit }) })),
      },
    ],
    persons: personIds.map((id, i) => ({
      id,
      name: `Người ${id.toUpperCase()}`,
      holds: [...(usually > 0 ? usualHold(i) : []), ...(usually < 3 ? (holds[i] ?? []) : [])],
    })),
    absences: absences
      .filter(({ person, cover }) => person !== cover)
      .map(({ person, cover, today }) => ({
        person,
        from: today ? '2026-03-03' : '2026-03-05',
        to: today ? '2026-03-03' : '2026-03-06',
        substitutes: [cover],
      })),
  }));

interface Act {
  readonly mode: GrantMode;
  readonly from: Party;
  readonly to: Party;
}
const seat = (position: string, unit: string): Party => ({ position, unit });
const act = (mode: GrantMode, from: Party, to: Party): Act => ({ mode, from, to });

const party: fc.Arbitrary<Party> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ person: personId }) },
  { weight: 4, arbitrary: fc.record({ position: positionId, unit: unitId }) },
  { weight: 1, arbitrary: fc.record({ body: fc.constantFrom('u', 'x', 's') }) },
);
const arbitraryAct = fc.record({
  mode: fc.constantFrom<GrantMode>('KT', 'TM', 'TUQ', 'TUQ', 'TL', 'TL', 'Q', 'SUBSTITUTE'),
  from: party,
  to: party,
});

const toDivision = fc.constantFrom(seat('head', 'p'), { person: 'c' });
const toDepartment = fc.constantFrom(seat('head', 's'), { person: 'b' });
/** What offices do, alone and in chains: lawful ones, and ones that go a step too far. */
const usualActs: fc.Arbitrary<readonly Act[]> = fc.oneof(
  unitId.map((unit) => [act('KT', seat('head', unit), seat('deputy', unit))]),
  toDivision.map((to) => [act('TL', seat('head', 's'), to)]),
  toDepartment.map((to) => [act('TUQ', seat('head', 'u'), to)]),
  fc.constantFrom(seat('head', 'x'), { body: 'x' }).map((to) => [act('TUQ', seat('head', 's'), to)]),
  fc.tuple(unitId, personId).map(([unit, person]) => [act('Q', seat('head', unit), { person })]),
  fc.constantFrom('c', 'e', 'a').map((person) => [act('SUBSTITUTE', seat('head', 's'), { person })]),
  toDivision.map((to) => [act('TL', seat('head', 's'), to), act('KT', seat('head', 'p'), seat('deputy', 'p'))]),
  personId.map((person) => [act('TL', seat('head', 's'), seat('head', 'p')), act('Q', seat('head', 'p'), { person })]),
  personId.map((person) => [act('TUQ', seat('head', 'u'), seat('head', 's')), act('Q', seat('head', 's'), { person })]),
  toDivision.map((to) => [act('TUQ', seat('head', 'u'), seat('head', 's')), act('TL', seat('head', 's'), to)]),
  toDivision.map((to) => [act('TUQ', seat('head', 'u'), seat('head', 's')), act('TUQ', seat('head', 's'), to)]),
);

const terms = fc.record({
  fields,
  fromAt: often(now - hour, now, now + 1),
  toAt: often<number | undefined>(now + hour, now + 1, now, undefined),
  delegate: fc.boolean(),
  redelegation: often<boolean | undefined>(undefined, true, false),
  written: often(true, false),
  status: often<Grant['status']>('active', 'suspended'),
});

export const grantLists: fc.Arbitrary<readonly Grant[]> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: usualActs },
      arbitraryAct.map((one) => [one]),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .chain((acts) => fc.tuple(...acts.flat().map((one) => terms.map((more) => ({ ...one, ...more })))))
  .map((list) =>
    list.map(({ fields: scope, toAt, redelegation, delegate, written, ...one }, i): Grant => ({
      ...one,
      id: `g${i}`,
      scope: scope ? { fields: scope } : {},
      sealOwner: one.mode === 'TUQ' && delegate ? 'DELEGATE' : 'DELEGATOR',
      ...(toAt !== undefined && { toAt }),
      ...(redelegation !== undefined && { redelegation }),
      ...(written && { instrument }),
    })),
  );

/** One question, asked by each person. */
export const questions: fc.Arbitrary<readonly AuthorityRequest[]> = fc
  .record({
    signs: fc.boolean(),
    unit: often<string | undefined>(undefined, 'u', 's', 'p', 'x'),
    modes: often(['KT', 'TM', 'TUQ', 'TL', 'Q'], ['KT', 'TL'], ['TUQ'], ['KT', 'TUQ', 'TL'], []),
    excluded: fc.oneof({ weight: 5, arbitrary: fc.constant([]) }, fc.subarray(personIds, { maxLength: 2 })),
    field: often<string | undefined>('f', 'g', undefined),
  })
  .map(({ signs, unit, modes, excluded, field }) =>
    personIds.map((person) => ({
      personId: person,
      action: 'complete',
      at: now,
      task: { name: 'T', role: 'r', signs, modes, excluded, ...(unit !== undefined && { unit }) },
      ...(field !== undefined && { domainField: field }),
    })),
  );
