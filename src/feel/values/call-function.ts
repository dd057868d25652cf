// Calling a function value: argument count and types are checked, the call is paid for, nesting is bounded.
import { charge, checkDepth, warn } from '../compile/env.ts';
import type { Env, Span } from '../compile/env.ts';
import { kindOf } from './kinds.ts';
import type { FeelFunction } from './kinds.ts';
import { MISFIT, coerce, describeType } from './types.ts';

export function callFunction(target: FeelFunction, args: readonly unknown[], env: Env, span: Span): unknown {
  const { parameters, parameterTypes, resultType } = target;
  if (parameters !== undefined && parameters.length !== args.length) {
    const params = { name: target.name ?? '', expected: parameters.length, found: args.length };
    return warn(env, span, 'FEEL_ARGUMENT_COUNT', params);
  }
  let values = args;
  if (parameterTypes?.some((type) => type !== undefined) === true) {
    const converted: unknown[] = [];
    for (let i = 0; i < args.length; i++) {
      const type = parameterTypes[i];
      const value = type === undefined ? args[i] : coerce(args[i], type, env);
      if (value === MISFIT) {
        const parameter = parameters?.[i] ?? String(i + 1);
        const expected = type === undefined ? 'Any' : describeType(type);
        return warn(env, span, 'FEEL_ARGUMENT', {
          name: target.name ?? '',
          parameter,
          expected,
          found: kindOf(args[i]),
        });
      }
      converted.push(value);
    }
    values = converted;
  }
  charge(env, 1);
  env.depth += target.weight;
  checkDepth(env, env.depth);
  const result = target.call(values, env);
  env.depth -= target.weight;
  if (resultType === undefined) return result ?? null;
  const typed = coerce(result, resultType, env);
  if (typed !== MISFIT) return typed;
  const params = {
    name: target.name ?? '',
    parameter: 'result',
    expected: describeType(resultType),
    found: kindOf(result),
  };
  return warn(env, span, 'FEEL_ARGUMENT', params);
}
