// Instances: started, seen, and their whole history.
import type { Command } from '../../model/commands.ts';
import { engineError } from '../../model/engine-error.ts';
import type { Instant, Variables } from '../../model/json.ts';
import type { JournalEntry } from '../../model/journal.ts';
import type { Act } from '../act.ts';
import { checkVariables } from '../check-variables.ts';
import { journalPages } from '../journal-pages.ts';
import type { EngineParts } from '../parts.ts';
import type { InstanceQuery, InstanceRow, Page, PassedOver } from '../ports.ts';
import { answer, originOf, type Receipt } from '../receipt.ts';
import { isUnreadable, stateOf } from '../state-of.ts';
import { instanceView, type Instance } from '../views.ts';
import { invalidArgument } from '../../model/invalid.ts';

export interface InstanceActs {
  /**
   * Starts the version of the process that is in force, now or at the receipt; the instance keeps it. EngineErrors DEFINITION_UNKNOWN,
   * DEFINITION_NOT_IN_FORCE, DEFINITION_SUSPENDED, START_NOT_POSSIBLE, VARIABLES_INVALID.
   */
  start(process: string, options?: StartOptions): Promise<Receipt>;
  /** EngineErrors INSTANCE_UNKNOWN; STORE_CORRUPT: it cannot be read. */
  instance(instanceId: string): Promise<Instance>;
  /** Running and ended, page by page; one that cannot be read is named beside the page. EngineError ARGUMENT_INVALID for a limit or cursor that is none. */
  instances(query?: InstanceQuery): Promise<Page<Instance>>;
  /** Every committed step in order: command, actor, authority, events. EngineErrors INSTANCE_UNKNOWN, INSTANCE_ARCHIVED. */
  history(instanceId: string): Promise<readonly JournalEntry[]>;
}

export interface StartOptions extends Act {
  readonly variables?: Variables;
  /** Mã hồ sơ, or whatever the agency knows the case by. */
  readonly businessKey?: string;
  /** When the dossier was received, if it is entered later: the version that was in force then. Default: now. */
  readonly receivedAt?: Instant;
  /** One of several start events. */
  readonly startEvent?: string;
}

export function instanceActs({ definitions, executor, newId, now, open, store, time }: EngineParts): InstanceActs {
  const viewOf = async (row: InstanceRow): Promise<Instance> => {
    const { machine } = await definitions.byHash(row.process, row.definition);
    return instanceView(row, stateOf(row, store), machine.process, time.calendar, now());
  };

  return {
    start: async (process, input = {}) => {
      open();
      const { receivedAt } = input;
      if (receivedAt !== undefined && !(receivedAt <= now()))
        throw invalidArgument('receivedAt', 'NOT_YET', { value: receivedAt });
      const deployed = await definitions.inForce(process, receivedAt);
      const { startEvent, businessKey } = input;
      const command: Command = {
        type: 'start',
        variables: checkVariables(input.variables),
        ...(startEvent === undefined ? {} : { startEvent }),
        ...(businessKey === undefined ? {} : { businessKey }),
        ...(receivedAt === undefined ? {} : { receivedAt }),
      };
      return answer(await executor.begin(deployed, newId(), command, originOf(input)), command, null, input);
    },
    instance: async (instanceId) => {
      const row = await store.instance(instanceId);
      if (row === null) throw engineError('INSTANCE_UNKNOWN', { instanceId });
      return viewOf(row);
    },
    instances: async (query = {}) => {
      const { rows, next } = await store.instances(query);
      const read: Instance[] = [];
      const unreadable: PassedOver[] = [];
      for (const row of rows) {
        try {
          read.push(await viewOf(row));
        } catch (error) {
          if (!isUnreadable(error)) throw error;
          const { instanceId } = row;
          unreadable.push({ instanceId, id: instanceId, detail: String(error.params.detail ?? error.message) });
        }
      }
      return { rows: read, next, ...(unreadable.length === 0 ? {} : { unreadable }) };
    },
    history: async (instanceId) => {
      const entries: JournalEntry[] = [];
      for await (const rows of journalPages(store, { instanceId }, HISTORY_PAGE)) {
        for (const { text } of rows) {
          if (text === '') throw engineError('INSTANCE_ARCHIVED', { instanceId });
          entries.push(JSON.parse(text) as JournalEntry);
        }
      }
      if (entries.length === 0) throw engineError('INSTANCE_UNKNOWN', { instanceId });
      return entries;
    },
  };
}

/** Entries read at once for a history. */
const HISTORY_PAGE = 1_000;
