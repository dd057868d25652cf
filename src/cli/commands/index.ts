// The table of commands, in the order of the help.
import type { AnyCommand } from '../command.ts';
import { archiveCommand } from './archive.ts';
import { auditVerifyCommand } from './audit-verify.ts';
import { backupCommand } from './backup.ts';
import { calendarDueCommand } from './calendar-due.ts';
import { calendarShowCommand } from './calendar-show.ts';
import { incidentsCommand } from './incidents.ts';
import { instancesCommand } from './instances.ts';
import { instancesCancelCommand } from './instances-cancel.ts';
import { instancesExportCommand } from './instances-export.ts';
import { instancesImportCommand } from './instances-import.ts';
import { instancesModifyCommand } from './instances-modify.ts';
import { instancesRepairCommand } from './instances-repair.ts';
import { instancesResumeCommand } from './instances-resume.ts';
import { instancesSuspendCommand } from './instances-suspend.ts';
import { migrateCommand } from './migrate.ts';
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
  instancesSuspendCommand,
  instancesResumeCommand,
  instancesCancelCommand,
  instancesModifyCommand,
  instancesRepairCommand,
  instancesExportCommand,
  instancesImportCommand,
  incidentsCommand,
  retryCommand,
  migrateCommand,
  archiveCommand,
  backupCommand,
  auditVerifyCommand,
  calendarShowCommand,
  calendarDueCommand,
];
