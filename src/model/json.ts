/** Plain JSON, the only thing that is ever stored or sent. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** Process variables by name. Values are plain JSON; dates and durations travel as ISO 8601 strings. */
export type Variables = Readonly<Record<string, JsonValue>>;

/** A moment: milliseconds since 1970-01-01T00:00:00Z. Names of such fields end in `At`. */
export type Instant = number;
