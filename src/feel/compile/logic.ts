// Three-valued `and` and `or`, and `if`.
import type { IfNode, LogicNode } from '../syntax/ast.ts';
import { kindOf } from '../values/kinds.ts';
import type { Compiler, Scope } from './compiler.ts';
import { warn } from './env.ts';
import type { Code, Env, Span } from './env.ts';

export function compileLogic(node: LogicNode, scope: Scope, c: Compiler): Code {
  const left = c.compile(node.left, scope);
  const right = c.compile(node.right, scope);
  /** The value that decides the whole: false for `and`, true for `or`. */
  const decisive = node.kind === 'or';
  return (env) => {
    const a = left(env);
    if (a === decisive) return decisive;
    const b = right(env);
    if (b === decisive) return decisive;
    if (a === !decisive && b === !decisive) return !decisive;
    noteOther(a, env, node.left);
    noteOther(b, env, node.right);
    return null;
  };
}

function noteOther(value: unknown, env: Env, span: Span): void {
  if (value !== null && typeof value !== 'boolean') warn(env, span, 'FEEL_CONDITION', { type: kindOf(value) });
}

export function compileIf(node: IfNode, scope: Scope, c: Compiler): Code {
  const condition = c.compile(node.condition, scope);
  const then = c.compile(node.then, scope);
  const otherwise = c.compile(node.otherwise, scope);
  return (env) => {
    const value = condition(env);
    if (value === true) return then(env);
    if (value !== false && value !== null) {
      warn(env, node.condition, 'FEEL_CONDITION', { type: kindOf(value) });
      if (node.strict) return null;
    }
    return otherwise(env);
  };
}
