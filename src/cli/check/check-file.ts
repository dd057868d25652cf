// One BPMN file → everything that is wrong with it: as XML, as BPMN, by the rules, and for what this engine can't run.
import { parse } from '../../bpmn/index.ts';
import { validate } from '../../lint/index.ts';
import { compile } from '../../machine/index.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { limits } from '../../model/limits.ts';
import type { BpmnModel } from '../../model/process-model.ts';
import { diagnosticText, type Lang } from '../../text/index.ts';
import { readBytes } from '../files/read-bytes.ts';
import { decodeText } from '../files/decode-text.ts';
import { say } from '../texts.ts';

/** A finding as it is shown; the keys of `--format json`. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly severity: Diagnostic['severity'];
  /** A diagnostic's code; FILE_UNREADABLE and DEFECT are the command's own. */
  readonly code: string;
  readonly elementId: string | null;
  readonly message: string;
  readonly mend: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export interface CheckedFile {
  readonly problems: readonly Problem[];
  /** Null when nothing sensible could be read. */
  readonly model: BpmnModel | null;
  readonly text: string;
}

/** `decisions`: see `validate`. */
export async function checkFile(file: string, lang: Lang, decisions?: readonly string[]): Promise<CheckedFile> {
  const read = readBytes(file, limits.fileBytes);
  if (!read.ok) {
    if (read.code !== 'tooLarge') return unreadable(file, say(read.code, lang, read.params), lang);
    const params = { size: read.size, limit: limits.fileBytes };
    const tooLarge = { code: 'XML_TOO_LARGE', severity: 'error', at: { file, line: 1, column: 1 }, params } as const;
    return { problems: [problemOf(tooLarge, lang)], model: null, text: '' };
  }
  const { model, diagnostics } = await parse(read.bytes, { file });
  const found = model === null ? diagnostics : withRules(model, diagnostics, decisions);
  return { problems: found.map((each) => problemOf(each, lang)), model, text: decodeText(read.bytes) };
}

export function hasErrors(problems: readonly Pick<Problem, 'severity'>[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}

function withRules(
  model: BpmnModel,
  read: readonly Diagnostic[],
  decisions: readonly string[] | undefined,
): Diagnostic[] {
  const found = [...read, ...validate(model, decisions === undefined ? {} : { decisions })];
  const known = new Set(found.map(keyOf));
  const refused = refusals(model, hasErrors(found)).filter((each) => !known.has(keyOf(each)));
  return [...found, ...refused].sort((a, b) => a.at.line - b.at.line || a.at.column - b.at.column);
}

/** What deployment would refuse. */
function refusals(model: BpmnModel, broken: boolean): Diagnostic[] {
  return model.processes.flatMap(({ id, executable }) => {
    if (!executable) return [];
    try {
      const result = compile(model, id);
      return result.ok ? [] : result.diagnostics;
    } catch (error) {
      // Only sound models must compile; with an error found already there is nothing to add.
      if (broken) return [];
      throw error;
    }
  });
}

function keyOf({ code, elementId, at }: Diagnostic): string {
  return `${code} ${elementId ?? ''} ${at.line}:${at.column}`;
}

function problemOf(diagnostic: Diagnostic, lang: Lang): Problem {
  const { code, severity, at, elementId, params } = diagnostic;
  const { file, line, column } = at;
  return {
    file,
    line,
    column,
    severity,
    code,
    elementId: elementId ?? null,
    ...diagnosticText(diagnostic, lang),
    params,
  };
}

/** `message`: why it could not be read at all. */
export function unreadable(file: string, message: string, lang: Lang): CheckedFile {
  return {
    problems: [problemOfFile(file, 'FILE_UNREADABLE', message, say('fileMissingMend', lang))],
    model: null,
    text: '',
  };
}

/** A finding about a file as a whole. */
export function problemOfFile(file: string, code: string, message: string, mend: string): Problem {
  return { file, line: 1, column: 1, severity: 'error', code, elementId: null, message, mend, params: {} };
}
