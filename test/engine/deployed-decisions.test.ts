// Which version of a decision a business rule task asks, by its binding.
import { afterEach, describe, expect, it } from 'vitest';
import { verifyStore } from 'quytrinh/engine';
import { errorText, incidentText } from 'quytrinh/text';
import type { EngineError } from 'quytrinh/model';
import { decision, dmn, input, literal, needs, table } from '../feel/dmn/dmn-xml.ts';
import { bpmn, el, end, extension, start, user } from '../machine/bpmn-text.ts';
import { bench, BEGIN, HOUR, storeKinds, type Bench } from './setup.ts';

const fee = (amount: number): string => dmn(decision('fee', literal(`${amount}`)));
const asks = (binding: string, id: string): string => {
  const called = `<zeebe:calledDecision decisionId="d_fee" resultVariable="fee" bindingType="${binding}"/>`;
  const rule = el('businessRuleTask', 'r', extension(called));
  return bpmn([start('s'), rule, user('a'), end('e')], ['s -> r -> a -> e'], { id });
};

describe.each(storeKinds)('a decision on the %s store', (kind) => {
  let on: Bench;
  afterEach(() => on.dispose());
  const answer = async (process: string): Promise<unknown> => {
    const { variables } = await on.engine.instance(await on.start({}, process));
    return variables['fee'];
  };

  it('is the newest, or the one that was there when the process was deployed, also for who runs on', async () => {
    on = await bench(kind);
    await on.engine.deployDecisions(fee(1));
    await on.deploy(asks('deployment', 'old'), asks('latest', 'new'));
    on.clock.set(BEGIN + HOUR);
    await on.engine.deployDecisions(fee(2));
    expect([await answer('old'), await answer('new')]).toEqual([1, 2]);
    await on.deploy(asks('deployment', 'young'));
    expect(await answer('young')).toBe(2);
    const other = await on.another();
    const { instanceId } = await other.start('old');
    expect((await other.instance(instanceId)).variables).toMatchObject({ fee: 1 });
    expect(await verifyStore(on.store)).toMatchObject({ sound: true, strayed: [] });
  });

  it('that came only after the process is the first that came', async () => {
    on = await bench(kind);
    await on.deploy(asks('deployment', 'old'));
    await on.start({}, 'old');
    expect(await on.incidents()).toEqual(['DECISION_UNKNOWN r']);
    on.clock.set(BEGIN + HOUR);
    await on.engine.deployDecisions(fee(1));
    await on.engine.deployDecisions(fee(2));
    expect(await answer('old')).toBe(1);
  });
});

