// Who is who: reading a directory, what can be wrong with it, and the look-ups.
import { describe, expect, it } from 'vitest';
import {
  compileDirectory,
  decide,
  performersFor,
  readDirectory,
  readRules,
  vnSigningRulesData,
} from 'quytrinh/authority';
import { authorityText, languages } from 'quytrinh/text';
import type { AuthorityProblem, DirectoryData, Grant } from '../../src/model/authority.ts';
import { at, codes, data, directory, fixtureJson, grant, grants, rules } from './directory-of.ts';

type Json = Record<string, unknown>;
const rows = (json: Json, name: string) => json[name] as Json[];
/** The example with one thing changed → what is found, as `CODE pointer`. */
function found(change: (json: Json) => void): readonly string[] {
  const json = fixtureJson();
  change(json);
  const read = readDirectory(json);
  return read.ok ? [] : read.problems.map(sentence);
}
function sentence(problem: AuthorityProblem): string {
  for (const lang of languages) expect(authorityText(problem, lang)).not.toMatch(/\{\w+\}|undefined/);
  return `${problem.code} ${problem.pointer}`;
}

describe('readDirectory', () => {
  it('reads the example', () => {
    expect(found(() => undefined)).toEqual([]);
  });

  it('tells the shape that is wrong and where', () => {
    expect(found((json) => delete json.units)).toEqual(['FILE_REQUIRED ']);
    expect(found((json) => (rows(json, 'persons')[2]!.nam = 1))).toEqual(['FILE_UNKNOWN_NAME /persons/2']);
    expect(found((json) => (rows(json, 'persons')[2]!.name = 1))).toEqual(['FILE_TYPE /persons/2/name']);
    expect(found((json) => (rows(json, 'positions')[0]!.rank = 'chief'))).toEqual(['FILE_VALUE /positions/0/rank']);
    expect(found((json) => (rows(json, 'absences')[0]!.to = '6/3/2026'))).toEqual(['FILE_FORM /absences/0/to']);
    expect(found((json) => (json.utcOffset = '7'))).toEqual(['FILE_FORM /utcOffset']);
    expect(found((json) => (rows(json, 'grants')[0]!.to = { person: 'giam_doc_h', body: 'ubnd_tinh' }))).toContain(
      'FILE_SHAPE /grants/0/to',
    );
    expect(found((json) => (rows(json, 'grants')[0]!.reportCycle = 'P'))).toEqual(['FILE_FORM /grants/0/reportCycle']);
    const read = readDirectory('text');
    expect(read.ok).toBe(false);
  });

  it('tells ids that are repeated or unknown, circles of units, and moments that don’t exist', () => {
    expect(found((json) => (rows(json, 'units')[1]!.id = 'ubnd_tinh'))).toContain('ID_REPEATED /units/1/id');
    expect(found((json) => (rows(json, 'units')[3]!.parent = 'so_y_te'))).toEqual(['ID_UNKNOWN /units/3/parent']);
    expect(found((json) => (rows(rows(json, 'persons')[0]!, 'holds')[0]!.roles = ['x']))).toEqual([
      'ID_UNKNOWN /persons/0/holds/0/roles/0',
    ]);
    expect(found((json) => (rows(json, 'absences')[0]!.substitutes = ['x']))).toEqual([
      'ID_UNKNOWN /absences/0/substitutes/0',
    ]);
    expect(found((json) => (rows(json, 'grants')[0]!.from = { position: 'x', unit: 'y' }))).toEqual([
      'ID_UNKNOWN /grants/0/from/position',
      'ID_UNKNOWN /grants/0/from/unit',
    ]);
    expect(found((json) => (rows(json, 'units')[0]!.parent = 'phong_qlcn'))).toEqual([
      'PARENT_CYCLE /units/0/parent',
      'PARENT_CYCLE /units/2/parent',
      'PARENT_CYCLE /units/3/parent',
    ]);
    expect(found((json) => (rows(json, 'absences')[0]!.to = '2026-02-30'))).toContain('MOMENT_INVALID /absences/0/to');
    expect(found((json) => (rows(json, 'absences')[0]!.to = '2026-03-05T25:00:00Z'))).toContain(
      'MOMENT_INVALID /absences/0/to',
    );
    expect(found((json) => (rows(json, 'absences')[0]!.to = '2026-03-01'))).toEqual(['TERM_INVERTED /absences/0']);
    expect(found((json) => (rows(json, 'grants')[0]!.validTo = '2025-01-01'))).toEqual(['TERM_INVERTED /grants/0']);
  });

  it('is asked again by compileDirectory, which throws', () => {
    const broken: DirectoryData = {
      ...data,
      absences: [{ person: 'x', from: '2026-01-01', to: '2026-01-02', substitutes: [] }],
    };
    expect(() => compileDirectory(broken)).toThrow(/DIRECTORY_INVALID.*ID_UNKNOWN at \/absences\/0\/person/);
  });
});

