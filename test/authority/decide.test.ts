// Who may do what, by what right: the rules of Decree 30/2020/NĐ-CP art. 13 and Law 72/2025/QH15 art. 14 on the example department.
import { describe, expect, it } from 'vitest';
import { changeGrant, compileDirectory, compileRules, decide, vnSigningRulesData } from 'quytrinh/authority';
import type { Grant } from '../../src/model/authority.ts';
import type { TaskFacts } from '../../src/model/events.ts';
import type { Authority } from '../../src/model/commands.ts';
import { ask, at, codes, data, directory, grant, grants, lines, rules } from './directory-of.ts';

const intake: TaskFacts = { name: 'Tiếp nhận hồ sơ', role: 'can_bo_mot_cua', unit: 'so_cong_thuong' };
const review: TaskFacts = { name: 'Thẩm định', role: 'lanh_dao_phong', unit: 'phong_qlcn' };
const signSo: TaskFacts = {
  name: 'Ký kết quả',
  role: 'lanh_dao_so',
  unit: 'so_cong_thuong',
  signs: true,
  modes: ['KT', 'TL'],
};
const signUbnd: TaskFacts = {
  name: 'Ký quyết định',
  role: 'lanh_dao_ubnd',
  unit: 'ubnd_tinh',
  signs: true,
  modes: ['KT', 'TUQ'],
};
const signBody: TaskFacts = { ...signUbnd, modes: ['TM', 'KT'] };

describe('own right', () => {
  it('comes with the role, in the unit and its divisions', () => {
    expect(ask({ personId: 'mot_cua_a', task: intake })).toMatchObject({
      allowed: true,
      authority: {
        kind: 'own',
        actor: { personId: 'mot_cua_a', position: 'chuyen_vien', unit: 'mot_cua_so' },
        rules: 'vn-signing-rules-1',
      },
    });
    expect(codes(ask({ personId: 'chuyen_vien_c', task: intake }))).toEqual(['NOT_HOLDER', 'NO_GRANT']);
  });

  it('does not reach into an agency below', () => {
    const task: TaskFacts = { name: 'x', unit: 'ubnd_tinh', role: 'lanh_dao_phong' };
    expect(ask({ personId: 'truong_phong_d', task }).allowed).toBe(false);
  });

  it('ends with the position, to the millisecond', () => {
    const end = at('2027-01-01T00:00:00');
    const own = { personId: 'giam_doc_h', task: signSo };
    expect(ask({ ...own, at: end - 1 }).allowed).toBe(true);
    expect(ask({ ...own, at: end }).allowed).toBe(false);
  });

  it('lets deputies do the work of their role, but not sign for themselves', () => {
    expect(ask({ personId: 'pho_truong_phong_e', task: review }).allowed).toBe(true);
    const sign = { ...review, signs: true };
    expect(codes(ask({ personId: 'pho_truong_phong_e', task: sign }))).toContain('DEPUTY_NEEDS_KT');
    expect(ask({ personId: 'truong_phong_d', task: sign })).toMatchObject({
      allowed: true,
      authority: { lines: ['TRƯỞNG PHÒNG'] },
    });
  });

  it('comes with being named, by group, or is open when the task names nobody; a signature is never open', () => {
    expect(codes(ask({ personId: 'van_thu_l', task: { name: 'x', candidateUsers: ['van_thu_l'] } }))).toEqual([
      'OWN_NOMINATED',
    ]);
    expect(codes(ask({ personId: 'van_thu_l', task: { name: 'x', assignee: 'van_thu_l' } }))).toEqual([
      'OWN_NOMINATED',
    ]);
    expect(codes(ask({ personId: 'van_thu_l', task: { name: 'x', candidateGroups: ['van_thu_so'] } }))).toEqual([
      'OWN_UNIT',
    ]);
    expect(codes(ask({ personId: 'van_thu_l', task: { name: 'x', candidateGroups: ['van_phong_so'] } }))).toEqual([
      'OWN_UNIT',
    ]);
    expect(codes(ask({ personId: 'van_thu_l', task: { name: 'x' } }))).toEqual(['OWN_OPEN']);
    expect(ask({ personId: 'van_thu_l', task: { name: 'x', signs: true } }).allowed).toBe(false);
    expect(ask({ personId: 'van_thu_l', task: { name: 'x', assignee: 'van_thu_q' } }).allowed).toBe(false);
  });

  it('is not made by a name where a signature names an office', () => {
    expect(ask({ personId: 'van_thu_l', task: { ...signSo, candidateUsers: ['van_thu_l'] } }).allowed).toBe(false);
  });

  it('is nobody’s while the rules are silent', () => {
    const general = vnSigningRulesData.general.map((rule) => ({ ...rule, from: '2026-02-11' }));
    const silent = compileRules({ ...vnSigningRulesData, general });
    const request = { personId: 'mot_cua_a', action: 'complete', task: intake } as const;
    expect(codes(decide({ ...request, at: at('2026-02-10') }, directory, grants, silent))).toEqual(['RULES_SILENT']);
    expect(decide({ ...request, at: at('2026-02-11') }, directory, grants, silent).allowed).toBe(true);
  });

  it('is not known of a stranger', () => {
    expect(codes(ask({ personId: 'nobody', task: intake }))).toEqual(['ACTOR_UNKNOWN']);
  });
});

