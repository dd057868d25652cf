// What every store refuses of a query: names it does not know, texts that no row can have, instants that are none.
import { clockLights } from '../model/sla.ts';
import { refuseUnknown } from '../model/refuse-unknown.ts';
import { checkText } from './check-text.ts';
import type {
  IncidentFilter,
  InstanceFilter,
  JobFilter,
  ListOrder,
  PageQuery,
  SubscriptionQuery,
  TaskFilter,
  TimerFilter,
} from './port.ts';
import { invalidArgument } from '../model/invalid.ts';

/** Throws EngineErrors OPTION_UNKNOWN, ARGUMENT_INVALID. Limit and cursor are looked at by `pageOf`. */
export function checkFilter(list: FilteredList, filter: object, isPaged: boolean): void {
  const isOrdered = isPaged && (list === 'instances' || list === 'tasks');
  refuseUnknown(filter, [...filterNames[list], ...(isPaged ? pageNames : []), ...(isOrdered ? ['order'] : [])]);
  for (const [name, value] of Object.entries(filter)) {
    if (isPaged && pageNames.includes(name)) continue;
    if (isOrdered && name === 'order') checkOrder(value);
    else if (list === 'instances' && name === 'light') checkLight(value as NonNullable<InstanceFilter['light']>);
    else if (typeof value === 'string') checkText(name, value);
    else if (Array.isArray(value)) for (const one of value) checkText(name, String(one));
    else if (typeof value === 'number' && !Number.isSafeInteger(value)) {
      throw invalidArgument(name, 'NOT_INSTANT', { value });
    }
  }
}

function checkOrder(order: unknown): void {
  const allowed: readonly unknown[] = ['age', 'due', undefined] satisfies (ListOrder | undefined)[];
  if (allowed.includes(order)) return;
  throw invalidArgument('order', 'NOT_ONE_OF', { value: `"${String(order)}"`, allowed: 'age, due' });
}

function checkLight(light: NonNullable<InstanceFilter['light']>): void {
  refuseUnknown(light, ['is', 'at'] satisfies (keyof typeof light)[]);
  if (!Number.isSafeInteger(light.at)) {
    throw invalidArgument('light.at', 'NOT_INSTANT', { value: String(light.at) });
  }
  for (const one of [light.is].flat()) {
    if (clockLights.includes(one)) continue;
    throw invalidArgument('light.is', 'NOT_ONE_OF', { value: `"${one}"`, allowed: clockLights.join(', ') });
  }
}

type FilteredList = keyof typeof filterNames;

const pageNames: readonly string[] = ['limit', 'cursor'] satisfies (keyof PageQuery)[];

const filterNames = {
  instances: namesOf<InstanceFilter>({
    process: 1,
    definition: 1,
    status: 1,
    businessKey: 1,
    businessKeyPrefix: 1,
    element: 1,
    startedFrom: 1,
    startedBefore: 1,
    endedFrom: 1,
    endedBefore: 1,
    hasIncident: 1,
    suspended: 1,
    dossierStatus: 1,
    light: 1,
  }),
  tasks: namesOf<TaskFilter>({
    instanceId: 1,
    process: 1,
    businessKey: 1,
    element: 1,
    state: 1,
    assignee: 1,
    availableTo: 1,
    roles: 1,
    candidateUser: 1,
    candidateGroup: 1,
    candidates: 1,
    createdFrom: 1,
    createdBefore: 1,
    dueFrom: 1,
    dueBefore: 1,
  }),
  jobs: namesOf<JobFilter>({ instanceId: 1, process: 1, element: 1, jobType: 1, exhausted: 1, leased: 1 }),
  timers: namesOf<TimerFilter>({ instanceId: 1, process: 1, element: 1, dueFrom: 1, dueBefore: 1 }),
  incidents: namesOf<IncidentFilter>({
    instanceId: 1,
    process: 1,
    element: 1,
    code: 1,
    raisedFrom: 1,
    raisedBefore: 1,
  }),
  subscriptions: namesOf<Omit<SubscriptionQuery, keyof PageQuery>>({ instanceId: 1, kind: 1, name: 1, key: 1 }),
};

/** Typed by the filter, so that none of its names can be forgotten here. */
function namesOf<Filter>(names: Readonly<Record<keyof Filter, 1>>): readonly string[] {
  return Object.keys(names);
}
