// Front door of the room `lint`: model → diagnostics.
export { validate } from './validate.ts';
export type { ValidateOptions } from './validate.ts';
export { ruleIds, rules } from './rules.ts';
export type { RuleId } from './rules.ts';
export type { Rule } from './rule.ts';
export { lintContext } from './context.ts';
export type { LintContext, Scope } from './context.ts';
export { eventPositions } from './event-positions.ts';
export type { EventPosition, EventTrigger } from './event-positions.ts';
export { toMarkingGraph } from './to-marking-graph.ts';
export type { MarkingEdge, MarkingGraph, MarkingGraphOptions, MarkingState } from './soundness/marking-graph.ts';
export { soundnessLimits } from './soundness/limits.ts';
export { soundnessOf } from './soundness-of.ts';
export type { ScopeSoundness } from './soundness-of.ts';
export type { Deadlock, SoundnessLimits, Verdict } from './soundness/judge-scope.ts';
export type { Step, Trigger } from './soundness/net.ts';
