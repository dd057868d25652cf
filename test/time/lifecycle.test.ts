// The lifecycle machine of the clock is the only truth: the look-up table equals it, and every path can be walked.
import { describe, expect, it } from 'vitest';
import { initialTransition, transition } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import { slaClockMachine, slaClockTransitions } from 'quytrinh/lifecycle';
import { clockEventTypes, clockStates, type SlaClock } from 'quytrinh/model';
import {
  breachClock,
  cancelClock,
  clockCan,
  extendClock,
  meetClock,
  pauseClock,
  restartClock,
  resumeClock,
  startClock,
  warnClock,
} from 'quytrinh/time';
import { at, policy, vn } from './at.ts';

const events = clockEventTypes.map((type) => ({ type }));
const context = { policy: { ...policy('vn-one-stop'), extension: { max: 9, basis: [] } }, calendar: vn };

describe('lifecycle of the SLA clock', () => {
  it('has the states and events of the model', () => {
    expect(Object.keys(slaClockTransitions).sort()).toEqual([...clockStates].sort());
    const used = new Set(Object.values(slaClockTransitions).flatMap((row) => Object.keys(row)));
    expect([...used].sort()).toEqual([...clockEventTypes].sort());
  });

  it('every state can be reached, and the table gives what the machine gives', () => {
    const paths = getShortestPaths(slaClockMachine, { events });
    expect(new Set(paths.map((path) => path.state.value))).toEqual(new Set(clockStates));
    for (const path of paths) {
      const state = path.state.value;
      for (const event of events) {
        const [next] = transition(slaClockMachine, path.state, event);
        expect([state, event.type, next.value]).toEqual([
          state,
          event.type,
          slaClockTransitions[state][event.type] ?? state,
        ]);
      }
    }
    expect(initialTransition(slaClockMachine)[0].value).toBe('notStarted');
  });

  it('the functions go where the machine goes, in every state', () => {
    const start = startClock({ id: 'c', receivedAt: at('2026-03-02 09:00'), plan: 'P5D' }, context);
    if (!start.ok) throw new Error(start.problem.code);
    const late = at('2026-03-20 09:00');
    const act = {
      pause: (clock: SlaClock) =>
        pauseClock(clock, { cause: 'SUPPLEMENT', effect: 'exclude', at: late, reason: 'r', documents: ['d'] }, context),
      resume: (clock: SlaClock) => resumeClock(clock, { at: late }, context),
      restart: (clock: SlaClock) => restartClock(restartable(clock), { at: late, cause: 'SUPPLEMENT' }, context),
      extend: (clock: SlaClock) => extendClock(clock, { at: late, plan: 'P30D', reason: 'x' }, context),
      warn: (clock: SlaClock) => warnClock(clock, { at: late, warningId: 'apology' }, vn),
      breach: (clock: SlaClock) => breachClock(clock, { at: late }),
      meet: (clock: SlaClock) => meetClock(clock, { at: late }),
      cancel: (clock: SlaClock) => cancelClock(clock, { at: late }),
    };
    for (const state of clockStates) {
      const clock: SlaClock = {
        ...start.clock,
        state,
        pauses:
          state === 'paused'
            ? [{ cause: 'SUPPLEMENT', fromAt: at('2026-03-03 09:00'), effect: 'exclude', basis: [] }]
            : [],
      };
      for (const [event, run] of Object.entries(act) as [
        keyof typeof act,
        (clock: SlaClock) => ReturnType<typeof breachClock>,
      ][]) {
        const wanted = slaClockTransitions[state][event];
        const result = run(clock);
        expect([state, event, result.ok ? result.clock.state : result.problem.code]).toEqual([
          state,
          event,
          wanted ?? 'CLOCK_TRANSITION',
        ]);
        expect(clockCan(clock, event)).toBe(wanted !== undefined);
      }
    }
  });
});

function restartable(clock: SlaClock): SlaClock {
  return { ...clock, pauses: clock.pauses.map((pause) => ({ ...pause, effect: 'restart' as const })) };
}
