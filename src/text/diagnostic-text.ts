// The shape of a diagnostic's sentences: what is wrong, and how to mend it, in both languages.
// Placeholders in braces are filled with the diagnostic's params; both languages must use the same ones.

export interface DiagnosticText {
  readonly vi: MessageAndMend;
  readonly en: MessageAndMend;
}

export interface MessageAndMend {
  /** What is wrong and where: one sentence. */
  readonly message: string;
  /** What to do about it: one sentence in the imperative. */
  readonly mend: string;
}
