// What is wrong in a file: returned, never thrown. The sentences live in `text/`.
import type { DiagnosticCode } from './diagnostic-codes.ts';

/** A place in a source file; lines and columns count from 1. */
export interface SourceRange {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export type Severity = 'error' | 'warning' | 'info';

export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly at: SourceRange;
  /** Element the finding is about, when there is one. */
  readonly elementId?: string;
  /** Values for the placeholders of the sentence. */
  readonly params: Readonly<Record<string, string | number>>;
  /** Other places that belong to the finding (the first use of a duplicate id, the missing branch of a join). */
  readonly related?: readonly SourceRange[];
}
