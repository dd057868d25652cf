// The parsed expression: FEEL's abstract syntax, with the place of every node in the text.
import type { Span } from '../compile/env.ts';

export type FeelNode =
  | NumberNode
  | TextNode
  | BooleanNode
  | NullNode
  | TemporalNode
  | NameNode
  | PathNode
  | FilterNode
  | CallNode
  | ArithmeticNode
  | NegateNode
  | ComparisonNode
  | BetweenNode
  | InNode
  | LogicNode
  | IfNode
  | ForNode
  | QuantifiedNode
  | ListNode
  | ContextNode
  | FunctionNode
  | InstanceOfNode
  | RangeNode
  | OperatorTestNode
  | TypedNode
  | TableNode;

export interface NumberNode extends Span {
  readonly kind: 'number';
  readonly value: number;
}
export interface TextNode extends Span {
  readonly kind: 'text';
  readonly value: string;
}
export interface BooleanNode extends Span {
  readonly kind: 'boolean';
  readonly value: boolean;
}
export interface NullNode extends Span {
  readonly kind: 'null';
}
/** `@"…"` */
export interface TemporalNode extends Span {
  readonly kind: 'temporal';
  readonly text: string;
}
export interface NameNode extends Span {
  readonly kind: 'name';
  readonly name: string;
}
export interface PathNode extends Span {
  readonly kind: 'path';
  readonly target: FeelNode;
  readonly name: string;
}
export interface FilterNode extends Span {
  readonly kind: 'filter';
  readonly target: FeelNode;
  readonly condition: FeelNode;
}
export interface CallNode extends Span {
  readonly kind: 'call';
  readonly callee: FeelNode;
  readonly args: readonly FeelNode[];
  /** Names of the arguments, for a call with named parameters. */
  readonly names: readonly string[] | undefined;
}
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**';
export interface ArithmeticNode extends Span {
  readonly kind: 'arithmetic';
  readonly operator: ArithmeticOperator;
  readonly left: FeelNode;
  readonly right: FeelNode;
}
export interface NegateNode extends Span {
  readonly kind: 'negate';
  readonly operand: FeelNode;
}
export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';
export interface ComparisonNode extends Span {
  readonly kind: 'comparison';
  readonly operator: ComparisonOperator;
  readonly left: FeelNode;
  readonly right: FeelNode;
}
export interface BetweenNode extends Span {
  readonly kind: 'between';
  readonly value: FeelNode;
  readonly low: FeelNode;
  readonly high: FeelNode;
}
export interface InNode extends Span {
  readonly kind: 'in';
  readonly value: FeelNode;
  readonly tests: readonly FeelNode[];
}
export interface LogicNode extends Span {
  readonly kind: 'and' | 'or';
  readonly left: FeelNode;
  readonly right: FeelNode;
}
export interface IfNode extends Span {
  readonly kind: 'if';
  readonly condition: FeelNode;
  readonly then: FeelNode;
  readonly otherwise: FeelNode;
  /** A boxed conditional: a condition that is no boolean gives null, not the other branch. */
  readonly strict: boolean;
}
export interface Iteration extends Span {
  readonly name: string;
  readonly source: FeelNode;
  /** Other end of `a..b`. */
  readonly end: FeelNode | undefined;
}
export interface ForNode extends Span {
  readonly kind: 'for';
  readonly iterations: readonly Iteration[];
  readonly body: FeelNode;
}
export interface QuantifiedNode extends Span {
  readonly kind: 'some' | 'every';
  readonly iterations: readonly Iteration[];
  readonly condition: FeelNode;
}
export interface ListNode extends Span {
  readonly kind: 'list';
  readonly items: readonly FeelNode[];
}
export interface ContextNode extends Span {
  readonly kind: 'context';
  readonly entries: readonly { readonly key: string; readonly value: FeelNode }[];
  /** In a boxed context: what it gives instead of itself; it sees all entries. */
  readonly result?: FeelNode | undefined;
}
export interface FunctionNode extends Span {
  readonly kind: 'function';
  readonly parameters: readonly { readonly name: string; readonly type: TypeNode | undefined }[];
  readonly external: boolean;
  readonly body: FeelNode;
}
export interface InstanceOfNode extends Span {
  readonly kind: 'instance of';
  readonly value: FeelNode;
  readonly type: TypeNode;
}
export interface RangeNode extends Span {
  readonly kind: 'range';
  readonly start: FeelNode;
  readonly end: FeelNode;
  readonly startIncluded: boolean;
  readonly endIncluded: boolean;
}
/** A value that must have a type: a boxed entry, a decision, a parameter. */
export interface TypedNode extends Span {
  readonly kind: 'typed';
  readonly name: string;
  readonly value: FeelNode;
  readonly type: TypeNode;
}
/** A decision table. */
export interface TableNode extends Span {
  readonly kind: 'table';
  readonly policy: HitPolicy;
  readonly aggregation: Aggregation | undefined;
  readonly inputs: readonly TableInput[];
  readonly outputs: readonly TableOutput[];
  readonly rules: readonly { readonly tests: readonly UnaryTestsNode[]; readonly outputs: readonly FeelNode[] }[];
}
export interface TableInput {
  readonly value: FeelNode;
  /** Its text. */
  readonly name: string;
  /** Input values: what it may be. */
  readonly allowed: UnaryTestsNode;
}
export interface TableOutput {
  readonly name: string | undefined;
  /** Output values in order of priority. */
  readonly priorities: readonly FeelNode[];
  /** The same output values, as what it may be. */
  readonly allowed: UnaryTestsNode;
  readonly otherwise: FeelNode | undefined;
}
export type HitPolicy = 'UNIQUE' | 'ANY' | 'FIRST' | 'PRIORITY' | 'RULE ORDER' | 'OUTPUT ORDER' | 'COLLECT';
export type Aggregation = 'SUM' | 'MIN' | 'MAX' | 'COUNT';
/** `< 5`, `= "a"`: a test without its left side. */
export interface OperatorTestNode extends Span {
  readonly kind: 'operator test';
  readonly operator: ComparisonOperator;
  readonly operand: FeelNode;
}

