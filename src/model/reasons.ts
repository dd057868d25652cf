// Why something could not be done or was ended, where no person said it: a code, its params beside it. What a person says stands in the
// same place in his own words. Sentences: text/reason-texts.ts.
export const reasonCodes = [
  'TEXT_EXPECTED',
  'LIST_EXPECTED',
  'BOOLEAN_EXPECTED',
  'COUNT_EXPECTED', // a whole number from 1 on
  'TIME_TEXT_EXPECTED', // ISO 8601 or cron
  'CALENDAR_MISSING',
  'POLICY_NOT_IN_FORCE',
  'CLOCK_MISSING',
  'ERROR_UNCAUGHT',
  'CALLER_ENDED_CALL',
  'STEP_VALUES', // the expressions of one step give more than a step may hold
  'NO_ANSWER', // to a supplement that was asked for
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** What was found instead of what was expected: one of these words, else the value as JSON. */
export const foundWords = ['NULL', 'LIST', 'CONTEXT'] as const;

export type ReasonParams = Readonly<Record<string, string | number>>;
