// Data in a process (BPMN 2.0.2 §10.4): where data objects, properties, inputs and outputs live, and what moves between them.
import { describe, expect, it } from 'vitest';
import { compile } from 'quytrinh/machine';
import {
  association,
  boundary,
  bpmn,
  call,
  catching,
  compensate,
  end,
  escaped,
  io,
  loopWhile,
  message,
  multiInstance,
  script,
  service,
  start,
  sub,
  throwing,
  user,
  xor,
} from './bpmn-text.ts';
import { begin, modelOf, type Driver } from './driver.ts';

type Side = 'Input' | 'Output';
const moves = (side: Side, sources: readonly string[], target: string, inner = '') =>
  `<data${side}Association>${sources.map((id) => `<sourceRef>${id}</sourceRef>`).join('')}<targetRef>${target}</targetRef>${inner}</data${side}Association>`;
const input = (source: string, target: string) => moves('Input', [source], target);
const output = (source: string, target: string) => moves('Output', [source], target);
const transformation = (feel: string) => `<transformation>${escaped(feel)}</transformation>`;
const assignment = (from: string, to: string) => `<assignment><from>${from}</from><to>${to}</to></assignment>`;
const specification = (inputs: readonly string[], outputs: readonly string[]) =>
  `<ioSpecification>${inputs.map((id) => `<dataInput id="${id}" name="${id}"/>`).join('')}${outputs.map((id) => `<dataOutput id="${id}" name="${id}"/>`).join('')}<inputSet/><outputSet/></ioSpecification>`;
const object = (id: string, name: string) => `<dataObject id="${id}" name="${name}"/>`;
const localsOf = (run: Driver, element: string) =>
  Object.values(run.state.elements)
    .filter((instance) => instance.element === element && instance.loop === undefined)
    .map(({ variables }) => variables);

describe('where data live', () => {
  it('an object of a subprocess hides one of the same name around it, and ends with it', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          sub('S', [start('s1'), script('w', '5', 'x'), user('u')], ['s1 -> w -> u'], object('inner', 'x')),
          user('after'),
        ],
        ['s -> S -> after'],
        { inside: object('outer', 'x') },
      ),
      { x: 'outer' },
    );
    expect(localsOf(run, 'S')).toEqual([{ x: 5 }]);
    run.complete('u');
    expect(run.variables()).toEqual({ x: 'outer' });
  });

  it('without a value yet it hides it too: a condition over it is an incident, and its correction goes inside', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          sub(
            'S',
            [start('s1'), xor('g'), user('a'), user('b')],
            ['s1 -> g', 'g -> a if x > 3', 'g -> b if x <= 3'],
            object('inner', 'x'),
          ),
        ],
        ['s -> S'],
      ),
      { x: 1 },
    );
    expect(run.incidents()).toEqual(['EXPRESSION_FAILED g']);
    run.resolve({ x: 5 });
    expect(run.open()).toEqual(['a']);
    expect(run.variables()).toEqual({ x: 1 });
  });

  it.each([
    ['an object', '<dataObject id="d"/>', 'dataObject'],
    ['a store', '', 'dataStore'],
  ])('several references to %s are one thing', async (_, inside, kind) => {
    const refs = ['don', 'don_da_duyet'].map(
      (name, index) => `<${kind}Reference id="ref${index}" name="${name}" ${kind}Ref="d"/>`,
    );
    const run = await begin(
      bpmn(
        [
          start('s'),
          user('a', specification([], ['r']) + output('r', 'ref0')),
          user('b', specification(['i'], []) + input('ref1', 'i')),
        ],
        ['s -> a -> b'],
        { inside: inside + refs.join(''), more: kind === 'dataStore' ? '<dataStore id="d"/>' : '' },
      ),
    );
    run.complete('a', { r: 7 });
    expect(localsOf(run, 'b')).toEqual([{ i: 7 }]);
  });

  it('a name of several words is the name an expression uses', async () => {
    const run = await begin(
      bpmn(
        [start('s'), user('a', specification([], ['r']) + output('r', 'd')), xor('g'), user('yes'), user('no')],
        ['s -> a -> g', 'g -> yes if hồ sơ = 5', 'g -> no default'],
        { inside: object('d', 'hồ\n sơ') },
      ),
    );
    run.complete('a', { r: 5 });
    expect(run.open()).toEqual(['yes']);
  });

  it('what an activity declares and passes on stays its own, and so do its properties', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          user(
            'a',
            `<property id="p1" name="note"/>${specification([], ['status'])}${output('status', 'd')}${output('status', 'p1')}`,
          ),
          user('b'),
        ],
        ['s -> a -> b'],
        { inside: object('d', 'result') },
      ),
      { status: 'outer' },
    );
    run.complete('a', { status: 'good', other: 1 });
    expect(run.variables()).toEqual({ status: 'outer', other: 1, result: 'good' });
  });

  it('an output of the name of its target reaches it', async () => {
    const run = await begin(
      bpmn([start('s'), user('a', specification([], ['x']) + output('x', 'd')), user('b')], ['s -> a -> b'], {
        inside: object('d', 'x'),
      }),
    );
    run.complete('a', { x: 1 });
    expect(run.variables()).toEqual({ x: 1 });
  });

  it('an output that was not given leaves its target as it is', async () => {
    const run = await begin(
      bpmn([start('s'), user('a', specification([], ['r']) + output('r', 'd')), user('b')], ['s -> a -> b'], {
        inside: object('d', 'x'),
      }),
      { x: 1 },
    );
    run.complete('a');
    expect(run.variables()).toEqual({ x: 1 });
  });

  it('the stand-in of bpmn.io for a target is no variable', async () => {
    const run = await begin(
      bpmn([start('s'), user('a', `<property id="t" name="__targetRef_placeholder"/>${input('d', 't')}`)], ['s -> a'], {
        inside: object('d', 'x'),
      }),
    );
    expect(localsOf(run, 'a')).toEqual([undefined]);
  });

  it('a handler of compensation sees the objects of its subprocess as they were', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          sub(
            'S',
            [
              start('s1'),
              service('w'),
              boundary('c', 'w', compensate()),
              service('undo', io({ inputs: ['seen = x'] }), { isForCompensation: true }),
              script('set', '5', 'x'),
            ],
            ['s1 -> w -> set'],
            object('d', 'x') + association('c', 'undo'),
          ),
          throwing('t', compensate()),
        ],
        ['s -> S -> t'],
      ),
    );
    run.complete('w');
    expect(localsOf(run, 'undo')).toEqual([{ seen: 5 }]);
  });
});

