// Long work says how far it is, where somebody sees it as it comes: on the error stream, and only when that is a terminal.
import type { Shell } from '../command.ts';

/** The same line is said once. */
export function progressFor({ err, isTerminal }: Shell): (line: string) => void {
  let last = '';
  return (line) => {
    if (!isTerminal || line === last) return;
    last = line;
    err(line);
  };
}

export function percentOf(done: number, all: number): number {
  return all === 0 ? 100 : Math.floor((100 * Math.min(done, all)) / all);
}
