// What rows are made with, besides the events of the step.
import type { InstanceState } from '../model/instance-state.ts';
import type { Instant } from '../model/json.ts';

export interface ProjectionContext {
  readonly instanceId: string;
  readonly process: string;
  /** Hash of its definition. */
  readonly definition: string;
  readonly seq: number;
  readonly at: Instant;
  /** The state after the step. */
  readonly state: InstanceState;
}
