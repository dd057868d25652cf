// Runs a program over code points. It backtracks with a stack of its own and counts every step, so that a pattern like
// `(a+)+b` ends at the limit instead of hanging, and the host's stack is never at stake.
import type { Flags } from './ast.ts';
import { sameIgnoringCase } from './classes.ts';
import type { Program } from './program.ts';

export interface Budget {
  steps: number;
}

const UNSET = -1;
const NEWLINE = 10;

/** Registers of the first match that begins at or after `from`; `undefined` when there is none, `null` when out of budget. */
export function findMatch(
  program: Program,
  flags: Flags,
  input: readonly number[],
  from: number,
  budget: Budget,
): readonly number[] | undefined | null {
  for (let start = from; start <= input.length; start++) {
    const found = matchAt(program, flags, input, start, budget);
    if (found !== undefined) return found;
  }
  return undefined;
}

function matchAt(
  { code, registers: count }: Program,
  flags: Flags,
  input: readonly number[],
  start: number,
  budget: Budget,
): readonly number[] | undefined | null {
  const registers = new Array<number>(count).fill(UNSET);
  /** Triples: where to go on, at which position, with how much of the trail undone. */
  const choices: number[] = [];
  /** Pairs: a register and the value it had. */
  const trail: number[] = [];
  let at = 0;
  let position = start;
  for (;;) {
    if (--budget.steps < 0) return null;
    const step = code[at];
    let alive = true;
    switch (step?.op) {
      case undefined:
        return undefined;
      case 'match':
        return registers;
      case 'char':
        alive = position < input.length && step.test(input[position] as number);
        position++;
        at++;
        break;
      case 'start':
        alive = position === 0 || (flags.lines && input[position - 1] === NEWLINE && position < input.length);
        at++;
        break;
      case 'end':
        alive = position === input.length || (flags.lines && input[position] === NEWLINE);
        at++;
        break;
      case 'jump':
        at = step.to;
        break;
      case 'split':
        choices.push(step.second, position, trail.length);
        at = step.first;
        break;
      case 'save':
        trail.push(step.register, registers[step.register] as number);
        registers[step.register] = position;
        at++;
        break;
      case 'progress':
        alive = registers[step.register] !== position;
        at++;
        break;
      case 'reference': {
        const length = referenceLength(registers, step.number, flags, input, position);
        alive = length >= 0;
        position += Math.max(0, length);
        budget.steps -= Math.max(0, length);
        at++;
        break;
      }
    }
    if (alive) continue;
    if (choices.length === 0) return undefined;
    const undone = choices.pop() as number;
    position = choices.pop() as number;
    at = choices.pop() as number;
    while (trail.length > undone) {
      const old = trail.pop() as number;
      registers[trail.pop() as number] = old;
    }
  }
}

/** Length of the text of a group when it stands at the position again, -1 when it does not. A group that took no part is empty. */
function referenceLength(
  registers: readonly number[],
  group: number,
  flags: Flags,
  input: readonly number[],
  position: number,
): number {
  const start = registers[2 * group] as number;
  const end = registers[2 * group + 1] as number;
  if (start === UNSET || end === UNSET) return 0;
  for (let i = 0; i < end - start; i++) {
    const a = input[start + i] as number;
    const b = input[position + i];
    if (b === undefined || !(flags.ignoreCase ? sameIgnoringCase(a, b) : a === b)) return -1;
  }
  return end - start;
}
