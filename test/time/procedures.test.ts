// Step tables of real procedures: the steps, one after the other, end exactly when the whole does.
import { describe, expect, it } from 'vitest';
import { addWorkingDayFractions, computeDue, vietnamCalendar } from 'quytrinh/time';
import { at, policy, shown, vn } from './at.ts';

const office = vietnamCalendar('vn-office-7h30');
const step = policy('vn-step');

/** Total and steps, in days or hours as the decision writes them. */
const tables: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'hazardous goods, Lào Cai',
    'PT40H',
    ['PT1H', 'PT1H', 'PT16H', 'PT3H', 'PT4H', 'PT1H', 'PT8H', 'PT2H', 'PT2H', 'PT2H'],
  ],
  [
    'the same, adjusted',
    'PT24H',
    ['PT0.5H', 'PT1H', 'PT8H', 'PT1.5H', 'PT2H', 'PT1H', 'PT8H', 'PT1H', 'PT0.5H', 'PT0.5H'],
  ],
  ['social protection, Cao Bằng', 'P10D', ['P0.5D', 'P0.5D', 'P7D', 'P0.5D', 'P1D', 'P0.5D']],
  ['beauty contest, Cao Bằng', 'P4D', ['P0.25D', 'P0.25D', 'P2.5D', 'P0.25D', 'P0.5D', 'P0.25D']],
  ['free-sale certificate, Hà Tĩnh', 'P3D', ['P0.25D', 'P0.25D', 'P0.5D', 'P0.5D', 'P1.5D']],
  ['religious seat, Hà Nội', 'PT240H', ['P0.5D', 'P0.5D', 'P1D', 'P1D', 'P16D', 'P1D', 'P1D', 'P7D', 'P2D']],
  [
    'PPP, Bắc Ninh',
    'P5D',
    [
      'P0.25D',
      'P0.25D',
      'P0.25D',
      'P0.25D',
      'P0.25D',
      'P1D',
      'P0.25D',
      'P0.25D',
      'P0.25D',
      'P0.25D',
      'P1.5D',
      'P0.25D',
    ],
  ],
  ['school fees, Nghệ An', 'PT80H', ['PT2H', 'PT4H', 'PT58H', 'PT6H', 'PT8H', 'PT2H']],
  ['technology enterprise, Lạng Sơn', 'P15D', ['P0.5D', 'P0.5D', 'P4.5D', 'P2D', 'P2D', 'P0.5D', 'P5D']],
];

describe.each([
  ['8 hours a day', vn],
  ['7.5 hours a day', office],
])('%s', (_, calendar) => {
  it.each(tables)('%s', (__, total, steps) => {
    for (const received of ['2026-02-10 09:20', '2026-08-20 07:30', '2026-11-20 16:59', '2027-04-28 08:00']) {
      const due = (receivedAt: number, plan: string): number => {
        const result = computeDue({ receivedAt, plan, policy: step, calendar });
        if (!result.ok) throw new Error(result.problem.code);
        return result.dueAt;
      };
      const whole = due(at(received), total);
      const last = steps.reduce((receivedAt, plan) => due(receivedAt, plan), at(received));
      expect(shown(last)).toBe(shown(whole));
    }
  });
});

describe('rules around a dossier', () => {
  it('a dossier that is not completed within 15 working days is closed (NĐ 297/2025 art. 6.4)', () => {
    const rules = policy('vn-decree-297');
    const answerWithin = rules.pauses.find((pause) => pause.cause === 'SUPPLEMENT')?.answerWithin ?? '';
    const due = computeDue({ receivedAt: at('2026-02-05 09:00'), plan: answerWithin, policy: rules, calendar: vn });
    expect(due).toMatchObject({ ok: true, dueOn: '2026-03-05' });
  });

  it('an acknowledgement within 2 working hours (NĐ 63/2024 art. 7.4) runs over the night', () => {
    const due = computeDue({
      receivedAt: at('2026-02-13 16:15'),
      plan: 'PT2H',
      policy: policy('vn-hours'),
      calendar: vn,
    });
    expect(due.ok && shown(due.dueAt)).toBe('2026-02-23 08:15');
  });

  it('60 working days (civil service recruitment) are counted as fast as one', () => {
    const due = computeDue({
      receivedAt: at('2026-01-05 09:00'),
      plan: 'P60D',
      policy: policy('vn-one-stop'),
      calendar: vn,
    });
    expect(due).toMatchObject({ ok: true, dueOn: '2026-04-03' });
    expect(shown(addWorkingDayFractions(vn, at('2026-01-06 07:00'), 60))).toBe('2026-04-03 17:00');
  });

  it('an included first day makes the count one day shorter', () => {
    const included = { ...policy('vn-one-stop'), firstDay: 'included' as const };
    const due = (received: string, plan: string, counting: 'working' | 'calendar' = 'working') =>
      computeDue({ receivedAt: at(received), plan, counting, policy: included, calendar: vn });
    expect(due('2026-03-02 09:00', 'P1D')).toMatchObject({ dueOn: '2026-03-02' });
    expect(due('2026-03-02 09:00', 'P5D')).toMatchObject({ dueOn: '2026-03-06' });
    expect(due('2026-03-02 09:00', 'P5D', 'calendar')).toMatchObject({ dueOn: '2026-03-06' });
    expect(due('2026-03-07 09:00', 'P1D')).toMatchObject({ dueOn: '2026-03-09' });
  });
});
