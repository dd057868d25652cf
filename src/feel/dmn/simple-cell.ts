// Most cells of a decision table are a plain value, a comparison with one, or a range of numbers. They are read here directly; a
// table of a thousand rows would otherwise spend its loading time in the general parser. Anything else: `undefined`.
import type { ComparisonOperator, FeelNode, UnaryTestsNode } from '../syntax/ast.ts';
import { parseDate } from '../values/temporal-text.ts';

const NUMBER = String.raw`-?(?:\d+(?:\.\d+)?|\.\d+)`;
const TEXT = String.raw`"[^"\\\n]*"`;
const literalPattern = new RegExp(`^(?:${NUMBER}|${TEXT}|true|false)$`);
const listPattern = new RegExp(`^(?:${NUMBER}|${TEXT})(?:\\s*,\\s*(?:${NUMBER}|${TEXT}))+$`);
const itemPattern = new RegExp(`${TEXT}|${NUMBER}`, 'g');
const comparisonPattern = new RegExp(`^(<=?|>=?)\\s*(${NUMBER})$`);
const rangePattern = new RegExp(`^([[(\\]])\\s*(${NUMBER})\\s*\\.\\.\\s*(${NUMBER})\\s*([\\])[])$`);
const datePattern = /^(<=?|>=?)?\s*date\("(\d{4}-\d\d-\d\d)"\)$/;

export function simpleTests(text: string, offset: number): UnaryTestsNode | undefined {
  const cell = text.trim();
  if (cell === '-' || cell === '') return { kind: 'any' };
  const span = { from: offset, to: offset + text.length };
  const only = (test: FeelNode): UnaryTestsNode => ({ kind: 'tests', negated: false, tests: [test] });
  const value = simpleValue(cell, offset);
  if (value !== undefined) return only(value);
  const comparison = comparisonPattern.exec(cell);
  if (comparison !== null) {
    const operand: FeelNode = { kind: 'number', value: Number(comparison[2]), ...span };
    return only({ kind: 'operator test', operator: comparison[1] as ComparisonOperator, operand, ...span });
  }
  const range = rangePattern.exec(cell);
  if (range !== null) {
    return only({
      kind: 'range',
      start: { kind: 'number', value: Number(range[2]), ...span },
      end: { kind: 'number', value: Number(range[3]), ...span },
      startIncluded: range[1] === '[',
      endIncluded: range[4] === ']',
      ...span,
    });
  }
  if (listPattern.test(cell)) {
    const tests = (cell.match(itemPattern) ?? []).map((item) => literal(item, span));
    return { kind: 'tests', negated: false, tests };
  }
  const date = datePattern.exec(cell);
  if (date === null || parseDate(date[2] ?? '') === null) return undefined;
  const operand: FeelNode = { kind: 'temporal', text: date[2] ?? '', ...span };
  return only(
    date[1] === undefined
      ? operand
      : { kind: 'operator test', operator: date[1] as ComparisonOperator, operand, ...span },
  );
}

export function simpleValue(text: string, offset: number): FeelNode | undefined {
  const cell = text.trim();
  return literalPattern.test(cell) ? literal(cell, { from: offset, to: offset + text.length }) : undefined;
}

function literal(text: string, span: { from: number; to: number }): FeelNode {
  if (text.startsWith('"')) return { kind: 'text', value: text.slice(1, -1), ...span };
  if (text === 'true' || text === 'false') return { kind: 'boolean', value: text === 'true', ...span };
  return { kind: 'number', value: Number(text), ...span };
}
