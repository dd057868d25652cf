// What can go wrong with tokens: joins that wait for ever, elements that run twice, ends that are never reached.
import { describe, expect, it } from 'vitest';
import { toMarkingGraph, validate } from 'quytrinh/lint';
import type { BpmnModel, ElementModel } from 'quytrinh/model';
import { line, smallModel, smallProcess } from './small-model.ts';

const at = line(1);
type Short = readonly [id: string, type: ElementModel['type'], more?: Partial<ElementModel>];
function model(elements: readonly Short[], flows: readonly string[]): BpmnModel {
  return smallModel({ elements: elements.map(([id, type, more]) => ({ id, type, ...more })), flows });
}
const start: Short = ['s', 'startEvent'];
const end: Short = ['e', 'endEvent'];
const xor = (id: string): Short => [id, 'exclusiveGateway'];
const and = (id: string): Short => [id, 'parallelGateway'];
const or = (id: string, defaultFlow?: string): Short => [
  id,
  'inclusiveGateway',
  defaultFlow === undefined ? {} : { defaultFlow },
];
const task = (id: string, more: Partial<ElementModel> = {}): Short => [id, 'userTask', more];
const timer = {
  kind: 'timer',
  timer: 'duration',
  value: { kind: 'literal', text: 'PT1H', at },
  counting: 'elapsed',
  at,
} as const;
const boundary = (id: string, attachedTo: string, interrupting: boolean): Short => [
  id,
  'boundaryEvent',
  { attachedTo, interrupting, events: [timer] },
];

function told(of: BpmnModel): string[] {
  return validate(of, { only: ['soundness'] }).map(({ code, elementId }) => `${code} ${elementId ?? ''}`);
}
/** s → split → a, b → join → e */
const diamond = (split: Short, join: Short): BpmnModel =>
  model([start, split, task('a'), task('b'), join, end], ['s -> x', 'x -> a', 'x -> b', 'a -> j', 'b -> j', 'j -> e']);

describe('soundness of a split and its join', () => {
  it.each([
    ['exclusive, exclusive', xor('x'), xor('j'), []],
    ['parallel, parallel', and('x'), and('j'), []],
    ['inclusive, inclusive', or('x'), or('j'), []],
    ['parallel, inclusive', and('x'), or('j'), []],
    ['exclusive, inclusive', xor('x'), or('j'), []],
    ['exclusive, parallel', xor('x'), and('j'), ['UNSOUND_DEADLOCK j']],
    ['inclusive, parallel', or('x'), and('j'), ['UNSOUND_DEADLOCK j']],
  ] as const)('%s', (_name, split, join, expected) => {
    expect(told(diamond(split, join))).toEqual(expected);
  });

  it('parallel, exclusive: what follows runs twice', () => {
    const of = model(
      [start, and('x'), task('a'), task('b'), xor('j'), task('t'), end],
      ['s -> x', 'x -> a', 'x -> b', 'a -> j', 'b -> j', 'j -> t', 't -> e'],
    );
    expect(told(of)).toEqual(['UNSOUND_LACK_OF_SYNCHRONISATION t']);
  });

  it('parallel branches may meet at the end', () => {
    expect(told(diamond(and('x'), xor('j')))).toEqual([]);
    expect(
      told(model([start, and('x'), task('a'), task('b'), end], ['s -> x', 'x -> a', 'x -> b', 'a -> e', 'b -> e'])),
    ).toEqual([]);
  });

  it('names the join, the missing flows and a shortest way', () => {
    const [found] = validate(diamond(xor('x'), and('j')), { only: ['soundness'] });
    expect(found).toMatchObject({
      severity: 'error',
      elementId: 'j',
      params: { element: 'j', flows: '"b → j"', path: 's → a' },
    });
    expect(found?.related).toHaveLength(1);
  });
});

describe('soundness of loops', () => {
  it('a loop with a way out is sound', () => {
    expect(
      told(model([start, xor('m'), task('a'), xor('x'), end], ['s -> m', 'm -> a', 'a -> x', 'x -> m', 'x -> e'])),
    ).toEqual([]);
  });

  it('a loop without a way out never completes', () => {
    expect(told(model([start, xor('m'), task('a'), task('b')], ['s -> m', 'm -> a', 'a -> b', 'b -> m']))).toEqual([
      'UNSOUND_NO_COMPLETION p',
    ]);
  });

  it('a loop out of one parallel branch starves the join', () => {
    const flows = ['s -> x', 'x -> a', 'x -> b', 'b -> c', 'c -> j', 'c -> e', 'a -> j', 'j -> e'];
    expect(told(model([start, and('x'), task('a'), task('b'), xor('c'), and('j'), end], flows))).toEqual([
      'UNSOUND_DEADLOCK j',
    ]);
  });

  it('a split that sends one branch back runs the other again and again', () => {
    const flows = ['s -> m', 'm -> a', 'a -> x', 'x -> t', 'x -> m', 't -> e'];
    expect(told(model([start, xor('m'), task('a'), and('x'), task('t'), end], flows))).toContain(
      'UNSOUND_LACK_OF_SYNCHRONISATION t',
    );
  });
});

