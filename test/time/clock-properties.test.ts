// Laws of the SLA clock in all its modes: time is neither made nor lost, and the first promise never changes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClockResult, InstanceState, ProcessModel, SlaClock } from 'quytrinh/model';
import {
  breachClock,
  cancelClock,
  clockAt,
  clockCan,
  dossierStanding,
  dueInstants,
  extendClock,
  meetClock,
  pauseClock,
  restartClock,
  resumeClock,
  standingLight,
  startClock,
  tickClock,
  vietnamCalendar,
  workingDayFractionsBetween,
  workingMinutesBetween,
} from 'quytrinh/time';
import { at, policy, vn } from './at.ts';

const office = vietnamCalendar('vn-office-7h30');
const context = { policy: policy('vn-step'), calendar: office };
const minute = fc.integer({ min: 0, max: 60 * 24 * 60 });
const start = at('2026-01-05 07:30');

describe('shares of days', () => {
  it('what is used, paused and left makes the whole, whatever the pauses', () => {
    const lengths = fc.array(fc.integer({ min: 0, max: 4000 }), { maxLength: 8 });
    fc.assert(
      fc.property(minute, fc.integer({ min: 1, max: 160 }), lengths, (received, eighths, stops) => {
        let clock = sure(
          startClock({ id: 'c', receivedAt: start + received * 60_000, plan: `P${eighths / 8}D` }, context),
        );
        let now = clock.receivedAt;
        let paused = 0;
        for (const [k, length] of stops.entries()) {
          const from = now;
          now += length * 60_000;
          if (clock.state === 'paused') {
            clock = sure(resumeClock(clock, { at: now }, context));
            paused += workingDayFractionsBetween(office, Math.max(from, clock.startAt), Math.max(now, clock.startAt));
          } else if (k < stops.length - 1) clock = sure(pauseClock(clock, { cause: 'VERIFICATION', at: now }, context));
        }
        if (clock.state === 'paused') return;
        expect(workingDayFractionsBetween(office, clock.startAt, clock.dueAt) - paused).toBeCloseTo(eighths / 8, 5);
      }),
    );
  });
});

type Step = readonly [string, number];
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.tuple(
    fc.constantFrom('pause', 'resume', 'restart', 'extend', 'tick', 'meet', 'cancel'),
    fc.integer({ min: 0, max: 5000 }),
  ),
  { maxLength: 12 },
);
const plans = fc.constantFrom<readonly [string, 'working' | 'calendar']>(
  ['P5D', 'working'],
  ['PT20H', 'working'],
  ['P0.5D', 'working'],
  ['P15D', 'calendar'],
  ['P1M', 'calendar'],
);

describe('any sequence of acts', () => {
  it('keeps the clock sound, and a refusal changes nothing', () => {
    const rules = { policy: policy('vn-one-stop'), calendar: vn };
    let done = 0;
    fc.assert(
      fc.property(minute, plans, steps, (received, [plan, counting], acts) => {
        let now = start + received * 60_000;
        const first = sure(startClock({ id: 'c', receivedAt: now, plan, counting }, rules));
        let clock = first;
        for (const [act, length] of acts) {
          now += length * 60_000;
          const before = JSON.stringify(clock);
          const result = perform(clock, act, now);
          expect(JSON.stringify(clock)).toBe(before);
          if (!result.ok) continue;
          done += 1;
          expect(result.clock.dueAt === clock.dueAt || result.clock.revision === clock.revision + 1).toBe(true);
          clock = result.clock;
          check(clock, now);
        }
        expect(clock.originalDueAt).toBe(first.dueAt);
      }),
      { numRuns: 300 },
    );
    expect(done).toBeGreaterThan(300);

    function perform(clock: SlaClock, act: string, now: number): ClockResult {
      switch (act) {
        case 'pause':
          return pauseClock(
            clock,
            {
              cause: Math.floor(now / 60_000) % 2 === 0 ? 'FINANCIAL_OBLIGATION' : 'SUPPLEMENT',
              at: now,
              reason: 'r',
              documents: ['d'],
            },
            rules,
          );
        case 'resume':
          return resumeClock(clock, { at: now }, rules);
        case 'restart':
          return restartClock(clock, { at: now, cause: 'SUPPLEMENT' }, rules);
        case 'extend':
          return extendClock(clock, { at: now, plan: counting(clock), reason: 'lý do' }, rules);
        case 'meet':
          return meetClock(clock, { at: now });
        case 'cancel':
          return cancelClock(clock, { at: now });
        default:
          return { ok: true, clock: tickClock(clock, vn, now) };
      }
    }
  });
});

function check(clock: SlaClock, now: number): void {
  expect(JSON.parse(JSON.stringify(clock))).toEqual(clock);
  const view = clockAt(clock, vn, now);
  expect(view.usedMinutes).toBeGreaterThanOrEqual(0);
  expect(view.dueAt).toBeGreaterThanOrEqual(clock.dueAt);
  if (clock.state === 'running' || clock.state === 'warned') {
    const from = Math.max(now, clock.startAt);
    expect(view.remainingMinutes).toBe(workingMinutesBetween(vn, from, clock.dueAt));
    expect(dueInstants(clock, vn).some((timer) => timer.kind === 'breach')).toBe(true);
  }
  if (clock.state === 'breached') expect(clock.breaches.at(-1)?.dueAt).toBe(clock.dueAt);
  if (clock.state === 'paused' || clock.endedAt !== undefined) expect(dueInstants(clock, vn)).toEqual([]);
  if (clock.endedAt !== undefined)
    expect(
      ['pause', 'resume', 'restart', 'extend', 'warn', 'breach', 'meet', 'cancel'].some((act) =>
        clockCan(clock, act as 'pause'),
      ),
    ).toBe(false);
  expect(breachClock(clock, { at: clock.dueAt }).ok).toBe(false);
  checkStanding(clock, now);
}

const dossier = { id: 'p', elements: [], flows: [] } as unknown as ProcessModel;

/** The few facts by which lists are searched say at any later moment what the clock says. */
function checkStanding(clock: SlaClock, now: number): void {
  const state = { process: 'p', status: 'active', elements: {}, clocks: { '1': { element: 'p', clock } } };
  const standing = dossierStanding(dossier, state as unknown as InstanceState, vn, now);
  const moments = [now, standing.riskAt ?? now, standing.dueAt ?? now].flatMap((at) => [at - 1, at, at + 1]);
  for (const later of [...moments, now + 40 * 86_400_000]) {
    if (later >= now) expect(standingLight(standing, later)).toBe(clockAt(clock, vn, later).light);
  }
  expect(standingLight(standing, now) === 'early').toBe(standing.light === 'early');
}

function counting(clock: SlaClock): string {
  return clock.mode === 'workingHours' ? 'PT8H' : 'P3D';
}

function sure(result: ClockResult): SlaClock {
  if (!result.ok) throw new Error(result.problem.code);
  return result.clock;
}
