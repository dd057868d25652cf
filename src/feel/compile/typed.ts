// A value that must have a type: converted where the standard allows it, otherwise null.
import type { TypedNode } from '../syntax/ast.ts';
import { MISFIT, coerce, misfit } from '../values/types.ts';
import type { Compiler, Scope } from './compiler.ts';
import { warn } from './env.ts';
import type { Code } from './env.ts';
import { compileType } from './types.ts';

export function compileTyped(node: TypedNode, scope: Scope, c: Compiler): Code {
  const value = c.compile(node.value, scope);
  const type = compileType(node.type, c);
  if (type === undefined || type.kind === 'any') return value;
  const { name } = node;
  return (env) => {
    const found = value(env);
    const typed = coerce(found, type, env);
    if (typed !== MISFIT) return typed;
    const { code, params } = misfit(name, found, type, env);
    return warn(env, node, code, params);
  };
}
