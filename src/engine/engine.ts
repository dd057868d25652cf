// What an engine offers, by topic. Ids of tasks, jobs and incidents are those of the lists; instants are epoch milliseconds.
import type { ArchiveActs } from './api/archive.ts';
import type { BulkActs } from './api/bulk.ts';
import type { ClockActs } from './api/clocks.ts';
import type { DefinitionActs } from './api/definitions.ts';
import type { HealthActs } from './api/health.ts';
import type { InstanceActs } from './api/instances.ts';
import type { JobActs } from './api/jobs.ts';
import type { MessageActs } from './api/messages.ts';
import type { OperationActs } from './api/operations.ts';
import type { RunActs } from './api/runs.ts';
import type { TroubleActs } from './api/troubles.ts';
import type { TaskActs } from './api/tasks.ts';
import type { TransferActs } from './api/transfer.ts';

export interface Engine
  extends
    DefinitionActs,
    InstanceActs,
    TaskActs,
    MessageActs,
    JobActs,
    OperationActs,
    BulkActs,
    TransferActs,
    ArchiveActs,
    ClockActs,
    RunActs,
    TroubleActs,
    HealthActs {}
