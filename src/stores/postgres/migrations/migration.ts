// One change of the format of the schema.

export interface Migration {
  /** Format of the schema afterwards: 1, 2, 3 … */
  readonly number: number;
  /** Every object is named with its schema, so that no setting of the session decides where it is. */
  readonly sql: (schema: string) => string;
}
