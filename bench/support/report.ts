// The figures for people: one line each.
import { isMet, type Figure } from './figure.ts';

export function tableOf(figures: Readonly<Record<string, Figure>>): string {
  const lines = Object.entries(figures).map(([name, figure]) => [
    name,
    `${short(figure.value)} ${figure.unit}`,
    figure.ratio === null ? '' : `× ${short(figure.ratio)}`,
    goalText(figure),
    figure.against === null ? '' : `against ${figure.against}`,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function goalText(figure: Figure): string {
  const { goal } = figure;
  if (goal === null) return '';
  const met = isMet(figure);
  const sign = met === null ? '?' : met ? '✓' : '✗';
  return `${sign} goal ${typeof goal === 'number' ? `≥ ${goal}` : `≤ ${goal.max}`}`;
}

/** Three figures are all that a noisy machine can tell. */
function short(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}
