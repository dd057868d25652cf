// The longest way of the steps against trying every way, on random processes: with loops, parallel branches, boundary events,
// subprocesses, pauses that count anew, and phases.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validate } from 'quytrinh/lint';
import { longestSteps, stepGraph } from 'quytrinh/time';
import type { ElementModel, ProcessModel } from 'quytrinh/model';
import { line, smallModel } from './small-model.ts';

const at = line(1);
type Element = Pick<ElementModel, 'id' | 'type'> & Partial<ElementModel>;

/** Every way on which no element stands twice; the greatest sum since the last new count, at any element or at `until`. */
function bruteForce(process: ProcessModel, scope: string, until: string | undefined, from?: string): number {
  const graph = stepGraph(process);
  let most = 0;
  const walk = (id: string, sum: number, seen: readonly string[]): void => {
    if (seen.includes(id)) return;
    const element = process.elements.find((one) => one.id === id);
    if (element === undefined) return;
    const reached = sum + minutesOf(element, process);
    if (until === undefined || id === until) most = Math.max(most, reached);
    if (id === until) return;
    const after = element.pause?.effect === 'restart' ? 0 : reached;
    for (const flow of process.flows) if (flow.source === id) walk(flow.target, after, [...seen, id]);
    for (const boundary of process.elements) if (boundary.attachedTo === id) walk(boundary.id, sum, [...seen, id]);
  };
  for (const root of from === undefined ? graph.roots(scope) : [from]) walk(root, 0, []);
  return most;
}

function minutesOf(element: ElementModel, process: ProcessModel): number {
  if (element.pause !== undefined) return 0;
  const hours = /^PT(\d+)H$/.exec(element.sla?.duration ?? '')?.[1];
  if (hours !== undefined) return Number(hours) * 60;
  return element.type === 'subProcess' ? bruteForce(process, element.id, undefined) : 0;
}

const step = fc.record({
  hours: fc.integer({ min: 0, max: 30 }),
  kind: fc.constantFrom('task', 'task', 'task', 'restart', 'exclude', 'gateway', 'plain'),
  boundary: fc.boolean(),
});

/** Any graph: flows between any two elements, so that loops may be entered at several places. */
const wild = fc
  .tuple(fc.array(step, { minLength: 1, maxLength: 7 }), fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { maxLength: 12 }))
  .map(([steps, links]) => graphOf(steps, links));

/** Forward flows and returns, as procedures have them. */
const usual = fc
  .tuple(
    fc.array(step, { minLength: 2, maxLength: 9 }),
    fc.array(fc.tuple(fc.nat(8), fc.integer({ min: 1, max: 3 })), { maxLength: 8 }),
    fc.array(fc.tuple(fc.nat(8), fc.nat(8)), { maxLength: 2 }),
  )
  .map(([steps, jumps, returns]) => {
    const forward = jumps.map(([from, by]) => [from, from + by] as const);
    const back = returns.map(([a, b]) => [Math.max(a, b), Math.min(a, b)] as const);
    return graphOf(steps, [...steps.slice(1).map((_, i) => [i, i + 1] as const), ...forward, ...back]);
  });

function graphOf(
  steps: readonly { hours: number; kind: string; boundary: boolean }[],
  links: readonly (readonly [number, number])[],
): { readonly elements: readonly Element[]; readonly flows: readonly string[] } {
  const elements: Element[] = [{ id: 's', type: 'startEvent' }];
  const flows = new Set<string>(['s -> n0']);
  steps.forEach(({ hours, kind, boundary }, i) => {
    const sla = { duration: `PT${hours}H`, counting: 'working', warn: [], at } as const;
    if (kind === 'gateway') elements.push({ id: `n${i}`, type: i % 2 === 0 ? 'parallelGateway' : 'exclusiveGateway' });
    else if (kind === 'plain') elements.push({ id: `n${i}`, type: 'task' });
    else if (kind === 'task') elements.push({ id: `n${i}`, type: 'userTask', lane: 'l', sla });
    else
      elements.push({
        id: `n${i}`,
        type: 'receiveTask',
        sla,
        pause: { cause: 'SUPPLEMENT', effect: kind as 'restart' | 'exclude', at },
      });
    if (boundary && kind === 'task') {
      elements.push({ id: `b${i}`, type: 'boundaryEvent', attachedTo: `n${i}` });
      flows.add(`b${i} -> n${(i * 3 + 1) % steps.length}`);
    }
  });
  for (const [from, to] of links)
    if (from < steps.length && to < steps.length && from !== to) flows.add(`n${from} -> n${to}`);
  return { elements, flows: [...flows] };
}

