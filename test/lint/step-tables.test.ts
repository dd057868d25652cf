// Step tables of approved procedures: as a process, the steps fit into the legal total exactly; one minute less and the way is shown.
import { describe, expect, it } from 'vitest';
import { validate } from 'quytrinh/lint';
import { leastMinutes } from 'quytrinh/time';
import { line, smallModel } from './small-model.ts';

const at = line(1);
const sla = (duration: string) => ({ duration, counting: 'working' as const, warn: [], at });
const days = (...all: number[]): string[] => all.map((one) => `P${one}D`);
const hours = (...all: number[]): string[] => all.map((one) => `PT${one}H`);

/** Name, total, steps in order; 0 is a step that is not counted. */
const tables: readonly (readonly [string, string, readonly string[]])[] = [
  ['P1 Lào Cai, hazardous goods', 'PT40H', hours(1, 1, 16, 3, 4, 1, 8, 2, 2, 2)],
  ['P1 adjusted', 'PT24H', hours(0.5, 1, 8, 1.5, 2, 1, 8, 1, 0.5, 0.5)],
  ['P1 reissued', 'PT16H', hours(0.5, 0.5, 4, 1, 1, 1, 6, 1, 0.5, 0.5)],
  ['P2 Cao Bằng, social protection', 'P10D', days(0.5, 0.5, 7, 0.5, 1, 0.5)],
  ['P3 Cao Bằng, beauty contest', 'P4D', days(0.25, 0.25, 2.5, 0.25, 0.5, 0.25)],
  ['P4 Cao Bằng, to the province', 'P5D', days(0.25, 0.25, 1.5, 0.5, 0.5, 0.25, 1.5, 0.25)],
  ['P4 dissolution', 'P10D', days(0.5, 0.5, 2, 0.5, 1, 0.5, 4.5, 0.5)],
  ['P5 Hà Tĩnh, free-sale certificate', 'P3D', days(0.25, 0.25, 0.5, 0.5, 1.5)],
  ['P6 Hà Tĩnh, forensic examiners', 'P20D', days(0.5, 0.5, 15, 2, 1, 1)],
  ['P7 Hà Nội, religious seat', 'PT240H', days(0.5, 0.5, 1, 1, 16, 1, 1, 7, 2)],
  ['P8 Bắc Ninh, PPP', 'P5D', days(0.25, 0.25, 0.25, 0.25, 0.25, 1, 0.25, 0.25, 0.25, 0.25, 1.5, 0.25)],
  ['P9 Nghệ An, school fees', 'PT80H', hours(2, 4, 58, 6, 8, 2)],
  ['P10 Nghệ An, from commune to province', 'PT96H', hours(4, 4, 20, 4, 4, 4, 4, 4, 12, 16, 8, 4, 4, 4)],
  ['P11 Lạng Sơn, technology enterprise', 'P15D', days(0.5, 0.5, 4.5, 2, 2, 0.5, 5)],
  ['P11 reissued', 'P10D', days(0.5, 0.25, 2, 2, 2, 0.25, 3)],
  ['P12 Ministry of Health, specimens', 'P12.5D', days(0.5, 0.5, 0.5, 5, 2, 3, 1)],
  ['P13 decree 297, karaoke', 'P16D', days(3, 3, 3, 4, 3)],
  ['P14 decree 170, appointment of a leader', 'P45D', days(15, 30)],
  ['P15 Cao Bằng, recruitment', 'P60D', days(5, 10, 30, 5, 5, 5)],
  ['P15 by examination', 'P190D', days(45, 76, 14, 20, 35)],
  ['P15 by selection', 'P85D', days(15, 8, 12, 20, 30)],
  ['P16 Hà Nội, copies', 'PT8H', hours(2, 3, 2, 1)],
  ['P17 Quảng Trị, rapporteurs', 'P12D', days(2, 5, 5)],
  ['P18 leave', 'P1D', days(1)],
  ...[0.5, 1, 3, 7].map((one) => [`P18 IT support, ${one} d`, `P${one}D`, days(one)] as const),
  ['P19 incoming document, the same day or the next', 'P1D', days(1)],
  ['P20 land certificate', 'P12D', days(0.5, 9, 2, 0.5)],
  ['P21 building permit', 'P12D', days(1, 10, 1)],
];

function chain(steps: readonly string[], total: string) {
  const elements = [
    { id: 's', type: 'startEvent' as const },
    ...steps.map((duration, i) => ({ id: `b${i + 1}`, type: 'userTask' as const, lane: 'l', sla: sla(duration) })),
    { id: 'e', type: 'endEvent' as const },
  ];
  const ids = elements.map(({ id }) => id);
  const flows = ids.slice(1).map((id, i) => `${ids[i] ?? ''} -> ${id}`);
  return smallModel({ elements, flows, sla: sla(total) });
}

describe('step tables', () => {
  it.each(tables)('%s', (_, total, steps) => {
    const whole = leastMinutes(sla(total)) ?? 0;
    expect(steps.reduce((sum, one) => sum + (leastMinutes(sla(one)) ?? 0), 0)).toBe(whole);
    expect(validate(chain(steps, total), { only: ['sla-steps'] })).toEqual([]);
    const found = validate(chain(steps, `PT${whole - 1}M`), { only: ['sla-steps'] });
    expect(found.map(({ params }) => params)).toEqual([
      { stepsMinutes: whole, totalMinutes: whole - 1, path: steps.map((__, i) => `b${i + 1}`).join(' → ') },
    ]);
  });

  it('P20 in two phases, each by itself; the wait for the financial obligation does not count', () => {
    const first = days(0.25, 0.5, 0.25, 0.5, 0.5, 0.5, 1.5, 0.5, 0.5);
    const second = days(0.25, 1.5, 0.5, 0.5);
    const ids = [...first.map((_, i) => `a${i + 1}`), 'cho', ...second.map((_, i) => `b${i + 1}`)];
    const times = new Map<string, string>([
      ...first.map((d, i) => [`a${i + 1}`, d] as const),
      ...second.map((d, i) => [`b${i + 1}`, d] as const),
    ]);
    const elements = [
      { id: 's', type: 'startEvent' as const },
      ...ids.map((id) =>
        id === 'cho'
          ? { id, type: 'receiveTask' as const, pause: { cause: 'FINANCIAL_OBLIGATION', at }, sla: sla('P30D') }
          : { id, type: 'userTask' as const, lane: 'l', sla: sla(times.get(id) ?? '') },
      ),
      { id: 'e', type: 'endEvent' as const },
    ];
    const all = elements.map(({ id }) => id);
    const flows = all.slice(1).map((id, i) => `${all[i] ?? ''} -> ${id}`);
    const told = (one: string, two: string) =>
      validate(
        smallModel({
          elements,
          flows,
          sla: sla('P7.75D'),
          phases: [
            { ...sla(one), name: 'Giai đoạn 1', until: 'cho' },
            { ...sla(two), name: 'Giai đoạn 2', from: 'b1' },
          ],
        }),
        { only: ['sla-steps'] },
      ).map(({ params }) => params['stepsMinutes']);
    expect(told('P5D', 'P2.75D')).toEqual([]);
    expect(told('P4.5D', 'P2.5D')).toEqual([2400, 1320]);
  });
});
