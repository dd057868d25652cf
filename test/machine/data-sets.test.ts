// Input and output sets (BPMN 2.0.2 §10.4.2, "Execution Semantics for Data").
import { describe, expect, it } from 'vitest';
import {
  and,
  association,
  boundary,
  bpmn,
  compensate,
  end,
  extension,
  io,
  mapping,
  message,
  script,
  send,
  service,
  start,
  throwing,
  user,
} from './bpmn-text.ts';
import { begin, machineOf } from './driver.ts';

type Side = 'Input' | 'Output';
interface SetOf {
  readonly id?: string;
  readonly of: readonly string[];
  readonly optional?: readonly string[];
  readonly later?: readonly string[];
  readonly goesWith?: readonly string[];
}
const refs = (name: string, ids: readonly string[] = []) => ids.map((id) => `<${name}>${id}</${name}>`).join('');
const setOf = (side: Side, { id, of, optional, later, goesWith }: SetOf) => {
  const other = side === 'Input' ? 'outputSetRefs' : 'inputSetRefs';
  const inner = [
    refs(`data${side}Refs`, of),
    refs(`optional${side}Refs`, optional),
    refs(`whileExecuting${side}Refs`, later),
    refs(other, goesWith),
  ].join('');
  return `<${side.toLowerCase()}Set${id === undefined ? '' : ` id="${id}"`}>${inner}</${side.toLowerCase()}Set>`;
};
const declared = (side: Side, ids: readonly string[]) =>
  ids.map((id) => `<data${side} id="${id}" name="${id}"/>`).join('');
const specification = (inputs: readonly SetOf[], outputs: readonly SetOf[]) => {
  const ids = (sets: readonly SetOf[]) => [...new Set(sets.flatMap(({ of }) => of))];
  const all = [
    declared('Input', ids(inputs)),
    declared('Output', ids(outputs)),
    ...inputs.map((one) => setOf('Input', one)),
    ...outputs.map((one) => setOf('Output', one)),
  ];
  return `<ioSpecification>${all.join('')}</ioSpecification>`;
};
const moves = (side: Side, source: string, target: string, inner = '') =>
  `<data${side}Association><sourceRef>${source}</sourceRef><targetRef>${target}</targetRef>${inner}</data${side}Association>`;
const input = (source: string, target: string) => moves('Input', source, target);
const output = (source: string, target: string) => moves('Output', source, target);
const objects = (...names: readonly string[]) => ({
  inside: names.map((name) => `<dataObject id="o_${name}" name="${name}"/>`).join(''),
});
const dataOf = (run: Awaited<ReturnType<typeof begin>>, element: string) =>
  Object.values(run.state.elements).find((instance) => instance.element === element)?.variables;
const raised = (run: Awaited<ReturnType<typeof begin>>) =>
  run.last.flatMap((event) => (event.type === 'incident.raised' ? [event.params['missing']] : []));

