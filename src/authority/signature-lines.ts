// The lines above a signature (Decree 30/2020/NĐ-CP, appendix I): who the principal is, in what mode, and the signer's own title.
import type { SigningRuleData } from '../model/authority.ts';
import { fill } from '../model/fill.ts';
import type { Directory } from './directory.ts';
import type { Standing } from './node.ts';

export interface SignedStep {
  readonly rule: SigningRuleData;
  readonly from: Partial<Standing>;
  readonly to: Partial<Standing>;
}

/** `root`: in what quality the principal stands; without steps he signs himself. */
export function signatureLines(
  root: Partial<Standing>,
  steps: readonly SignedStep[],
  directory: Directory,
): readonly string[] {
  // In whose form the document is: a title of that unit is written without the unit's name.
  let formUnit = root.unit;
  for (const step of steps) if (step.rule.sealOwner === 'DELEGATE') formUnit = step.to.unit;

  const upper = (text: string) => text.trim().toLocaleUpperCase('vi');
  const unitName = (standing: Partial<Standing>) => {
    const unit = standing.unit === undefined ? undefined : directory.unit(standing.unit);
    return unit?.signName ?? unit?.name ?? '';
  };
  const words = (standing: Partial<Standing>) => {
    const position =
      standing.position === undefined ? '' : (directory.position(standing.position)?.name ?? standing.position);
    const body = upper(unitName(standing));
    const fullTitle = upper(`${position} ${unitName(standing)}`);
    return {
      body,
      fullTitle,
      title: standing.position !== undefined && standing.unit === formUnit ? upper(position) : fullTitle,
    };
  };

  const above = steps.flatMap(({ rule, from }) =>
    rule.principalLine === undefined ? [] : [fill(rule.principalLine, words(from))],
  );
  const last = steps.at(-1);
  const actor = words(last?.to ?? root);
  // An acting head (Q.) carries the title of the seat he fills, not his own.
  const own = last?.rule.actorLine === undefined ? actor.title : fill(last.rule.actorLine, words(last.from));
  return own === '' ? above : [...above, own];
}
