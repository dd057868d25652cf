// Names and paths.
import { builtins } from '../functions/table.ts';
import type { NameNode, PathNode } from '../syntax/ast.ts';
import { isPlain, normalizeName } from '../syntax/names.ts';
import { entryOf, isContext, kindOf } from '../values/kinds.ts';
import type { FeelContext } from '../values/kinds.ts';
import { propertyOf } from '../values/properties.ts';
import { resolve } from './compiler.ts';
import type { Compiler, Scope } from './compiler.ts';
import { charge, warn } from './env.ts';
import type { Code, Env, Span } from './env.ts';

export function compileName(node: NameNode, scope: Scope, c: Compiler): Code {
  const { items, slot } = resolve(node.name, scope);
  const base = slot === undefined ? freeName(node, c) : (env: Env): unknown => env.slots[slot];
  if (items.length === 0) return base;
  const { name } = node;
  return (env) => {
    for (const itemSlot of items) {
      const item = env.slots[itemSlot];
      if (!isContext(item)) continue;
      const entry = findEntry(item, name);
      if (entry !== undefined) return entry;
    }
    return base(env);
  };
}

function freeName(node: NameNode, c: Compiler): Code {
  const own = c.names.get(node.name) ?? node.name;
  const builtin = builtins.get(node.name)?.value;
  if (builtin === undefined || c.names.has(node.name)) c.free.add(own);
  return (env) => {
    const value = env.lookup(own);
    if (value !== undefined) return value;
    return builtin ?? warn(env, node, 'FEEL_UNKNOWN_VARIABLE', { name: own });
  };
}

export function compilePath(node: PathNode, scope: Scope, c: Compiler): Code {
  const target = c.compile(node.target, scope);
  const { name } = node;
  if (!isPlain(name)) return (env) => step(target(env), name, env, node);
  return (env) => {
    const value = target(env);
    if (typeof value === 'object' && value !== null && Object.hasOwn(value, name) && isContext(value)) {
      return value[name] ?? null;
    }
    return step(value, name, env, node);
  };
}

function step(value: unknown, name: string, env: Env, span: Span): unknown {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) {
    charge(env, value.length);
    return value.map((item) => (Array.isArray(item) ? null : step(item, name, env, span)));
  }
  const found = isContext(value) ? findEntry(value, name) : propertyOf(value, name);
  return found === undefined ? warn(env, span, 'FEEL_NO_ENTRY', { type: kindOf(value), name }) : found;
}

/** The entry under any spelling of a normalized name; `undefined` when there is none. */
export function findEntry(context: FeelContext, name: string): unknown {
  const entry = entryOf(context, name);
  if (entry !== undefined || isPlain(name)) return entry;
  for (const key of Object.keys(context)) if (normalizeName(key) === name) return context[key] ?? null;
  return undefined;
}
