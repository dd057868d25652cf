// An expression that can't be read is refused where it is compiled: nothing runs as if it weren't there.
import { describe, expect, it } from 'vitest';
import { validate } from 'quytrinh/lint';
import { compile, emptyState } from 'quytrinh/machine';
import { bpmn, catching, conditional, end, io, message, multiInstance, script, start, user, xor } from './bpmn-text.ts';
import { modelOf } from './driver.ts';

const refused = async (xml: string) => {
  const result = compile(await modelOf(xml));
  return result.ok ? [] : result.diagnostics.map(({ code, elementId, params }) => [code, elementId, params.expression]);
};

describe('compile refuses what FEEL can not read', () => {
  it.each([
    ['the output of a loop', user('a', multiInstance({ cardinality: '2', outputs: 'out', output: '1 +' }))],
    ['the collection of a loop', user('a', multiInstance({ collection: '1 +' }))],
    ['the completion of a loop', user('a', multiInstance({ cardinality: '2', until: '1 +' }))],
    ['an input', user('a', io({ inputs: ['x = 1 +'] }))],
    ['an output', user('a', io({ outputs: ['x = 1 +'] }))],
    ['a script', script('a', '1 +', 'x')],
    ['a condition that is waited for', catching('a', conditional('1 +'))],
  ])('in %s', async (_place, element) => {
    expect(await refused(bpmn([start('s'), element, end('e')], ['s -> a -> e']))).toEqual([
      ['EXPRESSION_SYNTAX', 'a', '1 +'],
    ]);
  });

  it('on a flow, which would else be taken by every token', async () => {
    const xml = bpmn([start('s'), xor('g'), user('a'), user('b')], ['s -> g', 'g -> a if = 1 +', 'g -> b default']);
    expect(await refused(xml)).toEqual([['EXPRESSION_SYNTAX', 'g_a', '1 +']]);
  });

  it('in the key of a message', async () => {
    const xml = bpmn([start('s'), catching('a', message('m')), end('e')], ['s -> a -> e'], { keys: { m: '1 +' } });
    expect(await refused(xml)).toEqual([['EXPRESSION_SYNTAX', 'a', '1 +']]);
  });

  it('and a function that does not exist', async () => {
    expect(await refused(bpmn([start('s'), script('a', 'cuont([1])', 'x'), end('e')], ['s -> a -> e']))).toEqual([
      ['EXPRESSION_UNKNOWN_FUNCTION', 'a', 'cuont([1])'],
    ]);
  });
});

it('a name with an operator in it is one name in the process that has it, as the rules read it', async () => {
  const xml = bpmn(
    [start('s'), script('a', '5', 'số-ngày'), xor('g'), user('b'), user('c')],
    ['s -> a -> g', 'g -> b if = số-ngày > 3', 'g -> c default'],
  );
  const model = await modelOf(xml);
  expect(validate(model).filter(({ severity }) => severity === 'error')).toEqual([]);
  const result = compile(model);
  if (!result.ok) throw new Error(result.diagnostics[0]?.code);
  const { events } = result.machine.step(emptyState(), { type: 'start', variables: {} }, { now: 0 });
  expect(events.filter(({ type }) => type === 'task.created')).toMatchObject([{ element: 'b' }]);
});