describe('associations', () => {
  it('a transformation of several sources, in and out', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          user(
            'a',
            specification(['i'], ['r', 'q']) +
              moves('Input', ['d1', 'd2'], 'i', transformation('x + y')) +
              moves('Output', ['r', 'q'], 'd1', transformation('r * q')),
          ),
          user('b'),
        ],
        ['s -> a -> b'],
        { inside: object('d1', 'x') + object('d2', 'y') },
      ),
      { x: 1, y: 2 },
    );
    expect(localsOf(run, 'a')).toEqual([{ i: 3 }]);
    run.complete('a', { r: 7, q: 2 });
    expect(run.variables()).toEqual({ x: 14, y: 2 });
  });

  it('assignments set parts of what the transformation made; a target may be given by id or left out', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          user(
            'a',
            '<ioSpecification><dataInput id="in1" name="form"/><dataInput id="in2" name="all"/><inputSet/><outputSet/></ioSpecification>' +
              moves(
                'Input',
                ['d'],
                'in1',
                transformation('{ kind: "A" }') + assignment('x.a', 'in1.p') + assignment('x.b + 1', 'form.q'),
              ) +
              moves('Input', ['d'], 'in2', assignment('x.b', '')),
          ),
        ],
        ['s -> a'],
        { inside: object('d', 'x') },
      ),
      { x: { a: 1, b: 2 } },
    );
    expect(localsOf(run, 'a')).toEqual([{ form: { kind: 'A', p: 1, q: 3 }, all: 2 }]);
  });

  it('an assignment to what is no path is refused', async () => {
    const model = await modelOf(
      bpmn(
        [
          start('s'),
          user('a', specification(['i'], []) + moves('Input', [], 'i', assignment('1', 'getDataInput("i")/p'))),
        ],
        ['s -> a'],
      ),
    );
    const compiled = compile(model);
    expect(compiled.ok ? [] : compiled.diagnostics).toMatchObject([{ code: 'EXPRESSION_SYNTAX', elementId: 'a' }]);
  });

  it('a call gets its inputs and gives its outputs', async () => {
    const run = await begin(
      bpmn(
        [start('s'), call('c', 'q', specification(['i'], ['r']) + input('d1', 'i') + output('r', 'd2')), user('u')],
        ['s -> c -> u'],
        { inside: object('d1', 'x') + object('d2', 'y') },
      ),
      { x: 3 },
    );
    expect(run.last).toContainEqual(expect.objectContaining({ type: 'call.started', variables: { x: 3, i: 3 } }));
    run.complete('c', { r: 5 });
    expect(run.variables()).toEqual({ x: 3, y: 5 });
  });
});

