// Loads SQLite as Node brings it. Node 22 says at this moment that it is experimental: a sentence that people who run a command
// can do nothing about. That one warning is kept back, and only while the module is loaded; every other one goes through.
type Driver = typeof import('node:sqlite');

export const driver: Driver = load();

function load(): Driver {
  const emit = process.emitWarning;
  process.emitWarning = ((warning: string | Error, ...rest: unknown[]): void => {
    if (!isAboutSqlite(warning, rest)) Reflect.apply(emit, process, [warning, ...rest]);
  }) as typeof process.emitWarning;
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    process.emitWarning = emit;
  }
}

function isAboutSqlite(warning: string | Error, rest: readonly unknown[]): boolean {
  return rest[0] === 'ExperimentalWarning' && String(warning).startsWith('SQLite is an experimental feature');
}
