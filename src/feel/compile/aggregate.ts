// The aggregators of hit policy COLLECT: the built-in functions of the same names.
import { candidates, invokeBuiltin } from '../functions/invoke.ts';
import { builtins } from '../functions/table.ts';
import type { Aggregation } from '../syntax/ast.ts';
import type { Env } from './env.ts';

export function aggregate(aggregation: Aggregation, outputs: readonly unknown[], env: Env): unknown {
  const builtin = builtins.get(aggregation.toLowerCase());
  if (builtin === undefined) return null;
  const chosen = candidates(builtin, undefined, 1);
  return chosen.kind === 'some' ? invokeBuiltin(builtin, chosen.signatures, undefined, [outputs], env, env.at) : null;
}
