// On random small organisations the decision is what the oracle finds by trying everything; every allowed chain is one of its lawful
// ways; taking any act out of the chain, or stepping out of its term by a millisecond, takes the authority away.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeGrant, compileDirectory, decide, performersFor, vnSigningRules } from 'quytrinh/authority';
import { authorityText, languages } from 'quytrinh/text';
import type { AuthorityRequest, Grant } from '../../src/model/authority.ts';
import { lawfulWays } from './oracle.ts';
import { directories, grantLists, now, personIds, questions } from './organisations.ts';

describe('random organisations', () => {
  it('are judged as the law judges them', () => {
    const seen = { own: 0, grant: 0, substitute: 0, denied: 0, long: 0 };
    const check = (
      question: AuthorityRequest,
      ways: readonly (readonly string[])[],
      decision: ReturnType<typeof decide>,
    ) => {
      expect(decision.allowed).toBe(ways.length > 0);
      if (!decision.allowed) {
        seen.denied++;
        expect(decision.reasons.length).toBeGreaterThan(0);
        return;
      }
      const { authority } = decision;
      seen[authority.kind]++;
      const taken = (authority.chain ?? []).flatMap(({ grantId }) =>
        grantId === undefined ? [] : [grantId.replace(/^(ABSENCE:\w+):.*/, '$1')],
      );
      if (taken.length > 1) seen.long++;
      const lawful = ways.map((way) => way.filter((id) => !id.startsWith('TM:')));
      expect(lawful).toContainEqual(taken);
      // Own right first, then the shortest.
      expect(taken.length).toBe(Math.min(...lawful.map((way) => way.length)));
      expect(authority.actor.personId).toBe(question.personId);
      expect(JSON.parse(JSON.stringify(authority))).toEqual(authority);
    };
    fc.assert(
      fc.property(directories, grantLists, questions, (data, grants, asked) => {
        const directory = compileDirectory(data);
        for (const question of asked) {
          check(question, lawfulWays(question, data, grants), decide(question, directory, grants, vnSigningRules));
        }
      }),
      { numRuns: 1500 },
    );
    // Otherwise the property could hold for want of cases.
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(5);
  });

  it('hear every reason in both languages, with nothing left open', () => {
    fc.assert(
      fc.property(directories, grantLists, questions, (data, grants, asked) => {
        const directory = compileDirectory(data);
        for (const question of asked) {
          const decision = decide(question, directory, grants, vnSigningRules);
          for (const reason of decision.allowed ? decision.authority.reasons : decision.reasons) {
            for (const lang of languages) expect(authorityText(reason, lang)).not.toMatch(/[{}]|undefined/);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('lose the authority with any act of the chain, and outside its term', () => {
    let flipped = 0;
    const check = (
      question: AuthorityRequest,
      directory: ReturnType<typeof compileDirectory>,
      grants: readonly Grant[],
    ) => {
      const decision = decide(question, directory, grants, vnSigningRules);
      if (!decision.allowed || decision.authority.kind === 'own') return;
      const ids = (decision.authority.chain ?? []).map(({ grantId }) => grantId);
      const chain = grants.filter((grant) => ids.includes(grant.id));
      const allowed = (some: readonly Grant[], at = now) =>
        decide({ ...question, at }, directory, some, vnSigningRules).allowed;
      expect(allowed(chain)).toBe(true);
      for (const grant of chain) {
        const after = (event: 'revoke' | 'suspend') =>
          chain.map((one) => (one === grant ? changeGrant(one, event, now) : one));
        expect(allowed(chain.filter((one) => one !== grant))).toBe(false);
        expect(allowed(after('revoke'))).toBe(false);
        expect(allowed(after('suspend'))).toBe(false);
        flipped++;
      }
      const fromAt = Math.max(...chain.map((grant) => grant.fromAt));
      expect([fromAt - 1, fromAt].map((at) => allowed(chain, at))).toEqual([false, true]);
      const toAt = Math.min(...chain.map((grant) => grant.toAt ?? Infinity));
      if (toAt !== Infinity) expect([toAt - 1, toAt].map((at) => allowed(chain, at))).toEqual([true, false]);
    };
    fc.assert(
      fc.property(directories, grantLists, questions, (data, grants, asked) => {
        // Without what the directory tells, only the registered acts are left.
        const persons = data.persons.map((person) => ({
          ...person,
          holds: person.holds.map(({ unit, position }) => ({ unit, position })),
        }));
        const directory = compileDirectory({ ...data, persons, absences: [] });
        for (const question of asked)
          check({ ...question, task: { ...question.task, excluded: [] } }, directory, grants);
      }),
      { numRuns: 1500 },
    );
    expect(flipped).toBeGreaterThan(100);
  });

  it('list as performers exactly those who are allowed', () => {
    fc.assert(
      fc.property(directories, grantLists, questions, (data, grants, asked) => {
        const [{ task, domainField } = { task: { name: '' }, domainField: undefined }] = asked;
        const options = domainField === undefined ? {} : { domainField };
        const found = performersFor(task, compileDirectory(data), grants, vnSigningRules, now, options);
        const lawful = personIds.filter((_, i) => asked[i] && lawfulWays(asked[i], data, grants).length > 0);
        expect(found.map(({ personId }) => personId)).toEqual(lawful);
      }),
      { numRuns: 300 },
    );
  });
});
