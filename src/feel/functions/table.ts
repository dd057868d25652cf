// All built-in functions by name.
import { KIND } from '../values/kinds.ts';
import { aggregateFunctions } from './aggregate.ts';
import { calendarFunctions, clockFunctions } from './calendar.ts';
import { contextFunctions } from './context.ts';
import { conversionFunctions } from './conversion.ts';
import type { Builtin, Signature } from './define.ts';
import { intervalFunctions } from './interval.ts';
import { candidates, invokeBuiltin } from './invoke.ts';
import { listFunctions } from './list.ts';
import { numericFunctions } from './numeric.ts';
import { textFunctions } from './text.ts';

export const builtins: ReadonlyMap<string, Builtin> = new Map(
  [
    ...Object.entries({
      ...conversionFunctions,
      ...textFunctions,
      ...listFunctions,
      ...aggregateFunctions,
      ...numericFunctions,
      ...calendarFunctions,
      ...contextFunctions,
      ...intervalFunctions,
    }).map(([name, signatures]) => createBuiltin(name, signatures, true)),
    ...Object.entries(clockFunctions).map(([name, signatures]) => createBuiltin(name, signatures, false)),
  ].map((builtin) => [builtin.name, builtin]),
);

function createBuiltin(name: string, signatures: readonly Signature[], pure: boolean): Builtin {
  const [first] = signatures;
  const fixed = signatures.length === 1 && first?.variadic === false && first.required === first.names.length;
  const builtin: Builtin = {
    name,
    signatures,
    pure,
    value: {
      [KIND]: 'function',
      name,
      parameters: fixed ? first.names : undefined,
      weight: 1,
      call: (args, env) => {
        const chosen = candidates(builtin, undefined, args.length);
        return chosen.kind === 'some' ? invokeBuiltin(builtin, chosen.signatures, undefined, args, env, env.at) : null;
      },
    },
  };
  return builtin;
}