describe('input sets', () => {
  const needsBoth = user('a', specification([{ of: ['i', 'j'] }], []) + input('o_x', 'i') + input('o_y', 'j'));

  it('an activity whose required inputs have no value is held by an incident that names them, until they have', async () => {
    const run = await begin(bpmn([start('s'), needsBoth], ['s -> a'], objects('x', 'y')), { x: 1, y: null });
    expect(run.incidents()).toEqual(['DATA_INPUTS_MISSING a']);
    expect(run.open()).toEqual([]);
    expect(raised(run)).toEqual(['j']);
    run.resolve();
    expect(run.incidents()).toEqual(['DATA_INPUTS_MISSING a']);
    run.resolve({ y: 2 });
    expect(run.incidents()).toEqual([]);
    expect(run.open()).toEqual(['a']);
    expect(dataOf(run, 'a')).toEqual({ i: 1, j: 2 });
  });

  it('it begins by itself when another branch, or an operator, has given what it needs', async () => {
    const text = bpmn(
      [start('s'), and('f'), user('b', specification([], [{ of: ['r'] }]) + output('r', 'o_y')), needsBoth],
      ['s -> f', 'f -> a', 'f -> b'],
      objects('x', 'y'),
    );
    const run = await begin(text, { x: 1 });
    expect(run.open()).toEqual(['b']);
    run.complete('b', { r: 7 });
    expect(run.incidents()).toEqual([]);
    expect(run.open()).toEqual(['a']);
    const other = await begin(text, { x: 1 });
    other.do({ type: 'variables.set', variables: { y: 3 } });
    expect(other.open()).toEqual(['a', 'b']);
  });

  it('it begins when it goes to a version that needs no data', async () => {
    const run = await begin(bpmn([start('s'), needsBoth], ['s -> a'], objects('x', 'y')), { x: 1 });
    expect(run.incidents()).toEqual(['DATA_INPUTS_MISSING a']);
    const machine = await machineOf(bpmn([start('s'), user('a')], ['s -> a']));
    const command = { type: 'instance.migrate', definition: 'h', elements: {}, reason: 'r' } as const;
    const { state } = machine.step(run.state, command, { now: run.now });
    expect(state.incidents).toEqual({});
    expect(Object.keys(state.tasks)).toHaveLength(1);
  });

  it('an optional input, and one that may come while it works, is not waited for; nor is one that nothing fills', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          user(
            'a',
            specification([{ of: ['i', 'j', 'k', 'l'], optional: ['i'], later: ['j'] }], []) +
              input('o_x', 'i') +
              input('o_y', 'j') +
              input('o_z', 'l'),
          ),
        ],
        ['s -> a'],
        objects('x', 'y', 'z'),
      ),
      { z: 1 },
    );
    expect(run.open()).toEqual(['a']);
    expect(dataOf(run, 'a')).toEqual({ i: null, j: null, l: 1 });
  });

  it('the first set that is available is taken, and only its inputs', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          user(
            'a',
            specification([{ of: ['i', 'both'] }, { of: ['j', 'both'] }, { of: [] }], []) +
              input('o_x', 'i') +
              input('o_y', 'j') +
              input('o_z', 'both'),
          ),
        ],
        ['s -> a'],
        objects('x', 'y', 'z'),
      ),
      { y: 2, z: 3 },
    );
    expect(dataOf(run, 'a')).toEqual({ j: 2, both: 3 });
  });

  it('of all sets it is told what each lacks', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          user('a', specification([{ of: ['i', 'j'] }, { of: ['j'] }], []) + input('o_x', 'i') + input('o_y', 'j')),
        ],
        ['s -> a'],
        objects('x', 'y'),
      ),
    );
    expect(raised(run)).toEqual(['i, j; j']);
  });

  it('an input whose transformation gives null has no value', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          service(
            'a',
            specification([{ of: ['i'] }], []) + moves('Input', 'o_x', 'i', '<transformation>x.part</transformation>'),
          ),
        ],
        ['s -> a'],
        objects('x'),
      ),
      { x: { part: null } },
    );
    expect(run.incidents()).toEqual(['DATA_INPUTS_MISSING a']);
    run.resolve({ x: { part: 1 } });
    expect(run.open()).toEqual(['a']);
  });

  it('a throw event never waits for its data', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          throwing(
            't',
            `${declared('Input', ['i'])}${input('o_x', 'i')}${setOf('Input', { of: ['i'] })}<signalEventDefinition signalRef="go"/>`,
          ),
          user('after'),
        ],
        ['s -> t -> after'],
        objects('x'),
      ),
    );
    expect(run.events).toContainEqual(expect.objectContaining({ type: 'signal.thrown', variables: { i: null } }));
    expect(run.open()).toEqual(['after']);
  });

  it('a repeated activity waits for its collection', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          user(
            'a',
            specification([{ of: ['list', 'i'] }], []) +
              input('o_x', 'list') +
              input('item', 'i') +
              '<multiInstanceLoopCharacteristics><loopDataInputRef>list</loopDataInputRef><inputDataItem id="item"/></multiInstanceLoopCharacteristics>',
          ),
        ],
        ['s -> a'],
        objects('x'),
      ),
    );
    expect(run.incidents()).toEqual(['DATA_INPUTS_MISSING a']);
    run.do({ type: 'variables.set', variables: { x: [1, 2] } });
    expect(run.open()).toEqual(['a', 'a']);
  });
});

