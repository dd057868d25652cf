// A diagnostic as the sentence a person reads.
import type { Diagnostic, Severity } from '../model/diagnostic.ts';
import { fill } from '../model/fill.ts';
import type { MessageAndMend } from './diagnostic-text.ts';
import { diagnosticTexts } from './diagnostic-texts.ts';
import type { Lang, Sentence } from './lang.ts';
import { wordsOfParams } from './words-of-params.ts';

/** What is wrong, and how to mend it. */
export function diagnosticText(diagnostic: Pick<Diagnostic, 'code' | 'params'>, lang: Lang): MessageAndMend {
  const { message, mend } = diagnosticTexts[diagnostic.code][lang];
  const words = wordsOfParams(diagnostic.params, lang);
  return { message: beginUpper(fill(message, words)), mend: beginUpper(fill(mend, words)) };
}

/** `file:line:column severity CODE message — mend`. */
export function formatDiagnostic(diagnostic: Diagnostic, lang: Lang): string {
  const { file, line, column } = diagnostic.at;
  const { message, mend } = diagnosticText(diagnostic, lang);
  return `${file}:${line}:${column} ${severityTexts[diagnostic.severity][lang]} ${diagnostic.code} ${message} — ${mend}`;
}

export const severityTexts = {
  error: { vi: 'lỗi', en: 'error' },
  warning: { vi: 'cảnh báo', en: 'warning' },
  info: { vi: 'lưu ý', en: 'info' },
} as const satisfies Record<Severity, Sentence>;

function beginUpper(sentence: string): string {
  return sentence.charAt(0).toLocaleUpperCase('vi') + sentence.slice(1);
}
