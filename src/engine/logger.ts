// The log of an engine, as pino and others take it: an object of facts, then a stable name of what has happened.

export interface Logger {
  trace(facts: object, name: string): void;
  debug(facts: object, name: string): void;
  info(facts: object, name: string): void;
  warn(facts: object, name: string): void;
  error(facts: object, name: string): void;
}

export const silent: Logger = {
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
