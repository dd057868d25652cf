// What an operator does to many at once.
import type { Variables } from '../../model/json.ts';
import type { Act } from '../act.ts';
import { inBulk, type BulkOptions, type BulkReport } from '../bulk.ts';
import { checkVariables } from '../check-variables.ts';
import { migrationRefused } from '../execute.ts';
import type { EngineParts } from '../parts.ts';
import type { IncidentFilter, InstanceFilter } from '../ports.ts';
import { partId } from '../views.ts';
import { operationActs, type MigrationPlan } from './operations.ts';

/**
 * Each act is a step of its own, durable before the next begins; the report names every one, with the EngineError of those that were
 * refused. After a crash the same call with the cursor and the key of the last progress goes on where it stopped. EngineErrors of all:
 * OPTION_UNKNOWN, ARGUMENT_INVALID, and those of the store.
 */
export interface BulkActs {
  /** Tries again wherever a filter finds an incident, after setting the corrected variables. An incident raised meanwhile is left alone. */
  retryIncidents(
    filter: IncidentFilter,
    options?: BulkOptions & { readonly variables?: Variables },
  ): Promise<BulkReport>;
  /** Takes running instances to another version. A dry run gives the reasons of every refusal and changes nothing. */
  migrateAll(
    filter: RunningFilter,
    options: BulkOptions & MigrationPlan & { readonly reason: string },
  ): Promise<BulkReport>;
  /** Ends running instances, and everything in them. */
  cancelAll(filter: RunningFilter, options: BulkOptions & { readonly reason: string }): Promise<BulkReport>;
  suspendAll(filter: RunningFilter, options: BulkOptions & { readonly reason: string }): Promise<BulkReport>;
  resumeAll(filter: RunningFilter, options?: BulkOptions): Promise<BulkReport>;
}

/** Only running ones are acted on: a status is not to be given. */
export type RunningFilter = Omit<InstanceFilter, 'status'>;

export function bulkActs(parts: EngineParts): BulkActs {
  const { newId, open, store } = parts;
  const single = operationActs(parts);
  const newKey = (): string => `bulk:${newId()}`;

  const onInstances = async (
    filter: RunningFilter,
    options: BulkOptions,
    act: (instanceId: string, by: Act) => Promise<{ readonly repeated: boolean }>,
    check: (instanceId: string) => Promise<void> = async () => undefined,
  ): Promise<BulkReport> => {
    open();
    return inBulk(options, {
      read: (page) => store.instances({ ...filter, ...page, status: 'active' }),
      idOf: ({ instanceId }) => ({ instanceId }),
      act: async ({ instanceId }, by, isDryRun) => {
        if (!isDryRun) return act(instanceId, by);
        await check(instanceId);
        return { repeated: false };
      },
      newKey,
      store,
    });
  };

  return {
    retryIncidents: async (filter, options = {}) => {
      open();
      const variables = options.variables === undefined ? undefined : checkVariables(options.variables);
      const raised = new Set<string>();
      return inBulk(options, {
        read: (page) => store.incidents({ ...filter, ...page }),
        idOf: ({ instanceId, incidentId }) => ({ instanceId, incidentId: partId(instanceId, incidentId) }),
        act: async ({ instanceId, incidentId }, by, isDryRun) => {
          const id = partId(instanceId, incidentId);
          if (raised.has(id)) return null;
          if (isDryRun) return { repeated: false };
          const receipt = await single.resolveIncident(id, variables === undefined ? by : { ...by, variables });
          for (const event of receipt.events) {
            if (event.type === 'incident.raised') raised.add(partId(instanceId, event.incidentId));
          }
          return receipt;
        },
        newKey,
        store,
      });
    },
    migrateAll: async (filter, options) => {
      const { definition, process, elements, reason } = options;
      const plan: MigrationPlan = {
        ...(definition === undefined ? {} : { definition }),
        ...(process === undefined ? {} : { process }),
        ...(elements === undefined ? {} : { elements }),
      };
      const check = async (instanceId: string): Promise<void> => {
        const problems = await single.planMigration(instanceId, plan);
        if (problems.length > 0) throw migrationRefused(instanceId, definition ?? 'newest', problems);
      };
      return onInstances(
        filter,
        options,
        (instanceId, by) => single.migrate(instanceId, { ...by, ...plan, reason }),
        check,
      );
    },
    cancelAll: async (filter, options) => {
      return onInstances(filter, options, (instanceId, by) =>
        single.cancel(instanceId, { ...by, reason: options.reason }),
      );
    },
    suspendAll: async (filter, options) => {
      const awake = { ...filter, suspended: false };
      return onInstances(awake, options, (instanceId, by) =>
        single.suspend(instanceId, { ...by, reason: options.reason }),
      );
    },
    resumeAll: async (filter, options = {}) => {
      return onInstances({ ...filter, suspended: true }, options, (instanceId, by) => single.resume(instanceId, by));
    },
  };
}
