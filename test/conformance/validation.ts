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
    if (reason === undefined) passed += 1;
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
