// FEEL (DMN 1.5): expressions are parsed once, compiled to closures and called many times.
export { compileExpression, compileUnaryTests, isFeelLimit } from './expression.ts';
export type { CompileOptions, CompileResult, CompiledExpression, CompiledUnaryTests } from './expression.ts';
export { fromJson, toJson } from './json.ts';
export { feelLimits } from './limits.ts';
export { feelProblems } from '../model/feel.ts';
export type {
  FeelLimits,
  FeelLookup,
  FeelOptions,
  FeelProblem,
  FeelProblemCode,
  FeelResult,
} from '../model/feel.ts';
