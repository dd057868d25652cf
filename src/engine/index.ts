// Front door of the room `engine`: the durable runtime and the store port it needs.
export { openEngine } from './open-engine.ts';
export type {
  Act,
  Engine,
  MessageInput,
  MigrationPlan,
  Modification,
  PersonAct,
  Receipt,
  StartOptions,
  ThrownError,
} from './engine.ts';
export type { Definition } from './definitions.ts';
export type { EngineOptions } from './options.ts';
export type { Incident, Instance, Job, Task } from './views.ts';
export { bpmnError, type BpmnError, type JobCall, type JobHandler } from './jobs.ts';
export type { NoticeHandler } from './clocks/notices.ts';
export type { RecomputedClock, RecomputeRequest } from './clocks/recompute-clocks.ts';
export { superiorsByLevel } from './clocks/superiors.ts';
export type { DueCounts } from './run-due.ts';
export { verifyStore, type StoreVerdict, type Strayed } from './verify-store.ts';
export { systemClock, type Clock } from './host.ts';
export type * from './ports.ts';