describe('look-ups', () => {
  const now = at('2026-02-10');

  it('find holders by role and unit, at a moment', () => {
    expect(directory.holdersOf('can_bo_mot_cua', 'so_cong_thuong', now)).toEqual(['mot_cua_a']);
    expect(directory.holdersOf('lanh_dao_so', undefined, now)).toEqual([
      'giam_doc_h',
      'pho_giam_doc_i',
      'pho_giam_doc_k',
    ]);
    expect(directory.holdersOf('lanh_dao_so', undefined, at('2027-01-01'))).toEqual([
      'pho_giam_doc_i',
      'pho_giam_doc_k',
    ]);
    expect(directory.holdersOf('lanh_dao_so', undefined, at('2025-06-30'))).toEqual([]);
    expect(directory.holdersOf('lanh_dao_phong', 'phong_qltm', now)).toEqual(['truong_phong_g']);
  });

  it('find the roles of a person', () => {
    expect(directory.rolesOf('mot_cua_a', now)).toEqual([
      { role: 'can_bo_mot_cua', unit: 'mot_cua_so' },
      { role: 'chuyen_vien', unit: 'mot_cua_so' },
    ]);
    expect(directory.rolesOf('nobody', now)).toEqual([]);
  });

  it('find superiors, nearest first, not beyond the agency', () => {
    expect(directory.superiorsOf('chuyen_vien_c', now)).toEqual([
      'truong_phong_d',
      'pho_truong_phong_e',
      'giam_doc_h',
      'pho_giam_doc_i',
      'pho_giam_doc_k',
    ]);
    expect(directory.superiorsOf('pho_giam_doc_i', now)).toEqual(['giam_doc_h']);
    expect(directory.superiorsOf('giam_doc_h', now)).toEqual([]);
  });

  it('forget a unit that was closed', () => {
    const units = data.units.map((unit) => (unit.id === 'phong_qlcn' ? { ...unit, to: '2026-01-31' } : unit));
    const merged = compileDirectory({ ...data, units });
    expect(merged.holdersOf('lanh_dao_phong', 'phong_qlcn', at('2026-01-31'))).toEqual([
      'truong_phong_d',
      'pho_truong_phong_e',
    ]);
    expect(merged.holdersOf('lanh_dao_phong', 'phong_qlcn', now)).toEqual([]);
  });
});

describe('performersFor', () => {
  const intake = { name: 'Tiếp nhận', role: 'can_bo_mot_cua', unit: 'so_cong_thuong' };

  it('puts the substitute in the place of the absent person', () => {
    expect(performersFor(intake, directory, grants, rules, at('2026-02-10'))).toEqual([
      { personId: 'mot_cua_a', kind: 'own' },
    ]);
    expect(performersFor(intake, directory, grants, rules, at('2026-03-03'))).toMatchObject([
      { personId: 'mot_cua_b', kind: 'substitute', principal: { personId: 'mot_cua_a' } },
    ]);
  });

  it('lists who may sign, each with the mode', () => {
    const task = { name: 'Ký', role: 'lanh_dao_so', unit: 'so_cong_thuong', signs: true, modes: ['KT', 'TL'] };
    const options = { domainField: 'dien', documents: ['cong_van_huong_dan'] };
    const found = performersFor(task, directory, grants, rules, at('2026-02-10'), options);
    expect(found.map(({ personId, kind, mode }) => [personId, kind, mode])).toEqual([
      ['truong_phong_d', 'grant', 'TL'],
      ['pho_truong_phong_e', 'grant', 'TL'],
      ['giam_doc_h', 'own', undefined],
      ['pho_giam_doc_i', 'grant', 'KT'],
    ]);
  });
});

