// The table of commands, in the order of the help.
import type { AnyCommand } from '../command.ts';
import { auditVerifyCommand } from './audit-verify.ts';
import { backupCommand } from './backup.ts';
import { calendarDueCommand } from './calendar-due.ts';
import { calendarShowCommand } from './calendar-show.ts';
import { incidentsCommand } from './incidents.ts';
import { instancesCommand } from './instances.ts';
import { retryCommand } from './retry.ts';
import { runCommand } from './run.ts';
import { scenarioCommand } from './scenario.ts';
import { typesCommand } from './types.ts';
import { validateCommand } from './validate.ts';

export const commands: readonly AnyCommand[] = [
  validateCommand,
  runCommand,
  scenarioCommand,
  typesCommand,
  instancesCommand,
  incidentsCommand,
  retryCommand,
  backupCommand,
  auditVerifyCommand,
  calendarShowCommand,
  calendarDueCommand,
];
