// Reads by a key that comes from outside, a model's id or a caller's word: `constructor` and the like name nothing that the record
// itself does not have. (`__proto__` never gets this far: the reader refuses it as an id, the engine as a variable.)

export function own<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Tokens that wait on a flow. */
export function tokensOn(tokens: Readonly<Record<string, number>> | undefined, flow: string): number {
  return own(tokens, flow) ?? 0;
}
