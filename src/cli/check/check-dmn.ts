// DMN files as the engine reads them: everything that is wrong, with its place, and the decisions that they hold.
import { checkRules, compileDecisions, readDmn, type DmnModel } from '../../feel/index.ts';
import type { DmnDiagnostic } from '../../model/dmn.ts';
import { limits } from '../../model/limits.ts';
import { dmnText, type Lang } from '../../text/index.ts';
import { decodeText } from '../files/decode-text.ts';
import { readBytes } from '../files/read-bytes.ts';
import { say } from '../texts.ts';
import { unreadable, type CheckedFile, type Problem } from './check-file.ts';
import { placeIn } from './place-in-dmn.ts';

export function isDmnFile(file: string): boolean {
  return /\.dmn$/i.test(file);
}

export interface DmnFile {
  readonly text: string;
  readonly model: DmnModel | null;
  /** Of reading alone. */
  readonly diagnostics: readonly DmnDiagnostic[];
  /** Why the file could not be read at all. */
  readonly unreadable?: string;
}

export async function readDmnFile(file: string, lang: Lang): Promise<DmnFile> {
  const read = readBytes(file, limits.fileBytes);
  const nothing = { text: '', model: null, diagnostics: [] };
  if (!read.ok && read.code !== 'tooLarge') return { ...nothing, unreadable: say(read.code, lang, read.params) };
  if (!read.ok) {
    const params = { length: read.size, limit: limits.fileBytes };
    return { ...nothing, diagnostics: [{ code: 'DMN_TOO_LARGE', severity: 'error', elementId: '', params }] };
  }
  const text = decodeText(read.bytes);
  const { model = null, diagnostics } = await readDmn(text);
  return { text, model, diagnostics };
}

/** What it imports is looked for among `others`. */
export function checkDmn(file: string, dmn: DmnFile, others: readonly DmnFile[], lang: Lang): CheckedFile {
  const { text, model, unreadable: why } = dmn;
  if (why !== undefined) return unreadable(file, why, lang);
  const found = [...dmn.diagnostics];
  if (model !== null)
    found.push(...compileDecisions(model, importsOf(model, others)).diagnostics, ...checkRules(model));
  const problems = found.map((each) => problemOf(file, text, each, lang));
  return { problems: problems.sort((a, b) => a.line - b.line || a.column - b.column), model: null, text };
}

/** Ids of all decisions that business rule tasks can ask. */
export function decisionsIn(files: readonly DmnFile[]): string[] {
  return files.flatMap(({ model }) => [...(model?.decisions ?? []), ...(model?.services ?? [])].map(({ id }) => id));
}

/** The imported models, and what they import. */
function importsOf(model: DmnModel, others: readonly DmnFile[]): DmnModel[] {
  const imported = new Set<DmnModel>([model]);
  for (const one of imported)
    for (const { namespace } of one.imports)
      for (const other of others) if (other.model?.namespace === namespace) imported.add(other.model);
  imported.delete(model);
  return [...imported];
}

function problemOf(file: string, text: string, diagnostic: DmnDiagnostic, lang: Lang): Problem {
  const { code, severity, elementId, params } = diagnostic;
  return {
    file,
    ...placeIn(text, diagnostic),
    severity,
    code,
    elementId: elementId === '' ? null : elementId,
    ...dmnText(diagnostic, lang),
    params,
  };
}