describe('soundness of scopes and events', () => {
  it('finds a deadlock inside a subprocess, once', () => {
    const inner = { scope: 'u' };
    const elements: Short[] = [
      start,
      ['u', 'subProcess'],
      end,
      ['is', 'startEvent', inner],
      ['ix', 'exclusiveGateway', inner],
      task('ia', inner),
      task('ib', inner),
      ['ij', 'parallelGateway', inner],
    ];
    expect(
      told(model(elements, ['s -> u', 'u -> e', 'is -> ix', 'ix -> ia', 'ix -> ib', 'ia -> ij', 'ib -> ij'])),
    ).toEqual(['UNSOUND_DEADLOCK ij']);
  });

  it('an interrupting boundary event takes the token elsewhere', () => {
    const flows = ['s -> x', 'x -> a', 'x -> b', 'a -> j', 'b -> j', 'j -> e', 'bo -> e2'];
    expect(
      told(
        model(
          [start, and('x'), task('a'), task('b'), boundary('bo', 'a', true), and('j'), end, ['e2', 'endEvent']],
          flows,
        ),
      ),
    ).toEqual(['UNSOUND_DEADLOCK j']);
    const terminate: Short = ['e2', 'endEvent', { events: [{ kind: 'terminate', at }] }];
    expect(
      told(model([start, and('x'), task('a'), task('b'), boundary('bo', 'a', true), and('j'), end, terminate], flows)),
    ).toEqual([]);
  });

  it('a non-interrupting boundary event may have its own branch', () => {
    const flows = ['s -> m', 'm -> a', 'a -> x', 'x -> m', 'x -> e', 'bo -> r', 'r -> e2'];
    expect(
      told(
        model(
          [start, xor('m'), task('a'), xor('x'), end, boundary('bo', 'a', false), task('r'), ['e2', 'endEvent']],
          flows,
        ),
      ),
    ).toEqual([]);
  });

  it('a non-interrupting boundary event that comes back doubles the token', () => {
    const flows = ['s -> a', 'a -> m', 'bo -> m', 'm -> t', 't -> e'];
    expect(told(model([start, task('a'), boundary('bo', 'a', false), xor('m'), task('t'), end], flows))).toEqual([
      'UNSOUND_LACK_OF_SYNCHRONISATION t',
    ]);
  });

  it('the branch of a non-interrupting event is checked on its own', () => {
    const flows = ['s -> a', 'a -> e', 'bo -> x', 'x -> b', 'x -> c', 'b -> j', 'c -> j', 'j -> e2'];
    expect(
      told(
        model(
          [
            start,
            task('a'),
            end,
            boundary('bo', 'a', false),
            xor('x'),
            task('b'),
            task('c'),
            and('j'),
            ['e2', 'endEvent'],
          ],
          flows,
        ),
      ),
    ).toEqual(['UNSOUND_DEADLOCK j']);
  });

  it('an event-based gateway takes one event', () => {
    const event = (id: string): Short => [id, 'intermediateCatchEvent', { events: [timer] }];
    const flows = ['s -> g', 'g -> a', 'g -> b', 'a -> j', 'b -> j', 'j -> e'];
    expect(told(model([start, ['g', 'eventBasedGateway'], event('a'), event('b'), xor('j'), end], flows))).toEqual([]);
    expect(told(model([start, ['g', 'eventBasedGateway'], event('a'), event('b'), and('j'), end], flows))).toEqual([
      'UNSOUND_DEADLOCK j',
    ]);
  });

  it('several start events are alternatives', () => {
    const starts: Short[] = [start, ['s2', 'startEvent', { events: [timer] }]];
    expect(told(model([...starts, task('t'), end], ['s -> t', 's2 -> t', 't -> e']))).toEqual([]);
    expect(told(model([...starts, and('j'), end], ['s -> j', 's2 -> j', 'j -> e']))).toEqual(['UNSOUND_DEADLOCK j']);
  });

  it('a subprocess that only ends in an error is never left the ordinary way', () => {
    const inner = { scope: 'u' };
    const elements: Short[] = [
      start,
      ['u', 'subProcess'],
      task('n'),
      end,
      ['is', 'startEvent', inner],
      ['ie', 'endEvent', { ...inner, events: [{ kind: 'error', at }] }],
    ];
    const bo: Short = ['bo', 'boundaryEvent', { attachedTo: 'u', events: [{ kind: 'error', at }] }];
    expect(told(model([...elements, bo], ['s -> u', 'u -> n', 'n -> e', 'is -> ie', 'bo -> e']))).toEqual([
      'ELEMENT_UNREACHABLE n',
    ]);
  });

  it('waits at an inclusive join for what can still come', () => {
    const flows = [
      's -> x',
      'x -> a',
      'x -> b',
      'x -> c',
      'a -> j',
      'b -> y',
      'y -> j',
      'y -> e',
      'c -> j',
      'j -> t',
      't -> e',
    ];
    expect(
      told(model([start, or('x'), task('a'), task('b'), task('c'), xor('y'), or('j'), task('t'), end], flows)),
    ).toEqual([]);
  });
});

