import { evaluate } from 'feelin';
import { expect, it } from 'vitest';
import { compiled } from './ask.ts';

it('is at least 100 times as fast as an interpreter that parses each time', () => {
  const text = 'a > 5 and b = "x"';
  const variables: Readonly<Record<string, unknown>> = { a: 6, b: 'x' };
  const expression = compiled(text);
  const lookup = (name: string): unknown => variables[name];
  const options = { now: 0 };
  const time = (runs: number, run: () => unknown): number => {
    const started = performance.now();
    for (let i = 0; i < runs; i++) run();
    return (performance.now() - started) / runs;
  };
  const ours = time(100_000, () => expression.run(lookup, options));
  const theirs = time(50, () => evaluate(text, { ...variables }));
  expect(theirs / ours).toBeGreaterThan(100);
});
