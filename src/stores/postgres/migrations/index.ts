// All formats in order; a new one is appended, none is ever changed or removed.
import { tables } from './0001-tables.ts';
import { commitSteps } from './0002-commit-steps.ts';
import type { Migration } from './migration.ts';

export const migrations: readonly Migration[] = [tables, commitSteps];

/** The format this version writes. */
export const currentFormat = migrations.length;