describe('KT. (art. 13.1)', () => {
  it('is signed in the field assigned to the deputy', () => {
    const decision = ask({ personId: 'pho_giam_doc_k', task: signSo, domainField: 'thuong_mai' });
    expect(decision).toMatchObject({
      allowed: true,
      authority: {
        kind: 'grant',
        mode: 'KT',
        lines: ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'],
        actor: { personId: 'pho_giam_doc_k' },
        principal: { personId: 'giam_doc_h', position: 'giam_doc' },
        instrument: { no: '45/QĐ-SCT' },
        sealOwner: 'DELEGATOR',
      },
    });
  });

  it('is refused outside the field, when the field is not stated, and when the task does not admit it', () => {
    const request = { personId: 'pho_giam_doc_k', task: signSo };
    expect(codes(ask({ ...request, domainField: 'dien' }))).toContain('OUT_OF_SCOPE');
    expect(codes(ask(request))).toContain('OUT_OF_SCOPE');
    expect(codes(ask({ ...request, task: { ...signSo, modes: [] }, domainField: 'thuong_mai' }))).toContain(
      'MODE_NOT_ADMITTED',
    );
  });

  it('goes on when the head’s seat is vacant', () => {
    expect(
      ask({ personId: 'pho_giam_doc_k', task: signSo, domainField: 'thuong_mai', at: at('2027-02-01') }),
    ).toMatchObject({
      allowed: true,
      authority: {
        principal: { position: 'giam_doc', unit: 'so_cong_thuong' },
        lines: ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'],
      },
    });
  });

  it('is only for a deputy of the same head', () => {
    const kt: Grant = {
      ...grant('tl-qlcn'),
      ...{
        id: 'kt-x',
        mode: 'KT',
        from: { position: 'giam_doc', unit: 'so_cong_thuong' },
        to: { person: 'pho_truong_phong_e' },
        scope: {},
      },
    };
    expect(codes(ask({ personId: 'pho_truong_phong_e', task: signSo }, [kt]))).toContain('PARTIES_UNRELATED');
    expect(
      codes(ask({ personId: 'truong_phong_d', task: signSo }, [{ ...kt, to: { person: 'truong_phong_d' } }])),
    ).toContain('RECIPIENT_NOT_ALLOWED');
  });
});

