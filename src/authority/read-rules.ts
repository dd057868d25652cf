// A rules file → rules that can be trusted, or every problem with its JSON Pointer.
import rulesSchema from '../../schemas/authority-rules.schema.json' with { type: 'json' };
import type { AuthorityProblem, AuthorityReasonCode, AuthorityRulesData, MomentWindow } from '../model/authority.ts';
import { instantOf, spanOf } from './moment.ts';
import { compileRules, type AuthorityRules } from './rules.ts';
import { schemaProblems } from './schema-problems.ts';

export type RulesRead =
  | { readonly ok: true; readonly rules: AuthorityRules }
  | { readonly ok: false; readonly problems: readonly AuthorityProblem[] };

/** `json` is the parsed file (schemas/authority-rules.schema.json). */
export function readRules(json: unknown): RulesRead {
  const shape = schemaProblems(json, rulesSchema);
  if (shape.length > 0) return { ok: false, problems: shape };
  const data = json as AuthorityRulesData;
  const problems = ruleProblems(data);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, rules: compileRules(data) };
}

function ruleProblems(data: AuthorityRulesData): AuthorityProblem[] {
  const problems: AuthorityProblem[] = [];
  const report = (code: AuthorityReasonCode, pointer: string, params: Record<string, string | number>) =>
    problems.push({ code, severity: 'error', pointer, params });
  const offset = data.utcOffset ?? '+07:00';
  const ids = new Set(data.signing.map((rule) => rule.id));

  const checkWindow = (row: MomentWindow, pointer: string) => {
    for (const edge of ['from', 'to'] as const) {
      const text = row[edge];
      if (text !== undefined && instantOf(text, offset, edge) === undefined)
        report('MOMENT_INVALID', `${pointer}/${edge}`, { text });
    }
    const span = spanOf(row, offset);
    if (span.fromAt >= span.toAt) report('TERM_INVERTED', pointer, { from: row.from ?? '', to: row.to ?? '' });
  };
  /** Two rules of one key at one moment would leave it to chance which holds. */
  const checkOverlap = (
    rows: readonly (MomentWindow & { readonly id: string })[],
    kind: string,
    keyOf: (i: number) => string,
  ) => {
    rows.forEach((row, i) => {
      checkWindow(row, `/${kind}/${i}`);
      rows.slice(0, i).forEach((earlier, j) => {
        const [a, b] = [spanOf(row, offset), spanOf(earlier, offset)];
        const sameKey = keyOf(i) === keyOf(j) || row.id === earlier.id;
        if (sameKey && a.fromAt < b.toAt && b.fromAt < a.toAt)
          report('RULES_OVERLAP', `/${kind}/${i}`, { id: row.id, other: earlier.id });
      });
    });
  };
  checkOverlap(data.signing, 'signing', (i) => `${data.signing[i]?.mode ?? ''} ${data.signing[i]?.sealOwner ?? ''}`);
  checkOverlap(data.general, 'general', () => 'general');

  const known = (id: string | undefined, pointer: string) => {
    if (id !== undefined && !ids.has(id)) report('ID_UNKNOWN', pointer, { kind: 'signing', id });
  };
  data.signing.forEach((rule, i) => rule.followedBy.forEach((id, j) => known(id, `/signing/${i}/followedBy/${j}`)));
  data.general.forEach((rule, i) => known(rule.deputySignsBy, `/general/${i}/deputySignsBy`));
  return problems;
}
