// The log of an engine, as pino and others take it: an object of facts, then a stable name of what has happened.

export interface Logger {
  trace(facts: object, name: string): void;
  debug(facts: object, name: string): void;
  info(facts: object, name: string): void;
  warn(facts: object, name: string): void;
  error(facts: object, name: string): void;
}

/** The same, whatever becomes of it: a log that fails changes nothing of what is done. */
export function careful(logger: Logger): Logger {
  const by = (level: keyof Logger) => (facts: object, name: string) => {
    try {
      logger[level](facts, name);
    } catch {
      // There is nobody to tell.
    }
  };
  return { trace: by('trace'), debug: by('debug'), info: by('info'), warn: by('warn'), error: by('error') };
}

export const silent: Logger = {
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
