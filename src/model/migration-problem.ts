// Why an instance cannot go on under another version. The words are in text/migration-texts.ts.
export const migrationProblemCodes = [
  'ELEMENT_MISSING',
  'TYPE_DIFFERS',
  'SCOPE_DIFFERS',
  'LOOP_DIFFERS',
  'FLOW_MISSING',
  'COMPENSATION_OPEN',
  'TARGET_TAKEN',
  'MAPPING_UNKNOWN',
] as const;
export type MigrationProblemCode = (typeof migrationProblemCodes)[number];

export interface MigrationProblem {
  readonly code: MigrationProblemCode;
  /** Element or flow of the old definition. */
  readonly element: string;
  readonly params: Readonly<Record<string, string>>;
}
