// Rows that can't be read. None of them keeps the others from whoever asks for a list: it is given for what it is, or passed over by name.

/** A row with a column of JSON that holds nothing an engine has written: `unreadable` says what is wrong. */
export type Unreadable<Row, Column extends keyof Row> = Omit<Row, Column> & { readonly unreadable: string };

export type Listed<Row, Column extends keyof Row> = Row | Unreadable<Row, Column>;

export type Readable<Row> = Exclude<Row, { readonly unreadable: string }>;

/** What a page has passed over. */
export interface PassedOver {
  readonly instanceId: string;
  /** `<instanceId>:<part>`: of the task, job or incident; of an instance its own. */
  readonly id: string;
  /** What is wrong with it. */
  readonly detail: string;
}
