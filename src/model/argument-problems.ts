// What is wrong with an option, an argument or a variable: the `problem` of OPTION_INVALID, ARGUMENT_INVALID and VARIABLES_INVALID.
// The Vietnamese words are in text/argument-problems-vi.ts, typed by this table.
export const argumentProblems = {
  EMPTY: 'empty',
  MISSING: 'missing',
  MISSING_STORE: 'missing: a file, or a store',
  MISSING_SINK: 'without "to": where the documents go',
  NEEDS_DIRECTORY: 'given without a directory whose roles it names: open the engine with { directory }',
  ROLE_NOT_KNOWN: 'with the role "{value}", which the directory does not have',
  MISSING_DECISION: 'missing: it names the decision',
  // variables
  NOT_OBJECT: 'not an object',
  TOO_LARGE: 'larger than {limit} bytes',
  TOO_DEEP: 'nested deeper than {limit}',
  TEXT_HALF_PAIR: 'a text with half of a surrogate pair',
  NAME_HALF_PAIR: 'named with half of a surrogate pair',
  NAME_RESERVED: 'named __proto__',
  NUMBER_NOT_FINITE: 'not a finite number',
  OBJECT_NOT_PLAIN: 'not a plain object (dates and others: give an ISO 8601 text)',
  NOT_JSON: 'a {type}',
  // numbers, lengths, times
  NOT_WITHIN: '{value}, not a whole number from {least} to {most}',
  NOT_WHOLE: '{value}, not a whole number from {least} on',
  NOT_NUMBER: '{value}, not a number from 0 on',
  NOT_LENGTH: '{value}, not a length in milliseconds',
  NOT_INSTANT: '{value}, not an instant in whole milliseconds',
  NOT_YET: '{value}, not an instant up to now',
  NOT_DATE: '"{value}", not a date (YYYY-MM-DD)',
  NOT_INSTANT_OR_DATE: '{value}, neither an instant nor a date',
  NOT_DURATIONS: '"{value}", not a list of ISO 8601 durations',
  DATE_TO_COME: '{value}, a day that has not come',
  BEFORE_DECISION: 'before the decision of {value}',
  BEFORE_VERSION: 'before version {version}, which is in force since {since}',
  BEFORE_CHANGE: '{value}, before the last change ({last})',
  OTHER_ZONE: 'of the zone {zone}',
  // kinds
  NOT_TEXT: '{value}, not a text',
  NOT_KEY: '{value}, neither a text nor a number',
  NOT_LIST: '{value}, not a list',
  NOT_FUNCTION: '{value}, not a function',
  NOT_MODEL: 'not a model that "parse" has read',
  NOT_CALENDAR: 'not a calendar that "compileCalendar" has made',
  // choices
  NOT_BOOLEAN: '{value}, not true or false',
  NOT_ONE_OF: '{value}, not one of {allowed}',
  NOT_TO_BE_GIVEN: 'not to be given: only running instances are acted on',
  NOT_IN_TRANSACTION: 'not possible here: this makes no step, or several',
  NOT_CURSOR: 'not a cursor of the list of {list}',
  // starts
  NO_PLAIN_START: 'it has no start event that waits for nothing',
  NO_SUCH_START: 'it has no start event {startEvent}',
  // live elements
  NO_LIVE_ELEMENT: 'no live element {element}',
  NOT_INSIDE: '{element}, which is not a live element inside the process',
  NOT_OF_PROCESS: '{element}, which is not an element of the process',
  SCOPE_NOT_RUNNING: '{element}, whose scope {scope} is not running',
  SCOPE_RUNS_TWICE: '{element}, whose scope {scope} runs {count} times',
  NOT_AD_HOC: 'not an activity of a running ad-hoc subprocess: {element}',
  GRANT_STATE: '"{event}", which a grant that is {status} can’t take',
  // stores
  NOT_POSTGRES: 'no address of the form postgres://user@host/database; signs like @ in a password are written %40',
  NOT_SCHEMA_NAME: '{value}, not a name of up to 48 lower-case letters, digits and underscores',
  NOT_A_FILE: '"{value}"; for a store in memory use memoryStore()',
  NOT_STEP: '{value}, not a step number',
  STEP_GAP: '{value} after step {before}; each step is one more than the last',
  NOT_HASH: '"{value}", not 64 lower-case hexadecimal digits',
  NOT_KEPT_NUL: 'a text with the character U+0000, which no store can keep',
  NOT_KEPT_HALF_PAIR: 'a text with half of a surrogate pair, which no store can keep',
  OTHER_PROCESS: '"{value}" in a change of "{process}"',
  VERSION_TAKEN: '{value}, which another source of process "{process}" has',
  // files and data
  NOT_BPMN: 'not a readable BPMN file{place}',
  NOT_KEPT_WHOLE: 'not kept whole by a round trip: {detail}',
  NO_STATUS: 'without status {code}',
  NO_MAPPING: 'without a mapping',
  RULE_TWICE: 'with two rules for {process}',
  RULE_EMPTY: 'with a rule for {process} that says no whole years or days',
  NOT_DURATION: '{value}, not a length of time ({code})',
  // trails and keys
  NOT_NOTE_TEXT: 'not a note: it needs a final newline and no control characters',
  NOT_SIGNED_NOTE: 'not a signed note',
  NOT_FOR_CHECKPOINT: 'not usable in a checkpoint: {value}',
  NOT_CHECKPOINTS: 'empty, or not all checkpoints: an excerpt needs one to prove against',
  NOT_KEYS: 'not all verifier keys (name+id+base64)',
  KEY_DAMAGED: 'damaged: the id {id} does not belong to key {key}',
  NOT_KEY_NAME: 'not a key name (no spaces, no "+"): "{value}"',
  NOT_ED25519: 'not an Ed25519 private key',
  NOT_PEM: 'not a private key in PEM form',
} as const satisfies Record<string, string>;

export type ArgumentProblem = keyof typeof argumentProblems;

export function isArgumentProblem(problem: unknown): problem is ArgumentProblem {
  return typeof problem === 'string' && Object.hasOwn(argumentProblems, problem);
}
