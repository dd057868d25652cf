// Loads SQLite as Node brings it. Node 22 says at this moment that it is experimental: a sentence that people who run a command
// can do nothing about. That one warning is kept back, and only while the module is loaded; every other one goes through.
import type * as Sqlite from 'node:sqlite';

type Driver = typeof Sqlite;

export const driver: Driver = load();

function load(): Driver {
  const kept = Object.getOwnPropertyDescriptor(process, 'emitWarning');
  if (kept === undefined) return process.getBuiltinModule('node:sqlite');
  const emit = kept.value as (...args: unknown[]) => void;
  process.emitWarning = (...args: unknown[]): void => {
    if (!isAboutSqlite(args)) emit.apply(process, args);
  };
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    Object.defineProperty(process, 'emitWarning', kept);
  }
}

function isAboutSqlite([warning, kind]: readonly unknown[]): boolean {
  return kind === 'ExperimentalWarning' && String(warning).startsWith('SQLite is an experimental feature');
}
