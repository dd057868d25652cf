// A DMN file as plain data: what decides, from what, and how. Made by the reader, compiled by `compileDecisions`.
import type { FeelProblem } from './feel.ts';

export interface DmnModel {
  readonly namespace: string;
  readonly name: string;
  readonly imports: readonly DmnImport[];
  readonly types: readonly DmnType[];
  readonly inputs: readonly DmnInput[];
  readonly decisions: readonly DmnDecision[];
  readonly knowledge: readonly DmnKnowledge[];
  readonly services: readonly DmnService[];
}

export interface DmnImport {
  /** What the imported names are prefixed with; empty: not at all. */
  readonly name: string;
  readonly namespace: string;
}

export interface DmnType {
  readonly name: string;
  readonly typeRef: string | undefined;
  readonly isCollection: boolean;
  /** Unary tests on the value, or on each item of a collection. */
  readonly allowedValues: string | undefined;
  /** Unary tests on the whole value. */
  readonly constraint: string | undefined;
  readonly components: readonly DmnType[];
  readonly functionItem:
    { readonly parameters: readonly (string | undefined)[]; readonly result: string | undefined } | undefined;
}

export interface DmnNamed {
  readonly id: string;
  readonly name: string;
  readonly typeRef: string | undefined;
}
export interface DmnInput extends DmnNamed {
  readonly kind: 'input';
}
export interface DmnDecision extends DmnNamed {
  readonly kind: 'decision';
  /** `#id` or `namespace#id` of the inputs, decisions, knowledge models and services it may use. */
  readonly requires: readonly string[];
  readonly logic: DmnExpression | undefined;
}
export interface DmnKnowledge extends DmnNamed {
  readonly kind: 'knowledge';
  readonly requires: readonly string[];
  readonly logic: DmnFunction | undefined;
}
export interface DmnService extends DmnNamed {
  readonly kind: 'service';
  readonly outputDecisions: readonly string[];
  readonly encapsulatedDecisions: readonly string[];
  readonly inputDecisions: readonly string[];
  readonly inputData: readonly string[];
}

/** A boxed expression. `id` is its XML id or that of the nearest element above. */
export type DmnExpression =
  | DmnLiteral
  | DmnFunction
  | DmnTable
  | (DmnBoxed & {
      readonly kind: 'context';
      readonly entries: readonly DmnEntry[];
      readonly result: DmnExpression | undefined;
    })
  | (DmnBoxed & { readonly kind: 'list'; readonly items: readonly DmnExpression[] })
  | (DmnBoxed & {
      readonly kind: 'relation';
      readonly columns: readonly string[];
      readonly rows: readonly (readonly DmnExpression[])[];
    })
  | (DmnBoxed & { readonly kind: 'invocation'; readonly called: DmnExpression; readonly bindings: readonly DmnEntry[] })
  | (DmnBoxed & {
      readonly kind: 'conditional';
      readonly condition: DmnExpression;
      readonly then: DmnExpression;
      readonly otherwise: DmnExpression;
    })
  | (DmnBoxed & { readonly kind: 'filter'; readonly source: DmnExpression; readonly match: DmnExpression })
  | (DmnBoxed & {
      readonly kind: 'for' | 'some' | 'every';
      readonly variable: string;
      readonly source: DmnExpression;
      readonly body: DmnExpression;
    });

export interface DmnBoxed {
  readonly id: string;
  readonly typeRef: string | undefined;
}
export interface DmnLiteral extends DmnBoxed {
  readonly kind: 'literal';
  readonly text: string;
}
export interface DmnEntry {
  readonly name: string;
  readonly typeRef: string | undefined;
  readonly value: DmnExpression;
}
export interface DmnFunction extends DmnBoxed {
  readonly kind: 'function';
  readonly language: 'FEEL' | 'Java' | 'PMML';
  readonly parameters: readonly { readonly name: string; readonly typeRef: string | undefined }[];
  readonly body: DmnExpression | undefined;
}
export interface DmnTable extends DmnBoxed {
  readonly kind: 'table';
  readonly hitPolicy: string;
  readonly aggregation: string | undefined;
  readonly inputs: readonly {
    readonly expression: string;
    readonly typeRef: string | undefined;
    readonly values: string | undefined;
  }[];
  readonly outputs: readonly {
    readonly name: string | undefined;
    readonly typeRef: string | undefined;
    readonly values: string | undefined;
    readonly otherwise: string | undefined;
  }[];
  readonly rules: readonly {
    readonly id: string;
    readonly tests: readonly string[];
    readonly outputs: readonly string[];
  }[];
}

/** What is wrong in a DMN file. A FEEL problem brings its own code, and its place in the text of the expression. */
export interface DmnDiagnostic {
  readonly code: DmnProblemCode | FeelProblem['code'];
  readonly severity: 'error' | 'warning';
  /** Id of the element, or of the nearest one above that has an id; empty for the file. */
  readonly elementId: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** In the file, from 1, when known. */
  readonly line?: number;
  readonly column?: number;
  /** For FEEL problems: the expression and the place in it. */
  readonly expression?: { readonly text: string; readonly from: number; readonly to: number };
}

export type DmnProblemCode = keyof typeof dmnProblems;

/** Code → English sentence. */
export const dmnProblems = {
  DMN_XML: 'The file is not well-formed XML: {reason}.',
  DMN_NOT_DMN: 'The file is not DMN: its root must be "definitions" in a DMN namespace (versions 1.1 to 1.5).',
  DMN_TOO_LARGE: 'The file has {length} characters; the limit is {limit}.',
  DMN_CONTENT: 'Something in the file was not understood and is ignored: {reason}.',
  DMN_REFERENCE: 'Element "{name}" refers to "{reference}", which does not exist.',
  DMN_IMPORT: 'The imported model "{namespace}" was not given. Pass it along (imports).',
  DMN_CYCLE: 'Decision "{name}" needs itself: {path}.',
  DMN_DUPLICATE: 'The name "{name}" is used twice.',
  DMN_NO_LOGIC: '"{name}" has no logic; its value is null.',
  DMN_HIT_POLICY: 'There is no hit policy "{policy}".',
  DMN_CELLS: 'Rule {rule} has {found} cells; the table has {expected} columns.',
  DMN_RULES_OVERLAP: 'Rules {before} and {rule} match the same input, which the hit policy {policy} does not allow.',
  DMN_RULE_UNREACHABLE: 'Rule {rule} is never reached: rule {before} matches all that it does, and comes first.',
} as const satisfies Record<string, string>;
