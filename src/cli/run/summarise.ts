// How a run stands when it goes no further, in words and as an exit code.
import type { Engine, Store } from '../../engine/index.ts';
import { fill } from '../../model/fill.ts';
import type { ProcessModel } from '../../model/process-model.ts';
import { incidentText, type Lang } from '../../text/index.ts';
import type { ExitCode, Shell } from '../command.ts';
import { printable, styleFor } from '../style.ts';
import { troubleOf } from '../trouble.ts';
import type { Did, DriveEnd } from './drive.ts';
import type { Family } from './family.ts';
import { namesOf } from './names-of.ts';
import type { Counts } from './report.ts';
import { runWords } from './texts.ts';
import { waitingOf } from './waiting.ts';

export interface RunParts {
  readonly engine: Engine;
  readonly store: Store;
  readonly family: Family;
  readonly rootId: string;
  readonly models: readonly ProcessModel[];
}

export interface RunEnd {
  readonly format: 'pretty' | 'ndjson';
  readonly auto: boolean;
  readonly 'fast-forward': boolean;
  readonly lang: Lang;
  readonly zone: string;
  readonly limit: number;
  readonly driven: DriveEnd;
  readonly troubles: readonly { readonly what: string; readonly trouble: unknown }[];
  readonly counts: Counts;
}

export async function summarise(parts: RunParts, end: RunEnd, shell: Shell): Promise<ExitCode> {
  const { engine, rootId } = parts;
  const { lang } = end;
  const pretty = end.format === 'pretty';
  const style = styleFor(pretty && shell.colour);
  const print = pretty ? shell.out : shell.err;
  const root = await engine.instance(rootId);
  const stuck = await incidentLines(parts, lang);
  if (pretty) print('');
  // The same trouble comes back at every step; it is told once.
  const troubles = new Set(
    end.troubles.map(({ what, trouble }) =>
      fill(runWords.trouble[lang], { what, text: troubleOf(trouble, lang).text }),
    ),
  );
  for (const trouble of troubles) print(style.red(printable(trouble)));
  const failed = root.status === 'failed' || root.status === 'cancelled';
  const code =
    failed || stuck.length > 0 || end.driven.why !== 'still' || end.troubles.length > 0
      ? 1
      : root.status === 'completed'
        ? 0
        : 3;

  if (failed) print(style.red(fill(runWords.failed[lang], { status: statusWords[root.status][lang] })));
  else if (stuck.length > 0) print(style.red(runWords.incident[lang]));
  else if (end.driven.why === 'limit') print(style.red(fill(runWords.limit[lang], { limit: end.limit })));
  else if (end.driven.why === 'circle') print(style.red(printable(await circleText(end.driven.round, parts, lang))));
  if (root.status === 'completed') print(style.green(fill(runWords.completed[lang], { ...end.counts })));
  for (const line of stuck) print(`  - ${printable(line)}`);
  if (end.driven.why === 'still') await printWaiting(parts, end, print);
  if (pretty) print(printable(fill(runWords.data[lang], { json: JSON.stringify(root.variables) })));
  return code;
}

/** The elements of one round, each once, as far as they can be read. */
async function circleText(round: readonly Did[], { store, models }: RunParts, lang: Lang): Promise<string> {
  const nameOf = namesOf(models);
  const names = new Set<string>();
  for (const { instanceId, element } of round.slice(0, MOST_SHOWN * 10))
    names.add(nameOf((await store.instance(instanceId))?.process ?? '', element));
  const shown = [...names].slice(0, MOST_SHOWN).map((name) => `"${name}"`);
  return fill(runWords.circle[lang], { elements: [...shown, ...(names.size > MOST_SHOWN ? ['…'] : [])].join(' → ') });
}

const MOST_SHOWN = 8;

async function incidentLines({ engine, family, store, models }: RunParts, lang: Lang): Promise<string[]> {
  const nameOf = namesOf(models);
  const lines: string[] = [];
  for (const instanceId of family.all()) {
    const process = (await store.instance(instanceId))?.process ?? '';
    for (const { element, code, params } of (await engine.incidents({ instanceId })).rows)
      lines.push(`${code}: ${incidentText(code, { ...params, element: nameOf(process, element) }, lang)}`);
  }
  return lines;
}

async function printWaiting(parts: RunParts, end: RunEnd, print: (text: string) => void): Promise<void> {
  const { family, store, rootId, models } = parts;
  const { lang, zone } = end;
  const nameOf = namesOf(models);
  const hints = new Set<string>();
  let first = true;
  for (const instanceId of family.active()) {
    const process = (await store.instance(instanceId))?.process ?? '';
    const waiting = await waitingOf(parts, instanceId, { lang, zone, nameOf: (element) => nameOf(process, element) });
    // An incident has told already why it goes no further.
    if (waiting.lines.length === 0) continue;
    if (first) print(runWords.waiting[lang]);
    first = false;
    if (instanceId !== rootId)
      print(`  ${printable(fill(runWords.other[lang], { instanceId, process: nameOf(process, process) }))}`);
    for (const line of waiting.lines) print(`  - ${printable(line)}`);
    if (waiting.work && !end.auto) hints.add(runWords.hints.auto[lang]);
    if (waiting.timers && !waiting.work && !end['fast-forward']) hints.add(runWords.hints.fastForward[lang]);
  }
  for (const hint of hints) print(`  ${hint}`);
}

const statusWords = {
  active: { vi: 'đang chạy', en: 'active' },
  completed: { vi: 'hoàn thành', en: 'completed' },
  failed: { vi: 'lỗi', en: 'failed' },
  cancelled: { vi: 'đã hủy', en: 'cancelled' },
} as const;
