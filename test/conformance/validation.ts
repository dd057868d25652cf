// A public corpus of BPMN files that break one constraint of the standard each, and of files that break none.
// An invalid file passes when an error is reported for it, a valid one when none is.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'quytrinh/bpmn';
import { validate } from 'quytrinh/lint';
import type { Diagnostic, DiagnosticCode } from 'quytrinh/model';

export interface ValidationResult {
  readonly passed: number;
  readonly total: number;
  readonly failed: readonly { readonly id: string; readonly reason: string }[];
  /** Files that miss the verdict of the corpus on purpose; each with the reason. Not among `passed` nor `failed`. */
  readonly exceptions: readonly { readonly id: string; readonly reason: string }[];
}

interface ValidationCase {
  readonly file: string;
  readonly constraint: string;
  readonly valid: boolean;
}

/**
 * The corpus asks whether a file keeps the standard, not whether this engine can run it: its expressions are dummies of
 * no language. So findings about the content of expressions prove nothing, neither for nor against a file.
 */
const ofExpressions: readonly DiagnosticCode[] = [
  'EXPRESSION_FOREIGN',
  'EXPRESSION_NOT_RUNNABLE',
  'EXPRESSION_SYNTAX',
  'EXPRESSION_UNKNOWN_FUNCTION',
];

/** Constraint or file → why this library gives another verdict, on purpose. */
const onPurpose: Readonly<Record<string, string>> = {
  EXT002: 'imported files are not followed: a deployed file stands for itself',
  EXT012: 'an expression without xsi:type is run when it can be read, as files of many tools need it',
  EXT128: 'operations are not needed to run: messages are correlated and services called by job type',
  EXTwsdl: 'imported service descriptions are not read',
  EXTpreprocessing: 'imported files are not followed: a deployed file stands for itself',
  'bpmn/098/success_multiple.bpmn': 'a signal event without signal and a timer without time would never fire',
  'bpmn/098/success_signal.bpmn': 'a signal event without signal would never fire',
  'bpmn/138/EXT138_success_receiveTask.bpmn': 'a receive task without message would wait for ever',
  'bpmn/098/success_timer.bpmn': 'a timer without time would never fire',
};

export async function runValidation(folder: string): Promise<ValidationResult> {
  const { cases } = JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8')) as {
    cases: readonly ValidationCase[];
  };
  const failed: { id: string; reason: string }[] = [];
  const exceptions: { id: string; reason: string }[] = [];
  let passed = 0;
  for (const { file, constraint, valid } of cases) {
    const path = join(folder, file);
    const errors = existsSync(path) ? await errorsOf(path, file) : undefined;
    const reason = verdict(errors, valid, constraint);
    const why = onPurpose[constraint] ?? onPurpose[file];
    if (reason === undefined) passed += 1;
    else if (why !== undefined) exceptions.push({ id: file, reason: `${reason}: ${why}` });
    else failed.push({ id: file, reason });
  }
  return { passed, total: cases.length, failed, exceptions };
}

async function errorsOf(path: string, file: string): Promise<readonly Diagnostic[]> {
  const { model, diagnostics } = await parse(readFileSync(path), { file });
  return [...diagnostics, ...(model === null ? [] : validate(model))].filter(
    ({ severity, code }) => severity === 'error' && !ofExpressions.includes(code),
  );
}

function verdict(errors: readonly Diagnostic[] | undefined, valid: boolean, constraint: string): string | undefined {
  if (errors === undefined) return 'the file is missing';
  if (valid) {
    return errors.length === 0 ? undefined : `false alarm: ${[...new Set(errors.map(({ code }) => code))].join(', ')}`;
  }
  return errors.length > 0 ? undefined : `${constraint} is not found`;
}
