// `quytrinh instances export`: one instance as one document that proves itself.
import { closeSync, fsyncSync, openSync, writeFileSync } from 'node:fs';
import type { Shell, ExitCode } from '../command.ts';
import { fill } from '../../model/fill.ts';
import { usageError } from '../usage-error.ts';
import { opsWords } from './shared.ts';
import { withEngine } from './with-engine.ts';

export async function exportOne(
  [where = '', instanceId = '']: readonly string[],
  { schema, out: target }: { readonly schema: string | undefined; readonly out: string | undefined },
  { lang, out }: Shell,
): Promise<ExitCode> {
  const document = await withEngine(where, schema, (engine) => engine.exportInstance(instanceId));
  const text = JSON.stringify(document);
  if (target === undefined) out(text);
  else {
    writeNew(target, `${text}\n`);
    out(fill(opsWords.exported[lang], { instanceId, entries: document.entries.length, file: target }));
  }
  return 0;
}

/** On the disk when it returns. Throws a UsageError: a file that is there is not overwritten. */
function writeNew(file: string, text: string): void {
  let open: number;
  try {
    open = openSync(file, 'wx');
  } catch (error) {
    throw usageError('fileNotWritten', { file, detail: (error as NodeJS.ErrnoException).code ?? String(error) });
  }
  try {
    writeFileSync(open, text);
    fsyncSync(open);
  } finally {
    closeSync(open);
  }
}
