// compile(model) → ProcessMachine, or the diagnostics that say what can't be run.
import type { Diagnostic } from '../model/diagnostic.ts';
import type { BpmnModel } from '../model/process-model.ts';
import { callableProcesses } from './global-task.ts';
import { buildGraph } from './build-graph.ts';
import { withNames } from './expression.ts';
import { knownNames } from './known-names.ts';
import { processMachine, type ProcessMachine } from './process-machine.ts';
import { unsupported } from './support.ts';
import { diagnosticOf, isUnreadable } from './unreadable.ts';

export type CompileResult =
  | { readonly ok: true; readonly machine: ProcessMachine }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/**
 * Compiles one process of the file: `processId`, or the only executable one.
 * The model should have passed `validate`; what this machine can't run is refused here with a diagnostic.
 */
export function compile(model: BpmnModel, processId?: string): CompileResult {
  const executable = model.processes.filter((process) => process.executable);
  const callable = callableProcesses(model);
  const process =
    processId === undefined ? (executable[0] ?? model.processes[0]) : callable.find(({ id }) => id === processId);
  if (process === undefined) {
    const at = { file: model.file, line: 1, column: 1 };
    const code = 'NOT_EXECUTABLE';
    return { ok: false, diagnostics: [{ code, severity: 'error', at, params: { process: processId ?? '' } }] };
  }
  const diagnostics = unsupported(process);
  if (diagnostics.length > 0) return { ok: false, diagnostics };
  try {
    return { ok: true, machine: processMachine(withNames(knownNames(process), () => buildGraph(model, process))) };
  } catch (error) {
    if (isUnreadable(error)) return { ok: false, diagnostics: [diagnosticOf(error)] };
    throw error;
  }
}
