// A column of JSON that a store gives as the text it is.
import { badRow } from '../model/bad-row.ts';

/** `row`: what it is told by. Throws EngineError STORE_CORRUPT: the text is no JSON. */
export function parsed(text: string, file: string, table: string, row: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badRow(file, table, `${row}: ${error instanceof Error ? error.message : String(error)}`, error);
  }
}
