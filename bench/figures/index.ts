// All benches, in the order of the table.
import type { Bench } from '../support/figure.ts';
import { calendarDue } from './calendar-due.ts';
import { dmn } from './dmn-1000.ts';
import { feel } from './feel.ts';
import { flatHistory } from './flat-history.ts';
import { flatModel } from './flat-model.ts';
import { inclusiveJoin } from './inclusive-join.ts';
import { instances } from './instances.ts';
import { manyWaiting } from './many-waiting.ts';
import { messages } from './messages.ts';
import { postgresEngines, postgresSteps } from './postgres-steps.ts';
import { sqliteSteps } from './sqlite-steps.ts';
import { stateBytes } from './state-bytes.ts';
import { timersDue } from './timers-due.ts';

export const benches: readonly Bench[] = [
  ...instances,
  flatModel,
  flatHistory,
  stateBytes,
  sqliteSteps,
  postgresSteps,
  postgresEngines,
  ...timersDue,
  ...messages,
  ...manyWaiting,
  feel,
  dmn,
  calendarDue,
  inclusiveJoin,
];
