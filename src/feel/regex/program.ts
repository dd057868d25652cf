// Regular expression → instructions for the matcher. Counted repetition is written out, within a limit.
import { feelTextLimits } from '../limits.ts';
import type { CharTest, Regex } from './ast.ts';

export type Instruction =
  | { readonly op: 'char'; readonly test: CharTest }
  | { readonly op: 'start' | 'end' | 'match' }
  | { readonly op: 'reference'; readonly number: number }
  /** Goes on at `first`; on failure at `second`. */
  | { readonly op: 'split'; first: number; second: number }
  | { readonly op: 'jump'; to: number }
  /** Notes the position in a register. */
  | { readonly op: 'save'; readonly register: number }
  /** Fails when nothing was consumed since the register was saved: an empty turn of a loop. */
  | { readonly op: 'progress'; readonly register: number };

export interface Program {
  readonly code: readonly Instruction[];
  readonly registers: number;
  readonly groups: number;
}

/** Registers 0 and 1 hold the whole match, 2n and 2n+1 the group n, the rest the loops. `null` when too long. */
export function createProgram(regex: Regex, groups: number): Program | null {
  const code: Instruction[] = [];
  let registers = 2 * (groups + 1);
  const full = (): boolean => code.length > feelTextLimits.regexProgram;

  emit({ kind: 'group', number: 0, body: regex });
  code.push({ op: 'match' });
  return full() ? null : { code, registers, groups };

  function emit(node: Regex): void {
    if (full()) return;
    switch (node.kind) {
      case 'char':
        code.push({ op: 'char', test: node.test });
        return;
      case 'start':
      case 'end':
        code.push({ op: node.kind });
        return;
      case 'reference':
        code.push({ op: 'reference', number: node.number });
        return;
      case 'sequence':
        node.parts.forEach(emit);
        return;
      case 'choice':
        emitChoice(node.parts);
        return;
      case 'group':
        code.push({ op: 'save', register: 2 * node.number });
        emit(node.body);
        code.push({ op: 'save', register: 2 * node.number + 1 });
        return;
      case 'repeat':
        for (let i = 0; i < node.min && !full(); i++) emit(node.body);
        if (node.max === Infinity) emitLoop(node.body, node.greedy);
        else emitOptional(node.body, node.max - node.min, node.greedy);
    }
  }

  function emitChoice(parts: readonly Regex[]): void {
    const exits: { op: 'jump'; to: number }[] = [];
    parts.forEach((part, i) => {
      if (i === parts.length - 1) {
        emit(part);
        return;
      }
      const split = { op: 'split' as const, first: code.length + 1, second: 0 };
      code.push(split);
      emit(part);
      const exit = { op: 'jump' as const, to: 0 };
      exits.push(exit);
      code.push(exit);
      split.second = code.length;
    });
    for (const exit of exits) exit.to = code.length;
  }

  function emitLoop(body: Regex, greedy: boolean): void {
    const register = registers++;
    const start = code.length;
    const split = { op: 'split' as const, first: start + 1, second: start + 1 };
    code.push(split, { op: 'save', register });
    emit(body);
    code.push({ op: 'progress', register }, { op: 'jump', to: start });
    if (greedy) split.second = code.length;
    else split.first = code.length;
  }

  function emitOptional(body: Regex, times: number, greedy: boolean): void {
    const splits: { op: 'split'; first: number; second: number }[] = [];
    for (let i = 0; i < times && !full(); i++) {
      const split = { op: 'split' as const, first: code.length + 1, second: code.length + 1 };
      splits.push(split);
      code.push(split);
      emit(body);
    }
    for (const split of splits) {
      if (greedy) split.second = code.length;
      else split.first = code.length;
    }
  }
}
