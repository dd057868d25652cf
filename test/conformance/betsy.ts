// The conformance tests of betsy: single-feature processes with the log that each must write, run on the real engine with a
// store in memory and a clock by hand. An entry is one test; it passes when all of its cases do.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'quytrinh/bpmn';
import { isEngineError } from 'quytrinh';
import { validate } from 'quytrinh/lint';
import { runnableModel, type Translations } from './betsy-model.ts';
import { betsyRun, type BetsyRun } from './betsy-run.ts';
import type { BpmnModel, Diagnostic, Variables } from 'quytrinh/model';

export interface BetsyResult {
  readonly passed: number;
  readonly total: number;
  readonly failed: readonly { readonly id: string; readonly reason: string }[];
  /** Single cases, for comparison with figures of others. */
  readonly cases: { readonly passed: number; readonly total: number };
}

interface Test {
  readonly id: string;
  readonly file: string;
  readonly cases: readonly Case[];
}
interface Case {
  readonly number: number;
  readonly startProcess: string;
  readonly startFirst: string | null;
  readonly variables: Variables;
  readonly delayMs: number;
  readonly expectedLog: readonly string[];
  readonly expectedErrors: readonly string[];
}

/** `folder` holds `cases.json` beside the models. */
export async function runBetsy(folder: string): Promise<BetsyResult> {
  const { tests, meta } = JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8')) as {
    tests: readonly Test[];
    meta: { expressionTranslations: Translations };
  };
  const failed: { id: string; reason: string }[] = [];
  const cases = { passed: 0, total: 0 };
  for (const { id, file, cases: all } of tests) {
    const source = readFileSync(join(folder, file), 'utf8');
    const { model, diagnostics } = await parse(source, { file });
    const reasons: string[] = [];
    for (const one of all) {
      const reason =
        model === null
          ? `not read: ${diagnostics[0]?.code ?? ''}`
          : await failureOf(one, runnableModel(model, meta.expressionTranslations), source);
      cases.total += 1;
      if (reason === null) cases.passed += 1;
      else reasons.push(all.length === 1 ? reason : `case ${one.number}: ${reason}`);
    }
    if (reasons.length > 0) failed.push({ id, reason: reasons.join('; ') });
  }
  return { passed: tests.length - failed.length, total: tests.length, failed, cases };
}

export function hasBetsy(folder: string): boolean {
  return existsSync(join(folder, 'cases.json'));
}

async function failureOf(one: Case, model: BpmnModel, source: string): Promise<string | null> {
  const run = await betsyRun({ markers: one.expectedLog.includes('MARKER_exists') });
  try {
    const observed = await observe(run, one, model, source);
    const expected = [...one.expectedLog, ...one.expectedErrors];
    return sameTokens(expected, observed) ? null : difference(expected, observed, run.notes);
  } finally {
    await run.close();
  }
}

async function observe(run: BetsyRun, one: Case, model: BpmnModel, source: string): Promise<string[]> {
  const [refused] = refusals(model);
  if (refused !== undefined) {
    run.notes.push(`${refused.code} ${refused.elementId ?? ''}`);
    return ['ERROR_deployment'];
  }
  try {
    await run.deploy(model, source);
  } catch (error) {
    if (!isEngineError(error)) throw error;
    run.notes.push(error.message);
    return ['ERROR_deployment'];
  }
  try {
    if (one.startFirst !== null) await run.start(one.startFirst, {});
    await run.start(one.startProcess, one.variables);
    await run.wait(one.delayMs);
  } catch (error) {
    if (!isEngineError(error)) throw error;
    run.notes.push(error.message);
    return [...run.log, 'ERROR_runtime'];
  }
  return [...run.log, ...(await run.errors())];
}

/** What keeps a model from being deployed. Unsound ones are there on purpose: the corpus wants to see them get stuck. */
function refusals(model: BpmnModel): readonly Diagnostic[] {
  return validate(model).filter(({ severity, code }) => severity === 'error' && !code.startsWith('UNSOUND_'));
}

/** Both as multisets; `ERROR` stands for either of two. */
function sameTokens(expected: readonly string[], observed: readonly string[]): boolean {
  const either = (token: string): string =>
    expected.includes('ERROR') && (token === 'ERROR_deployment' || token === 'ERROR_runtime') ? 'ERROR' : token;
  return expected.toSorted().join() === observed.map(either).toSorted().join();
}

function difference(expected: readonly string[], observed: readonly string[], notes: readonly string[]): string {
  const why = notes.length === 0 ? '' : ` (${notes.join('; ')})`;
  return `expected [${expected.toSorted().join(' ')}], logged [${observed.toSorted().join(' ')}]${why}`;
}
