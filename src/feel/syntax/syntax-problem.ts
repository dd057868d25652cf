// The parser recovers from errors; this finds the first place where it had to, and says what would have fitted there.
import type { SyntaxNode, Tree } from './tree.ts';
import type { FeelProblem } from '../../model/feel.ts';
import { feelTextLimits } from '../limits.ts';

export function firstSyntaxProblem(tree: Tree, text: string): FeelProblem | undefined {
  const error = firstError(tree);
  if (error === undefined) return undefined;
  if (nestingAround(error) > feelTextLimits.parsedNesting) {
    const { parsedNesting: limit } = feelTextLimits;
    return { code: 'FEEL_TOO_DEEP', from: error.from, to: error.to, params: { limit } };
  }
  const open = openText(text, error.from);
  if (open !== undefined) return { code: 'FEEL_STRING_OPEN', from: open, to: text.length, params: {} };
  const from = error.from < text.length ? skipSpaces(text, error.from) : error.from;
  const to = Math.max(error.to, endOfToken(text, from));
  const found = from >= text.length ? '(end)' : text.slice(from, Math.min(to, from + 40));
  return { code: 'FEEL_SYNTAX', from, to, params: { found, expected: expectedAt(error) } };
}

function firstError(tree: Tree): SyntaxNode | undefined {
  let found: SyntaxNode | undefined;
  tree.iterate({
    enter: (node) => {
      if (found === undefined && node.type.isError) found = node.node;
      return found === undefined;
    },
  });
  return found;
}

/** Levels above the error, or of the chain `a + b + …` that ends at it. */
function nestingAround(error: SyntaxNode): number {
  let above = 0;
  for (let at = error.parent; at !== null; at = at.parent) above++;
  let left = 0;
  for (let at = error.parent?.firstChild ?? null; at !== null; at = at.firstChild) left++;
  return Math.max(above, left);
}

function expectedAt(error: SyntaxNode): string {
  const { parent, prevSibling: before } = error;
  if (parent === null) return 'an expression';
  if (parent.name === 'IfExpression') {
    if (has(parent, 'else')) return 'an expression';
    if (has(parent, 'then')) return before?.name === 'then' ? 'an expression' : '"else"';
    return before?.name === 'if' ? 'an expression' : '"then"';
  }
  if (before === null) return parent.name === 'Key' || parent.name === 'ContextEntry' ? 'a name' : 'an expression';
  if (/^(ArithOp|CompareOp|and|or|in|then|else|return|satisfies|if|between|\.\.)$/.test(before.name))
    return 'an expression';
  if (before.name === '.') return 'a name';
  return closers[parent.name] ?? 'an operator or the end';
}

const closers: Readonly<Record<string, string>> = {
  ParenthesizedExpression: '")"',
  FunctionInvocation: '"," or ")"',
  DateTimeLiteral: '"," or ")"',
  PositionalParameters: '"," or ")"',
  NamedParameters: '"," or ")"',
  List: '"," or "]"',
  FilterExpression: '"]"',
  Interval: '".." and the end of the range',
  Context: '"," or "}"',
  ContextEntry: '":"',
  ForExpression: '"return"',
  QuantifiedExpression: '"satisfies"',
  InExpression: '"in"',
  FunctionDefinition: 'parameters in "( )" and a body',
  InstanceOfExpression: 'a type',
  Comparison: '"and" or an expression',
};

function has(node: SyntaxNode, name: string): boolean {
  return node.getChild(name) !== null;
}

/** Start of a text literal that is open at the end of the text, if any. */
function openText(text: string, errorAt: number): number | undefined {
  const closed = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
  let rest = 0;
  for (let match = closed.exec(text); match !== null; match = closed.exec(text)) {
    const quote = text.slice(rest, match.index).indexOf('"');
    if (quote >= 0) break;
    rest = closed.lastIndex;
  }
  const quote = text.indexOf('"', rest);
  return quote >= 0 && quote >= errorAt - 1 ? quote : undefined;
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at++;
  return at;
}

function endOfToken(text: string, from: number): number {
  const token = /^(?:[\p{L}\p{N}_]+|[<>!]=|\.\.|\*\*|.)/su.exec(text.slice(from, from + 80));
  return from + (token?.[0].length ?? 0);
}
