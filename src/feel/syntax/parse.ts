// Text → tree → abstract syntax. The grammar depends on the names in scope, so a parser is kept per set of names.
import { parser, trackVariables } from 'lezer-feel';
import type { LRParser, Tree } from './tree.ts';
import type { FeelProblem } from '../../model/feel.ts';
import { feelTextLimits } from '../limits.ts';
import type { FeelNode, UnaryTestsNode } from './ast.ts';
import { buildExpression, buildUnaryTests, isTooDeep } from './build.ts';
import type { Source } from './build.ts';
import { maskTypes } from './mask-types.ts';
import { firstSyntaxProblem } from './syntax-problem.ts';

/** Known names, with what is known of the entries of contexts; `null` when nothing is. */
export interface NameShapes {
  readonly [name: string]: NameShapes | null;
}
export type Parsed<T> = { readonly ok: true; readonly node: T } | { readonly ok: false; readonly problem: FeelProblem };

/** `offset` is added to the places of the nodes, not to those of a problem. */
export function parseExpression(text: string, shapes: NameShapes, offset = 0): Parsed<FeelNode> {
  return parse(text, 'Expression', shapes, offset, buildExpression);
}

export function parseUnaryTests(text: string, shapes: NameShapes, offset = 0): Parsed<UnaryTestsNode> {
  return parse(text, 'UnaryTests', shapes, offset, buildUnaryTests);
}

function parse<T>(
  text: string,
  top: 'Expression' | 'UnaryTests',
  shapes: NameShapes,
  offset: number,
  build: (tree: Tree, source: Source) => T,
): Parsed<T> {
  if (text.length > feelTextLimits.length) {
    const params = { length: text.length, limit: feelTextLimits.length };
    return { ok: false, problem: { code: 'FEEL_TOO_LONG', from: 0, to: text.length, params } };
  }
  const configured = parserOf(top, shapes);
  let tree = configured.parse(text);
  let masked: ReadonlySet<number> = noMask;
  let problem = firstSyntaxProblem(tree, text);
  if (problem !== undefined) {
    const mask = maskTypes(text);
    if (mask === undefined) return { ok: false, problem };
    masked = mask.ranges;
    tree = configured.parse(mask.text);
    problem = firstSyntaxProblem(tree, text);
    if (problem !== undefined) return { ok: false, problem };
  }
  const deep = isTooDeep(tree);
  if (deep !== undefined) {
    return { ok: false, problem: { code: 'FEEL_TOO_DEEP', ...deep, params: { limit: feelTextLimits.nesting } } };
  }
  return { ok: true, node: build(tree, { text, masked, offset }) };
}

const noMask: ReadonlySet<number> = new Set();
const parsers = new WeakMap<NameShapes, Map<string, LRParser>>();

function parserOf(top: 'Expression' | 'UnaryTests', shapes: NameShapes): LRParser {
  let byTop = parsers.get(shapes);
  if (byTop === undefined) parsers.set(shapes, (byTop = new Map<string, LRParser>()));
  let configured = byTop.get(top);
  if (configured === undefined) {
    const context = top === 'UnaryTests' ? { ...shapes, '?': null } : shapes;
    configured = parser.configure({ top, contextTracker: trackVariables(context) });
    byTop.set(top, configured);
  }
  return configured;
}
