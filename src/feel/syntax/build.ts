// Lezer's tree → abstract syntax.
import type { SyntaxNode, Tree } from './tree.ts';
import type { Span } from '../compile/env.ts';
import { feelTextLimits } from '../limits.ts';
import type {
  ArithmeticOperator,
  ComparisonOperator,
  FeelNode,
  FunctionNode,
  Iteration,
  TypeNode,
  UnaryTestsNode,
} from './ast.ts';
import { normalizeName } from './names.ts';
import { textOfLiteral } from './text-literal.ts';

export interface Source {
  readonly text: string;
  /** Where a `range<T>` was masked as a list. */
  readonly masked: ReadonlySet<number>;
  /** Added to every place, when the text is one of several. */
  readonly offset: number;
}

export function buildExpression(tree: Tree, source: Source): FeelNode {
  const [first] = parts(tree.topNode);
  return first === undefined ? { kind: 'null', ...spanOf(tree.topNode, source) } : build(first, source);
}

export function buildUnaryTests(tree: Tree, source: Source): UnaryTestsNode {
  const top = parts(tree.topNode);
  if (top[0]?.name === 'Wildcard') return { kind: 'any' };
  const list = top.find((node) => node.name === 'PositiveUnaryTests');
  const tests = list === undefined ? [] : parts(list).map((node) => build(node, source));
  return { kind: 'tests', negated: top[0]?.name === 'not', tests };
}

/** The first node nested deeper than the limit: the builder and the closures recurse, so depth is bounded here. */
export function isTooDeep(tree: Tree): Span | undefined {
  let depth = 0;
  let found: Span | undefined;
  tree.iterate({
    enter: ({ from, to }) => {
      if (++depth > feelTextLimits.nesting) found ??= { from, to };
      return found === undefined;
    },
    leave: () => {
      depth--;
    },
  });
  return found;
}

function spanOf(node: SyntaxNode, source: Source): Span {
  return { from: node.from + source.offset, to: node.to + source.offset };
}

/** Child nodes without comments. */
function parts(node: SyntaxNode): SyntaxNode[] {
  const list: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== 'LineComment' && child.name !== 'BlockComment') list.push(child);
  }
  return list;
}

const isExpression = (node: SyntaxNode): boolean => !punctuation.has(node.name);
const punctuation = new Set(
  '( ) [ ] { } . .. , : ArithOp CompareOp and or between in if then else for return some every satisfies instance of function external'.split(
    ' ',
  ),
);

function build(node: SyntaxNode, source: Source): FeelNode {
  const span = spanOf(node, source);
  const inner = parts(node);
  const operands = (): FeelNode[] => inner.filter(isExpression).map((part) => build(part, source));
  const one = (index: number): FeelNode => {
    const part = inner.filter(isExpression)[index];
    return part === undefined ? { kind: 'null', ...span } : build(part, source);
  };
  switch (node.name) {
    case 'NumericLiteral':
      return { kind: 'number', value: Number(read(node, source).replace(/\s+/g, '')), ...span };
    case 'StringLiteral':
      return { kind: 'text', value: textOfLiteral(read(node, source)), ...span };
    case 'BooleanLiteral':
      return { kind: 'boolean', value: read(node, source) === 'true', ...span };
    case 'VariableName':
    case 'SpecialFunctionName':
      return { kind: 'name', name: nameText(read(node, source)), ...span };
    case 'DateTimeConstructor':
      return { kind: 'name', name: read(node, source).replace(/\s+/g, ' '), ...span };
    case '?':
      return { kind: 'name', name: '?', ...span };
    case 'AtLiteral':
      return { kind: 'temporal', text: textOfLiteral(read(inner[0] ?? node, source)), ...span };
    case 'DateTimeLiteral':
      return inner[0]?.name === 'AtLiteral' ? build(inner[0], source) : buildCall(node, inner, source);
    case 'FunctionInvocation':
      return buildCall(node, inner, source);
    case 'ParenthesizedExpression':
    case 'PositiveUnaryTest':
    case 'FunctionBody':
      return one(0);
    case 'ArithmeticExpression': {
      const operator = inner.find((part) => part.name === 'ArithOp');
      const sign = operator === undefined ? '' : read(operator, source);
      const [left, right] = operands();
      if (right === undefined || left === undefined) {
        const operand = left ?? { kind: 'null', ...span };
        return sign === '-' ? { kind: 'negate', operand, ...span } : operand;
      }
      return { kind: 'arithmetic', operator: sign === '^' ? '**' : (sign as ArithmeticOperator), left, right, ...span };
    }
    case 'Comparison':
      return buildComparison(node, inner, source);
    case 'Conjunction':
      return { kind: 'and', left: one(0), right: one(1), ...span };
    case 'Disjunction':
      return { kind: 'or', left: one(0), right: one(1), ...span };
    case 'IfExpression':
      return { kind: 'if', condition: one(0), then: one(1), otherwise: one(2), strict: false, ...span };
    case 'ForExpression':
      return {
        kind: 'for',
        iterations: buildIterations(inner, source),
        body: build(last(inner, node), source),
        ...span,
      };
    case 'QuantifiedExpression': {
      const kind = inner[0]?.name === 'some' ? 'some' : 'every';
      return { kind, iterations: buildIterations(inner, source), condition: build(last(inner, node), source), ...span };
    }
    case 'PathExpression': {
      const name = inner.find((part) => part.name === 'PathName');
      return { kind: 'path', target: one(0), name: nameText(read(name ?? node, source)), ...span };
    }
    case 'FilterExpression':
      return { kind: 'filter', target: one(0), condition: one(1), ...span };
    case 'List':
      return { kind: 'list', items: operands(), ...span };
    case 'Context':
      return {
        kind: 'context',
        entries: inner.filter((part) => part.name === 'ContextEntry').map((entry) => buildEntry(entry, source)),
        ...span,
      };
    case 'FunctionDefinition':
      return buildFunction(node, inner, source);
    case 'InstanceOfExpression':
      return { kind: 'instance of', value: one(0), type: buildType(last(inner, node), source), ...span };
    case 'SimplePositiveUnaryTest': {
      const [first, second] = inner;
      if (first?.name === 'CompareOp' && second !== undefined) {
        const operator = read(first, source) as ComparisonOperator;
        return { kind: 'operator test', operator, operand: build(second, source), ...span };
      }
      return first === undefined ? { kind: 'null', ...span } : build(first, source);
    }
    case 'Interval': {
      const [open] = inner;
      const close = last(inner, node);
      return {
        kind: 'range',
        start: one(0),
        end: one(1),
        startIncluded: open !== undefined && read(open, source) === '[',
        endIncluded: read(close, source) === ']',
        ...span,
      };
    }
    default:
      return { kind: 'null', ...span };
  }
}

