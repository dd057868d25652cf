// Changes one byte in a copy of the file: in the journal entry of a step, the last letter of who acted.
import { readFileSync, writeFileSync } from 'node:fs';
import { canonicalJson } from 'quytrinh/audit';
import type { JournalEntry, JsonValue } from 'quytrinh/model';
import { textOf } from './timeline.ts';

export interface Tampered {
  readonly offset: number;
  readonly before: string;
  readonly after: string;
}

/** `letter` replaces the last letter of the actor's id. Finds the bytes of the entry by its beginning, which is its own. */
export function changeActor(file: string, copy: string, entry: JournalEntry, letter: string): Tampered {
  const bytes = readFileSync(file);
  const before = textOf(entry.actor?.['personId']);
  const beginning = Buffer.from(canonicalJson(entry as unknown as JsonValue).slice(0, 90));
  const found = bytes.indexOf(beginning);
  const name = beginning.indexOf(`"personId":"${before}"`);
  if (found < 0 || name < 0) throw new Error('the entry is not where it was expected in the file');
  const offset = found + name + Buffer.byteLength(`"personId":"${before}`) - 1;
  bytes.write(letter, offset);
  writeFileSync(copy, bytes);
  return { offset, before, after: before.slice(0, -1) + letter };
}
