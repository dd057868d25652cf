// `for`, `some` and `every`.
import type { FeelNode, ForNode, Iteration, QuantifiedNode } from '../syntax/ast.ts';
import { children } from '../syntax/ast.ts';
import { KIND, kindOf } from '../values/kinds.ts';
import type { FeelRange } from '../values/kinds.ts';
import { dateDays, dateOfDays } from '../values/temporal.ts';
import { withLocal } from './compiler.ts';
import type { Compiler, Scope } from './compiler.ts';
import { charge, warn } from './env.ts';
import type { Code, Env, Span } from './env.ts';

interface Loop extends Span {
  readonly slot: number;
  readonly source: Code;
  readonly end: Code | undefined;
}

export function compileFor(node: ForNode, scope: Scope, c: Compiler): Code {
  const { loops, inner } = compileLoops(node.iterations, scope, c);
  const partialSlot = uses(node.body, 'partial') ? c.newSlot() : undefined;
  const body = c.compile(node.body, partialSlot === undefined ? inner : withLocal(inner, 'partial', partialSlot));
  return (env) => {
    const results: unknown[] = [];
    const finished = runLoops(loops, 0, env, () => {
      if (partialSlot !== undefined) {
        // A copy, since the body may keep it; paid for like any list that is made.
        charge(env, results.length);
        env.slots[partialSlot] = results.slice();
      }
      results.push(body(env));
      return true;
    });
    return finished === null ? null : results;
  };
}

export function compileQuantified(node: QuantifiedNode, scope: Scope, c: Compiler): Code {
  const { loops, inner } = compileLoops(node.iterations, scope, c);
  const condition = c.compile(node.condition, inner);
  const decisive = node.kind === 'some';
  return (env) => {
    const seen = { unknown: false };
    const finished = runLoops(loops, 0, env, () => {
      const value = condition(env);
      if (value === decisive) return false;
      if (value !== !decisive) seen.unknown = true;
      return true;
    });
    if (finished === null) return null;
    if (!finished) return decisive;
    return seen.unknown ? null : !decisive;
  };
}

function compileLoops(iterations: readonly Iteration[], scope: Scope, c: Compiler): { loops: Loop[]; inner: Scope } {
  let inner = scope;
  const loops: Loop[] = [];
  for (const { name, source, end, from, to } of iterations) {
    const slot = c.newSlot();
    loops.push({
      slot,
      source: c.compile(source, inner),
      end: end === undefined ? undefined : c.compile(end, inner),
      from,
      to,
    });
    inner = withLocal(inner, name, slot);
  }
  return { loops, inner };
}

/** `true` when every turn ran, `false` when one asked to stop, `null` when there was nothing to run over. */
function runLoops(loops: readonly Loop[], level: number, env: Env, turn: () => boolean): boolean | null {
  const loop = loops[level];
  if (loop === undefined) return turn();
  const items = itemsOf(loop, env);
  if (items === null) return null;
  charge(env, items.length);
  for (const item of items) {
    env.slots[loop.slot] = item;
    const going = runLoops(loops, level + 1, env, turn);
    if (going !== true) return going;
  }
  return true;
}

function itemsOf(loop: Loop, env: Env): readonly unknown[] | null {
  const source = loop.source(env);
  if (loop.end !== undefined) return sequence(source, loop.end(env), 0, 0, env, loop);
  if (Array.isArray(source)) return source as readonly unknown[];
  if (source === null || source === undefined) return warn(env, loop, 'FEEL_ITERATION', { type: 'null' });
  if (kindOf(source) !== 'range') return [source];
  const range = source as FeelRange;
  return sequence(range.start, range.end, range.startIncluded ? 0 : 1, range.endIncluded ? 0 : 1, env, loop);
}

/** Whole numbers or days from one end to the other, upwards or downwards, less what is excluded at either end. */
function sequence(
  start: unknown,
  end: unknown,
  skipFirst: number,
  skipLast: number,
  env: Env,
  span: Span,
): readonly unknown[] | null {
  const from = positionOf(start);
  const to = positionOf(end);
  if (from === null || to === null || kindOf(start) !== kindOf(end)) {
    return warn(env, span, 'FEEL_ITERATION', { type: `${kindOf(start)}..${kindOf(end)}` });
  }
  const direction = from <= to ? 1 : -1;
  const length = Math.floor(Math.abs(to - from)) + 1 - skipFirst - (Number.isInteger(to - from) ? skipLast : 0);
  if (length <= 0) return [];
  charge(env, length);
  const first = from + direction * skipFirst;
  const numeric = typeof start === 'number';
  return Array.from({ length }, (_, i) => {
    const position = first + direction * i;
    return numeric ? position : dateOfDays(position);
  });
}

function positionOf(value: unknown): number | null {
  if (typeof value === 'number') return value;
  if (typeof value === 'object' && value !== null && KIND in value) {
    return kindOf(value) === 'date' ? dateDays(value as Parameters<typeof dateDays>[0]) : null;
  }
  return null;
}

function uses(node: FeelNode, name: string): boolean {
  return (node.kind === 'name' && node.name === name) || children(node).some((child) => uses(child, name));
}
