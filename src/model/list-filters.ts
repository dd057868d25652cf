// What each list is filtered by, as the engine and every store check it.
import {
  fields,
  flag,
  instant,
  listOf,
  maybe,
  oneOf,
  oneOrMore,
  orNull,
  text,
  whole,
  within,
  type ArgumentKinds,
} from './argument.ts';
import { incidentCodes, taskStates } from './events.ts';
import { instanceStatuses } from './instance-state.ts';
import { limits } from './limits.ts';
import { clockLights } from './sla.ts';

const part = { instanceId: maybe(text), process: maybe(text), element: maybe(text) };

export const listFilters = {
  instances: {
    process: maybe(text),
    definition: maybe(text),
    status: maybe(oneOrMore(oneOf(...instanceStatuses))),
    businessKey: maybe(text),
    businessKeyPrefix: maybe(text),
    element: maybe(text),
    startedFrom: maybe(instant),
    startedBefore: maybe(instant),
    endedFrom: maybe(instant),
    endedBefore: maybe(instant),
    hasIncident: maybe(flag),
    suspended: maybe(flag),
    dossierStatus: maybe(oneOrMore(whole(1))),
    light: maybe(fields({ is: oneOrMore(oneOf(...clockLights)), at: instant }, 'light.')),
  },
  tasks: {
    ...part,
    businessKey: maybe(text),
    state: maybe(oneOrMore(oneOf(...taskStates))),
    assignee: maybe(orNull(text)),
    availableTo: maybe(listOf(text)),
    roles: maybe(listOf(text)),
    candidateUser: maybe(text),
    candidateGroup: maybe(text),
    candidates: maybe(listOf(text)),
    createdFrom: maybe(instant),
    createdBefore: maybe(instant),
    dueFrom: maybe(instant),
    dueBefore: maybe(instant),
  },
  jobs: { ...part, jobType: maybe(text), exhausted: maybe(flag), leased: maybe(flag) },
  timers: { ...part, dueFrom: maybe(instant), dueBefore: maybe(instant) },
  incidents: {
    ...part,
    code: maybe(oneOrMore(oneOf(...incidentCodes))),
    raisedFrom: maybe(instant),
    raisedBefore: maybe(instant),
  },
} as const satisfies Record<string, ArgumentKinds>;

export const pageFields = {
  limit: maybe(within(1, limits.pageRows)),
  cursor: maybe(text),
} as const satisfies ArgumentKinds;

/** Of the lists that have more than one order. */
export const orderField = { order: maybe(oneOf('age', 'due')) } as const satisfies ArgumentKinds;
