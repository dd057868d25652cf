// Whatever somebody may do is found under his candidacies; and they leave out much of what he may not.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { candidaciesOf, compileDirectory, decide, vnSigningRules } from 'quytrinh/authority';
import { candidatesOf } from 'quytrinh/model';
import { directories, grantLists, personIds, questions } from './organisations.ts';

it('a task that may be done by somebody is offered under one of his candidacies, and taken by one of his holders', () => {
  const seen = { found: 0, byGrant: 0, leftOut: 0, held: 0 };
  fc.assert(
    fc.property(
      directories,
      grantLists,
      questions,
      fc.constantFrom(undefined, ...personIds),
      (data, grants, asked, heldBy) => {
        const directory = compileDirectory(data);
        for (const question of asked) {
          if (question.action === 'assign' || question.action === 'release') continue;
          const held = heldBy ?? question.heldBy;
          const request = held === undefined ? question : { ...question, heldBy: held };
          const { personId, at, task } = request;
          const { candidates, holders } = candidaciesOf(personId, directory, grants, at);
          const words = new Set(candidates);
          const isFound =
            candidatesOf(task).some((word) => words.has(word)) && (held === undefined || holders.includes(held));
          const decision = decide(request, directory, grants, vnSigningRules);
          if (!isFound) {
            seen.leftOut++;
            expect(decision.allowed).toBe(false);
          } else if (decision.allowed) {
            seen.found++;
            if (decision.authority.kind !== 'own') seen.byGrant++;
            if (held !== undefined && held !== personId) seen.held++;
          }
        }
      },
    ),
    { numRuns: 1500 },
  );
  // Otherwise the property could hold for want of cases.
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(5);
});
