// What the acts of an engine (api/) are made of: one set for each opened engine.
import type { Calendar } from '../model/calendar.ts';
import type { Command } from '../model/commands.ts';
import type { Instant } from '../model/json.ts';
import type { Act } from './act.ts';
import type { Notices } from './clocks/notices.ts';
import type { CommitQueue } from './commit-queue.ts';
import type { Decisions } from './decisions.ts';
import type { DeliveryParts } from './deliver.ts';
import type { Origin } from './execute.ts';
import type { Gate } from './gate.ts';
import type { JobHandlers } from './jobs.ts';
import type { ResolvedOptions } from './options.ts';
import type { Receipt } from './receipt.ts';
import type { Watch } from './watch.ts';
import type { UnderWay } from './under-way.ts';

export interface EngineParts extends DeliveryParts {
  readonly options: ResolvedOptions;
  readonly now: () => Instant;
  /** The calendar of every step from now on; a change of calendar puts another one in. */
  readonly time: { calendar: Calendar };
  readonly decisions: Decisions;
  readonly commits: CommitQueue;
  readonly jobs: JobHandlers;
  readonly notices: Notices;
  /** Commands, and what goes on beside them: a stop waits for all. */
  readonly doing: UnderWay;
  readonly watch: Watch;
  /** Whether the engine does by itself what is due. */
  readonly works: { byItself: boolean };
  readonly gate: Gate;
  /** Throws EngineError ENGINE_CLOSED. */
  readonly open: () => void;
  /** One command on one instance. `right`: asked with the instance at hand. */
  readonly act: (instanceId: string, command: Command, by: Act, right?: Origin['authorise']) => Promise<Receipt>;
}
