// One change of the format of the file.

export interface Migration {
  /** Format of the file afterwards: 1, 2, 3 … */
  readonly number: number;
  readonly sql: string;
}
