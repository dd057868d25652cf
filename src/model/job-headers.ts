// Headers of a job that mean something to the engine; all others are for the worker alone.

/** Waits between attempts: ISO 8601 durations, `PT1S,PT10S,PT1M`; the last one counts for all further attempts. */
export const retryBackoffHeader = 'retryBackoff';
