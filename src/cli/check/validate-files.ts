// `quytrinh validate`: every file by itself, so that one broken file does not hide the others; but decisions are looked for among all
// DMN files that are given.
import { fill } from '../../model/fill.ts';
import type { Sentence } from '../../text/index.ts';
import type { ExitCode, Shell } from '../command.ts';
import { findFiles, isModelFile } from '../files/find-files.ts';
import { styleFor } from '../style.ts';
import { say } from '../texts.ts';
import { checkDmn, decisionsIn, isDmnFile, readDmnFile, type DmnFile } from './check-dmn.ts';
import { checkFile, hasErrors, problemOfFile, type CheckedFile, type Problem } from './check-file.ts';
import { excerptsOf } from './excerpt.ts';
import { printProblem } from './print-problem.ts';

export async function validateFiles(
  names: readonly string[],
  { format }: { readonly format: 'pretty' | 'json' },
  shell: Shell,
): Promise<ExitCode> {
  const { lang, out, colour, closed } = shell;
  const style = styleFor(colour);
  const files = findFiles(names, isModelFile);
  const dmn = new Map<string, DmnFile>();
  for (const file of files.filter(isDmnFile)) dmn.set(file, await readDmnFile(file, lang));
  const decisions = dmn.size === 0 ? undefined : decisionsIn([...dmn.values()]);
  const check = async (file: string): Promise<CheckedFile> => {
    const read = dmn.get(file);
    return read === undefined ? checkFile(file, lang, decisions) : checkDmn(file, read, [...dmn.values()], lang);
  };
  const problems: Problem[] = [];
  for (const file of files) {
    if (closed()) break;
    const checked = await guarded(file, check, shell);
    for (const problem of checked.problems) problems.push(problem);
    if (format === 'json') continue;
    const excerpt = excerptsOf(checked.text);
    for (const problem of checked.problems) out(`${printProblem(problem, excerpt, lang, style)}\n`);
  }
  if (format === 'json') out(JSON.stringify({ files: files.length, problems }, null, 2));
  else {
    const count = (severity: Problem['severity']): number =>
      problems.filter((each) => each.severity === severity).length;
    const counts = { files: files.length, errors: count('error'), warnings: count('warning'), infos: count('info') };
    const clean = problems.length === 0;
    out((clean ? style.green : style.bold)(fill((clean ? summary.clean : summary.found)[lang], counts)));
  }
  return hasErrors(problems) ? 1 : 0;
}

async function guarded(
  file: string,
  check: (file: string) => Promise<CheckedFile>,
  { lang }: Shell,
): Promise<CheckedFile> {
  try {
    return await check(file);
  } catch (error) {
    const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const problem = problemOfFile(file, 'DEFECT', say('defect', lang, { detail }), say('defectMend', lang));
    return { problems: [problem], model: null, text: '' };
  }
}

const summary = {
  clean: { vi: 'Đã kiểm tra {files} tệp: không có vấn đề.', en: '{files} file(s) checked: nothing is wrong.' },
  found: {
    vi: 'Đã kiểm tra {files} tệp: {errors} lỗi, {warnings} cảnh báo, {infos} lưu ý.',
    en: '{files} file(s) checked: {errors} error(s), {warnings} warning(s), {infos} note(s).',
  },
} as const satisfies Record<string, Sentence>;
