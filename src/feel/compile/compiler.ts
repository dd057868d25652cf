// What the parts of the compiler share: scopes, slots, problems, and constants known before any evaluation.
import type { FeelProblem, FeelProblemCode } from '../../model/feel.ts';
import type { FeelNode } from '../syntax/ast.ts';
import type { FeelType } from '../values/kinds.ts';
import type { Code, Span } from './env.ts';

export interface Compiler {
  compile(node: FeelNode, scope: Scope): Code;
  newSlot(): number;
  /** Free names met so far, in the caller's spelling. */
  readonly free: Set<string>;
  /** Normalized name → the caller's spelling, for the names it said it knows. */
  readonly names: ReadonlyMap<string, string>;
  /** Reports what makes the expression unusable; in lenient mode the place gives null instead. */
  problem(code: FeelProblemCode, span: Span, params: FeelProblem['params']): void;
  resolveType(name: string): FeelType | undefined;
  readonly typeNames: readonly string[];
}

/** Names visible at a place: a chain of single names and of items whose entries are names. */
export type Scope =
  | undefined
  | { readonly kind: 'local'; readonly name: string; readonly slot: number; readonly parent: Scope }
  | { readonly kind: 'item'; readonly slot: number; readonly parent: Scope };

export interface Resolution {
  /** Slots of filtered items whose entries come before everything else, innermost first. */
  readonly items: readonly number[];
  /** Slot of the local variable, when there is one. */
  readonly slot: number | undefined;
}

export function resolve(name: string, scope: Scope): Resolution {
  const items: number[] = [];
  for (let at = scope; at !== undefined; at = at.parent) {
    if (at.kind === 'item') items.push(at.slot);
    else if (at.name === name) return { items, slot: at.slot };
  }
  return { items, slot: undefined };
}

export function withLocal(parent: Scope, name: string, slot: number): Scope {
  return { kind: 'local', name, slot, parent };
}

/** The item under the name `item`, and its entries under their own names. */
export function withItem(parent: Scope, slot: number): Scope {
  return withLocal({ kind: 'item', slot, parent }, 'item', slot);
}

const constants = new WeakMap<Code, { readonly value: unknown }>();

/** Code that always gives the same value, and says so to the code around it. */
export function constant(value: unknown): Code {
  const code: Code = () => value;
  constants.set(code, { value });
  return code;
}

export function constantOf(code: Code): { readonly value: unknown } | undefined {
  return constants.get(code);
}
