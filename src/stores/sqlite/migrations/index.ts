// All formats in order; a new one is appended, none is ever changed or removed.
import { firstFormat } from './0001-first-format.ts';
import type { Migration } from './migration.ts';

export const migrations: readonly Migration[] = [firstFormat];

/** The format this version writes. */
export const currentFormat = migrations.length;

/** `application_id` in the header of every store: "QTRI". */
export const applicationId = 0x51545249;
