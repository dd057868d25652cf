// What is wrong with a grant before it is registered, and the life it has afterwards.
import { describe, expect, it } from 'vitest';
import { getShortestPaths } from 'xstate/graph';
import { changeGrant, checkGrant, grantStatusAt } from 'quytrinh/authority';
import { grantMachine, grantTable, type GrantState } from 'quytrinh/lifecycle';
import { authorityText, languages } from 'quytrinh/text';
import type { Grant } from '../../src/model/authority.ts';
import { at, directory, grant, grants, rules } from './directory-of.ts';

function found(change: Partial<Grant>, others: readonly Grant[] = []): readonly string[] {
  return check({ ...grant('tuq-07'), ...change }, others);
}
function check(one: Grant, others: readonly Grant[] = []): readonly string[] {
  return checkGrant(one, directory, rules, others).map((problem) => {
    for (const lang of languages) expect(authorityText(problem, lang)).not.toMatch(/\{\w+\}|undefined/);
    return `${problem.code} ${problem.pointer}`;
  });
}

describe('checkGrant', () => {
  it('accepts the acts of the example; an ủy quyền without conditions gets a warning', () => {
    for (const one of grants) {
      const errors = checkGrant(
        one,
        directory,
        rules,
        grants.filter((other) => other !== one),
      ).filter((problem) => problem.severity === 'error');
      expect(errors).toEqual([]);
    }
    expect(checkGrant(grant('uq-1883'), directory, rules)).toMatchObject([
      { code: 'CONDITIONS_MISSING', severity: 'warning', legalBasis: 'Luật 72/2025/QH15 Điều 14 khoản 1' },
    ]);
  });

  it('asks for a written act, a term and a content', () => {
    const { instrument: _instrument, toAt: _toAt, ...bare } = grant('tuq-07');
    expect(check({ ...bare, scope: {} })).toEqual([
      'INSTRUMENT_MISSING /instrument',
      'TERM_OPEN /toAt',
      'SCOPE_EMPTY /scope',
    ]);
    expect(found({ instrument: { no: ' ', issuedOn: '2026-01-01', title: '', issuer: '' } })).toEqual([
      'INSTRUMENT_MISSING /instrument',
    ]);
    expect(found({ toAt: grant('tuq-07').fromAt })).toEqual(['TERM_INVERTED /toAt']);
    expect(found({ fromAt: at('2026-01-09') })).toEqual(['INSTRUMENT_LATER /instrument/issuedOn']);
  });

  it('asks for the right parties', () => {
    expect(found({ to: { person: 'chuyen_vien_p' } })).toEqual(['RECIPIENT_NOT_ALLOWED /to']);
    expect(found({ to: { person: 'truong_phong_d' } })).toEqual(['PARTIES_UNRELATED /to']);
    expect(found({ from: { person: 'pho_chu_tich_n' } })).toEqual(['GIVER_NOT_ALLOWED /from']);
    expect(found({ to: { person: 'x' } })).toEqual(['ID_UNKNOWN /to/person']);
    expect(found({ to: { role: 'x', unit: 'y' } })).toEqual(['ID_UNKNOWN /to/role', 'ID_UNKNOWN /to/unit']);
    expect(found({ to: { person: 'chu_tich_m' } })).toContain('PARTY_SELF /to');
  });

  it('asks for a seal owner and a mode that go together', () => {
    expect(check({ ...grant('tl-qlcn'), sealOwner: 'DELEGATE' })).toEqual(['SEAL_OWNER /sealOwner']);
    expect(
      found({ fromAt: at('2019-01-01'), instrument: { no: '1', issuedOn: '2018-01-01', title: 't', issuer: 'i' } }),
    ).toContain('RULE_UNKNOWN /mode');
  });

  it('refuses leave to hand on where the rule forbids it', () => {
    expect(found({ redelegation: true })).toEqual(['REDELEGATION_FORBIDDEN /redelegation']);
    expect(check({ ...grant('tl-qlcn'), redelegation: true })).toEqual([]);
  });

  it('sees circles and ids already used', () => {
    const back: Grant = {
      ...grant('tl-qlcn'),
      id: 'back',
      from: { person: 'truong_phong_d' },
      to: { position: 'giam_doc', unit: 'so_cong_thuong' },
    };
    expect(check(back, grants)).toContain('CHAIN_CYCLIC /to');
    expect(check(back, [changeGrant(grant('tl-qlcn'), 'revoke', at('2026-01-01'))])).not.toContain('CHAIN_CYCLIC /to');
    expect(found({}, grants)).toContain('ID_REPEATED /id');
  });

  it('sees a history that contradicts the status', () => {
    expect(found({ history: [{ status: 'draft', fromAt: 0 }] })).toEqual(['HISTORY_INCONSISTENT /history']);
  });
});

describe('the life of a grant', () => {
  it('is the same in the table as in the machine, on every path', () => {
    const paths = getShortestPaths(grantMachine);
    expect(new Set(paths.map((path) => path.state.value))).toEqual(new Set(Object.keys(grantTable)));
    for (const path of paths) {
      const last = path.steps.reduce<GrantState>((state, step) => {
        // The first step is the machine's own start.
        const event = step.event.type;
        return grantTable[state][event] ?? state;
      }, 'draft');
      expect(last).toBe(path.state.value);
    }
  });

  it('keeps what the status was at each moment', () => {
    const draft: Grant = { ...grant('tuq-07'), status: 'draft' };
    const [t1, t2, t3, t4] = [1, 2, 3, 4].map((day) => at(`2026-02-0${day}`)) as [number, number, number, number];
    const later = changeGrant(
      changeGrant(changeGrant(changeGrant(draft, 'activate', t1), 'suspend', t2), 'resume', t3),
      'revoke',
      t4,
    );
    const status = (moment: number) => grantStatusAt(later, moment);
    expect([t1 - 1, t1, t2 - 1, t2, t3, t4 - 1, t4].map(status)).toEqual([
      'draft',
      'active',
      'active',
      'suspended',
      'active',
      'active',
      'revoked',
    ]);
    expect(later.status).toBe('revoked');
  });

  it('refuses what the lifecycle does not know, and time running backward', () => {
    const revoked = changeGrant(grant('tuq-07'), 'revoke', at('2026-03-01'));
    expect(() => changeGrant(revoked, 'resume', at('2026-03-02'))).toThrow(/ARGUMENT_INVALID.*resume/);
    expect(() =>
      changeGrant(changeGrant(grant('tuq-07'), 'suspend', at('2026-03-01')), 'resume', at('2026-02-01')),
    ).toThrow(/ARGUMENT_INVALID/);
  });
});
