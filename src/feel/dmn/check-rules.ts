// Rules of a decision table that contradict each other, or are never reached: seen in the table itself, before anybody asks it. Cells of
// plain values, comparisons and ranges are compared; of others only that they are the same.
import type { DmnDecision, DmnDiagnostic, DmnModel, DmnTable } from '../../model/dmn.ts';
import type { FeelNode } from '../syntax/ast.ts';
import { simpleTests } from './simple-cell.ts';

/** Of longer tables the pairs would be too many. */
const MAX_RULES = 1_000;

/** Warnings DMN_RULES_OVERLAP (hit policies UNIQUE and ANY) and DMN_RULE_UNREACHABLE (FIRST). */
export function checkRules({ decisions }: DmnModel): DmnDiagnostic[] {
  return decisions.flatMap(({ logic }: DmnDecision) => {
    if (logic?.kind !== 'table' || logic.rules.length > MAX_RULES) return [];
    if (logic.hitPolicy === 'FIRST') return found(logic, 'DMN_RULE_UNREACHABLE', covers);
    if (logic.hitPolicy === 'UNIQUE') return found(logic, 'DMN_RULES_OVERLAP', overlap);
    if (logic.hitPolicy === 'ANY') return found(logic, 'DMN_RULES_OVERLAP', contradict);
    return [];
  });
}

interface Rule {
  readonly cells: readonly Cell[];
  readonly outputs: string;
}

/** Each rule with the first one before it of which this is so. */
function found(
  { id, hitPolicy, rules }: DmnTable,
  code: DmnDiagnostic['code'],
  isSo: (before: Rule, rule: Rule) => boolean,
): DmnDiagnostic[] {
  const read = rules.map(({ tests, outputs }) => ({ cells: tests.map(cellOf), outputs: outputs.join('\n') }));
  return read.flatMap((rule, index) => {
    const before = read.slice(0, index).findIndex((one) => isSo(one, rule));
    if (before < 0) return [];
    const params = { rule: index + 1, before: before + 1, policy: hitPolicy };
    return [{ code, severity: 'warning' as const, elementId: rules[index]?.id ?? id, params }];
  });
}

/** Some input fulfils both. */
function overlap(a: Rule, b: Rule): boolean {
  return a.cells.every((cell, i) => meet(cell, b.cells[i] ?? anything));
}

function contradict(a: Rule, b: Rule): boolean {
  return a.outputs !== b.outputs && overlap(a, b);
}

/** Whatever fulfils `b` fulfils `a`. */
function covers(a: Rule, b: Rule): boolean {
  return a.cells.every((cell, i) => contains(cell, b.cells[i] ?? anything));
}

/** What a cell accepts; `spans` are absent when it is more than plain tests. */
interface Cell {
  readonly text: string;
  readonly any: boolean;
  readonly spans?: readonly Span[];
}

/** Values of one kind; a missing bound is none. */
interface Span {
  readonly kind: FeelNode['kind'];
  readonly low?: Bound;
  readonly high?: Bound;
}
interface Bound {
  readonly value: number | string;
  readonly included: boolean;
}

const anything: Cell = { text: '-', any: true };

function cellOf(text: string): Cell {
  const tests = simpleTests(text, 0);
  if (tests?.kind === 'any') return anything;
  const plain = { text: text.trim(), any: false };
  const spans = tests?.tests.map(spanOf) ?? [undefined];
  return spans.includes(undefined) ? plain : { ...plain, spans: spans.filter((span) => span !== undefined) };
}

function spanOf(test: FeelNode): Span | undefined {
  if (test.kind === 'range') {
    const low = boundOf(test.start, test.startIncluded);
    const high = boundOf(test.end, test.endIncluded);
    return low === undefined || high === undefined ? undefined : { kind: test.start.kind, low, high };
  }
  if (test.kind !== 'operator test') {
    const point = boundOf(test, true);
    return point && { kind: test.kind, low: point, high: point };
  }
  const { operator, operand } = test;
  const bound = boundOf(operand, operator.includes('='));
  if (bound === undefined) return undefined;
  return operator.startsWith('<') ? { kind: operand.kind, high: bound } : { kind: operand.kind, low: bound };
}

function boundOf(node: FeelNode, included: boolean): Bound | undefined {
  switch (node.kind) {
    case 'number':
    case 'text':
      return { value: node.value, included };
    case 'boolean':
      return { value: Number(node.value), included };
    case 'temporal':
      return { value: node.text, included }; // ISO dates have the order of their texts
    default:
      return undefined;
  }
}

function meet(a: Cell, b: Cell): boolean {
  if (a.any || b.any) return true;
  if (a.spans === undefined || b.spans === undefined) return a.text === b.text;
  const { spans } = b;
  return a.spans.some((one) => spans.some((other) => isNonEmpty(common(one, other))));
}

function contains(a: Cell, b: Cell): boolean {
  if (a.any || a.text === b.text) return true;
  if (a.spans === undefined || b.spans === undefined) return false;
  const { spans } = a;
  return b.spans.every((one) => spans.some((other) => isSame(common(one, other), one)));
}

function common(a: Span, b: Span): Span | null {
  if (a.kind !== b.kind) return null;
  const low = tighter(a.low, b.low, (x, y) => x > y);
  const high = tighter(a.high, b.high, (x, y) => x < y);
  return { kind: a.kind, ...(low && { low }), ...(high && { high }) };
}

function tighter(
  a: Bound | undefined,
  b: Bound | undefined,
  isTighter: (x: Bound['value'], y: Bound['value']) => boolean,
): Bound | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.value === b.value) return a.included ? b : a;
  return isTighter(a.value, b.value) ? a : b;
}

function isNonEmpty(span: Span | null): boolean {
  if (span?.low === undefined || span.high === undefined) return span !== null;
  const { low, high } = span;
  return low.value < high.value || (low.value === high.value && low.included && high.included);
}

function isSame(a: Span | null, b: Span): boolean {
  const same = (x: Bound | undefined, y: Bound | undefined): boolean =>
    x?.value === y?.value && x?.included === y?.included;
  return a !== null && same(a.low, b.low) && same(a.high, b.high);
}
