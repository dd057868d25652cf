// A finding for people: where, how bad, what, how to mend it, and the line itself.
import { severityTexts, type Lang } from '../../text/index.ts';
import { printable, type Style } from '../style.ts';
import type { Problem } from './check-file.ts';
import type { Excerpt } from './excerpt.ts';

export function printProblem(problem: Problem, excerpt: Excerpt, lang: Lang, style: Style): string {
  const { file, line, column, severity, code, message, mend } = problem;
  const paint = { error: style.red, warning: style.yellow, info: style.blue }[severity];
  const where = style.bold(printable(`${file}:${line}:${column}`));
  const lines = [
    `${where}  ${paint(severityTexts[severity][lang])}  ${code}  ${printable(message)}`,
    `    ${mendWord[lang]}: ${printable(mend)}`,
    ...(excerpt(line, column, style) ?? []).map((each) => `    ${each}`),
  ];
  return lines.join('\n');
}

const mendWord = { vi: 'Cách sửa', en: 'Mend' } as const;
