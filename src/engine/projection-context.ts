// What rows are made with, besides the events of the step.
import type { LiveState } from '../machine/index.ts';
import type { Instant } from '../model/json.ts';

export interface ProjectionContext {
  readonly instanceId: string;
  readonly process: string;
  /** Hash of its definition. */
  readonly definition: string;
  readonly seq: number;
  readonly at: Instant;
  /** The state after the step. */
  readonly state: LiveState;
}
