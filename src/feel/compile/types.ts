// Written types → FEEL types, and `instance of`.
import type { InstanceOfNode, TypeNode } from '../syntax/ast.ts';
import { suggestion } from '../syntax/names.ts';
import type { FeelType } from '../values/kinds.ts';
import { ANY, isInstance, simpleType } from '../values/types.ts';
import { constant } from './compiler.ts';
import type { Compiler, Scope } from './compiler.ts';
import type { Code } from './env.ts';

export function compileInstanceOf(node: InstanceOfNode, scope: Scope, c: Compiler): Code {
  const value = c.compile(node.value, scope);
  const type = compileType(node.type, c);
  if (type === undefined) return constant(null);
  return (env) => isInstance(value(env), type, env);
}

/** `undefined` when a name in it is unknown; that is reported. */
export function compileType(node: TypeNode, c: Compiler): FeelType | undefined {
  switch (node.kind) {
    case 'named': {
      const type = c.resolveType(node.name) ?? simpleType(node.name);
      if (type === undefined) {
        const known = suggestion(node.name, [...c.typeNames, 'number', 'string', 'boolean', 'date', 'time']);
        c.problem('FEEL_UNKNOWN_TYPE', node, { name: node.name, suggestion: known });
      }
      return type;
    }
    case 'list':
    case 'range': {
      const element = compileType(node.element, c);
      return element && { kind: node.kind, element };
    }
    case 'context': {
      const entries = new Map<string, FeelType>();
      for (const { name, type } of node.entries) entries.set(name, compileType(type, c) ?? ANY);
      return { kind: 'context', entries };
    }
    case 'function': {
      const parameters = node.parameters.map((parameter) => compileType(parameter, c) ?? ANY);
      return { kind: 'function', parameters, result: compileType(node.result, c) ?? ANY };
    }
  }
}