function buildCall(node: SyntaxNode, inner: readonly SyntaxNode[], source: Source): FeelNode {
  const callee = build(inner[0] ?? node, source);
  const list = inner.find((part) => part.name === 'NamedParameters' || part.name === 'PositionalParameters');
  const items = list === undefined ? [] : parts(list);
  const span = spanOf(node, source);
  if (list?.name !== 'NamedParameters') {
    return { kind: 'call', callee, args: items.map((item) => build(item, source)), names: undefined, ...span };
  }
  const named = items.map(parts);
  return {
    kind: 'call',
    callee,
    args: named.map((pair) => build(last(pair, node), source)),
    names: named.map((pair) => nameText(read(pair[0] ?? node, source))),
    ...span,
  };
}

function buildComparison(node: SyntaxNode, inner: readonly SyntaxNode[], source: Source): FeelNode {
  const span = spanOf(node, source);
  const [left = node, operator = node, right = node] = inner;
  const value = build(left, source);
  if (operator.name === 'between') {
    return { kind: 'between', value, low: build(right, source), high: build(last(inner, node), source), ...span };
  }
  if (operator.name === 'in') {
    const list = inner.find((part) => part.name === 'PositiveUnaryTests');
    const tests = list === undefined ? [right] : parts(list);
    return { kind: 'in', value, tests: tests.map((test) => build(test, source)), ...span };
  }
  const sign = read(operator, source) as ComparisonOperator;
  return { kind: 'comparison', operator: sign, left: value, right: build(right, source), ...span };
}

function buildIterations(inner: readonly SyntaxNode[], source: Source): Iteration[] {
  const list = inner.find((part) => part.name === 'InExpressions');
  return (list === undefined ? [] : parts(list)).map((node) => {
    const pieces = parts(node);
    const [start = node, end] = parts(last(pieces, node)).filter(isExpression);
    return {
      name: nameText(read(pieces[0] ?? node, source)),
      source: build(start, source),
      end: end === undefined ? undefined : build(end, source),
      ...spanOf(node, source),
    };
  });
}

function buildEntry(entry: SyntaxNode, source: Source): { key: string; value: FeelNode } {
  const pieces = parts(entry);
  const [keyNode = entry] = parts(pieces[0] ?? entry);
  const written = read(keyNode, source);
  const key = keyNode.name === 'StringLiteral' ? textOfLiteral(written) : written.replace(/\s+/g, ' ');
  return { key, value: build(last(pieces, entry), source) };
}

function buildFunction(node: SyntaxNode, inner: readonly SyntaxNode[], source: Source): FunctionNode {
  const list = inner.find((part) => part.name === 'FormalParameters');
  const parameters = (list === undefined ? [] : parts(list)).map((parameter) => {
    const [name = parameter, type] = parts(parameter);
    return { name: nameText(read(name, source)), type: type === undefined ? undefined : buildType(type, source) };
  });
  return {
    kind: 'function',
    parameters,
    external: inner.some((part) => part.name === 'external'),
    body: build(last(inner, node), source),
    ...spanOf(node, source),
  };
}

function buildType(node: SyntaxNode, source: Source): TypeNode {
  const span = spanOf(node, source);
  const [form = node] = node.name === 'Type' ? parts(node) : [node];
  const nested = parts(form).filter((part) => part.name === 'Type');
  const only = (): TypeNode =>
    nested[0] === undefined ? { kind: 'named', name: 'Any', ...span } : buildType(nested[0], source);
  switch (form.name) {
    case 'ListType':
      return { kind: source.masked.has(form.from) ? 'range' : 'list', element: only(), ...span };
    case 'ContextType': {
      const entries = parts(form)
        .filter((part) => part.name === 'ContextEntryTypes')
        .flatMap(parts);
      return {
        kind: 'context',
        entries: entries.map((entry) => {
          const pieces = parts(entry);
          return { name: nameText(read(pieces[0] ?? entry, source)), type: buildType(last(pieces, entry), source) };
        }),
        ...span,
      };
    }
    case 'FunctionType': {
      const list = parts(form)
        .filter((part) => part.name === 'ArgumentTypes')
        .flatMap(parts);
      return {
        kind: 'function',
        parameters: list.map((item) => buildType(last(parts(item), item), source)),
        result: only(),
        ...span,
      };
    }
    default:
      return { kind: 'named', name: read(form, source).replace(/<\s*>/, '').replace(/\s+/g, ' ').trim(), ...span };
  }
}

const last = (list: readonly SyntaxNode[], fallback: SyntaxNode): SyntaxNode => list[list.length - 1] ?? fallback;
const read = (node: SyntaxNode, source: Source): string => source.text.slice(node.from, node.to);
const nameText = (text: string): string => normalizeName(text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, ' ').trim());