describe('events', () => {
  const takes = `<property id="tmp" name="tmp"/><dataOutput id="o" name="o"/>${output('o', 'd')}${output('o', 'tmp')}${message('m')}`;
  const inside = object('d', 'x');

  it('what a message brings goes from the data output of the catching event to its target', async () => {
    const run = await begin(bpmn([start('s'), catching('c', takes), user('u')], ['s -> c -> u'], { inside }));
    run.message('m', { o: 5, z: 2 });
    expect(run.variables()).toEqual({ x: 5, z: 2 });
  });

  it('also to a target of the same name', async () => {
    const same = `<dataOutput id="o" name="x"/>${output('o', 'd')}${message('m')}`;
    const run = await begin(bpmn([start('s'), catching('c', same), user('u')], ['s -> c -> u'], { inside }));
    run.message('m', { x: 5 });
    expect(run.variables()).toEqual({ x: 5 });
  });

  it('so it does from a start event, in trouble too', async () => {
    const mapped = `<dataOutput id="o" name="o"/>${moves('Output', ['o'], 'd', transformation('for i in 1..o return i'))}`;
    const xml = bpmn([start('s', mapped + message('m')), user('u')], ['s -> u'], { inside });
    const run = await begin(xml, { o: 99999999 }, 's');
    expect(run.incidents()).toEqual(['EXPRESSION_FAILED s']);
    run.resolve({ o: 2 });
    expect(run.variables()).toEqual({ o: 2, x: [1, 2] });
    expect(run.open()).toEqual(['u']);
  });

  it('the start event of an event subprocess gives to the data of that subprocess', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          user('u'),
          sub('E', [start('es', takes, { isInterrupting: false }), user('v')], ['es -> v'], object('d', 'x'), {
            triggeredByEvent: true,
          }),
        ],
        ['s -> u'],
      ),
    );
    run.message('m', { o: 5 });
    expect(localsOf(run, 'E')).toEqual([{ x: 5 }]);
    expect(run.variables()).toEqual({});
  });

  it('a conversation is known by what the message of the start event brought', async () => {
    const retrieval = (name: string, path: string) =>
      `<correlationPropertyRetrievalExpression messageRef="${name}"><messagePath>${path}</messagePath></correlationPropertyRetrievalExpression>`;
    const run = await begin(
      bpmn([start('s', message('m')), catching('c', message('n'))], ['s -> c'], {
        more: `<correlationProperty id="khoa">${retrieval('m', 'orderId')}${retrieval('n', 'order.id')}</correlationProperty>`,
      }),
      { orderId: 'A1' },
      's',
    );
    expect(Object.values(run.state.subscriptions)).toMatchObject([{ name: 'n', key: 'A1' }]);
  });
});