describe('TM. (art. 13.2)', () => {
  it('is signed by the head of a collective body in his own right', () => {
    expect(ask({ personId: 'chu_tich_m', task: signBody })).toMatchObject({
      allowed: true,
      authority: {
        kind: 'own',
        mode: 'TM',
        lines: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'],
        principal: { unit: 'ubnd_tinh' },
      },
    });
    expect(lines(ask({ personId: 'chu_tich_m', task: signUbnd }))).toEqual(['CHỦ TỊCH']);
  });

  it('is joined with KT. by a deputy', () => {
    expect(ask({ personId: 'pho_chu_tich_n', task: signBody, domainField: 'dien' })).toMatchObject({
      allowed: true,
      authority: { kind: 'grant', modes: ['TM', 'KT'], lines: ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'] },
    });
  });

  it('needs a collective body', () => {
    expect(lines(ask({ personId: 'giam_doc_h', task: { ...signSo, modes: ['TM'] } }))).toEqual(['GIÁM ĐỐC']);
    const tm: Grant = {
      ...grant('tl-qlcn'),
      id: 'tm-x',
      mode: 'TM',
      from: { body: 'so_cong_thuong' },
      to: { person: 'pho_giam_doc_k' },
      scope: {},
    };
    expect(codes(ask({ personId: 'pho_giam_doc_k', task: { ...signSo, modes: ['TM'] } }, [tm]))).toContain(
      'GIVER_NOT_ALLOWED',
    );
  });
});

describe('TUQ. (art. 13.3)', () => {
  const request = { personId: 'giam_doc_h', task: signUbnd, procedureCode: '1.014967' };

  it('is signed by the head of an agency of the structure, in the form of the delegator', () => {
    expect(ask(request)).toMatchObject({
      allowed: true,
      authority: {
        kind: 'grant',
        mode: 'TUQ',
        grantId: 'tuq-07',
        sealOwner: 'DELEGATOR',
        lines: ['TUQ. CHỦ TỊCH ỦY BAN NHÂN DÂN', 'GIÁM ĐỐC SỞ CÔNG THƯƠNG'],
        principal: { personId: 'chu_tich_m' },
        certificate: { serial: '54:01', position: 'giam_doc' },
      },
    });
  });

  it('holds from its first instant up to and without its last', () => {
    const { fromAt, toAt = 0 } = grant('tuq-07');
    const allowed = (moment: number) => ask({ ...request, at: moment }).allowed;
    expect([fromAt - 1, fromAt, toAt - 1, toAt].map(allowed)).toEqual([false, true, true, false]);
    expect(codes(ask({ ...request, at: fromAt - 1 }))).toContain('GRANT_NOT_YET');
    expect(codes(ask({ ...request, at: toAt }))).toContain('GRANT_EXPIRED');
  });

  it('is bound by its scope, its status, its writing and its term', () => {
    const one = (change: Partial<Grant>) => codes(ask(request, [{ ...grant('tuq-07'), ...change }]));
    const { instrument: _instrument, toAt: _toAt, ...bare } = grant('tuq-07');
    expect(codes(ask({ ...request, procedureCode: '9.9' }))).toContain('OUT_OF_SCOPE');
    expect(one({ status: 'suspended' })).toContain('GRANT_NOT_ACTIVE');
    expect(one({ scope: {} })).toContain('SCOPE_EMPTY');
    expect(codes(ask(request, [bare]))).toEqual(expect.arrayContaining(['INSTRUMENT_MISSING', 'TERM_OPEN']));
  });

  it('is not handed on: neither by TUQ. nor by KT.', () => {
    const next: Grant = {
      ...grant('tuq-07'),
      id: 'tuq-x',
      from: { position: 'giam_doc', unit: 'so_cong_thuong' },
      to: { person: 'truong_phong_d' },
    };
    const decision = ask({ ...request, personId: 'truong_phong_d' }, [...grants, next]);
    expect(codes(decision)).toContain('REDELEGATION_FORBIDDEN');
    expect(codes(ask({ ...request, personId: 'pho_giam_doc_k', domainField: 'thuong_mai' }))).toContain(
      'REDELEGATION_FORBIDDEN',
    );
  });

  it('is not for heads two levels down, nor for anybody who heads nothing', () => {
    const to = (party: Grant['to']) =>
      codes(ask({ ...request, personId: 'person' in party ? party.person : '' }, [{ ...grant('tuq-07'), to: party }]));
    expect(to({ person: 'truong_phong_d' })).toContain('PARTIES_UNRELATED');
    expect(to({ person: 'chuyen_vien_p' })).toContain('RECIPIENT_NOT_ALLOWED');
    expect(to({ person: 'chu_tich_xa_r' })).toContain('PARTIES_UNRELATED');
    expect(
      ask({ ...request, personId: 'chanh_van_phong_o' }, [{ ...grant('tuq-07'), to: { person: 'chanh_van_phong_o' } }]),
    ).toMatchObject({
      allowed: true,
      authority: { lines: ['TUQ. CHỦ TỊCH ỦY BAN NHÂN DÂN', 'CHÁNH VĂN PHÒNG'] },
    });
  });
});

describe('ủy quyền of Law 72/2025/QH15 art. 14', () => {
  it('is signed in the form and with the seal of the delegate', () => {
    expect(ask({ personId: 'giam_doc_h', task: signUbnd, procedureCode: '2.000229' })).toMatchObject({
      allowed: true,
      authority: { grantId: 'uq-1883', sealOwner: 'DELEGATE', lines: ['GIÁM ĐỐC'], instrument: { no: '1883/QĐ-UBND' } },
    });
  });

  const toCommune = (
    to: Grant['to'],
    from: Grant['from'] = { position: 'giam_doc', unit: 'so_cong_thuong' },
  ): Grant => ({
    ...grant('uq-1883'),
    ...{ id: 'uq-xa', from, to },
  });
  const task: TaskFacts = { ...signSo, modes: ['TUQ'] };
  const procedureCode = '2.000229';

  it('goes from the head of a department to the committee or the chair of a commune', () => {
    expect(
      lines(
        ask({ personId: 'chu_tich_xa_r', task, procedureCode }, [
          toCommune({ position: 'chu_tich', unit: 'ubnd_xa_a' }),
        ]),
      ),
    ).toEqual(['CHỦ TỊCH']);
    expect(lines(ask({ personId: 'chu_tich_xa_r', task, procedureCode }, [toCommune({ body: 'ubnd_xa_a' })]))).toEqual([
      'TM. ỦY BAN NHÂN DÂN',
      'CHỦ TỊCH',
    ]);
  });

  it('does not go from a department to another, nor from a commune upward', () => {
    expect(
      ask({ personId: 'chanh_van_phong_o', task, procedureCode }, [toCommune({ person: 'chanh_van_phong_o' })]).allowed,
    ).toBe(false);
    const up = toCommune({ person: 'giam_doc_h' }, { position: 'chu_tich', unit: 'ubnd_xa_a' });
    const xa: TaskFacts = { name: 'Ký', role: 'lanh_dao_ubnd_xa', signs: true, modes: ['TUQ'] };
    const roles = [
      ...data.roles,
      { id: 'lanh_dao_ubnd_xa', name: 'Lãnh đạo UBND xã', heldBy: [{ position: 'chu_tich', unit: 'ubnd_xa_a' }] },
    ];
    const local = compileDirectory({ ...data, roles });
    const question = { action: 'complete', task: xa, procedureCode, at: at('2026-02-10') } as const;
    expect(decide({ ...question, personId: 'giam_doc_h' }, local, [up], rules).allowed).toBe(false);
    const down = toCommune({ person: 'chuyen_vien_xa_s' }, { position: 'chu_tich', unit: 'ubnd_xa_a' });
    expect(decide({ ...question, personId: 'chuyen_vien_xa_s' }, local, [down], rules).allowed).toBe(true);
  });

  it('exists from the day of the law on', () => {
    const signing = vnSigningRulesData.signing.map((rule) =>
      rule.id === 'UY_QUYEN' ? { ...rule, from: '2026-02-10' } : rule,
    );
    const young = compileRules({ ...vnSigningRulesData, signing });
    const question = { personId: 'giam_doc_h', action: 'complete', task: signUbnd, procedureCode } as const;
    const start = at('2026-02-10T00:00:00');
    expect(codes(decide({ ...question, at: start - 1 }, directory, grants, young))).toContain('SEAL_OWNER');
    expect(decide({ ...question, at: start }, directory, grants, young).allowed).toBe(true);
  });
});

describe('TL. (art. 13.4)', () => {
  const documents = ['cong_van_huong_dan'];

  it('is signed by the head of a division, and by his deputy with KT.', () => {
    expect(lines(ask({ personId: 'truong_phong_d', task: signSo, documents }))).toEqual([
      'TL. GIÁM ĐỐC',
      'TRƯỞNG PHÒNG QUẢN LÝ CÔNG NGHIỆP',
    ]);
    const decision = ask({ personId: 'pho_truong_phong_e', task: signSo, documents, domainField: 'dien' });
    expect(lines(decision)).toEqual([
      'TL. GIÁM ĐỐC',
      'KT. TRƯỞNG PHÒNG QUẢN LÝ CÔNG NGHIỆP',
      'PHÓ TRƯỞNG PHÒNG QUẢN LÝ CÔNG NGHIỆP',
    ]);
    expect(decision).toMatchObject({
      authority: { modes: ['TL', 'KT'], chain: [{ grantId: 'tl-qlcn' }, { mode: 'KT' }] },
    });
  });

  it('may be closed to the deputy by the act itself', () => {
    const closed = [{ ...grant('tl-qlcn'), redelegation: false }];
    expect(
      codes(ask({ personId: 'pho_truong_phong_e', task: signSo, documents, domainField: 'dien' }, closed)),
    ).toContain('REDELEGATION_FORBIDDEN');
  });

  it('goes no deeper than two', () => {
    const more: Grant = {
      ...grant('tl-qlcn'),
      id: 'tl-2',
      from: { position: 'truong_phong', unit: 'phong_qlcn' },
      to: { person: 'chuyen_vien_c' },
    };
    expect(ask({ personId: 'chuyen_vien_c', task: signSo, documents }, [...grants, more]).allowed).toBe(false);
  });
});

describe('Q.', () => {
  const q: Grant = {
    ...grant('tl-qlcn'),
    id: 'q-1',
    mode: 'Q',
    from: { position: 'giam_doc', unit: 'so_cong_thuong' },
    to: { person: 'pho_giam_doc_k' },
    scope: {},
  };
  const later = at('2027-02-01');

  it('holds the office, also where the task admits no other mode', () => {
    const decision = ask({ personId: 'pho_giam_doc_k', task: { ...signSo, modes: [] }, at: later }, [q]);
    expect(lines(decision)).toEqual(['Q. GIÁM ĐỐC']);
  });

  it('receives what was given to the seat, without a further depth', () => {
    const decision = ask({ personId: 'pho_giam_doc_k', task: signUbnd, procedureCode: '2.000229', at: later }, [
      ...grants,
      q,
    ]);
    expect(decision).toMatchObject({
      allowed: true,
      authority: { modes: ['TUQ', 'Q'], lines: ['Q. GIÁM ĐỐC'], sealOwner: 'DELEGATE' },
    });
  });
});

describe('cover of absence', () => {
  const during = at('2026-03-03');

  it('lets the substitute work, and not the absent person', () => {
    expect(ask({ personId: 'mot_cua_b', task: intake, at: during })).toMatchObject({
      allowed: true,
      authority: { kind: 'substitute', principal: { personId: 'mot_cua_a' }, actor: { personId: 'mot_cua_b' } },
    });
    expect(codes(ask({ personId: 'mot_cua_a', task: intake, at: during }))).toEqual(['ACTOR_ABSENT']);
    expect(ask({ personId: 'giam_doc_h', task: signSo, at: at('2026-04-02') }).allowed).toBe(true);
  });

  it('lasts from the first day to the end of the last', () => {
    const allowed = (text: string) => ask({ personId: 'mot_cua_b', task: intake, at: at(text) }).allowed;
    expect(
      ['2026-03-01T23:59:59', '2026-03-02T00:00:00', '2026-03-06T23:59:59', '2026-03-07T00:00:00'].map(allowed),
    ).toEqual([false, true, true, false]);
  });

  it('never signs', () => {
    expect(codes(ask({ personId: 'mot_cua_b', task: { ...intake, signs: true }, at: during }))).toContain(
      'SUBSTITUTE_CANNOT_SIGN',
    );
    expect(codes(ask({ personId: 'mot_cua_b', task: intake, action: 'sign', at: during }))).toContain(
      'SUBSTITUTE_CANNOT_SIGN',
    );
  });
});

describe('four eyes', () => {
  it('keeps out whoever did the separated step', () => {
    expect(codes(ask({ personId: 'truong_phong_d', task: { ...review, excluded: ['truong_phong_d'] } }))).toEqual([
      'FOUR_EYES',
    ]);
  });

  it('keeps out who would act for him, unless the rules allow it', () => {
    const request = {
      personId: 'pho_giam_doc_k',
      task: { ...signSo, excluded: ['giam_doc_h'] },
      domainField: 'thuong_mai',
      action: 'complete',
      at: at('2026-02-10'),
    } as const;
    expect(codes(ask(request))).toContain('FOUR_EYES_PRINCIPAL');
    const lenient = compileRules({
      ...vnSigningRulesData,
      general: vnSigningRulesData.general.map((rule) => ({ ...rule, excludedPrincipal: 'allowed' as const })),
    });
    expect(decide(request, directory, grants, lenient).allowed).toBe(true);
  });
});

describe('certificates (Decree 23/2025/NĐ-CP art. 13–15)', () => {
  const request = { personId: 'pho_giam_doc_i', task: signSo, domainField: 'dien' };

  it('must state the position in which he signs, be in term and not revoked', () => {
    expect(ask(request)).toMatchObject({ allowed: true, authority: { certificate: { serial: '54:03' } } });
    expect(codes(ask({ ...request, certSerial: '54:02' }))).toContain('CERTIFICATE_POSITION');
    expect(codes(ask({ ...request, certSerial: '54:99' }))).toContain('CERTIFICATE_UNKNOWN');
    expect(codes(ask({ ...request, at: at('2026-11-02'), certSerial: '54:03' }))).toContain('CERTIFICATE_REVOKED');
    expect(codes(ask({ ...request, at: at('2027-01-02'), certSerial: '54:02' }))).toContain('CERTIFICATE_EXPIRED');
    expect(codes(ask({ ...request, at: at('2025-07-10'), certSerial: '54:03' }))).toContain('CERTIFICATE_NOT_YET');
  });

  it('are not asked for a claim; are required when the rules say so', () => {
    expect(ask({ ...request, action: 'claim', at: at('2026-11-02') }).allowed).toBe(true);
    const strict = compileRules({
      ...vnSigningRulesData,
      general: vnSigningRulesData.general.map((rule) => ({ ...rule, certificate: 'required' as const })),
    });
    const k = {
      personId: 'pho_giam_doc_k',
      task: signSo,
      domainField: 'thuong_mai',
      action: 'complete',
      at: at('2026-02-10'),
    } as const;
    expect(codes(decide(k, directory, grants, strict))).toContain('CERTIFICATE_MISSING');
  });
});

describe('the choice', () => {
  it('takes the own right first and says so', () => {
    const decision = ask({
      personId: 'truong_phong_d',
      task: { ...review, candidateUsers: ['mot_cua_a'] },
      at: at('2026-03-03'),
    });
    expect(decision).toMatchObject({ allowed: true, authority: { kind: 'own' } });
    const cover: Grant = {
      ...grant('tl-qlcn'),
      id: 'sub-1',
      mode: 'SUBSTITUTE',
      from: { person: 'pho_truong_phong_e' },
      to: { person: 'truong_phong_d' },
      scope: {},
      toAt: at('2027-01-01'),
    };
    expect(codes(ask({ personId: 'truong_phong_d', task: review }, [cover]))).toEqual(['OWN_ROLE', 'CHOSEN_OWN']);
  });

  it('takes the newest of equal acts', () => {
    const older = { ...grant('tuq-07'), id: 'a-older' };
    const newer: Grant = {
      ...grant('tuq-07'),
      id: 'z-newer',
      instrument: { no: '9', issuedOn: '2026-01-14', title: 't', issuer: 'i' },
    };
    const request = { personId: 'giam_doc_h', task: signUbnd, procedureCode: '1.014967' };
    for (const acts of [
      [older, newer],
      [newer, older],
    ]) {
      const decision = ask(request, acts);
      expect(decision).toMatchObject({ allowed: true, authority: { grantId: 'z-newer' } });
      expect(codes(decision)).toContain('CHOSEN_NEWEST');
    }
  });

  it('is bound by whom the actor says he acts for, and by who has the task', () => {
    const request = { personId: 'pho_giam_doc_k', task: signSo, domainField: 'thuong_mai' };
    expect(ask({ ...request, onBehalfOf: 'giam_doc_h' }).allowed).toBe(true);
    expect(codes(ask({ ...request, onBehalfOf: 'chu_tich_m' }))).toContain('NOT_FOR_PRINCIPAL');
    expect(ask({ ...request, heldBy: 'giam_doc_h' }).allowed).toBe(true);
    expect(codes(ask({ ...request, heldBy: 'pho_giam_doc_i' }))).toContain('TASK_HELD');
    expect(codes(ask({ personId: 'giam_doc_h', task: signSo, onBehalfOf: 'pho_giam_doc_k' }))).toContain(
      'NOT_FOR_PRINCIPAL',
    );
  });
});

describe('conditions', () => {
  const conditional = [{ ...grant('tuq-07'), conditions: 'von < 5000000000' }];
  const request = { personId: 'giam_doc_h', task: signUbnd, procedureCode: '1.014967' };

  it('must be judged true; without a judge the grant gives nothing', () => {
    expect(ask({ ...request, holds: () => true }, conditional)).toMatchObject({
      allowed: true,
      authority: { conditions: ['von < 5000000000'] },
    });
    expect(codes(ask({ ...request, holds: () => false }, conditional))).toContain('CONDITION_FALSE');
    expect(codes(ask(request, conditional))).toContain('CONDITION_UNJUDGED');
  });
});

describe('assigning', () => {
  it('is also for superiors, not for strangers', () => {
    const task: TaskFacts = { name: 'Thụ lý', role: 'chuyen_vien', unit: 'phong_qlcn' };
    for (const personId of ['truong_phong_d', 'pho_truong_phong_e', 'giam_doc_h']) {
      expect(codes(ask({ personId, task, action: 'assign', heldBy: 'chuyen_vien_c' }))).toEqual(['OWN_SUPERIOR']);
      expect(ask({ personId, task, action: 'complete' }).allowed).toBe(false);
    }
    expect(ask({ personId: 'truong_phong_g', task, action: 'assign' }).allowed).toBe(false);
    expect(ask({ personId: 'chu_tich_m', task, action: 'assign' }).allowed).toBe(false);
  });
});

describe('the record', () => {
  it('is plain JSON and stays as it was', () => {
    const decision = ask({ personId: 'giam_doc_h', task: signUbnd, procedureCode: '1.014967' });
    if (!decision.allowed) throw new Error('not allowed');
    const record: Authority = decision.authority;
    expect(JSON.parse(JSON.stringify(record))).toEqual(record);
  });

  it('judges a past moment by the status of that moment', () => {
    const revoked = changeGrant(grant('tuq-07'), 'revoke', at('2026-03-01'));
    const request = { personId: 'giam_doc_h', task: signUbnd, procedureCode: '1.014967' };
    expect(ask({ ...request, at: at('2026-03-01') - 1 }, [revoked]).allowed).toBe(true);
    expect(codes(ask({ ...request, at: at('2026-03-01') }, [revoked]))).toContain('GRANT_NOT_ACTIVE');
  });
});