describe('a decision in error is no answer: an incident that says where and what, and goes on when it is mended', () => {
  let on: Bench;
  afterEach(() => on.dispose());
  const x = input('x', 'number');
  const rated = (options: Partial<Parameters<typeof table>[0]>, more = x): string =>
    dmn(
      more +
        decision(
          'fee',
          table({
            inputs: ['x'],
            outputs: [{}],
            rules: [
              ['< 5', '1'],
              ['< 10', '2'],
            ],
            ...options,
          }),
          [needs('Input', 'i_x')],
        ),
    );
  const colour =
    '<itemDefinition name="Colour"><typeRef>string</typeRef><allowedValues><text>"red","blue"</text></allowedValues></itemDefinition>' +
    input('x', 'Colour');

  it.each<[string, string, string | number, string | number, number, string]>([
    ['UNIQUE, several rules', rated({}), 3, 7, 2, 'hit policy UNIQUE: rules 1, 2 all match'],
    ['ANY, different outputs', rated({ policy: 'ANY' }), 3, 7, 2, 'hit policy ANY: rules 1, 2 all match'],
    [
      'COLLECT, no sum of texts',
      rated({
        policy: 'COLLECT',
        aggregation: 'SUM',
        rules: [
          ['< 5', '"a"'],
          ['< 10', '2'],
        ],
      }),
      3,
      7,
      2,
      'the outputs of rules 1, 2 have no SUM',
    ],
    ['an input of another type', rated({}), 'seven', 7, 2, 'The value of "x" must be number, not string'],
    [
      'an input that is not allowed',
      rated({ rules: [['-', '1']] }, colour),
      'green',
      'red',
      1,
      '"x" is not one of those allowed',
    ],
    [
      'a column for another type',
      rated({}, input('x')).replace('<inputExpression>', '<inputExpression typeRef="number">'),
      'seven',
      7,
      2,
      'The value of "x" must be number, not string',
    ],
    [
      'a column for other values',
      rated({}, x).replace('</inputExpression>', '</inputExpression><inputValues><text>[5..9]</text></inputValues>'),
      3,
      7,
      2,
      '"x" is not one of those allowed',
    ],
    [
      'an output that is not listed',
      rated({ outputs: [{ name: 'rate', values: '2, 3' }], policy: 'FIRST' }),
      3,
      7,
      2,
      '"rate" is not one of those allowed',
    ],
    [
      'and is not lost among what many rows could not compare',
      rated({ rules: [...Array.from({ length: 80 }, () => ['< "a"', '0']), ['< 5', '1'], ['< 10', '2']] }),
      3,
      7,
      2,
      'rules 81, 82 all match',
    ],
  ])('%s', async (_, file, wrong, right, fee, reason) => {
    on = await bench('memory');
    await on.engine.deployDecisions(file);
    await on.deploy(asks('latest', 'p'));
    const id = await on.start({ x: wrong }, 'p');
    const { rows } = await on.engine.incidents({});
    expect(rows).toMatchObject([{ code: 'DECISION_FAILED', params: { decision: 'd_fee' } }]);
    expect(incidentText(rows[0]!.code, rows[0]!.params, 'en')).toContain(reason);
    expect(incidentText(rows[0]!.code, rows[0]!.params, 'vi')).not.toMatch(/\{|\.\./);
    await on.engine.resolveIncident(rows[0]!.incidentId, { variables: { x: right } });
    expect((await on.engine.instance(id)).variables).toMatchObject({ fee });
    expect((await on.engine.incidents({})).rows).toEqual([]);
  });

  it('asks the names that a table without inputs writes, a text as the date that the column says', async () => {
    on = await bench('memory');
    const bare = dmn(
      decision(
        'fee',
        table({
          inputs: ['day'],
          outputs: [{}],
          rules: [
            ['>= date("2026-01-01")', '1'],
            ['-', '2'],
          ],
          policy: 'FIRST',
        }),
      ).replace('<inputExpression>', '<inputExpression typeRef="date">'),
    );
    await on.engine.deployDecisions(bare);
    await on.deploy(asks('latest', 'p'));
    const id = await on.start({ day: '2026-02-03' }, 'p');
    expect((await on.engine.instance(id)).variables).toMatchObject({ fee: 1 });
  });

  it.each([
    ['an input cell', [['< ', '1']], 'd_fee: < ', 'Not valid FEEL at "(end)"'],
    ['an output cell', [['-', '1 +']], 'd_fee: 1 +', 'Not valid FEEL at "(end)"'],
    ['a row too short', [['-']], 'd_fee', 'Rule 1 has 1 cells; the table has 2 columns'],
  ])('a file is refused for %s that cannot be read, with its place', async (_, rules, at, problem) => {
    on = await bench('memory');
    const refused = await on.engine.deployDecisions(rated({ rules })).then(
      () => null,
      (error: unknown) => error as EngineError,
    );
    expect(refused).toMatchObject({ code: 'DECISIONS_INVALID', params: { at, count: 1 } });
    expect(refused?.message).toContain(problem);
    expect(errorText(refused!, 'vi')).not.toMatch(/FEEL_|DMN_|\{/);
  });

  it('a file is deployed with those it imports', async () => {
    on = await bench('sqlite');
    const rates = dmn(decision('rate', literal('21'))).replace('"urn:test"', '"urn:rates"');
    const main = dmn(
      '<import name="rates" namespace="urn:rates" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>' +
        decision('fee', literal('rates.rate * 2'), [
          '<informationRequirement><requiredDecision href="urn:rates#d_rate"/></informationRequirement>',
        ]),
    );
    await expect(on.engine.deployDecisions(main)).rejects.toMatchObject({
      code: 'DECISIONS_INVALID',
      params: { problem: 'DMN_IMPORT', namespace: 'urn:rates' },
    });
    await on.engine.deployDecisions(main, { imports: [rates] });
    await on.deploy(asks('latest', 'p'));
    const other = await on.another();
    const { instanceId } = await other.start('p');
    expect((await other.instance(instanceId)).variables).toMatchObject({ fee: 42 });
    expect(await verifyStore(on.store)).toMatchObject({ sound: true, strayed: [] });
  });
});
