// A store is named by a file or by the address of a PostgreSQL database.
export function isAddress(store: string): boolean {
  return /^postgres(ql)?:\/\//.test(store);
}

/** For messages: who may log in, and how, is nobody's business. */
export function withoutPassword(address: string): string {
  return address.replace(/\/\/[^/@]*@/, '//');
}
