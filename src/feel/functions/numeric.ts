// Numeric functions (DMN 1.5, §10.3.4.5).
import { modulo } from '../values/decimal.ts';
import { KIND } from '../values/kinds.ts';
import { roundNumber } from '../values/rounding.ts';
import type { RoundingMode } from '../values/rounding.ts';
import { createDaysDuration, createMonthsDuration } from '../values/temporal.ts';
import { noResult, signature } from './define.ts';
import type { Signature } from './define.ts';

export const numericFunctions: Readonly<Record<string, readonly Signature[]>> = {
  decimal: [rounded('decimal', 'half-even')],
  floor: [rounded('floor', 'floor', true)],
  ceiling: [rounded('ceiling', 'ceiling', true)],
  'round up': [rounded('round up', 'up')],
  'round down': [rounded('round down', 'down')],
  'round half up': [rounded('round half up', 'half-up')],
  'round half down': [rounded('round half down', 'half-down')],
  abs: [
    signature([['n', 'number']], (_env, n) => Math.abs(n)),
    signature([['n', 'duration']], (_env, n) =>
      n[KIND] === 'days and time duration'
        ? createDaysDuration(Math.abs(n.seconds))
        : createMonthsDuration(Math.abs(n.months)),
    ),
  ],
  modulo: [
    signature(
      [
        ['dividend', 'number'],
        ['divisor', 'number'],
      ],
      (env, dividend, divisor) => (divisor === 0 ? noResult(env, 'modulo') : modulo(dividend, divisor)),
    ),
  ],
  sqrt: [ofNumber('sqrt', (n) => Math.sqrt(n))],
  log: [ofNumber('log', (n) => (n > 0 ? Math.log(n) : Number.NaN))],
  exp: [ofNumber('exp', (n) => Math.exp(n))],
  odd: [signature([['number', 'number']], (_env, n) => Math.abs(n % 2) === 1)],
  even: [signature([['number', 'number']], (_env, n) => n % 2 === 0)],
};

function ofNumber(name: string, run: (n: number) => number): Signature {
  return signature([['number', 'number']], (env, n) => {
    const result = run(n);
    return Number.isFinite(result) ? result : noResult(env, name);
  });
}

function rounded(name: string, mode: RoundingMode, optional = false): Signature {
  const one = signature(
    [
      ['n', 'number'],
      ['scale', 'number'],
    ],
    (env, n, scale) => {
      const whole = Math.trunc(scale);
      return whole < -6111 || whole > 6176 ? noResult(env, name) : roundNumber(n, whole, mode);
    },
  );
  if (!optional) return one;
  const { run } = one;
  return { ...one, required: 1, run: (env, [n, scale = 0]) => run(env, [n, scale]) };
}