describe('soundness of large processes', () => {
  it('reduces many parallel branches before it counts', () => {
    const branches = Array.from({ length: 12 }, (_, index) => index);
    const elements: Short[] = [
      start,
      and('x'),
      and('j'),
      end,
      ...branches.flatMap((n): Short[] => [task(`a${n}`), xor(`c${n}`), task(`b${n}`), xor(`d${n}`)]),
    ];
    const flows = [
      's -> x',
      'j -> e',
      ...branches.flatMap((n) => [
        `x -> a${n}`,
        `a${n} -> c${n}`,
        `c${n} -> b${n}`,
        `b${n} -> d${n}`,
        `c${n} -> d${n}`,
        `d${n} -> j`,
      ]),
    ];
    expect(told(model(elements, flows))).toEqual([]);
    const broken = [...flows.filter((flow) => flow !== 'd7 -> j'), 'd7 -> e'];
    expect(told(model(elements, broken))).toEqual([]);
    expect(
      told(
        model([...elements, xor('z')], [...broken.filter((flow) => flow !== 'd3 -> j'), 'd3 -> z', 'z -> e', 'z -> j']),
      ),
    ).toEqual(['UNSOUND_DEADLOCK j']);
  });

  it('finds in the reduced net what it finds in the net as drawn', () => {
    // The branch of twelve tasks in parallel puts the rest over the limit of the net as drawn.
    const many = Array.from({ length: 13 }, (_, index) => `w${index}`);
    const wide = (rest: readonly Short[], flows: readonly string[]): BpmnModel =>
      model(
        [start, and('ws'), ...many.map((id) => task(id)), and('wj'), ...rest],
        ['s -> ws', ...many.flatMap((id) => [`ws -> ${id}`, `${id} -> wj`]), ...flows],
      );
    const after = ['wj -> x', 'x -> a', 'x -> b', 'a -> j', 'b -> j', 'j -> t', 't -> e'];
    expect(told(wide([xor('x'), task('a'), task('b'), and('j'), task('t'), end], after))).toEqual([
      'UNSOUND_DEADLOCK j',
    ]);
    expect(told(wide([and('x'), task('a'), task('b'), xor('j'), task('t'), end], after))).toEqual([
      'UNSOUND_LACK_OF_SYNCHRONISATION t',
    ]);
    expect(told(wide([or('x'), task('a'), task('b'), or('j'), task('t'), end], after))).toEqual([]);
    expect(
      told(
        wide([xor('x'), task('a'), task('b'), xor('j')], ['wj -> x', 'x -> a', 'x -> b', 'a -> x', 'b -> j', 'j -> a']),
      ),
    ).toEqual(['UNSOUND_NO_COMPLETION p']);
  });

  it('reduces blocks inside blocks of every kind', () => {
    const elements: Short[] = [start, end];
    const flows: string[] = [];
    const kinds = [and, xor, or];
    const block = (depth: number): readonly [first: string, last: string] => {
      const number = elements.length;
      if (depth === 0) {
        elements.push(task(`t${number}`));
        return [`t${number}`, `t${number}`];
      }
      const kind = kinds[depth % 3] ?? and;
      elements.push(kind(`x${number}`), kind(`j${number}`));
      for (let branch = 0; branch < 3; branch++) {
        const [first, last] = block(depth - 1);
        flows.push(`x${number} -> ${first}`, `${last} -> j${number}`);
      }
      return [`x${number}`, `j${number}`];
    };
    const [first, last] = block(5);
    expect(told(model(elements, [...flows, `s -> ${first}`, `${last} -> e`]))).toEqual([]);
  });

  it('checks ten thousand tasks in a row', () => {
    const ids = Array.from({ length: 10_000 }, (_, index) => `t${index}`);
    const flows = ['s -> t0', ...ids.slice(1).map((id, index) => `t${index} -> ${id}`), `t9999 -> e`];
    expect(told(model([start, ...ids.map((id) => task(id)), end], flows))).toEqual([]);
  });

  it('says when it did not decide', () => {
    const many = Array.from({ length: 9 }, (_, index) => `w${index}`);
    const of = model(
      [start, or('x'), ...many.map((id) => task(id)), or('j'), end],
      ['s -> x', 'j -> e', ...many.flatMap((id) => [`x -> ${id}`, `${id} -> j`])],
    );
    expect(told(of)).toEqual(['SOUNDNESS_NOT_CHECKED x']);
  });
});

