// Rules that overlap or are never reached, against what the table answers.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRules, readDmn } from 'quytrinh/feel';
import { decide, load } from './decide.ts';
import { decision, dmn, input, needs, table } from './dmn-xml.ts';

const file = (policy: string, rules: readonly (readonly string[])[]): string =>
  dmn(
    input('x') +
      input('s') +
      decision('out', table({ policy, inputs: ['x', 's'], outputs: [{}], rules }), [
        needs('Input', 'i_x'),
        needs('Input', 'i_s'),
      ]),
  );
const found = async (policy: string, rules: readonly (readonly string[])[]): Promise<string[]> => {
  const { model } = await readDmn(file(policy, rules));
  return model === undefined
    ? ['unread']
    : checkRules(model).map(({ code, params: { before, rule } }) => `${code} ${before ?? ''} ${rule ?? ''}`);
};

const numbers = ['-', '1', '2, 3', '> 2', '>= 2', '[1..2]', '(1..3)', ']2..3]', '<= 1.5', '< 1'];
const texts = ['-', '"a"', '"b", "c"', '"c"'];
const grid = [0, 0.5, 1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5].flatMap((x) => ['a', 'b', 'c', 'd'].map((s) => ({ x, s })));
const cells = fc.array(fc.tuple(fc.constantFrom(...numbers), fc.constantFrom(...texts)), {
  minLength: 2,
  maxLength: 4,
});

describe('rules of a decision table', () => {
  it('that are said to overlap do, and no others', async () => {
    await fc.assert(
      fc.asyncProperty(cells, async (rows) => {
        const rules = rows.map(([a, b], i) => [a, b, String(i + 1)]);
        const set = await load(file('RULE ORDER', rules));
        const seen = new Set<number>();
        for (const at of grid) for (const rule of ((decide(set, 'out', at) ?? []) as number[]).slice(1)) seen.add(rule);
        const told = (await found('UNIQUE', rules)).map((each) => Number(each.split(' ')[2]));
        expect(told).toEqual([...seen].sort((a, b) => a - b));
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('that are said to be never reached are not', async () => {
    await fc.assert(
      fc.asyncProperty(cells, async (rows) => {
        const rules = rows.map(([a, b], i) => [a, b, String(i + 1)]);
        const set = await load(file('FIRST', rules));
        const reached = new Set(grid.map((at) => decide(set, 'out', at)));
        for (const each of await found('FIRST', rules)) expect(reached).not.toContain(Number(each.split(' ')[2]));
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('of other cells are told only where they are the same', async () => {
    expect(
      await found('UNIQUE', [
        ['not(3)', '"a"', '1'],
        ['not( 4 )', '"a"', '2'],
        ['not(3)', '-', '3'],
      ]),
    ).toEqual(['DMN_RULES_OVERLAP 1 3']);
    expect(
      await found('FIRST', [
        ['> 1', '-', '1'],
        ['> 2', '"a"', '2'],
        ['-', '-', '3'],
        ['not(3)', '"b"', '4'],
      ]),
    ).toEqual(['DMN_RULE_UNREACHABLE 1 2', 'DMN_RULE_UNREACHABLE 3 4']);
    expect(
      await found('FIRST', [
        ['< date("2026-01-01")', '-', '1'],
        ['date("2025-05-05")', '-', '2'],
      ]),
    ).toEqual(['DMN_RULE_UNREACHABLE 1 2']);
  });

  it('may overlap under ANY with the same answer, and under COLLECT in any case', async () => {
    expect(
      await found('ANY', [
        ['> 1', '-', '1'],
        ['> 2', '-', '1'],
      ]),
    ).toEqual([]);
    expect(
      await found('ANY', [
        ['> 1', '-', '1'],
        ['> 2', '-', '2'],
      ]),
    ).toEqual(['DMN_RULES_OVERLAP 1 2']);
    expect(
      await found('COLLECT', [
        ['> 1', '-', '1'],
        ['> 1', '-', '1'],
      ]),
    ).toEqual([]);
  });
});
