// Boxed expressions → FEEL's own syntax: a boxed context is a context, an invocation a call, a relation a list of contexts. One
// compiler then serves both.
import type { DmnDiagnostic, DmnEntry, DmnExpression, DmnFunction, DmnTable } from '../../model/dmn.ts';
import type { FeelProblem } from '../../model/feel.ts';
import type { Span } from '../compile/env.ts';
import type { Aggregation, FeelNode, HitPolicy, TypeNode, UnaryTestsNode } from '../syntax/ast.ts';
import { normalizeName } from '../syntax/names.ts';
import { parseExpression, parseUnaryTests } from '../syntax/parse.ts';
import type { NameShapes, Parsed } from '../syntax/parse.ts';
import { shapeOf } from './item-types.ts';
import type { ResolveType } from './item-types.ts';
import { simpleTests, simpleValue } from './simple-cell.ts';

/** One text of several that make up a decision; `start` is its place in the row of all of them. */
export interface Fragment {
  readonly start: number;
  readonly text: string;
  readonly elementId: string;
}

export interface Conversion {
  readonly resolveType: ResolveType;
  readonly fragments: Fragment[];
  length: number;
  readonly report: (diagnostic: DmnDiagnostic) => void;
}

const NULL = (span: Span): FeelNode => ({ kind: 'null', from: span.from, to: span.to });

export function convert(box: DmnExpression, shapes: NameShapes, c: Conversion): FeelNode {
  const node = convertAny(box, shapes, c);
  return box.kind === 'function' ? node : typed(node, box.typeRef, box.id, c);
}

function convertAny(box: DmnExpression, shapes: NameShapes, c: Conversion): FeelNode {
  const span = { from: c.length, to: c.length };
  switch (box.kind) {
    case 'literal':
      return parseText(box.text, box.id, shapes, c);
    case 'function':
      return convertFunction(box, shapes, c);
    case 'table':
      return convertTable(box, shapes, c);
    case 'context': {
      let inner = shapes;
      const entries = box.entries.map((entry) => {
        const value = convertEntry(entry, inner, c);
        inner = { ...inner, [entry.name]: shapeOfEntry(entry, c) };
        return { key: entry.name, value };
      });
      const result = box.result === undefined ? undefined : convert(box.result, inner, c);
      return { kind: 'context', entries, result, ...span };
    }
    case 'list':
      return { kind: 'list', items: box.items.map((item) => convert(item, shapes, c)), ...span };
    case 'relation':
      return {
        kind: 'list',
        items: box.rows.map((row) => ({
          kind: 'context',
          entries: box.columns.map((key, i) => {
            const cell = row[i];
            return { key, value: cell === undefined ? NULL(span) : convert(cell, shapes, c) };
          }),
          ...span,
        })),
        ...span,
      };
    case 'invocation':
      return {
        kind: 'call',
        callee: convert(box.called, shapes, c),
        args: box.bindings.map((binding) => convertEntry(binding, shapes, c)),
        names: box.bindings.length === 0 ? undefined : box.bindings.map((binding) => normalizeName(binding.name)),
        ...span,
      };
    case 'conditional':
      return {
        kind: 'if',
        condition: convert(box.condition, shapes, c),
        then: convert(box.then, shapes, c),
        otherwise: convert(box.otherwise, shapes, c),
        strict: true,
        ...span,
      };
    case 'filter':
      return {
        kind: 'filter',
        target: convert(box.source, shapes, c),
        condition: convert(box.match, { ...shapes, item: null }, c),
        ...span,
      };
    case 'for':
    case 'some':
    case 'every': {
      const source = convert(box.source, shapes, c);
      const iterations = [{ name: normalizeName(box.variable), source, end: undefined, ...span }];
      const extra: NameShapes = { [box.variable]: null, ...(box.kind === 'for' ? { partial: null } : {}) };
      const body = convert(box.body, { ...shapes, ...extra }, c);
      return box.kind === 'for'
        ? { kind: 'for', iterations, body, ...span }
        : { kind: box.kind, iterations, condition: body, ...span };
    }
  }
}

