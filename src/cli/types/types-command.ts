// `quytrinh types`: check, generate, print or write.
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { checkFile, hasErrors } from '../check/check-file.ts';
import { excerptsOf } from '../check/excerpt.ts';
import { printProblem } from '../check/print-problem.ts';
import type { ExitCode, Shell } from '../command.ts';
import { styleFor } from '../style.ts';
import { say } from '../texts.ts';
import { usageError } from '../usage-error.ts';
import { generateTypes } from './generate-types.ts';

export async function typesCommand(file: string, out: string | undefined, shell: Shell): Promise<ExitCode> {
  const { lang } = shell;
  const { model, problems, text: source } = await checkFile(file, lang);
  if (model === null || hasErrors(problems)) {
    const excerpt = excerptsOf(source);
    for (const problem of problems) {
      if (problem.severity === 'error') shell.err(`${printProblem(problem, excerpt, lang, styleFor(false))}\n`);
    }
    return 1;
  }
  const { text, count } = generateTypes(model, basename(file));
  if (count === 0) shell.err(say('typesNone', lang, { file }));
  if (out === undefined) shell.out(text.trimEnd());
  else {
    write(out, text);
    shell.err(say('typesWritten', lang, { file: out, count }));
  }
  return 0;
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw usageError('fileNotWritten', { file, detail: error instanceof Error ? error.message : String(error) });
  }
}
