// What an operator does: incidents, variables, suspension, changes by hand, migration, the end before its time.
import { planMigration, type MigrationProblem } from '../../machine/index.ts';
import { engineError } from '../../model/engine-error.ts';
import { isLive } from '../../model/instance-state.ts';
import type { Variables } from '../../model/json.ts';
import type { Act } from '../act.ts';
import { checkVariables } from '../check-variables.ts';
import type { Deployed } from '../definitions/definitions.ts';
import type { EngineParts } from '../parts.ts';
import type { CountedList, IncidentQuery, ListFilters, Page, TimerQuery } from '../ports.ts';
import { actorOf, originOf, receipt, type Receipt } from '../receipt.ts';
import { repairInstance } from '../repair.ts';
import { incidentView, splitId, timerView, viewPage, type Incident, type Timer } from '../views.ts';
import { stateOf } from '../state-of.ts';

export interface OperationActs {
  /** What is stuck and waits for an operator, the oldest first. */
  incidents(query?: IncidentQuery): Promise<Page<Incident>>;
  /** Armed timers, the earliest due first. Those of suspended instances are not among them: they come back with the instance. */
  timers(query?: TimerQuery): Promise<Page<Timer>>;
  /** How many rows of a list a filter finds: `count('tasks', { element: 'review' })`. EngineErrors OPTION_UNKNOWN, ARGUMENT_INVALID. */
  count<L extends CountedList>(list: L, filter?: ListFilters[L]): Promise<number>;
  /** Tries again, after setting the corrected variables. EngineError INCIDENT_UNKNOWN. */
  resolveIncident(incidentId: string, act?: Act & { readonly variables?: Variables }): Promise<Receipt>;
  /** Sets variables of the process; also while it is suspended. EngineErrors VARIABLES_INVALID, INSTANCE_ENDED. */
  setVariables(instanceId: string, act: Act & { readonly variables: Variables }): Promise<Receipt>;
  /** Nothing moves in it until it is resumed: tasks and jobs are refused, timers wait, signals and messages are held. */
  suspend(instanceId: string, act: Act & { readonly reason: string }): Promise<Receipt>;
  /** Goes on; timers that came due meanwhile fire. */
  resume(instanceId: string, act?: Act): Promise<Receipt>;
  /** Ends live elements and begins others by hand (ids as in `Instance.active`). EngineError ARGUMENT_INVALID. */
  modify(instanceId: string, act: Act & Modification): Promise<Receipt>;
  /** Starts one more activity of an ad-hoc subprocess that is running. EngineError ARGUMENT_INVALID when none can. */
  activate(instanceId: string, act: Act & { readonly element: string }): Promise<Receipt>;
  /**
   * Whether the instance could go on under another version: every reason why not; empty when it could. EngineErrors INSTANCE_UNKNOWN,
   * INSTANCE_ENDED, DEFINITION_UNKNOWN, DEFINITION_VERSION_UNKNOWN.
   */
  planMigration(instanceId: string, plan: MigrationPlan): Promise<readonly MigrationProblem[]>;
  /**
   * Goes on under another version. EngineErrors MIGRATION_REFUSED (its cause lists the reasons), INSTANCE_ENDED, DEFINITION_UNKNOWN,
   * DEFINITION_VERSION_UNKNOWN.
   */
  migrate(instanceId: string, act: Act & MigrationPlan & { readonly reason: string }): Promise<Receipt>;
  /**
   * Writes its rows (instance, tasks, jobs, timers, subscriptions, incidents, outbox) anew from its journal, also when it has ended or they
   * can't be read. The event `instance.repaired` of the receipt and of the journal says which were not as they should be.
   * Leases and put-offs, which are in no journal, idempotency keys, names that are not its own, and offers of tasks that are not there, stay
   * as they are. EngineErrors INSTANCE_UNKNOWN, REPAIR_REFUSED, NAME_TAKEN.
   */
  repair(instanceId: string, act: Pick<Act, 'actor'> & { readonly reason: string }): Promise<Receipt>;
  /** Ends the instance and everything in it, calls too. EngineErrors INSTANCE_UNKNOWN, INSTANCE_ENDED. */
  cancel(instanceId: string, act: Act & { readonly reason: string }): Promise<Receipt>;
}

