// What a child was told is durable: one line each, with the system before the child goes on, so that a kill can't take it back.
// (A loss of power could, but that is not what happens here, and waiting for the disk would hide what is raced for.)
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

export interface Acknowledgement {
  readonly what: 'start' | 'review' | 'paid' | 'kept' | 'handled';
  /** Of the dossier; for `handled` the job. */
  readonly number: string;
  readonly instanceId: string;
  readonly seq: number;
}

export function acknowledge(path: string): (line: Acknowledgement) => void {
  return (line) => writeFileSync(path, `${JSON.stringify(line)}\n`, { flag: 'a' });
}

export function acknowledgementsIn(path: string): readonly Acknowledgement[] {
  if (!existsSync(path)) return [];
  // A kill in the middle of a line leaves a part of one: it was never said.
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Acknowledgement);
}
