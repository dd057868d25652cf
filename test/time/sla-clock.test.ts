// The SLA clock through its whole life, with Vietnamese law.
import { describe, expect, it } from 'vitest';
import type { ClockResult, SlaClock } from 'quytrinh/model';
import {
  breachClock,
  cancelClock,
  clockAt,
  clockCan,
  dueInstants,
  extendClock,
  meetClock,
  pauseClock,
  restartClock,
  resumeClock,
  startClock,
  tickClock,
  warnClock,
} from 'quytrinh/time';
import { at, policy, shown, vn } from './at.ts';

const context = { policy: policy('vn-one-stop'), calendar: vn };
const hours = { policy: policy('vn-hours'), calendar: vn };

function clock(result: ClockResult): SlaClock {
  if (!result.ok) throw new Error(result.problem.code);
  return result.clock;
}
function problem(result: ClockResult): string {
  return result.ok ? 'ok' : result.problem.code;
}
const started = (receivedAt = '2026-03-02 09:00', plan = 'P5D') =>
  clock(startClock({ id: 'c1', receivedAt: at(receivedAt), plan }, context));

/** A supplement says why and lists everything that is missing. */
const asked = { reason: 'Thiếu giấy tờ', documents: ['Bản vẽ'] };

describe('SLA clock', () => {
  it('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(started()))).toEqual(started());
  });

  it('runs, warns, breaches', () => {
    const c = started();
    expect(shown(c.dueAt)).toBe('2026-03-09 17:00');
    expect(dueInstants(c, vn).map((timer) => [timer.key, shown(timer.dueAt)])).toEqual([
      ['c1:0:warn:apology', '2026-03-06 07:00'],
      ['c1:0:warn:share80', '2026-03-06 15:48'],
      ['c1:0:breach', '2026-03-09 17:00'],
    ]);
    expect(clockAt(c, vn, at('2026-03-02 11:00'))).toMatchObject({
      state: 'running',
      light: 'onTime',
      usedMinutes: 120,
    });
    expect(clockAt(c, vn, at('2026-03-06 08:00'))).toMatchObject({ state: 'warned', light: 'atRisk' });
    expect(clockAt(c, vn, c.dueAt)).toMatchObject({ state: 'warned', remainingMinutes: 0 });
    expect(clockAt(c, vn, at('2026-03-10 09:00'))).toMatchObject({
      state: 'breached',
      light: 'overdue',
      remainingMinutes: -120,
      lateByOriginalMinutes: 120,
    });
    expect(problem(breachClock(c, { at: c.dueAt }))).toBe('CLOCK_NOT_DUE');
    const breached = clock(breachClock(c, { at: c.dueAt + 1 }));
    expect(breached.state).toBe('breached');
    expect(dueInstants(breached, vn)).toEqual([]);
    expect(tickClock(c, vn, at('2026-03-12 09:00')).breaches).toHaveLength(1);
    expect(problem(warnClock(c, { at: c.startAt, warningId: 'apology' }, vn))).toBe('CLOCK_NOT_DUE');
    expect(problem(warnClock(c, { at: c.startAt, warningId: 'x' }, vn))).toBe('CLOCK_WARNING_UNKNOWN');
  });

  it('is met early, on time, late', () => {
    const c = started();
    const met = (text: string) => clockAt(clock(meetClock(c, { at: at(text) })), vn, at('2026-06-01 09:00'));
    expect(met('2026-03-05 09:00')).toMatchObject({ state: 'met', light: 'early' });
    expect(met('2026-03-09 17:00')).toMatchObject({ state: 'met', light: 'onTime', remainingMinutes: 0 });
    expect(met('2026-03-10 08:00')).toMatchObject({ state: 'met', light: 'overdue', remainingMinutes: -60 });
    expect(clock(meetClock(c, { at: at('2026-03-10 08:00') })).breaches).toHaveLength(1);
    expect(
      problem(meetClock(clock(meetClock(c, { at: at('2026-03-05 09:00') })), { at: at('2026-03-06 09:00') })),
    ).toBe('CLOCK_TRANSITION');
  });

  it('leaves a pause out and keeps the day of return for free (days)', () => {
    const paused = clock(pauseClock(started(), { cause: 'FINANCIAL_OBLIGATION', at: at('2026-03-04 10:00') }, context));
    expect(paused.state).toBe('paused');
    expect(dueInstants(paused, vn)).toEqual([]);
    expect(clockAt(paused, vn, at('2026-03-20 10:00'))).toMatchObject({
      usedMinutes: 60 * (6 + 8 + 3),
      light: 'onTime',
    });
    expect(shown(clockAt(paused, vn, at('2026-03-11 10:00')).dueAt)).toBe('2026-03-16 17:00');
    const resumed = clock(resumeClock(paused, { at: at('2026-03-11 10:00') }, context));
    expect(resumed).toMatchObject({ state: 'running', revision: 1, dueOn: '2026-03-16' });
    expect(shown(resumed.originalDueAt)).toBe('2026-03-09 17:00');
    expect(resumed.reasons.at(-1)).toMatchObject({
      code: 'PAUSE_EXCLUDED_DAYS',
      params: { days: 5 },
      basis: [{ document: 'Nghị định 101/2024/NĐ-CP' }],
    });
  });

  it('leaves a pause out to the minute (hours)', () => {
    const c = clock(startClock({ id: 'h', receivedAt: at('2026-03-02 10:00'), plan: 'PT4H' }, hours));
    expect(shown(c.dueAt)).toBe('2026-03-02 16:00');
    const paused = clock(pauseClock(c, { cause: 'VERIFICATION', at: at('2026-03-02 11:00') }, hours));
    const resumed = clock(resumeClock(paused, { at: at('2026-03-02 14:30') }, hours));
    expect(shown(resumed.dueAt)).toBe('2026-03-03 07:30');
    expect(clockAt(resumed, vn, at('2026-03-02 14:30'))).toMatchObject({ usedMinutes: 60, remainingMinutes: 180 });
  });

  it('refuses a cause that is not on the list and a second supplement', () => {
    const c = started();
    expect(problem(pauseClock(c, { cause: 'LUNCH', at: at('2026-03-04 10:00') }, context))).toBe('CLOCK_CAUSE_UNKNOWN');
    const once = clock(
      resumeClock(
        clock(pauseClock(c, { cause: 'SUPPLEMENT', at: at('2026-03-04 10:00'), ...asked }, context)),
        { at: at('2026-03-16 09:00') },
        context,
      ),
    );
    expect(once).toMatchObject({ state: 'running', dueOn: '2026-03-23', revision: 1 });
    expect(once.reasons[0]?.code).toBe('COUNTED_ANEW');
    expect(problem(pauseClock(once, { cause: 'SUPPLEMENT', at: at('2026-03-17 10:00'), ...asked }, context))).toBe(
      'CLOCK_CAUSE_USED_UP',
    );
    expect(problem(restartClock(once, { cause: 'SUPPLEMENT', at: at('2026-03-17 10:00') }, context))).toBe(
      'CLOCK_CAUSE_USED_UP',
    );
    expect(problem(restartClock(once, { cause: 'VERIFICATION', at: at('2026-03-17 10:00') }, context))).toBe(
      'CLOCK_CAUSE_UNKNOWN',
    );
  });

  it('counts a supplement anew with the cut-off, or only leaves it out when the sector says so', () => {
    const paused = (effect?: 'exclude') =>
      clock(
        pauseClock(
          started(),
          { cause: 'SUPPLEMENT', at: at('2026-03-04 10:00'), ...asked, ...(effect ? { effect } : {}) },
          context,
        ),
      );
    expect(clock(resumeClock(paused(), { at: at('2026-03-16 15:30') }, context)).dueOn).toBe('2026-03-24');
    expect(clock(resumeClock(paused('exclude'), { at: at('2026-03-16 15:30') }, context)).dueOn).toBe('2026-03-19');
  });

  it('is extended once, with a reason, at least a day before', () => {
    const c = started();
    const extend = (from: SlaClock, text: string, reason = 'chờ ý kiến bộ chuyên ngành') =>
      extendClock(from, { at: at(text), plan: 'P3D', reason }, context);
    expect(problem(extend(c, '2026-03-06 09:00', ' '))).toBe('CLOCK_EXTENSION_REASON');
    expect(problem(extend(c, '2026-03-06 17:01'))).toBe('CLOCK_EXTENSION_TOO_LATE');
    const extended = clock(extend(c, '2026-03-06 17:00'));
    expect(extended).toMatchObject({ dueOn: '2026-03-12', revision: 1, extensions: [{ plan: 'P3D' }] });
    expect(shown(extended.originalDueAt)).toBe('2026-03-09 17:00');
    expect(problem(extend(extended, '2026-03-10 09:00'))).toBe('CLOCK_EXTENSION_USED_UP');
  });

  it('stays breached when it is paused and resumed after the deadline', () => {
    const breached = tickClock(started(), vn, at('2026-03-10 09:00'));
    const paused = clock(pauseClock(breached, { cause: 'FINANCIAL_OBLIGATION', at: at('2026-03-10 10:00') }, context));
    expect(clockAt(paused, vn, at('2026-03-18 10:00'))).toMatchObject({
      state: 'paused',
      light: 'overdue',
      remainingMinutes: -180,
    });
    const resumed = clock(resumeClock(paused, { at: at('2026-03-18 10:00') }, context));
    expect(resumed.state).toBe('breached');
  });

  it('keeps a warning that still holds over a pause of no length', () => {
    const warned = tickClock(started(), vn, at('2026-03-06 08:00'));
    const paused = clock(pauseClock(warned, { cause: 'VERIFICATION', at: at('2026-03-06 09:00') }, context));
    expect(clock(resumeClock(paused, { at: at('2026-03-06 10:00') }, context))).toMatchObject({
      state: 'warned',
      revision: 0,
    });
  });

  it('that ends in a pause stopped when the pause began; one resumed at its last moment did not', () => {
    const c = clock(startClock({ id: 'h', receivedAt: at('2026-03-02 10:00'), plan: 'PT4H' }, hours));
    const paused = clock(pauseClock(c, { cause: 'VERIFICATION', at: at('2026-03-02 11:00') }, hours));
    const end = { at: at('2026-03-09 09:00') };
    const view = { state: 'met', usedMinutes: 60, remainingMinutes: 180 };
    expect(clockAt(clock(meetClock(paused, end)), vn, at('2026-03-20 09:00'))).toMatchObject(view);
    const resumed = clock(resumeClock(paused, end, hours));
    expect(clockAt(clock(meetClock(resumed, end)), vn, at('2026-03-20 09:00'))).toMatchObject(view);
    expect(clock(meetClock(paused, end)).breaches).toEqual([]);
  });

  it('leaves the day of return to finish, when it was paused in time on its last day', () => {
    const paused = (text: string) =>
      clock(pauseClock(started(), { cause: 'FINANCIAL_OBLIGATION', at: at(text) }, context));
    const resumedOn = (from: string, to: string) => clock(resumeClock(paused(from), { at: at(to) }, context)).dueOn;
    expect(resumedOn('2026-03-09 10:00', '2026-03-11 09:00')).toBe('2026-03-11');
    // paid on a Sunday: counts as Monday
    expect(resumedOn('2026-03-09 10:00', '2026-03-15 09:00')).toBe('2026-03-16');
    expect(resumedOn('2026-03-06 10:00', '2026-03-08 09:00')).toBe('2026-03-10');
  });

  it('leaves the day of return whatever the policy says of receipts on days off', () => {
    const rules = { policy: { ...policy('vn-civil-code'), firstDay: 'included' as const }, calendar: vn };
    const due = (plan: string, counting: 'working' | 'calendar', from: string, to: string) => {
      const c = clock(startClock({ id: 'c', receivedAt: at('2026-03-02 09:00'), plan, counting }, rules));
      const paused = clock(pauseClock(c, { cause: 'VERIFICATION', at: at(from) }, rules));
      return `${c.dueOn} ${clock(resumeClock(paused, { at: at(to) }, rules)).dueOn}`;
    };
    expect(due('P5D', 'working', '2026-03-06 10:00', '2026-03-15 09:00')).toBe('2026-03-06 2026-03-16');
    expect(due('P5D', 'working', '2026-03-03 10:00', '2026-03-04 09:00')).toBe('2026-03-06 2026-03-06');
    // the sixth day is a Saturday, rolled to Monday the 9th
    expect(due('P6D', 'calendar', '2026-03-09 10:00', '2026-03-11 09:00')).toBe('2026-03-09 2026-03-11');
    expect(due('P6D', 'calendar', '2026-03-03 10:00', '2026-03-06 09:00')).toBe('2026-03-09 2026-03-09');
  });

  it('warns again when the deadline has moved', () => {
    const warned = tickClock(started(), vn, at('2026-03-06 16:00'));
    expect(warned.warned.map(({ id }) => id)).toEqual(['apology', 'share80']);
    const paused = clock(pauseClock(warned, { cause: 'VERIFICATION', at: at('2026-03-06 16:30') }, context));
    const resumed = clock(resumeClock(paused, { at: at('2026-03-12 10:00') }, context));
    expect(resumed).toMatchObject({ state: 'running', warned: [], dueOn: '2026-03-13' });
    expect(dueInstants(resumed, vn).map(({ key }) => key)).toEqual([
      'c1:1:warn:apology',
      'c1:1:warn:share80',
      'c1:1:breach',
    ]);
  });

  it('refuses to go back in time, and another policy', () => {
    const paused = clock(pauseClock(started(), { cause: 'VERIFICATION', at: at('2026-03-04 10:00') }, context));
    expect(problem(resumeClock(paused, { at: at('2026-03-04 09:00') }, context))).toBe('CLOCK_TIME_BACKWARDS');
    expect(problem(resumeClock(paused, { at: at('2026-03-05 09:00') }, hours))).toBe('CLOCK_POLICY_MISMATCH');
  });

  it('is cancelled with a reason', () => {
    const cancelled = clock(cancelClock(started(), { at: at('2026-03-04 10:00'), reason: 'rút hồ sơ' }));
    expect(cancelled).toMatchObject({ state: 'cancelled', cancelReason: 'rút hồ sơ' });
    expect(clockCan(cancelled, 'meet')).toBe(false);
  });

  it('takes warnings from the procedure', () => {
    const c = clock(
      startClock(
        { id: 'w', receivedAt: at('2026-03-02 07:00'), plan: 'P5D', warn: ['50%', '-PT4H'] },
        { ...context, policy: policy('vn-step') },
      ),
    );
    expect(dueInstants(c, vn).map((timer) => [timer.warningId, shown(timer.dueAt)])).toEqual([
      ['50%', '2026-03-04 11:00'],
      ['-PT4H', '2026-03-06 11:00'],
      [undefined, '2026-03-06 17:00'],
    ]);
    expect(
      problem(startClock({ id: 'w', receivedAt: at('2026-03-02 07:00'), plan: 'P5D', warn: ['soon'] }, context)),
    ).toBe('WARNING_FORMAT');
  });
});
