// Names that the functions in the database and the code outside it share.

/** Channel on which a commit says that there is work for others. */
export function wakeChannel(schema: string): string {
  return `${schema}_wake`;
}

/** SQLSTATE of our own: the schema has another format than the caller knows. */
export const NEWER_FORMAT = 'QTF01';
