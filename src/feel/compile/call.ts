// Calls: of a built-in function, chosen when compiling, or of a function value, known only when it runs.
import { bindNamed, candidates, invokeBuiltin } from '../functions/invoke.ts';
import { builtins } from '../functions/table.ts';
import type { Builtin } from '../functions/define.ts';
import type { CallNode } from '../syntax/ast.ts';
import { suggestion } from '../syntax/names.ts';
import { callFunction } from '../values/call-function.ts';
import { isFunction, kindOf } from '../values/kinds.ts';
import { constant, constantOf, resolve } from './compiler.ts';
import type { Compiler, Scope } from './compiler.ts';
import { createEnv, isLimitSignal, warn } from './env.ts';
import type { Code, Env } from './env.ts';

export function compileCall(node: CallNode, scope: Scope, c: Compiler): Code {
  const args = node.args.map((arg) => c.compile(arg, scope));
  if (node.callee.kind === 'name') {
    const { name } = node.callee;
    const { items, slot } = resolve(name, scope);
    if (slot === undefined && !c.names.has(name)) {
      const builtin = builtins.get(name);
      if (builtin !== undefined) return compileBuiltinCall(node, builtin, args, c);
      if (items.length === 0) {
        const known = suggestion(name, [...builtins.keys(), ...c.names.values()]);
        c.problem('FEEL_UNKNOWN_FUNCTION', node.callee, { name, suggestion: known });
      }
    }
  }
  return compileValueCall(node, args, c.compile(node.callee, scope));
}

function compileBuiltinCall(node: CallNode, builtin: Builtin, args: readonly Code[], c: Compiler): Code {
  const { name } = builtin;
  const chosen = candidates(builtin, node.names, args.length);
  if (chosen.kind === 'parameter') {
    const { parameter, known } = chosen;
    c.problem('FEEL_UNKNOWN_PARAMETER', node, { name, parameter, known: known.join(', ') });
    return constant(null);
  }
  if (chosen.kind === 'count') {
    c.problem('FEEL_ARGUMENT_COUNT', node, { name, expected: chosen.expected, found: args.length });
    return constant(null);
  }
  const { signatures } = chosen;
  const { names } = node;
  const run = (env: Env): unknown => {
    const values = new Array<unknown>(args.length);
    for (let i = 0; i < args.length; i++) values[i] = args[i]?.(env) ?? null;
    return invokeBuiltin(builtin, signatures, names, values, env, node);
  };
  if (!builtin.pure || !args.every((arg) => constantOf(arg) !== undefined)) return run;
  // Known before it runs, unless it fails: a failure is to be told each time.
  const folded = fold(run);
  return folded === null ? run : constant(folded);
}

function fold(run: Code): unknown {
  try {
    return run(createEnv(() => undefined, { now: 0, limits: { steps: 1_000, regexSteps: 1_000 } }, 0, undefined));
  } catch (error) {
    if (isLimitSignal(error)) return null;
    throw error;
  }
}

function compileValueCall(node: CallNode, args: readonly Code[], callee: Code): Code {
  const { names } = node;
  return (env) => {
    const target = callee(env);
    if (!isFunction(target)) return warn(env, node, 'FEEL_NOT_A_FUNCTION', { type: kindOf(target) });
    const values = args.map((arg) => arg(env) ?? null);
    if (names === undefined) return callFunction(target, values, env, node);
    const bound = bindNamed(target, names, values);
    if (bound === undefined) {
      const known = target.parameters?.join(', ') ?? '';
      return warn(env, node, 'FEEL_UNKNOWN_PARAMETER', { name: target.name ?? '', parameter: names.join(', '), known });
    }
    return callFunction(target, bound, env, node);
  };
}