describe('repeated activities', () => {
  const marker = (sequential: boolean) =>
    `<multiInstanceLoopCharacteristics isSequential="${sequential}"><loopDataInputRef>list</loopDataInputRef><loopDataOutputRef>outs</loopDataOutputRef><inputDataItem id="it" name="item"/><outputDataItem id="ot" name="result"/></multiInstanceLoopCharacteristics>`;
  const inside = object('d1', 'x') + object('d2', 'y');

  it.each([true, false])(
    "over plain BPMN's collection, with an item in and out (sequential: %s)",
    async (sequential) => {
      const run = await begin(
        bpmn(
          [
            start('s'),
            user(
              'a',
              specification(['list', 'i'], ['outs', 'r']) +
                input('d1', 'list') +
                input('it', 'i') +
                output('r', 'ot') +
                output('outs', 'd2') +
                marker(sequential),
            ),
            user('z'),
          ],
          ['s -> a -> z'],
          { inside },
        ),
        { x: [1, 2] },
      );
      expect(localsOf(run, 'a')[0]).toEqual({ loopCounter: 1, item: 1, i: 1 });
      run.complete('a', { r: 10 });
      run.complete('a', { r: 20 });
      expect(run.variables()).toEqual({ x: [1, 2], y: [10, 20] });
      expect(run.open()).toEqual(['z']);
    },
  );

  it.each([
    [
      'of plain BPMN',
      '<multiInstanceLoopCharacteristics><loopDataInputRef>d1</loopDataInputRef><loopDataOutputRef>d2</loopDataOutputRef><outputDataItem id="ot" name="out"/></multiInstanceLoopCharacteristics>',
    ],
    ['of a dialect', multiInstance({ collection: 'x', outputs: 'y', output: 'out' })],
  ])('rounds side by side do not share the variable of their output (%s)', async (_, loop) => {
    const run = await begin(
      bpmn(
        [start('s'), sub('S', [start('s1'), user('w'), user('v'), end('e1')], ['s1 -> w -> v -> e1'], loop), user('z')],
        ['s -> S -> z'],
        { inside },
      ),
      { x: [1, 2] },
    );
    run.complete('w', { out: 10 });
    run.complete('w', { out: 20 });
    run.complete('v');
    run.complete('v');
    expect(run.variables()).toEqual({ x: [1, 2], y: [10, 20] });
  });

  it('the completion condition sees the round that has ended', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          sub(
            'S',
            [start('s1'), user('w')],
            ['s1 -> w'],
            multiInstance({
              collection: 'x',
              element: 'it',
              outputs: 'y',
              output: 'out',
              until: 'out = "no" and it = 2',
            }),
          ),
          user('z'),
        ],
        ['s -> S -> z'],
      ),
      { x: [1, 2, 3] },
    );
    run.complete('w', { out: 'no' });
    expect(run.open()).toEqual(['w', 'w']);
    run.complete('w', { out: 'no' });
    expect(run.variables()).toEqual({ x: [1, 2, 3], y: ['no', 'no'] });
  });

  it('without a collection it is an incident, and goes on with one', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          user(
            'a',
            '<multiInstanceLoopCharacteristics><loopDataInputRef>d1</loopDataInputRef></multiInstanceLoopCharacteristics>',
          ),
        ],
        ['s -> a'],
        { inside },
      ),
    );
    expect(run.incidents()).toEqual(['LOOP_INVALID a']);
    run.resolve({ x: [1, 2] });
    expect(run.open()).toEqual(['a', 'a']);
  });

  it('each round of a standard loop gives its output', async () => {
    const run = await begin(
      bpmn(
        [start('s'), user('a', specification([], ['r']) + output('r', 'd1') + loopWhile('x < 3')), user('z')],
        ['s -> a -> z'],
        { inside },
      ),
    );
    run.complete('a', { r: 1 });
    run.complete('a', { r: 7 });
    expect(run.variables()).toEqual({ x: 7 });
    expect(run.open()).toEqual(['z']);
  });
});

describe('tried again', () => {
  const broken = '<timerEventDefinition><timeDuration>=dur</timeDuration></timerEventDefinition>';

  it('inputs are made from what was there before them', async () => {
    const run = await begin(
      bpmn(
        [start('s'), user('a', io({ inputs: ['x = x + 1', 'y = x'] })), boundary('b', 'a', broken), end('e')],
        ['s -> a', 'b -> e'],
      ),
      { x: 1 },
    );
    expect(run.incidents()).toEqual(['TIMER_INVALID a']);
    run.resolve({ dur: 'PT1H' });
    expect(localsOf(run, 'a')).toEqual([{ x: 2, y: 2 }]);
  });

  it('so are those of a round', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          sub(
            'a',
            [start('s1'), user('u'), sub('E', [start('es', broken)], [], '', { triggeredByEvent: true })],
            ['s1 -> u'],
            io({ inputs: ['it = it.name'] }) + multiInstance({ collection: 'list', element: 'it' }),
          ),
        ],
        ['s -> a'],
      ),
      { list: [{ name: 'An' }] },
    );
    run.resolve({ dur: 'PT1H' });
    expect(run.open()).toEqual(['u']);
    expect(localsOf(run, 'a')).toEqual([{ loopCounter: 1, it: 'An' }]);
  });
});
