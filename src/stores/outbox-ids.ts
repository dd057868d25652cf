// Ids of rows of the outbox begin with the instance whose step has put them there, and a colon.

/** The first id that a row of the instance may have, and the first that it can't have any more. */
export function outboxIdsOf(instanceId: string): readonly [from: string, before: string] {
  return [`${instanceId}:`, `${instanceId};`];
}
