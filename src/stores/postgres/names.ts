// Names that the functions in the database and the code outside it share.

/** Channel on which a commit says that there is work for others. */
export function wakeChannel(schema: string): string {
  return `${schema}_wake`;
}

/** SQLSTATE of our own: the schema has another format than the caller knows. */
export const NEWER_FORMAT = 'QTF01';

/** SQLSTATE of our own: a job was leased while a step about it was on its way; nothing was kept. */
export const LEASED_MEANWHILE = 'QTF02';

/** Constraint: one entry of the journal for each step of an instance. */
export const ENTRY_OF_INSTANCE = 'journal_of_instance';

/**
 * The lock under which positions of the journal are given. Advisory locks are numbers that all users of a database share: this one
 * is made from our name and the schema's.
 */
export function numberingLock(schema: string): string {
  return `hashtextextended('quytrinh.journal.${schema}', 0)`;
}
