// Lists, contexts and filters.
import type { ContextNode, FeelNode, FilterNode, ListNode } from '../syntax/ast.ts';
import { normalizeName } from '../syntax/names.ts';
import { kindOf, setEntry } from '../values/kinds.ts';
import { satisfies } from '../values/ordering.ts';
import { compileFunction } from './functions.ts';
import { constant, constantOf, withItem, withLocal } from './compiler.ts';
import type { Compiler, Scope } from './compiler.ts';
import { charge } from './env.ts';
import type { Code } from './env.ts';

export function compileList(node: ListNode, scope: Scope, c: Compiler): Code {
  const items = node.items.map((item) => c.compile(item, scope));
  const known = items.map(constantOf);
  if (known.every((item) => item !== undefined)) return constant(Object.freeze(known.map((item) => item.value)));
  return (env) => {
    charge(env, items.length);
    const list = new Array<unknown>(items.length);
    for (let i = 0; i < items.length; i++) list[i] = items[i]?.(env) ?? null;
    return list;
  };
}

/** Entries see the entries before them; a function also sees itself, so that it can recurse. */
export function compileContext(node: ContextNode, scope: Scope, c: Compiler): Code {
  let inner = scope;
  const entries: { key: string; slot: number; code: Code }[] = [];
  for (const { key, value } of node.entries) {
    const slot = c.newSlot();
    const name = normalizeName(key);
    const own = withLocal(inner, name, slot);
    const code = value.kind === 'function' ? compileFunction(value, own, c, name, slot) : c.compile(value, inner);
    entries.push({ key, slot, code });
    inner = own;
  }
  if (node.result !== undefined) {
    const result = c.compile(node.result, inner);
    return (env) => {
      for (const { slot, code } of entries) env.slots[slot] = code(env) ?? null;
      return result(env);
    };
  }
  return (env) => {
    charge(env, entries.length);
    const context: Record<string, unknown> = {};
    for (const { key, slot, code } of entries) {
      const value = code(env) ?? null;
      env.slots[slot] = value;
      setEntry(context, key, value);
    }
    return context;
  };
}

export function compileFilter(node: FilterNode, scope: Scope, c: Compiler): Code {
  const target = c.compile(node.target, scope);
  const slot = c.newSlot();
  const condition = c.compile(node.condition, withItem(scope, slot));
  const known = constantOf(condition);
  if (known !== undefined && typeof known.value === 'number') {
    const index = known.value;
    return (env) => at(target(env), index);
  }
  const predicate = isPredicate(node.condition);
  return (env) => {
    const value = target(env);
    if (value === null || value === undefined) return null;
    const list = Array.isArray(value) ? (value as readonly unknown[]) : [value];
    charge(env, list.length);
    if (list.length === 0) {
      if (predicate) return [];
      env.slots[slot] = null;
      return typeof condition(env) === 'number' ? null : [];
    }
    const kept: unknown[] = [];
    for (let i = 0; i < list.length; i++) {
      const item = list[i];
      env.slots[slot] = item;
      const held = condition(env);
      if (held === true) kept.push(item);
      else if (typeof held === 'number') {
        if (i === 0) return at(list, held);
      } else if (kindOf(held) === 'range' && satisfies(item, held, env) === true) kept.push(item);
    }
    return kept;
  };
}

/** Item at a position that counts from 1, or from the end when negative. */
function at(value: unknown, position: number): unknown {
  const list = Array.isArray(value)
    ? (value as readonly unknown[])
    : value === null || value === undefined
      ? []
      : [value];
  return list[position < 0 ? list.length + position : position - 1] ?? null;
}

function isPredicate(node: FeelNode): boolean {
  switch (node.kind) {
    case 'comparison':
    case 'between':
    case 'in':
    case 'and':
    case 'or':
    case 'some':
    case 'every':
    case 'instance of':
    case 'boolean':
      return true;
    default:
      return false;
  }
}