function convertEntry(entry: DmnEntry, shapes: NameShapes, c: Conversion): FeelNode {
  // A function sees itself under its own name.
  const inner = entry.value.kind === 'function' ? { ...shapes, [entry.name]: null } : shapes;
  const node = convert(entry.value, inner, c);
  return node.kind === 'function' ? node : typed(node, entry.typeRef, entry.name, c);
}

function shapeOfEntry(entry: DmnEntry, c: Conversion): NameShapes | null {
  if (entry.typeRef !== undefined) return shapeOf(c.resolveType(entry.typeRef));
  return shapeOfBox(entry.value, c);
}

/** Names in the value of a boxed expression without a type. */
export function shapeOfBox(
  box: DmnExpression | undefined,
  c: { readonly resolveType: ResolveType },
): NameShapes | null {
  if (box === undefined) return null;
  if (box.typeRef !== undefined) return shapeOf(c.resolveType(box.typeRef));
  if (box.kind === 'context' && box.result === undefined) {
    return Object.fromEntries(
      box.entries.map(({ name, typeRef, value }) => [
        name,
        typeRef === undefined ? shapeOfBox(value, c) : shapeOf(c.resolveType(typeRef)),
      ]),
    );
  }
  if (box.kind === 'relation') return Object.fromEntries(box.columns.map((name) => [name, null]));
  if (box.kind === 'table' && box.outputs.length > 1) {
    return Object.fromEntries(box.outputs.map(({ name }) => [name ?? '', null]));
  }
  return null;
}

export function typed(value: FeelNode, typeRef: string | undefined, name: string, c: Conversion): FeelNode {
  if (typeRef === undefined || typeRef === 'Any') return value;
  const span = { from: value.from, to: value.to };
  if (c.resolveType(typeRef) === undefined) {
    c.report({
      code: 'DMN_REFERENCE',
      severity: 'warning',
      elementId: name,
      params: { name, reference: typeRef },
    });
    return value;
  }
  return { kind: 'typed', name, value, type: namedType(typeRef, span), ...span };
}

const namedType = (name: string, span: Span): TypeNode => ({ kind: 'named', name, from: span.from, to: span.to });

export function convertFunction(box: DmnFunction, shapes: NameShapes, c: Conversion): FeelNode {
  const span = { from: c.length, to: c.length };
  const inner: Record<string, NameShapes | null> = { ...shapes };
  for (const { name, typeRef } of box.parameters) {
    inner[name] = typeRef === undefined ? null : shapeOf(c.resolveType(typeRef));
  }
  const external = box.language !== 'FEEL';
  return {
    kind: 'function',
    parameters: box.parameters.map(({ name, typeRef }) => ({
      name: normalizeName(name),
      type: typeRef === undefined || c.resolveType(typeRef) === undefined ? undefined : namedType(typeRef, span),
    })),
    external,
    body: external || box.body === undefined ? NULL(span) : typed(convert(box.body, inner, c), box.typeRef, box.id, c),
    ...span,
  };
}

const policies: readonly string[] = ['UNIQUE', 'ANY', 'FIRST', 'PRIORITY', 'RULE ORDER', 'OUTPUT ORDER', 'COLLECT'];

function convertTable(box: DmnTable, shapes: NameShapes, c: Conversion): FeelNode {
  const span = { from: c.length, to: c.length };
  if (!policies.includes(box.hitPolicy)) {
    c.report({ code: 'DMN_HIT_POLICY', severity: 'error', elementId: box.id, params: { policy: box.hitPolicy } });
    return NULL(span);
  }
  const tests = cached((text, id) => parseTests(text, id, shapes, c));
  const values = cached((text, id) => simpleValue(text, c.length) ?? parseText(text, id, shapes, c));
  const asTyped = box.outputs.map(typedOutput(box, c));
  const rules = box.rules.map((rule, i) => {
    checkCells(box, i, c);
    return {
      tests: rule.tests.map((text) => tests(text, rule.id)),
      outputs: rule.outputs.map((text, j) => asTyped[j]?.(values(text, rule.id)) ?? values(text, rule.id)),
    };
  });
  return {
    kind: 'table',
    policy: box.hitPolicy as HitPolicy,
    aggregation: box.aggregation as Aggregation | undefined,
    inputs: box.inputs.map(({ expression, typeRef, values: listed = '-' }) => ({
      value: typed(parseText(expression, box.id, shapes, c), typeRef, expression, c),
      name: expression,
      allowed: parseTests(listed, box.id, shapes, c),
    })),
    outputs: box.outputs.map(({ name, values: listed, otherwise }, j) => ({
      name,
      priorities: listed === undefined ? [] : priorityValues(listed, box.id, shapes, c),
      allowed: parseTests(listed ?? '-', box.id, shapes, c),
      otherwise: otherwise === undefined ? undefined : asTyped[j]?.(values(otherwise, box.id)),
    })),
    rules,
    ...span,
  };
}

