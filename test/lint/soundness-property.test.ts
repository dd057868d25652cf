// The reduced net says the same as the net as drawn, and the marking graph the same as both, on random processes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { soundnessOf, toMarkingGraph } from 'quytrinh/lint';
import type { ElementModel, ProcessModel } from 'quytrinh/model';
import { line, smallProcess } from './small-model.ts';

const types = ['userTask', 'exclusiveGateway', 'parallelGateway', 'inclusiveGateway'] as const;

interface Sketch {
  readonly kinds: Readonly<Record<string, ElementModel['type']>>;
  readonly flows: readonly string[];
  /** Boundary events: the task each is on, and whether it interrupts. */
  readonly boundaries: Readonly<Record<string, { readonly attachedTo: string; readonly interrupting: boolean }>>;
}

function processOf({ kinds, flows, boundaries }: Sketch): ProcessModel {
  const elements = Object.entries(kinds).map(([id, type]) => ({ id, type }));
  const events = Object.entries(boundaries).map(([id, { attachedTo, interrupting }]) => {
    return {
      id,
      type: 'boundaryEvent' as const,
      attachedTo,
      interrupting,
      events: [{ kind: 'signal' as const, at: line(1) }],
    };
  });
  return smallProcess({ elements: [...elements, ...events], flows });
}

/** Any graph of up to nine elements, with one start and one end; most are not sound. */
const anyProcess: fc.Arbitrary<Sketch> = fc
  .record({
    kinds: fc.array(fc.constantFrom(...types), { minLength: 1, maxLength: 9 }),
    extra: fc.array(fc.tuple(fc.nat(8), fc.nat(9)), { maxLength: 7 }),
    first: fc.nat(8),
    lasts: fc.array(fc.nat(8), { maxLength: 2 }),
    events: fc.array(fc.tuple(fc.nat(8), fc.nat(9), fc.boolean()), { maxLength: 2 }),
  })
  .map(({ kinds, extra, first, lasts, events }): Sketch => {
    const name = (index: number): string => `n${index % kinds.length}`;
    const flows = new Set([
      `s -> ${name(first)}`,
      ...kinds.slice(1).map((_, index) => `n${index} -> n${index + 1}`),
      `n${kinds.length - 1} -> e`,
      ...extra.map(([from, to]) => `${name(from)} -> ${to === 9 ? 'e' : name(to)}`),
      ...lasts.map((from) => `${name(from)} -> e`),
    ]);
    const boundaries: Record<string, { attachedTo: string; interrupting: boolean }> = {};
    for (const [index, [on, to, interrupting]] of events.entries()) {
      if (kinds[on % kinds.length] !== 'userTask') continue;
      boundaries[`b${index}`] = { attachedTo: name(on), interrupting };
      flows.add(`b${index} -> ${to === 9 ? 'e' : name(to)}`);
    }
    const named = kinds.map((type, index) => [`n${index}`, type] as const);
    return { kinds: { s: 'startEvent', ...Object.fromEntries(named), e: 'endEvent' }, flows: [...flows], boundaries };
  })
  .filter((sketch) => !hasRingOfGateways(sketch));

/** Gateways alone in a ring turn without end in no time; what else happens meanwhile is in no order. */
function hasRingOfGateways({ kinds, flows }: Sketch): boolean {
  const isGateway = (id: string): boolean => kinds[id]?.endsWith('Gateway') ?? false;
  const next = (id: string): string[] =>
    flows.flatMap((flow) => (flow.startsWith(`${id} -> `) ? [flow.slice(id.length + 4)] : []));
  const leadsBack = (from: string): boolean => {
    const seen = new Set<string>();
    const open = next(from);
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (id === from) return true;
      if (!isGateway(id) || seen.has(id)) continue;
      seen.add(id);
      open.push(...next(id));
    }
    return false;
  };
  return Object.keys(kinds).some((id) => isGateway(id) && leadsBack(id));
}

const asDrawn = { exactMarkings: 50_000, markings: 50_000 };
const reduced = { exactMarkings: 1, markings: 50_000 };

describe('soundness of random processes', () => {
  it('is the same on the reduced net', () => {
    fc.assert(
      fc.property(anyProcess, (sketch) => {
        const process = processOf(sketch);
        const [drawn] = soundnessOf(process, asDrawn);
        const [small] = soundnessOf(process, reduced);
        if (drawn === undefined || small === undefined || !drawn.decided) return;
        expect(small.decided).toBe(true);
        // In the reduced net tokens that stay for a while meet at once: it may see two where one is just gone.
        if (drawn.doubles.length > 0) expect(small.doubles).not.toEqual([]);
        if (small.doubles.length > 0) return;
        expect(small.deadlocks.length > 0).toBe(drawn.deadlocks.length > 0);
        expect(small.endless === undefined).toBe(drawn.endless === undefined);
        expect(small.completes).toBe(drawn.completes);
        expect([...small.passed].sort()).toEqual([...drawn.passed].sort());
      }),
      { numRuns: 1500, seed: 7 },
    );
  });

  it('agrees with the marking graph', () => {
    fc.assert(
      fc.property(anyProcess, (sketch) => {
        const process = processOf(sketch);
        const [drawn] = soundnessOf(process, asDrawn);
        const graph = toMarkingGraph(process, { limit: 50_000 });
        if (drawn === undefined || !drawn.decided || graph === null || drawn.doubles.length > 0) return;
        const kinds = graph.states.map(({ kind }) => kind);
        expect(kinds.includes('stuck')).toBe(drawn.deadlocks.length > 0);
        expect(kinds.includes('completed')).toBe(drawn.completes);
        const passed = new Set(graph.edges.flatMap(({ steps }) => steps.map(({ id }) => id)));
        for (const id of drawn.passed) expect(passed).toContain(id);
      }),
      { numRuns: 500, seed: 11 },
    );
  });
});
