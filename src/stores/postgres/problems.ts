// Why a database can't be used as a store, in words. The code travels beside the sentence (`params.problem`), so that it can be
// said in another language.
import { badRowReason } from '../../model/bad-row.ts';
import { storeErrors } from '../store-error.ts';

export const storeProblems = {
  notOpen: 'it is not open',
  connection: 'the server did not answer for {retryForMs} ms: {detail}',
  noAccess: 'this user has not the right: {detail}',
  login: 'the server refuses this user: {detail}',
  noDatabase: 'the server has no such database: {detail}',
  oldServer: 'the server is PostgreSQL {found}; the oldest that will do is {oldest}',
  encoding: 'the database has the encoding {found}; a store needs UTF8',
  diskFull: 'the disk of the server is full',
  openedReadOnly: 'it is open for reading only',
  noStore: 'there is no store in the schema {schema}',
  olderFormat: 'its format is {found}, this version reads {known}: open it once for writing, that brings it up to date',
  readOnly: 'the server takes no writes (a standby, or set to read only)',
  other: '{detail}',
  // damage
  schema: 'a table or function is missing or not as it should be: {detail}',
  malformed: 'PostgreSQL reports: {detail}',
  badRow: badRowReason,
} as const satisfies Record<string, string>;
export type StoreProblem = keyof typeof storeProblems;

export const storeError = storeErrors(storeProblems);