/** The values of an output column as its type, which is looked up once for all of them. */
function typedOutput(box: DmnTable, c: Conversion) {
  return ({ name = box.id, typeRef }: DmnTable['outputs'][number]): ((value: FeelNode) => FeelNode) => {
    if (typeRef === undefined || typed(NULL({ from: 0, to: 0 }), typeRef, name, c).kind !== 'typed')
      return (value) => value;
    return (value) => typed(value, typeRef, name, c);
  };
}

function checkCells(box: DmnTable, index: number, c: Conversion): void {
  const rule = box.rules[index];
  const expected = box.inputs.length + box.outputs.length;
  const found = (rule?.tests.length ?? 0) + (rule?.outputs.length ?? 0);
  if (found === expected) return;
  const params = { rule: index + 1, found, expected };
  c.report({ code: 'DMN_CELLS', severity: 'error', elementId: rule?.id ?? box.id, params });
}

/** The same text in many cells is read once, for the rule where it stands first. */
function cached<T>(read: (text: string, ruleId: string) => T): (text: string, ruleId: string) => T {
  const known = new Map<string, T>();
  return (text, ruleId) => {
    let value = known.get(text);
    if (value === undefined) known.set(text, (value = read(text, ruleId)));
    return value;
  };
}

/** Output values are listed like tests; in order of priority. */
function priorityValues(text: string, id: string, shapes: NameShapes, c: Conversion): readonly FeelNode[] {
  const tests = parseTests(text, id, shapes, c);
  return tests.kind === 'any' ? [] : tests.tests;
}

function parseTests(text: string, id: string, shapes: NameShapes, c: Conversion): UnaryTestsNode {
  const simple = simpleTests(text, c.length);
  if (simple !== undefined) return simple;
  const parsed = fragment(text, id, c, (offset) => parseUnaryTests(text, shapes, offset));
  return parsed ?? { kind: 'tests', negated: false, tests: [] };
}

export function parseText(text: string, id: string, shapes: NameShapes, c: Conversion): FeelNode {
  const span = { from: c.length, to: c.length };
  if (text.trim() === '') return NULL(span);
  return fragment(text, id, c, (offset) => parseExpression(text, shapes, offset)) ?? NULL(span);
}

function fragment<T>(
  text: string,
  elementId: string,
  c: Conversion,
  parse: (offset: number) => Parsed<T>,
): T | undefined {
  const start = c.length;
  c.fragments.push({ start, text, elementId });
  c.length += text.length + 1;
  const parsed = parse(start);
  if (parsed.ok) return parsed.node;
  const { code, from, to, params } = parsed.problem;
  c.report({ code, severity: 'error', elementId, params, expression: { text, from, to } });
  return undefined;
}

/** A problem with places in the row of all texts → one with the text it is in. */
export function locate(
  problem: FeelProblem,
  fragments: readonly Fragment[],
  severity: 'error' | 'warning',
): DmnDiagnostic {
  const { code, params } = problem;
  const found = fragments.findLast((one) => one.start <= problem.from);
  if (found === undefined) return { code, severity, elementId: '', params };
  const at = (place: number): number => Math.max(0, Math.min(found.text.length, place - found.start));
  const expression = { text: found.text, from: at(problem.from), to: at(problem.to) };
  return { code, severity, elementId: found.elementId, params, expression };
}
