// All cases, by the names of the cells. Complete by its types: a new kind of event or element can't be forgotten.
import type { EventRow } from '../../../docs/support-cells.ts';
import type { ElementType } from 'quytrinh/model';
import { cancels } from './cancel.ts';
import type { Case, EventCases } from './case.ts';
import { compensations } from './compensation.ts';
import { conditions } from './conditional.ts';
import { eventElements } from './elements-event.ts';
import { gateways } from './elements-gateway.ts';
import { scopes } from './elements-scope.ts';
import { tasks } from './elements-task.ts';
import { errors } from './error.ts';
import { escalations } from './escalation.ts';
import { links } from './link.ts';
import { messages } from './message.ts';
import { multiples } from './multiple.ts';
import { none } from './none.ts';
import { parallelMultiples } from './parallel-multiple.ts';
import { signals } from './signal.ts';
import { terminates } from './terminate.ts';
import { timers } from './timer.ts';

export const elementCases = {
  ...eventElements,
  ...tasks,
  ...scopes,
  ...gateways,
} as const satisfies Record<ElementType, Case>;

export const eventCases: Readonly<Record<EventRow, EventCases>> = {
  none,
  message: messages,
  timer: timers,
  signal: signals,
  error: errors,
  escalation: escalations,
  conditional: conditions,
  compensate: compensations,
  cancel: cancels,
  link: links,
  terminate: terminates,
  multiple: multiples,
  parallelMultiple: parallelMultiples,
};