export type TypeNode =
  | (Span & { readonly kind: 'named'; readonly name: string })
  | (Span & { readonly kind: 'list' | 'range'; readonly element: TypeNode })
  | (Span & {
      readonly kind: 'context';
      readonly entries: readonly { readonly name: string; readonly type: TypeNode }[];
    })
  | (Span & { readonly kind: 'function'; readonly parameters: readonly TypeNode[]; readonly result: TypeNode });

export type UnaryTestsNode =
  { readonly kind: 'any' } | { readonly kind: 'tests'; readonly negated: boolean; readonly tests: readonly FeelNode[] };

/** The nodes directly below. */
export function children(node: FeelNode): readonly FeelNode[] {
  switch (node.kind) {
    case 'number':
    case 'text':
    case 'boolean':
    case 'null':
    case 'temporal':
    case 'name':
      return [];
    case 'path':
      return [node.target];
    case 'filter':
      return [node.target, node.condition];
    case 'call':
      return [node.callee, ...node.args];
    case 'arithmetic':
    case 'comparison':
    case 'and':
    case 'or':
      return [node.left, node.right];
    case 'negate':
    case 'operator test':
      return [node.operand];
    case 'between':
      return [node.value, node.low, node.high];
    case 'in':
      return [node.value, ...node.tests];
    case 'if':
      return [node.condition, node.then, node.otherwise];
    case 'for':
      return [...iterationNodes(node.iterations), node.body];
    case 'some':
    case 'every':
      return [...iterationNodes(node.iterations), node.condition];
    case 'list':
      return node.items;
    case 'context': {
      const values = node.entries.map((entry) => entry.value);
      return node.result === undefined ? values : [...values, node.result];
    }
    case 'typed':
      return [node.value];
    case 'table':
      return [
        ...node.inputs.map(({ value }) => value),
        ...node.rules.flatMap(({ tests, outputs }) => [
          ...tests.flatMap((test) => (test.kind === 'any' ? [] : test.tests)),
          ...outputs,
        ]),
      ];
    case 'function':
      return [node.body];
    case 'instance of':
      return [node.value];
    case 'range':
      return [node.start, node.end];
  }
}

function iterationNodes(iterations: readonly Iteration[]): FeelNode[] {
  return iterations.flatMap(({ source, end }) => (end === undefined ? [source] : [source, end]));
}
