// The table of commands, in the order of the help.
import type { AnyCommand } from '../command.ts';
import { auditVerifyCommand } from './audit-verify.ts';
import { calendarDueCommand } from './calendar-due.ts';
import { calendarShowCommand } from './calendar-show.ts';
import { runCommand } from './run.ts';
import { scenarioCommand } from './scenario.ts';
import { typesCommand } from './types.ts';
import { validateCommand } from './validate.ts';

export const commands: readonly AnyCommand[] = [
  validateCommand,
  runCommand,
  scenarioCommand,
  typesCommand,
  auditVerifyCommand,
  calendarShowCommand,
  calendarDueCommand,
];
