// Function definitions: a closure keeps the slots and the look-up of the place where it was written.
import type { FeelNode, FunctionNode } from '../syntax/ast.ts';
import { children } from '../syntax/ast.ts';
import { KIND } from '../values/kinds.ts';
import type { FeelFunction, FeelType } from '../values/kinds.ts';
import { constant, withLocal } from './compiler.ts';
import type { Compiler, Scope } from './compiler.ts';
import type { Code, Env } from './env.ts';
import { compileType } from './types.ts';

/** `selfSlot`: where the function itself will stand, so that it can call itself by `name`. */
export function compileFunction(node: FunctionNode, scope: Scope, c: Compiler, name?: string, selfSlot?: number): Code {
  if (node.external) {
    c.problem('FEEL_EXTERNAL_FUNCTION', node, {});
    return constant(null);
  }
  let inner = scope;
  const slots: number[] = [];
  for (const parameter of node.parameters) {
    const slot = c.newSlot();
    slots.push(slot);
    inner = withLocal(inner, parameter.name, slot);
  }
  const body = c.compile(node.body, inner);
  const parameters = node.parameters.map((parameter) => parameter.name);
  const parameterTypes = node.parameters.map(({ type }) => (type === undefined ? undefined : compileType(type, c)));
  const weight = height(node.body) + 2;
  return (env) => createClosure(env, { name, parameters, parameterTypes, weight, slots, selfSlot, body });
}

interface Definition {
  readonly name: string | undefined;
  readonly parameters: readonly string[];
  readonly parameterTypes: readonly (FeelType | undefined)[];
  readonly weight: number;
  readonly slots: readonly number[];
  readonly selfSlot: number | undefined;
  readonly body: Code;
}

function createClosure(
  env: Env,
  { name, parameters, parameterTypes, weight, slots, selfSlot, body }: Definition,
): FeelFunction {
  const captured = env.slots.slice();
  const { lookup } = env;
  const closure: FeelFunction = {
    [KIND]: 'function',
    name,
    parameters,
    parameterTypes,
    weight,
    call: (args, caller) => {
      const callerSlots = caller.slots;
      const callerLookup = caller.lookup;
      const frame = captured.slice();
      for (let i = 0; i < slots.length; i++) frame[slots[i] as number] = args[i] ?? null;
      caller.slots = frame;
      caller.lookup = lookup;
      const result = body(caller);
      caller.slots = callerSlots;
      caller.lookup = callerLookup;
      return result;
    },
  };
  if (selfSlot !== undefined) captured[selfSlot] = closure;
  return closure;
}

export function height(node: FeelNode): number {
  let highest = 0;
  for (const child of children(node)) highest = Math.max(highest, height(child));
  return highest + 1;
}