describe('parties', () => {
  const question = { action: 'complete', at: at('2026-02-10') } as const;
  const sign = { name: 'Ký', role: 'lanh_dao_so', unit: 'so_cong_thuong', signs: true, modes: ['KT', 'TL'] };

  it('given by a role come from whoever carries it', () => {
    const byRole: Grant = {
      ...grant('tl-qlcn'),
      id: 'by-role',
      from: { role: 'lanh_dao_so', unit: 'so_cong_thuong' },
      to: { role: 'lanh_dao_phong', unit: 'phong_qltm' },
    };
    const request = { ...question, personId: 'truong_phong_g', task: sign, documents: ['cong_van_huong_dan'] };
    expect(decide(request, directory, [byRole], rules)).toMatchObject({
      allowed: true,
      authority: { principal: { position: 'giam_doc' } },
    });
  });

  it('given to a person by name are not the seat’s while somebody else is in it too', () => {
    const byName: Grant = { ...grant('tl-qlcn'), to: { person: 'truong_phong_d' } };
    const request = {
      ...question,
      personId: 'pho_truong_phong_e',
      task: sign,
      documents: ['cong_van_huong_dan'],
      domainField: 'dien',
    };
    expect(decide(request, directory, [byName], rules).allowed).toBe(true);
    const persons = data.persons.map((person) =>
      person.id === 'truong_phong_g'
        ? { ...person, holds: [...person.holds, { unit: 'phong_qlcn', position: 'truong_phong' }] }
        : person,
    );
    expect(decide(request, compileDirectory({ ...data, persons }), [byName], rules).allowed).toBe(false);
  });

  it('that hand on to one another without end are searched to a limit', () => {
    const ring = Array.from({ length: 400 }, (_, i): Grant => ({
      ...grant('tl-qlcn'),
      id: `q-${i}`,
      mode: 'Q',
      scope: {},
      from: { person: i % 2 ? 'truong_phong_d' : 'truong_phong_g' },
      to: { person: i % 2 ? 'truong_phong_g' : 'truong_phong_d' },
    }));
    const everything = vnSigningRulesData.signing.map((rule) =>
      rule.id === 'Q' ? { ...rule, followedBy: ['Q'] } : rule,
    );
    const read = readRules({ ...vnSigningRulesData, signing: everything });
    if (!read.ok) throw new Error('rules');
    const request = { ...question, personId: 'truong_phong_d', task: sign };
    expect(codes(decide(request, directory, ring, read.rules))).toContain('SEARCH_LIMIT');
  });
});

describe('readRules', () => {
  const problems = (change: Partial<typeof vnSigningRulesData>) => {
    const read = readRules({ ...vnSigningRulesData, ...change });
    return read.ok ? [] : read.problems.map(sentence);
  };
  const [first, ...others] = vnSigningRulesData.signing;

  it('accepts what is shipped', () => {
    expect(problems({})).toEqual([]);
  });

  it('refuses what is unknown, ambiguous or out of shape', () => {
    if (!first) throw new Error('no rules');
    expect(problems({ signing: [{ ...first, followedBy: ['X'] }, ...others] })).toEqual([
      'ID_UNKNOWN /signing/0/followedBy/0',
    ]);
    expect(problems({ signing: [{ ...first, from: '2020-02-31' }, ...others] })).toContain(
      'MOMENT_INVALID /signing/0/from',
    );
    expect(problems({ signing: [...vnSigningRulesData.signing, { ...first, id: 'KT2', from: '2026-01-01' }] })).toEqual(
      ['RULES_OVERLAP /signing/7'],
    );
    expect(
      problems({ signing: [{ ...first, to: '2025-12-31' }, ...others, { ...first, id: 'KT2', from: '2026-01-01' }] }),
    ).toEqual([]);
    expect(problems({ signing: [{ ...first, weight: 2 as 1 }, ...others] })).toEqual(['FILE_VALUE /signing/0/weight']);
    expect(problems({ general: [] })).toEqual(['FILE_SHAPE /general']);
  });
});