describe('toMarkingGraph', () => {
  const graphOf = (elements: readonly Short[], flows: readonly string[], options = {}) => {
    const graph = toMarkingGraph(
      smallProcess({ elements: elements.map(([id, type, more]) => ({ id, type, ...more })), flows }),
      options,
    );
    if (graph === null) throw new Error('no graph');
    return graph;
  };
  const shown = (graph: ReturnType<typeof graphOf>): string[] =>
    graph.edges.map(({ from, to, trigger }) => {
      const tokens = (state: number): string =>
        graph.states[state]?.tokens
          .map(({ element }) => element)
          .sort()
          .join('+') ?? '';
      return `${tokens(from)} --${trigger.kind} ${trigger.element}--> ${tokens(to) || (graph.states[to]?.kind ?? '')}`;
    });

  it('has a state for every set of waiting elements, and a step for everything that happens', () => {
    const graph = graphOf(
      [start, and('x'), task('a'), task('b'), and('j'), end],
      ['s -> x', 'x -> a', 'x -> b', 'a -> j', 'b -> j', 'j -> e'],
    );
    expect(graph.complete).toBe(true);
    expect(shown(graph).sort()).toEqual([
      ' --start s--> a+b',
      'a+b --leave a--> b+j',
      'a+b --leave b--> a+j',
      'a+j --leave a--> completed',
      'b+j --leave b--> completed',
    ]);
    const last = graph.edges.find(
      ({ trigger, from }) => trigger.element === 'b' && graph.states[from]?.tokens.some(({ flow }) => flow === 'a_j'),
    );
    expect(last?.steps.map(({ id }) => id)).toEqual(['b_j', 'j', 'j_e', 'e']);
  });

  it('goes into subprocesses, which boundary events interrupt', () => {
    const inner = { scope: 'u' };
    const elements: Short[] = [
      start,
      ['u', 'subProcess'],
      end,
      ['is', 'startEvent', inner],
      task('i', inner),
      boundary('bo', 'u', true),
      task('r'),
    ];
    const graph = graphOf(elements, ['s -> u', 'u -> e', 'is -> i', 'bo -> r', 'r -> e']);
    expect(shown(graph).sort()).toEqual([
      ' --start s--> i+u',
      'i+u --event bo--> r',
      'i+u --leave i--> completed',
      'r --leave r--> completed',
    ]);
  });

  it('passes at once what waits for nobody', () => {
    const graph = graphOf([start, ['k', 'scriptTask'], task('a'), end], ['s -> k', 'k -> a', 'a -> e'], {
      waits: ({ type }: ElementModel) => type === 'userTask',
    });
    expect(shown(graph)).toEqual([' --start s--> a', 'a --leave a--> completed']);
    expect(graph.edges[0]?.steps.map(({ id }) => id)).toEqual(['s', 's_k', 'k', 'k_a', 'a']);
  });

  it('tells an error that nobody catches, and a join that is stuck', () => {
    const graph = graphOf(
      [start, xor('x'), ['e', 'endEvent', { events: [{ kind: 'error', at }] }], and('j')],
      ['s -> x', 'x -> e', 'x -> j', 'x -> j'],
    );
    expect(graph.states.map(({ kind }) => kind).sort()).toContain('ended');
  });

  it('runs an event subprocess beside or instead of the rest', () => {
    const inside = { scope: 'v' };
    const eventSub = (interrupting: boolean): Short[] => [
      start,
      task('a'),
      end,
      ['v', 'subProcess', { triggeredByEvent: true }],
      ['vs', 'startEvent', { ...inside, interrupting, events: [timer] }],
      task('vt', inside),
    ];
    const flows = ['s -> a', 'a -> e', 'vs -> vt'];
    expect(shown(graphOf(eventSub(true), flows)).sort()).toEqual([
      ' --start s--> a',
      'a --event vs--> vt',
      'a --leave a--> completed',
      'vt --leave vt--> completed',
    ]);
    expect(shown(graphOf(eventSub(false), flows))).toContain('a --event vs--> a+vt');
  });
});
