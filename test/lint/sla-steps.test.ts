// The sum of the steps: what counts on which path.
import { describe, expect, it } from 'vitest';
import { validate } from 'quytrinh/lint';
import { line, smallModel } from './small-model.ts';

const at = line(1);
const sla = (duration: string, counting: 'working' | 'calendar' = 'working') => ({
  sla: { duration, counting, warn: [], at },
});
const step = (id: string, duration: string, more: object = {}) => ({
  id,
  type: 'userTask' as const,
  lane: 'l',
  ...sla(duration),
  ...more,
});
const start = { id: 's', type: 'startEvent' } as const;
const end = { id: 'e', type: 'endEvent' } as const;

function told(model: Parameters<typeof validate>[0]) {
  return validate(model, { only: ['sla-steps'] }).map(({ params }) => params);
}

describe('sla-steps', () => {
  it('names the longest path and both times', () => {
    const elements = [
      start,
      { id: 'g', type: 'exclusiveGateway' } as const,
      step('ngan', 'PT1H'),
      step('dai', 'PT20H'),
      step('ky', 'PT4H'),
      end,
    ];
    const flows = ['s -> g', 'g -> ngan', 'g -> dai', 'ngan -> ky', 'dai -> ky', 'ky -> e'];
    expect(told(smallModel({ elements, flows, ...sla('P2D') }))).toEqual([
      { stepsMinutes: 1440, totalMinutes: 960, path: 'dai → ky' },
    ]);
  });

  it('adds no times of branches that run at the same time', () => {
    const elements = [
      start,
      { id: 'g', type: 'parallelGateway' } as const,
      step('a', 'P1D'),
      step('b', 'P1D'),
      { id: 'j', type: 'parallelGateway' } as const,
      end,
    ];
    const flows = ['s -> g', 'g -> a', 'g -> b', 'a -> j', 'b -> j', 'j -> e'];
    expect(told(smallModel({ elements, flows, ...sla('P1D') }))).toEqual([]);
  });

  it('counts a loop once', () => {
    const elements = [start, step('a', 'P1D'), { id: 'g', type: 'exclusiveGateway' } as const, step('sua', 'P1D'), end];
    const flows = ['s -> a', 'a -> g', 'g -> sua', 'sua -> a', 'g -> e'];
    expect(told(smallModel({ elements, flows, ...sla('P2D') }))).toEqual([]);
    expect(told(smallModel({ elements, flows, ...sla('PT15H') }))).toHaveLength(1);
  });

  it('leaves out steps in which the clock stands still', () => {
    const paused = step('cho', 'P30D', { pause: { cause: 'SUPPLEMENT', effect: 'exclude', at } });
    expect(
      told(
        smallModel({
          elements: [start, paused, step('a', 'P1D'), end],
          flows: ['s -> cho', 'cho -> a', 'a -> e'],
          ...sla('P1D'),
        }),
      ),
    ).toEqual([]);
  });

  it('stops at the element that ends the clock', () => {
    const elements = [start, step('a', 'P1D'), step('luu', 'P5D'), end];
    const flows = ['s -> a', 'a -> luu', 'luu -> e'];
    const process = { elements, flows, sla: { ...sla('P1D').sla, until: 'a' } };
    expect(told(smallModel(process))).toEqual([]);
  });

  it('takes a subprocess without its own time for as long as its longest path', () => {
    const elements = [
      start,
      { id: 'x', type: 'subProcess' } as const,
      step('a', 'P1D', { scope: 'x' }),
      step('b', 'P1D', { scope: 'x' }),
      end,
    ];
    const flows = ['s -> x', 'x -> e', 'a -> b'];
    expect(told(smallModel({ elements, flows, ...sla('PT12H') }))).toEqual([
      { stepsMinutes: 960, totalMinutes: 720, path: 'a → b' },
    ]);
  });

  it('does not complain of calendar days that may be enough', () => {
    const elements = [start, step('a', 'P5D'), end];
    const flows = ['s -> a', 'a -> e'];
    expect(told(smallModel({ elements, flows, ...sla('P7D', 'calendar') }))).toEqual([]);
    expect(told(smallModel({ elements, flows, ...sla('P4D', 'calendar') }))).toHaveLength(1);
  });
});
