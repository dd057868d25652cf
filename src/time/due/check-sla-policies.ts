// Is this JSON a list of policies? Shape by the JSON Schema, then what a schema cannot say.
import type { Checked, DataProblem } from '../../model/calendar.ts';
import type { SlaPolicy } from '../../model/sla.ts';
import { parseDate } from '../iso/local-date.ts';
import { parseEscalation } from '../clock/escalation.ts';
import { parseDuration } from '../iso/parse-duration.ts';
import { checkShape } from '../iso/check-shape.ts';
import schema from '../../../schemas/sla-policy.schema.json' with { type: 'json' };

/** `value` is `{ policies: [...] }`. Versions of one policy must not hold on the same day. */
export function checkSlaPolicies(value: unknown): Checked<readonly SlaPolicy[]> {
  const shape = checkShape(schema, value);
  if (shape.length > 0) return { ok: false, problems: shape };
  const { policies } = value as { readonly policies: readonly SlaPolicy[] };
  const problems = policies.flatMap((policy, i) => [
    ...dates(policy, `/policies/${i}`),
    ...lengths(policy, `/policies/${i}`),
    ...overlaps(policies, i),
  ]);
  return problems.length === 0 ? { ok: true, value: policies } : { ok: false, problems };
}

function dates(policy: SlaPolicy, path: string): readonly DataProblem[] {
  const problems: DataProblem[] = [];
  for (const key of ['effectiveFrom', 'effectiveTo'] as const) {
    const date = policy[key];
    if (date !== undefined && !parseDate(date).ok)
      problems.push({ code: 'DATA_DATE', path: `${path}/${key}`, params: { date } });
  }
  if (policy.effectiveTo !== undefined && policy.effectiveTo < policy.effectiveFrom) {
    problems.push({
      code: 'DATA_ORDER',
      path: `${path}/effectiveTo`,
      params: { fromOn: policy.effectiveFrom, toOn: policy.effectiveTo },
    });
  }
  return problems;
}

function lengths(policy: SlaPolicy, path: string): readonly DataProblem[] {
  const found: (readonly [string, string | undefined])[] = [
    ...policy.warnings.map(
      (warning, i) => [`${path}/warnings/${i}/lead`, 'lead' in warning ? warning.lead : undefined] as const,
    ),
    ...policy.pauses.flatMap((pause, i) => [
      [`${path}/pauses/${i}/answerWithin`, pause.answerWithin] as const,
      [`${path}/pauses/${i}/noticeWithin`, pause.noticeWithin] as const,
    ]),
    [`${path}/extension/lead`, policy.extension?.lead],
  ];
  const told = (policy.escalations ?? []).flatMap(({ at }, i): DataProblem[] =>
    parseEscalation(at).ok
      ? []
      : [{ code: 'DATA_DURATION', path: `${path}/escalations/${i}/at`, params: { duration: at } }],
  );
  return [
    ...told,
    ...found.flatMap(([at, text]) => {
      if (text === undefined || parseDuration(text).ok) return [];
      return [{ code: 'DATA_DURATION' as const, path: at, params: { duration: text } }];
    }),
  ];
}

function overlaps(policies: readonly SlaPolicy[], i: number): readonly DataProblem[] {
  const policy = policies[i] as SlaPolicy;
  const open = '9999-12-31';
  const clash = policies.slice(0, i).some((other) => {
    if (other.id !== policy.id) return false;
    return other.effectiveFrom <= (policy.effectiveTo ?? open) && policy.effectiveFrom <= (other.effectiveTo ?? open);
  });
  return clash
    ? [{ code: 'DATA_DUPLICATE', path: `/policies/${i}`, params: { id: `${policy.id} ${policy.effectiveFrom}` } }]
    : [];
}