function told(process: Parameters<typeof smallModel>[0]): number[] {
  const found = validate(smallModel(process), { only: ['sla-steps'] });
  return found.map(({ params }) => Number(params['stepsMinutes']));
}

const tight = { duration: 'PT1H', counting: 'working', warn: [], at } as const;

describe('the longest way of the steps', () => {
  it.each([
    ['loops entered at one place', usual],
    ['any loops', wild],
  ])('is the greatest of all ways: %s', (_, graphs) => {
    fc.assert(
      fc.property(graphs, ({ elements, flows }) => {
        const process = smallModel({ elements, flows }).processes[0] as ProcessModel;
        const most = bruteForce(process, 'p', undefined);
        expect(told({ elements, flows, sla: tight })).toEqual(most > 60 ? [most] : []);
        const last = elements.at(-1)?.id ?? 's';
        const until = bruteForce(process, 'p', last);
        expect(told({ elements, flows, sla: { ...tight, until: last } })).toEqual(until > 60 ? [until] : []);
      }),
      { numRuns: 400 },
    );
  });

  it('of a phase begins and ends where the phase does', () => {
    fc.assert(
      fc.property(usual, fc.nat(8), fc.nat(8), ({ elements, flows }, a, b) => {
        const inside = elements.filter(({ id }) => id.startsWith('n'));
        const from = inside[a % inside.length]?.id ?? 'n0';
        const until = inside[b % inside.length]?.id ?? 'n0';
        const process = smallModel({ elements, flows }).processes[0] as ProcessModel;
        const most = bruteForce(process, 'p', until, from);
        const phases = [{ ...tight, name: 'g', from, until }];
        expect(told({ elements, flows, phases })).toEqual(most > 60 ? [most] : []);
      }),
      { numRuns: 300 },
    );
  });

  it('goes through a subprocess for as long as its own longest way', () => {
    fc.assert(
      fc.property(usual, usual, fc.nat(8), (outer, inner, place) => {
        const put = (id: string): string => `i${id}`;
        const inside = inner.elements.map((element) => ({
          ...element,
          id: put(element.id),
          scope: `n${place % outer.elements.length}`,
          ...(element.attachedTo === undefined ? {} : { attachedTo: put(element.attachedTo) }),
        }));
        const holder = `n${place % outer.elements.length}`;
        const elements = outer.elements.map((element): Element => {
          if (element.id !== holder) return element;
          return { id: holder, type: 'subProcess' };
        });
        if (!elements.some(({ id, type }) => id === holder && type === 'subProcess')) return;
        const flows = [...outer.flows, ...inner.flows.map((flow) => flow.replace(/(\w+) -> (\w+)/, 'i$1 -> i$2'))];
        const all = [...elements, ...inside];
        const process = smallModel({ elements: all, flows }).processes[0] as ProcessModel;
        const most = bruteForce(process, 'p', undefined);
        expect(told({ elements: all, flows, sla: tight })).toEqual(most > 60 ? [most] : []);
      }),
      { numRuns: 200 },
    );
  });

  it('is never too short where loops are too many to try all ways', () => {
    const ids = Array.from({ length: 24 }, (_, i) => `n${i}`);
    const next = (id: string) => ids.filter((other) => other !== id).map((to) => ({ to, early: false }));
    const path = longestSteps({
      roots: ['n0', 'n1'],
      until: undefined,
      next,
      weigh: (id) => ({ minutes: 10, steps: [id], restarts: false }),
    });
    expect(path).toMatchObject({ minutes: 240, exact: false });
  });
});

describe('rounds', () => {
  it('one after another, each takes its time', () => {
    const loop = {
      kind: 'multiInstance',
      sequential: true,
      cardinality: { kind: 'feel', text: '3', at },
      behavior: 'all',
      at,
    } as const;
    const elements: Element[] = [
      { id: 's', type: 'startEvent' },
      { id: 'x', type: 'subProcess', loop },
      { id: 'a', type: 'userTask', lane: 'l', scope: 'x', sla: { ...tight, duration: 'PT2H' } },
    ];
    expect(told({ elements, flows: ['s -> x'], sla: tight })).toEqual([360]);
    const parallel = elements.map((one) => (one.id === 'x' ? { ...one, loop: { ...loop, sequential: false } } : one));
    expect(told({ elements: parallel, flows: ['s -> x'], sla: tight })).toEqual([120]);
  });
});
