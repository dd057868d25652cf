// Runs the DMN compatibility kit: every case of every suite against the decisions compiled from its files.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileDecisions, compileExpression, readDmn, toJson } from 'quytrinh/feel';
import type { DecisionSet, DmnModel } from 'quytrinh/feel';

export interface DmnTckResult {
  readonly passed: number;
  readonly total: number;
  readonly failed: readonly { readonly id: string; readonly reason: string }[];
}

/** `folder` holds `cases.json` beside the suites. */
export async function runDmnTck(folder: string): Promise<DmnTckResult> {
  const { suites } = JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8')) as { suites: readonly Suite[] };
  const failed: { id: string; reason: string }[] = [];
  let total = 0;
  for (const suite of suites) {
    const decisions = await loadSuite(folder, suite);
    for (const one of suite.cases) {
      total++;
      const reason = typeof decisions === 'string' ? decisions : failureOf(one, decisions);
      if (reason !== undefined) failed.push({ id: `${suite.suite}/${one.id}`, reason });
    }
  }
  return { passed: total - failed.length, total, failed };
}

export function hasDmnTck(folder: string): boolean {
  return existsSync(join(folder, 'cases.json'));
}

type Value =
  | null
  | { readonly $type: string; readonly value: string | null }
  | { readonly $list: readonly Value[] }
  | { readonly $context: Readonly<Record<string, Value>> };

interface Suite {
  readonly suite: string;
  readonly models: readonly string[];
  readonly model: string;
  readonly cases: readonly Case[];
}
interface Case {
  readonly id: string;
  readonly type: 'decision' | 'decisionService';
  readonly invocable: string | null;
  readonly inputs: Readonly<Record<string, Value>>;
  readonly expect: readonly { readonly decision: string; readonly errorResult: boolean; readonly expected: Value }[];
}

async function loadSuite(folder: string, { suite, models, model }: Suite): Promise<DecisionSet | string> {
  const read: DmnModel[] = [];
  let main: DmnModel | undefined;
  for (const name of models) {
    const { model: found, diagnostics } = await readDmn(readFileSync(join(folder, suite, name), 'utf8'));
    if (found === undefined) return `${name} cannot be read: ${JSON.stringify(diagnostics)}`;
    if (name === model) main = found;
    else read.push(found);
  }
  return main === undefined ? `no model ${model}` : compileDecisions(main, read);
}

function failureOf(one: Case, decisions: DecisionSet): string | undefined {
  const inputs = new Map(Object.entries(one.inputs).map(([name, value]) => [name, inputOf(value)]));
  for (const { decision, errorResult, expected } of one.expect) {
    const asked = one.invocable ?? decision;
    const result = decisions.evaluate(asked, (name) => inputs.get(name), { now: 1_700_000_000_000 });
    let value = result.ok ? result.value : null;
    if (one.invocable !== null && one.expect.length > 1) value = (value as Record<string, unknown>)[decision];
    const found = toJson(value);
    if (errorResult && found === null) continue;
    if (!matches(expected, found)) {
      const notes = result.ok ? result.warnings.slice(0, 3) : [result.problem];
      const problems = decisions.diagnostics.slice(0, 3);
      return `${decision}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(found)} ${JSON.stringify([...notes, ...problems])}`;
    }
  }
  return undefined;
}

/** A value of the kit as FEEL sees it. */
function inputOf(value: Value): unknown {
  if (value === null) return null;
  if ('$list' in value) return value.$list.map(inputOf);
  if ('$context' in value) {
    return Object.fromEntries(Object.entries(value.$context).map(([key, entry]) => [key, inputOf(entry)]));
  }
  if (value.value === null) return null;
  const constructor = constructors[value.$type];
  return constructor === undefined ? plain(value.$type, value.value) : construct(constructor, value.value);
}

const constructors: Readonly<Record<string, string | undefined>> = {
  date: 'date',
  time: 'time',
  dateTime: 'date and time',
  duration: 'duration',
};

function plain(type: string, text: string): unknown {
  if (type === 'boolean') return text === 'true';
  return type === 'decimal' || type === 'double' || type === 'integer' ? Number(text) : text;
}

function construct(constructor: string, text: string): unknown {
  const compiled = compileExpression(`${constructor}("${text}")`);
  return compiled.ok ? compiled.expression.run(() => undefined, { now: 0 }) : null;
}

/** Numbers agree to eight decimals, as the kit's own runner has it. */
function matches(expected: Value, found: unknown): boolean {
  if (expected === null) return found === null;
  if ('$list' in expected) {
    const { $list } = expected;
    return Array.isArray(found) && found.length === $list.length && $list.every((item, i) => matches(item, found[i]));
  }
  if ('$context' in expected) {
    const entries = Object.entries(expected.$context);
    if (typeof found !== 'object' || found === null || Array.isArray(found)) return false;
    const own = found as Record<string, unknown>;
    return (
      entries.length === Object.keys(own).length && entries.every(([key, value]) => matches(value, own[key] ?? null))
    );
  }
  const wanted = toJson(inputOf(expected));
  if (typeof wanted === 'number') {
    return typeof found === 'number' && Math.abs(wanted - found) <= 1e-8 * Math.max(1, Math.abs(wanted));
  }
  return wanted === found;
}
