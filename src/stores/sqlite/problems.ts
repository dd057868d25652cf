// Why a file can't be used as a store, in words. The code travels beside the sentence (`params.problem`), so that it can be said
// in another language.
import { badRowReason } from '../../model/bad-row.ts';
import { storeErrors } from '../store-error.ts';

export const storeProblems = {
  notOpen: 'it is not open',
  noFile: 'there is no such file',
  noFolder: 'the folder {folder} does not exist',
  isFolder: 'it is a folder, not a file',
  notFile: 'it is not a regular file',
  noAccess: 'this user may not write to {path}',
  unreadable: 'this user may not read it',
  exists: 'there is a file of that name already',
  busy: 'another process has kept it locked for {timeoutMs} ms',
  diskFull: 'the disk is full',
  readOnly: 'it is open for reading only',
  inputOutput: 'the disk or the file system reports: {detail}',
  notOnDisk: 'the disk has not confirmed what was written: {detail}. Look at the disk, then open the store again',
  other: '{detail}',
  // damage
  notDatabase: 'it is not a database file',
  empty: 'it is empty (0 bytes)',
  tooShort: 'it is too short to be a database',
  truncated: 'it has {found} of {expected} bytes',
  logWithoutFile: 'the file itself is missing, but its last steps are in {log}: put the file back',
  noFormat: 'its format number is {found}, which no store has',
  schema: 'the {object} is {state}',
  malformed: 'SQLite reports: {detail}',
  badRow: badRowReason,
} as const satisfies Record<string, string>;
export type StoreProblem = keyof typeof storeProblems;

export const storeError = storeErrors(storeProblems);
