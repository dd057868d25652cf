import { compileDecisions, readDmn, toJson } from 'quytrinh/feel';
import type { DecisionSet } from 'quytrinh/feel';

export async function load(xml: string, ...imported: readonly string[]): Promise<DecisionSet> {
  const models = await Promise.all([xml, ...imported].map(async (one) => (await readDmn(one)).model));
  const [main, ...others] = models.filter((model) => model !== undefined);
  if (main === undefined) throw new Error('not read');
  return compileDecisions(main, others);
}

/** The value as JSON; a problem as its code. */
export function decide(set: DecisionSet, name: string, inputs: Readonly<Record<string, unknown>> = {}): unknown {
  const result = set.evaluate(name, (key) => inputs[key], { now: 0 });
  return result.ok ? toJson(result.value) : result.problem.code;
}
