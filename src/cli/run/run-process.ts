// `quytrinh run`: check, deploy, start, drive, and say how it stands.
import { openEngine, systemClock, type Engine, type Store } from '../../engine/index.ts';
import type { Instant } from '../../model/json.ts';
import type { ProcessModel } from '../../model/process-model.ts';
import { memoryStore } from '../../stores/index.ts';
import { manualClock } from '../../testing/index.ts';
import { parseInstant, vietnamCalendar } from '../../time/index.ts';
import { timeProblemText, type Lang } from '../../text/index.ts';
import { checkFile, hasErrors } from '../check/check-file.ts';
import { excerptsOf } from '../check/excerpt.ts';
import { printProblem } from '../check/print-problem.ts';
import type { ExitCode, Shell } from '../command.ts';
import { findFiles } from '../files/find-files.ts';
import { styleFor } from '../style.ts';
import { usageError } from '../usage-error.ts';
import { chooseProcess } from './choose-process.ts';
import { drive } from './drive.ts';
import { familyOf } from './family.ts';
import { readVariables } from './read-variables.ts';
import { report } from './report.ts';
import { summarise } from './summarise.ts';

export interface RunOptions {
  readonly process: string | undefined;
  readonly variables: string | undefined;
  readonly auto: boolean;
  readonly 'fast-forward': boolean;
  readonly at: string | undefined;
  readonly store: string | undefined;
  readonly limit: string | undefined;
  readonly format: 'pretty' | 'ndjson';
}

export async function runProcess(name: string, options: RunOptions, shell: Shell): Promise<ExitCode> {
  const { lang } = shell;
  const calendar = vietnamCalendar();
  const startAt = options.at === undefined ? null : readInstant(options.at, calendar.zone, lang);
  const limit = readLimit(options.limit);
  const variables = readVariables(options.variables);
  const file = onlyFile(name);
  const checked = await checkFile(file, lang);
  if (checked.model === null || hasErrors(checked.problems)) {
    const excerpt = excerptsOf(checked.text);
    for (const problem of checked.problems) shell.err(`${printProblem(problem, excerpt, lang, styleFor(false))}\n`);
    return 1;
  }
  const { model, text } = checked;
  const process = chooseProcess(model, options.process);

  const clock = startAt !== null || options['fast-forward'] ? manualClock(startAt ?? systemClock.now()) : null;
  const store = await storeOf(options.store);
  const troubles: { readonly what: string; readonly trouble: unknown }[] = [];
  const engine = await openEngine({
    store,
    calendar,
    clock: clock ?? systemClock,
    onTrouble: (trouble, what) => void troubles.push({ trouble, what }),
  });
  return closing(engine, async () => {
    let rootId: string | null = null;
    const family = familyOf(store, () => rootId, await store.journalSize());
    await engine.deploy(model, text);
    rootId = (await engine.start(process.id, { variables })).instanceId;
    const { show, counts } = report({
      shell,
      format: options.format,
      zone: calendar.zone,
      models: model.processes,
      store,
    });
    await show.start(process, rootId);
    const driven = await drive({
      engine,
      store,
      family,
      rootId,
      auto: options.auto,
      clock,
      fastForward: options['fast-forward'],
      limit,
      stopped: shell.closed,
      isReceiveTask: receiveTasksOf(model.processes),
      onAct: async () => show.entries(await family.readOn()),
    });
    const how = { ...options, lang, zone: calendar.zone, limit, driven, troubles, counts: counts() };
    return summarise({ engine, store, family, rootId, models: model.processes }, how, shell);
  });
}

/** The store is closed whatever happens, and a failure to close does not hide what went wrong before. */
async function closing(engine: Engine, act: () => Promise<ExitCode>): Promise<ExitCode> {
  let code: ExitCode;
  try {
    code = await act();
  } catch (error) {
    await engine.close().catch(() => undefined);
    throw error;
  }
  await engine.close();
  return code;
}

async function storeOf(file: string | undefined): Promise<Store> {
  if (file === undefined) return memoryStore();
  const { sqliteStore } = await import('../../stores/sqlite/index.ts');
  return sqliteStore(file);
}

function onlyFile(name: string): string {
  const [file = name, second] = findFiles([name]);
  if (second !== undefined) throw usageError('fileSeveral', { name });
  return file;
}

function readInstant(text: string, zone: string, lang: Lang): Instant {
  const read = parseInstant(text, { zone });
  if (read.ok) return read.value;
  const { code, params, mend } = read.problem;
  const problem = timeProblemText(code, mend === undefined ? params : { ...params, mend }, lang);
  throw usageError('optionWrong', { name: '--at', value: text, problem });
}

function readLimit(text: string | undefined): number {
  if (text === undefined) return MOST_ACTS;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw usageError('limitWrong', { value: text });
  return Number(text);
}

/** Automatic acts of one run when nothing is said. */
const MOST_ACTS = 10_000;

function receiveTasksOf(processes: readonly ProcessModel[]): (process: string, element: string) => boolean {
  const known = new Set(
    processes.flatMap(({ id, elements }) =>
      elements.filter(({ type }) => type === 'receiveTask').map((element) => `${id} ${element.id}`),
    ),
  );
  return (process, element) => known.has(`${process} ${element}`);
}
