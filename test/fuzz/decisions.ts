// The DMN decision that business rule tasks of random processes ask, in three versions, and the same naively for the reference.
import { compileDecisions, readDmn } from 'quytrinh/feel';
import type { BoundDecision, DecisionReference, StepContext } from 'quytrinh/machine';
import type { DecisionModel } from 'quytrinh/model';
import { decision, dmn, literal, table } from '../feel/dmn/dmn-xml.ts';

export const DECISION = 'd_next';
export const TAG = 'first';

type Version = DecisionModel['binding'];

/** In the order in which they are deployed: the one with the tag, the one that is there when the process comes, the latest. */
export const decisionTexts: Readonly<Record<Version, string>> = {
  versionTag: dmn(decision('next', literal('if a > 1 then 0 else a + 1'))),
  deployment: dmn(decision('next', literal('3 - b'))),
  latest: dmn(
    decision(
      'next',
      table({
        policy: 'FIRST',
        inputs: ['a', 'c'],
        outputs: [{}],
        rules: [
          ['< 1', '-', '2'],
          ['-', '> 1', '0'],
          ['-', '-', '1'],
        ],
      }),
    ),
  ),
};

const versions = new Map<Version, BoundDecision>();
for (const [version, text] of Object.entries(decisionTexts)) {
  const { model } = await readDmn(text);
  if (model === undefined) throw new Error('unreadable decision');
  versions.set(version as Version, { set: compileDecisions(model), hash: version });
}

export function contextAt(now: number): StepContext {
  const decision = ({ decisionId, binding, versionTag }: DecisionReference): BoundDecision | null =>
    decisionId === DECISION && (binding !== 'versionTag' || versionTag === TAG)
      ? (versions.get(binding) ?? null)
      : null;
  return { now, decision };
}
