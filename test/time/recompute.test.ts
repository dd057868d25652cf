// A running deadline on a changed calendar: as if that calendar had held from the start, by the rule, and told why.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Calendar, CalendarData, ClockResult, SlaClock } from 'quytrinh/model';
import {
  compileCalendar,
  extendClock,
  pauseClock,
  recomputeClock,
  resumeClock,
  startClock,
  tickClock,
  type ClockContext,
} from 'quytrinh/time';
import { at, policy, shown, vn } from './at.ts';

const MINUTE = 60_000;
const hours = ['07:00-11:30', '13:30-17:00'];
const title = { vi: 'nghỉ', en: 'off' };

/** The same office with some days closed. */
function without(...days: readonly string[]): Calendar {
  const data: CalendarData = {
    id: 'x',
    title,
    zone: 'Asia/Ho_Chi_Minh',
    weeks: [
      { effectiveFrom: '2020-01-01', hours: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours }, basis: [] },
    ],
    days: [...new Set(days)].sort().map((fromOn) => ({ fromOn, title, hours: [] })),
  };
  const compiled = compileCalendar([data], { fromYear: 2025, toYear: 2028 });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.value;
}

const ok = (result: ClockResult): SlaClock => {
  if (!result.ok) throw new Error(result.problem.code);
  return result.clock;
};
const day = fc
  .integer({ min: 0, max: 200 })
  .map((n) => new Date(Date.parse('2026-03-02') + n * 86_400_000).toISOString().slice(0, 10));

interface Life {
  readonly plan: string;
  readonly policyId: string;
  readonly counting: 'working' | 'calendar';
  readonly gaps: readonly number[];
}
const lives: fc.Arbitrary<Life> = fc.record({
  plan: fc.constantFrom('P3D', 'P10D', 'PT40H', 'P2.5D', 'P30D'),
  policyId: fc.constantFrom('vn-one-stop', 'vn-hours', 'vn-civil-code'),
  counting: fc.constantFrom('working', 'working', 'calendar'),
  gaps: fc.array(fc.integer({ min: 1, max: 12 * 24 * 60 }), { minLength: 2, maxLength: 7 }),
});

/** Stopped and resumed in turn; undefined: this plan can't be counted so. */
function live(
  { plan, policyId, counting, gaps }: Life,
  calendar: Calendar,
): { clock: SlaClock; now: number } | undefined {
  const context: ClockContext = { policy: policy(policyId), calendar };
  let now = at('2026-03-02 08:00');
  const begun = startClock({ id: 'c', receivedAt: now, plan, counting }, context);
  if (!begun.ok) return undefined;
  let clock = begun.clock;
  gaps.forEach((gap, i) => {
    now += gap * MINUTE;
    clock =
      i % 2 === 0
        ? ok(pauseClock(clock, { cause: 'VERIFICATION', at: now }, context))
        : ok(resumeClock(clock, { at: now }, context));
  });
  return { clock, now };
}

describe('recomputeClock', () => {
  it('gives the clock that would be, had the calendar held from the start', () => {
    let moved = 0;
    fc.assert(
      fc.property(lives, fc.array(day, { maxLength: 12 }), fc.array(day, { maxLength: 12 }), (life, before, later) => {
        const [old, changed] = [without(...before), without(...later)];
        const [was, would] = [live(life, old), live(life, changed)];
        if (was === undefined || would === undefined) return;
        const context = { policy: policy(life.policyId), calendar: changed };
        const result = ok(recomputeClock(was.clock, { at: was.now, rule: 'always', reason: 'hoán đổi' }, context));
        expect([shown(result.dueAt), result.dueOn, result.state === 'paused']).toEqual([
          shown(would.clock.dueAt),
          would.clock.dueOn,
          would.clock.state === 'paused',
        ]);
        expect(result.originalDueAt).toBe(was.clock.originalDueAt);
        if (result.dueAt === was.clock.dueAt) expect(result).toBe(was.clock);
        else {
          moved += 1;
          expect(result.startAt).toBe(would.clock.startAt);
          expect(result.revision).toBe(was.clock.revision + 1);
          expect(result.reasons.at(-1)).toMatchObject({ code: 'RECOMPUTED', params: { reason: 'hoán đổi' } });
          expect(result.recomputations).toMatchObject([
            { fromDueAt: was.clock.dueAt, toDueAt: result.dueAt, calendarId: 'x' },
          ]);
        }
        const only = ok(recomputeClock(was.clock, { at: was.now, rule: 'laterOnly', reason: 'r' }, context));
        expect(only.dueAt).toBe(Math.max(was.clock.dueAt, result.dueAt));
        expect(recomputeClock(was.clock, { at: was.now, rule: 'never', reason: 'r' }, context)).toEqual({
          ok: true,
          clock: was.clock,
        });
      }),
      { numRuns: 400 },
    );
    expect(moved).toBeGreaterThan(40);
  });

  it('changes nothing on the same calendar, whatever has happened', () => {
    fc.assert(
      fc.property(lives, fc.array(day, { maxLength: 12 }), (life, off) => {
        const calendar = without(...off);
        const was = live(life, calendar);
        if (was === undefined) return;
        const context = { policy: policy(life.policyId), calendar };
        expect(ok(recomputeClock(was.clock, { at: was.now, rule: 'always', reason: 'r' }, context))).toBe(was.clock);
      }),
      { numRuns: 200 },
    );
  });

  const context = { policy: policy('vn-one-stop'), calendar: without() };
  const clock = ok(startClock({ id: 'c', receivedAt: at('2026-03-02 09:00'), plan: 'P5D' }, context));

  it('keeps an extension, counted from the new date', () => {
    const extended = ok(extendClock(clock, { at: at('2026-03-05 09:00'), plan: 'P2D', reason: 'chờ' }, context));
    expect(extended.dueOn).toBe('2026-03-11');
    const changed = { ...context, calendar: without('2026-03-06', '2026-03-10') };
    const result = ok(recomputeClock(extended, { at: at('2026-03-05 10:00'), rule: 'always', reason: 'r' }, changed));
    expect(result.dueOn).toBe('2026-03-13');
    expect(result.reasons.map(({ code }) => code)).toEqual(expect.arrayContaining(['EXTENDED', 'RECOMPUTED']));
  });

  it('of a breached clock takes the lateness back when the new deadline is still to come, and the record of it stays', () => {
    const late = tickClock(clock, context.calendar, at('2026-03-10 09:00'));
    expect(late.state).toBe('breached');
    const changed = { ...context, calendar: without('2026-03-05', '2026-03-06') };
    const result = ok(recomputeClock(late, { at: at('2026-03-10 10:00'), rule: 'always', reason: 'r' }, changed));
    expect(result).toMatchObject({ state: 'running', dueOn: '2026-03-11', breaches: [{ dueAt: clock.dueAt }] });
  });

  it('needs a reason and a clock that runs', () => {
    const asked = { at: at('2026-03-05 09:00'), rule: 'always' as const };
    expect(recomputeClock(clock, { ...asked, reason: ' ' }, context)).toMatchObject({
      problem: { code: 'CLOCK_RECOMPUTE_REASON' },
    });
    const met = { ...clock, state: 'met' as const };
    expect(recomputeClock(met, { ...asked, reason: 'r' }, context)).toMatchObject({
      problem: { code: 'CLOCK_TRANSITION' },
    });
    const other = { policy: policy('vn-hours'), calendar: vn };
    expect(recomputeClock(clock, { ...asked, reason: 'r' }, other)).toMatchObject({
      problem: { code: 'CLOCK_POLICY_MISMATCH' },
    });
  });
});