describe('sets of the process', () => {
  const specified = (sets: readonly SetOf[], outputs: readonly SetOf[] = []) => ({
    inside: specification(sets, outputs),
  });

  it('it begins when it has its inputs, whoever gives them', async () => {
    const text = bpmn([start('s'), user('a')], ['s -> a'], specified([{ of: ['x', 'y'], optional: ['y'] }]));
    const given = await begin(text, { x: 1 });
    expect(given.open()).toEqual(['a']);
    const run = await begin(text, { x: null });
    expect(run.incidents()).toEqual(['DATA_INPUTS_MISSING p']);
    expect(raised(run)).toEqual(['x']);
    expect(run.open()).toEqual([]);
    run.do({ type: 'variables.set', variables: { x: 2 } });
    expect(run.incidents()).toEqual([]);
    expect(run.open()).toEqual(['a']);
    const resolved = await begin(text);
    resolved.resolve();
    expect(resolved.incidents()).toEqual(['DATA_INPUTS_MISSING p']);
    resolved.resolve({ x: 3 });
    expect(resolved.open()).toEqual(['a']);
  });

  it('the event that begins it fills them by its associations, and goes on from there when they were missing', async () => {
    const text = bpmn(
      [
        start('s', declared('Output', ['brought']) + output('brought', 'x') + message('m')),
        user('a'),
        start('other'),
        user('b'),
      ],
      ['s -> a', 'other -> b'],
      specified([{ of: ['x'] }]),
    );
    const run = await begin(text, { brought: 5 }, 's');
    expect(run.open()).toEqual(['a']);
    expect(run.variables()).toMatchObject({ x: 5 });
    const held = await begin(text, {}, 's');
    expect(held.incidents()).toEqual(['DATA_INPUTS_MISSING s']);
    held.do({ type: 'variables.set', variables: { x: 1 } });
    expect(held.open()).toEqual(['a']);
  });

  it('it is not over before it has given an output set, the one that goes with its inputs', async () => {
    const text = bpmn(
      [start('s'), user('a')],
      ['s -> a'],
      specified(
        [
          { id: 'byX', of: ['x'], goesWith: ['givesR'] },
          { id: 'byY', of: ['y'], goesWith: ['givesQ'] },
        ],
        [
          { id: 'givesR', of: ['r'] },
          { id: 'givesQ', of: ['q'] },
        ],
      ),
    );
    const run = await begin(text, { y: 1 });
    run.complete('a', { r: 1 });
    expect(run.incidents()).toEqual(['DATA_OUTPUTS_MISSING p']);
    expect(raised(run)).toEqual(['q']);
    run.resolve({ q: 2 });
    expect(run.state.status).toBe('completed');
    const passing = await begin(bpmn([start('s')], [], specified([], [{ of: ['r'] }])));
    passing.resolve({ r: 1 });
    expect(passing.done()).toEqual(['s', 'p']);
    const other = await begin(text, { x: 1 });
    other.complete('a', { r: 1 });
    expect(other.state.status).toBe('completed');
  });
});

describe('output sets', () => {
  it('an activity that is done without a required output is stuck until it has one', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          user('a', specification([], [{ of: ['r', 'q'], optional: ['q'] }]) + output('r', 'o_x') + output('q', 'o_y')),
          user('b'),
        ],
        ['s -> a -> b'],
        objects('x', 'y'),
      ),
    );
    run.complete('a', { note: 'n' });
    expect(run.incidents()).toEqual(['DATA_OUTPUTS_MISSING a']);
    expect(raised(run)).toEqual(['r']);
    run.resolve({ r: 1 });
    expect(run.open()).toEqual(['b']);
    expect(run.variables()).toEqual({ x: 1, note: 'n' });
  });

  it('an output that stays a plain result may come from what is there already', async () => {
    const run = await begin(
      bpmn([start('s'), user('a', specification([], [{ of: ['r'] }])), user('b')], ['s -> a -> b']),
    );
    run.complete('a', { r: null });
    expect(run.incidents()).toEqual(['DATA_OUTPUTS_MISSING a']);
    run.resolve({ r: 4 });
    expect(run.open()).toEqual(['b']);
    expect(run.variables()).toEqual({ r: 4 });
  });

  it('the outputs go with the inputs it began with, where a rule says so', async () => {
    const text = bpmn(
      [
        start('s'),
        user(
          'a',
          specification(
            [
              { id: 'byX', of: ['i'], goesWith: ['givesR'] },
              { id: 'byY', of: ['j'] },
            ],
            [
              { id: 'givesR', of: ['r'] },
              { id: 'givesQ', of: ['q'], goesWith: ['byY'] },
            ],
          ) +
            input('o_x', 'i') +
            input('o_y', 'j'),
        ),
      ],
      ['s -> a'],
      objects('x', 'y'),
    );
    const byX = await begin(text, { x: 1 });
    byX.complete('a', { q: 1 });
    expect(raised(byX)).toEqual(['r']);
    const byY = await begin(text, { y: 1 });
    byY.complete('a', { q: 1 });
    expect(byY.state.status).toBe('completed');
  });
});

describe('what is computed once', () => {
  it('the inputs of a send task', async () => {
    const run = await begin(
      bpmn([start('s'), send('a', 'm', io({ inputs: ['x = x + 1'] })), end('e')], ['s -> a -> e']),
      {
        x: 1,
      },
    );
    expect(run.last).toContainEqual(expect.objectContaining({ type: 'message.thrown', variables: { x: 2 } }));
  });

  it('the inputs of a handler of compensation that is tried again, from the data it undoes', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          service('w', io({ inputs: ['n = 1'] })),
          boundary('c', 'w', compensate()),
          service('undo', extension(`${mapping({ inputs: ['n = n + 1'] })}<zeebe:taskDefinition type="= who"/>`), {
            isForCompensation: true,
          }),
          script('set', '0', 'n'),
          throwing('t', compensate()),
        ],
        ['s -> w -> set -> t'],
        { inside: association('c', 'undo') },
      ),
    );
    run.complete('w');
    expect(run.incidents()).toEqual(['EXPRESSION_FAILED undo']);
    run.resolve({ who: 'x' });
    expect(dataOf(run, 'undo')).toEqual({ n: 2 });
  });
});
