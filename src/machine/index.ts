// Front door of the room `machine`: a model becomes a machine, a machine makes steps.
export { compile, type CompileResult } from './compile.ts';
export type { ProcessMachine } from './process-machine.ts';
export type { StartInput, StepResult } from './start-command.ts';
export type { BoundDecision, DecisionReference, StepContext } from './context.ts';
export type { ProcessInput, ProcessLogic, ProcessSnapshot, TimedCommand } from './logic.ts';
export { applyEvent, emptyState, replay } from './apply.ts';
export { liveState, plainState, type LiveState } from './live-state.ts';
export { snapshotText } from './snapshot.ts';
export type { MigrationProblem } from '../model/migration-problem.ts';
export { planMigration } from './plan-migration.ts';
export { newWaits } from './new-waits.ts';
export { callableProcesses } from './global-task.ts';
export { behaviours } from './elements/index.ts';
export { neverTogether, supportedEvents } from './support.ts';
export { isAttempts } from './job.ts';
export { knownNames, readName } from './known-names.ts';
