// The reachability graph of one process, for path coverage and generated scenarios.
import type { ProcessModel } from '../model/process-model.ts';
import { lintContext } from './context.ts';
import { fileOf } from './file-of.ts';
import { markingGraph } from './soundness/marking-graph.ts';
import type { MarkingGraph, MarkingGraphOptions } from './soundness/marking-graph.ts';

/**
 * Every marking the process can come to when each choice is possible: subprocesses with what is inside, boundary events
 * and event subprocesses as they interrupt or not. `null` when the process needs several tokens at one element
 * (quantities), or an inclusive gateway has more branches than `soundnessLimits.inclusiveBranches`.
 */
export function toMarkingGraph(process: ProcessModel, options: MarkingGraphOptions = {}): MarkingGraph | null {
  return markingGraph(process, lintContext(fileOf(process)), options);
}
