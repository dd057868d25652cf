// `quytrinh archive`: what ended long ago leaves the store for a folder, one file for each instance.
import { closeSync, existsSync, fsyncSync, openSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ArchiveSink } from '../../engine/index.ts';
import { fill } from '../../model/fill.ts';
import { timeProblemText, type Lang } from '../../text/index.ts';
import { parseInstant } from '../../time/index.ts';
import type { ExitCode, Shell } from '../command.ts';
import { printable } from '../style.ts';
import { say } from '../texts.ts';
import { usageError } from '../usage-error.ts';
import { archiveFile } from './archive-file.ts';
import { progressFor } from './progress.ts';
import { countOf, given, opsWords } from './shared.ts';
import { withEngine } from './with-engine.ts';

export interface ArchiveOptions {
  readonly schema: string | undefined;
  readonly format: 'pretty' | 'json';
  readonly before: string;
  readonly process: string | undefined;
  readonly limit: string | undefined;
  readonly actor: string | undefined;
  readonly do: boolean;
}

export async function archiveTo(
  [where = '', folder = '']: readonly string[],
  options: ArchiveOptions,
  shell: Shell,
): Promise<ExitCode> {
  const { lang, out } = shell;
  const endedBefore = instantOf(options.before, lang);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw usageError('folderMissing', { folder });
  const show = progressFor(shell);
  const { process, actor } = options;
  const request = {
    ...{ endedBefore, to: intoFolder(folder), dryRun: !options.do },
    ...given({ process, actor, limit: countOf(options.limit) }),
    onProgress: (archived: number) => show(fill(opsWords.archiving[lang], { archived })),
  };
  const report = await withEngine(where, options.schema, (engine) => engine.archive(request));
  const { archived, kept, more } = report;
  if (options.format === 'json') out(JSON.stringify({ ...report, dryRun: !options.do }, null, 2));
  else {
    for (const { instanceId, reason } of kept) out(printable(`${instanceId}  ${opsWords.keptBecause[reason][lang]}`));
    const said = options.do ? opsWords.archived : opsWords.wouldArchive;
    out(fill(said[lang], { archived: archived.length, kept: kept.length, folder }));
    if (more) out(opsWords.moreToArchive[lang]);
  }
  return kept.some(({ reason }) => reason === 'unsound') ? 1 : 0;
}

/** On the disk, with its name, before the instance is removed from the store. */
function intoFolder(folder: string): ArchiveSink {
  return (document) => {
    const file = join(folder, archiveFile(document.instance.instanceId));
    const draft = `${file}.part`;
    try {
      const open = openSync(draft, 'w');
      try {
        writeFileSync(open, `${JSON.stringify(document)}\n`);
        fsyncSync(open);
      } finally {
        closeSync(open);
      }
      renameSync(draft, file);
      syncFolder(folder);
    } catch (error) {
      throw usageError('fileNotWritten', { file, detail: (error as NodeJS.ErrnoException).code ?? String(error) });
    }
  };
}

/** Some systems have no such thing for folders: there the name is kept with the file. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const open = openSync(folder, 'r');
  try {
    fsyncSync(open);
  } finally {
    closeSync(open);
  }
}

/** A day of Viet Nam, or an instant. Throws a UsageError. */
function instantOf(text: string, lang: Lang): number {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const read = parseInstant(isDay ? `${text}T00:00` : text, { zone: 'Asia/Ho_Chi_Minh' });
  if (read.ok) return read.value;
  // What is wrong with a text of another form would be said of instants only.
  const isOfForm = /^\d{4}-\d{2}-\d{2}/.test(text);
  const problem = isOfForm ? timeProblemText(read.problem.code, read.problem.params, lang) : say('dayOrInstant', lang);
  throw usageError('optionWrong', { name: '--before', value: text, problem });
}
