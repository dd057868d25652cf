// FEEL (DMN 1.5): expressions are parsed once, compiled to closures and called many times.
export { compileExpression, compileUnaryTests, feelLimitOf, isFeelLimit } from './expression.ts';
export type { CompileOptions, CompileResult, CompiledExpression, CompiledUnaryTests } from './expression.ts';
export { fromJson, toJson } from './json.ts';
export { feelLimits } from './limits.ts';
export { feelProblems, isDecisionFault } from '../model/feel.ts';
export type { FeelLimits, FeelLookup, FeelOptions, FeelProblem, FeelProblemCode, FeelResult } from '../model/feel.ts';
export { compileDecisions } from './dmn/compile-decisions.ts';
export type { DecisionInfo, DecisionResult, DecisionSet } from './dmn/compile-decisions.ts';
export { checkRules } from './dmn/check-rules.ts';
export { readDmn } from './dmn/read-dmn.ts';
export type { ReadDmnResult } from './dmn/read-dmn.ts';
export { dmnProblems } from '../model/dmn.ts';
export type { DmnDiagnostic, DmnModel, DmnProblemCode } from '../model/dmn.ts';
