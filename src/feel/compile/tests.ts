// Tests against an input value: what stands after `in`, in a decision table's cell, in a list of unary tests.
import type { FeelNode, InNode, UnaryTestsNode } from '../syntax/ast.ts';
import { children } from '../syntax/ast.ts';
import type { FeelRange } from '../values/kinds.ts';
import { kindOf } from '../values/kinds.ts';
import { equal, rangeIncludes, satisfies } from '../values/ordering.ts';
import { comparator } from './comparison.ts';
import { constantOf, withLocal } from './compiler.ts';
import type { Compiler, Scope } from './compiler.ts';
import type { Code, Env } from './env.ts';

/** Does the test hold for the input? The input also stands in `slot`, under the name `?`. */
export type Test = (input: unknown, env: Env) => boolean | null;

export function compileIn(node: InNode, scope: Scope, c: Compiler): Code {
  const value = c.compile(node.value, scope);
  const slot = c.newSlot();
  const test = compileTests(node.tests, withLocal(scope, '?', slot), c);
  return (env) => {
    const input = value(env);
    env.slots[slot] = input;
    return test(input, env);
  };
}

/** All that stands in a cell: `-`, tests, or `not(tests)`. */
export function compileUnary(node: UnaryTestsNode, scope: Scope, c: Compiler): Test {
  if (node.kind === 'any') return anything;
  const test = compileTests(node.tests, scope, c);
  if (!node.negated) return test;
  return (input, env) => {
    const held = test(input, env);
    return held === null ? null : !held;
  };
}

/** The test `-`. */
export const anything: Test = () => true;

/** One of several tests. */
export function compileTests(nodes: readonly FeelNode[], scope: Scope, c: Compiler): Test {
  const tests = nodes.map((node) => compileTest(node, scope, c));
  const [only] = tests;
  if (only !== undefined && tests.length === 1) return only;
  return (input, env) => {
    let unknown = false;
    for (const test of tests) {
      const held = test(input, env);
      if (held === true) return true;
      if (held === null) unknown = true;
    }
    return unknown ? null : false;
  };
}

export function compileTest(node: FeelNode, scope: Scope, c: Compiler): Test {
  if (node.kind === 'operator test') {
    const operand = c.compile(node.operand, scope);
    const holds = comparator(node.operator, node);
    const known = constantOf(operand);
    if (known !== undefined) {
      const { value } = known;
      return (input, env) => holds(input, value, env);
    }
    return (input, env) => holds(input, operand(env), env);
  }
  const code = c.compile(node, scope);
  const known = constantOf(code);
  if (known !== undefined) return constantTest(known.value);
  if (usesInput(node)) {
    return (input, env) => {
      const value = code(env);
      return typeof value === 'boolean' || value === null ? value : valueTest(input, value, env);
    };
  }
  return (input, env) => {
    const value = code(env);
    // A condition on other variables holds by being true; for an input that is itself a boolean it is a value to equal.
    if (typeof value === 'boolean' && typeof input !== 'boolean' && input !== null) return value;
    return valueTest(input, value, env);
  };
}

function constantTest(value: unknown): Test {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return (input) => input === value;
  }
  if (kindOf(value) === 'range') return (input, env) => rangeIncludes(value as FeelRange, input, env);
  return (input, env) => valueTest(input, value, env);
}

function valueTest(input: unknown, value: unknown, env: Env): boolean | null {
  if (Array.isArray(value) || kindOf(value) === 'range') return satisfies(input, value, env);
  return equal(input, value, env) === true;
}

/** Does the name `?` occur in it? */
function usesInput(node: FeelNode): boolean {
  return (node.kind === 'name' && node.name === '?') || children(node).some(usesInput);
}
