// Sums, differences and products of decimal numbers are the doubles nearest to the exact results.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compiled } from './ask.ts';

const decimal = fc.record({
  digits: fc.integer({ min: -99_999_999, max: 99_999_999 }),
  scale: fc.integer({ min: 0, max: 5 }),
});
const numberOf = (digits: bigint | number, scale: number): number => Number(`${digits}e-${scale}`);

function operation(text: string): (a: number, b: number) => unknown {
  const expression = compiled(text);
  return (a, b) => expression.run((name) => (name === 'a' ? a : b), { now: 0 });
}

describe('decimal arithmetic', () => {
  const add = operation('a + b');
  const subtract = operation('a - b');
  const multiply = operation('a * b');
  it('is exact', () => {
    fc.assert(
      fc.property(decimal, decimal, (x, y) => {
        const a = numberOf(x.digits, x.scale);
        const b = numberOf(y.digits, y.scale);
        const scale = Math.max(x.scale, y.scale);
        const left = BigInt(x.digits) * 10n ** BigInt(scale - x.scale);
        const right = BigInt(y.digits) * 10n ** BigInt(scale - y.scale);
        expect(add(a, b)).toBe(numberOf(left + right, scale) + 0);
        expect(subtract(a, b)).toBe(numberOf(left - right, scale) + 0);
        const product = BigInt(x.digits) * BigInt(y.digits);
        if (product < 2n ** 53n && product > -(2n ** 53n)) {
          expect(Number(multiply(a, b)) + 0).toBe(numberOf(product, x.scale + y.scale) + 0);
        }
      }),
    );
  });
});