export interface Modification {
  /** Elements to begin, each in its live scope. */
  readonly start?: readonly string[];
  /** Live elements to end, by their ids there; of a join at which tokens wait, its element: they are taken away. */
  readonly cancel?: readonly string[];
  readonly variables?: Variables;
  readonly reason: string;
}

export interface MigrationPlan {
  /** Hash of the definition to go on under; default: the version in force. */
  readonly definition?: string;
  /** Another process id, when the new version has one. */
  readonly process?: string;
  /** Old ids of elements and flows → new ones, where they differ. */
  readonly elements?: Readonly<Record<string, string>>;
}

export function operationActs(parts: EngineParts): OperationActs {
  const { act, definitions, doing, executor, open, store } = parts;
  const targetOf = async (process: string, plan: MigrationPlan): Promise<Deployed> => {
    const { process: name = process, definition } = plan;
    if (definition === undefined) return definitions.inForce(name);
    const versions = await definitions.list(name);
    if (versions.length > 0 && !versions.some(({ hash }) => hash === definition))
      throw engineError('DEFINITION_VERSION_UNKNOWN', { process: name, version: definition });
    return definitions.byHash(name, definition);
  };

  return {
    incidents: async (query = {}) => viewPage(await store.incidents(query), incidentView),
    timers: async (query = {}) => viewPage(await store.timers(query), timerView),
    count: (list, filter = {}) => store.count(list, filter),
    resolveIncident: async (id, by = {}) => {
      const { instanceId, part } = splitId(id, 'INCIDENT_UNKNOWN', 'incidentId');
      const resolve = { type: 'incident.resolve', incidentId: part } as const;
      return act(
        instanceId,
        by.variables === undefined ? resolve : { ...resolve, variables: checkVariables(by.variables) },
        by,
      );
    },
    setVariables: async (instanceId, by) =>
      act(instanceId, { type: 'variables.set', variables: checkVariables(by.variables) }, by),
    suspend: async (instanceId, by) => act(instanceId, { type: 'instance.suspend', reason: by.reason }, by),
    resume: async (instanceId, by = {}) => act(instanceId, { type: 'instance.resume' }, by),
    modify: async (instanceId, by) => {
      const own = (id: string): string => (id.startsWith(`${instanceId}:`) ? id.slice(instanceId.length + 1) : id);
      const { start = [], cancel = [], reason } = by;
      const modify = { type: 'instance.modify', start, cancel: cancel.map(own), reason } as const;
      return act(
        instanceId,
        by.variables === undefined ? modify : { ...modify, variables: checkVariables(by.variables) },
        by,
      );
    },
    activate: async (instanceId, by) => act(instanceId, { type: 'adHoc.activate', element: by.element }, by),
    planMigration: async (instanceId, plan) => {
      const row = await store.instance(instanceId);
      if (row === null) throw engineError('INSTANCE_UNKNOWN', { instanceId });
      const from = await definitions.byHash(row.process, row.definition);
      const to = await targetOf(row.process, plan);
      const state = stateOf(row, store);
      if (!isLive(state)) throw engineError('INSTANCE_ENDED', { instanceId, status: state.status });
      return planMigration(state, from.machine.graph, to.machine.graph, plan.elements ?? {});
    },
    migrate: async (instanceId, by) => {
      open();
      const row = await store.instance(instanceId);
      if (row === null) throw engineError('INSTANCE_UNKNOWN', { instanceId });
      const onto = await targetOf(row.process, by);
      const command = {
        type: 'instance.migrate',
        definition: onto.row.hash,
        elements: by.elements ?? {},
        reason: by.reason,
      } as const;
      return receipt(await executor.execute(instanceId, command, { ...originOf(by), onto }));
    },
    repair: async (instanceId, { reason, ...by }) => {
      open();
      return doing.add(repairInstance(instanceId, { actor: actorOf(by), reason }, parts));
    },
    cancel: async (instanceId, by) => act(instanceId, { type: 'instance.cancel', reason: by.reason }, by),
  };
}
