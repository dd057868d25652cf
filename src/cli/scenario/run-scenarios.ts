// `quytrinh scenario`: each file on an engine of its own, in memory, with a manual clock.
import { openEngine } from '../../engine/index.ts';
import { fill } from '../../model/fill.ts';
import { isEngineError } from '../../model/engine-error.ts';
import { memoryStore } from '../../stores/index.ts';
import { manualClock, runScenario } from '../../testing/index.ts';
import { errorText, type Lang, type Sentence } from '../../text/index.ts';
import { checkFile, hasErrors } from '../check/check-file.ts';
import type { ExitCode, Shell } from '../command.ts';
import { findFiles } from '../files/find-files.ts';
import { printable, styleFor } from '../style.ts';
import { troubleOf } from '../trouble.ts';
import { loadScenario } from './load-scenario.ts';

interface Result {
  readonly file: string;
  readonly id: string;
  readonly title: string;
  /** Empty when all was as expected. */
  readonly differences: readonly string[];
}

export async function runScenarios(
  names: readonly string[],
  { format }: { readonly format: 'pretty' | 'json' },
  { lang, out, colour, closed }: Shell,
): Promise<ExitCode> {
  const style = styleFor(colour);
  const files = findFiles(names, isScenarioFile);
  // All files are read before anything runs: a mistake in the call is told first.
  const loaded = files.map((file) => ({ file, parts: loadScenario(file, lang) }));
  const results: Result[] = [];
  for (const { file, parts } of loaded) {
    if (closed()) break;
    const { id, title } = parts.scenario;
    const result = { file, id, title: title[lang], differences: await differencesOf(parts, lang) };
    results.push(result);
    if (format === 'json') continue;
    const ok = result.differences.length === 0;
    out(`${ok ? style.green('✓') : style.red('✗')} ${printable(`${file}: ${result.title}`)}`);
    for (const difference of result.differences) out(`    ${printable(difference)}`);
  }
  const failed = results.filter(({ differences }) => differences.length > 0).length;
  if (format === 'json') out(JSON.stringify({ scenarios: files.length, failed, results }, null, 2));
  else out((failed === 0 ? style.green : style.red)(fill(words.summary[lang], { count: files.length, failed })));
  return failed === 0 ? 0 : 1;
}

function isScenarioFile(file: string): boolean {
  return /(^|\/)scenarios\/[^/]+\.json$/i.test(file);
}

async function differencesOf(parts: ReturnType<typeof loadScenario>, lang: Lang): Promise<readonly string[]> {
  const { scenario, file, calendar, directory, grants } = parts;
  const { model, problems, text } = await checkFile(file, lang);
  if (model === null || hasErrors(problems)) {
    const errors = problems.filter(({ severity }) => severity === 'error');
    return errors.map(({ line, column, code, message }) => `${file}:${line}:${column} ${code} ${message}`);
  }
  const process = model.processes.find(({ id }) => id === scenario.process);
  if (process === undefined) return [fill(words.noProcess[lang], { file, process: scenario.process })];
  const clock = manualClock(Date.parse(scenario.start.at));
  // The same trouble comes back at every step; it is told once.
  const troubles = new Set<string>();
  const engine = await openEngine({
    store: memoryStore(),
    calendar,
    clock,
    grants,
    ...(directory === undefined ? {} : { directory }),
    onTrouble: (trouble, what) => void troubles.add(`${what}: ${troubleOf(trouble, lang).text}`),
  });
  let done = 0;
  try {
    await engine.deploy(model, text);
    const onStep = (): void => void (done += 1);
    const { differences } = await runScenario(scenario, { engine, clock, calendar, process, onStep });
    return [...differences, ...troubles];
  } catch (error) {
    if (!isEngineError(error) || error.code === 'DEFECT') throw error;
    return [`steps/${done}: ${error.code} ${errorText(error, lang)}`, ...troubles];
  } finally {
    await engine.close();
  }
}

const words = {
  summary: {
    vi: 'Đã chạy {count} kịch bản, {failed} kịch bản khác mong đợi.',
    en: '{count} scenario(s) run, {failed} not as expected.',
  },
  noProcess: {
    vi: 'Tệp "{file}" không có quy trình "{process}".',
    en: 'The file "{file}" has no process "{process}".',
  },
} as const satisfies Record<string, Sentence>;
