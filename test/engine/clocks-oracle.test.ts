// Whole years of a dossier: pauses, new counts, an extension and changes of the calendar at random moments, with the engine given up
// and opened again on its SQLite file in between, against a second count that knows only lists of dates.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEngineError, openEngine, type Engine } from 'quytrinh';
import { verifyStore } from 'quytrinh/engine';
import type { Calendar, SlaClock } from 'quytrinh/model';
import { sqliteStore } from 'quytrinh/stores/sqlite';
import { advanceTo, manualClock } from 'quytrinh/testing';
import { clockAt, clockStateAt, compileCalendar, dueInstants, vietnamPolicies } from 'quytrinh/time';
import { bpmn, end, extension, start, user } from '../machine/bpmn-text.ts';

const DAY = 86_400_000;
const ZONE = 7 * 3_600_000;
const FIRST = Date.parse('2026-01-01T00:00:00+07:00');
const DAYS = 1_000;
const dateOf = (at: number): string => new Date(at + ZONE).toISOString().slice(0, 10);
const minuteOf = (at: number): number => Math.floor(((at + ZONE) % DAY) / 60_000);
const dates = Array.from({ length: DAYS }, (_, i) => dateOf(FIRST + i * DAY));

/** Days closed and Saturdays worked, as day numbers. */
interface Office {
  readonly closed: readonly number[];
  readonly saturdays: readonly number[];
}
const offices: fc.Arbitrary<Office> = fc.record({
  closed: fc.array(fc.nat(DAYS - 1), { maxLength: 40 }),
  saturdays: fc.array(fc.nat(140), { maxLength: 10 }).map((weeks) => weeks.map((week) => 2 + week * 7)),
});

const title = { vi: 'thử', en: 'test' };
const hours = ['07:30-11:30', '13:30-17:30'];

function calendarOf({ closed, saturdays }: Office): Calendar {
  const off = closed.filter((day) => !saturdays.includes(day));
  const days = [
    ...off.map((day) => ({ fromOn: dates[day] ?? '', title, hours: [] })),
    ...saturdays.map((day) => ({ fromOn: dates[day] ?? '', title, hours })),
  ].sort((a, b) => a.fromOn.localeCompare(b.fromOn));
  const compiled = compileCalendar(
    [
      {
        id: 'thu',
        title,
        zone: 'Asia/Ho_Chi_Minh',
        weeks: [
          {
            effectiveFrom: '2020-01-01',
            hours: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
            basis: [],
          },
        ],
        days: days.filter((day, i) => day.fromOn !== days[i - 1]?.fromOn),
      },
    ],
    { fromYear: 2026, toYear: 2029 },
  );
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.value;
}

/** The second count. */
function workdays({ closed, saturdays }: Office): readonly string[] {
  return dates.filter((date, day) => {
    if (saturdays.includes(day)) return true;
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    return weekday >= 1 && weekday <= 5 && !closed.includes(day);
  });
}

type Deed =
  | { readonly kind: 'stop'; readonly fromAt: number; readonly toAt: number }
  | { readonly kind: 'anew'; readonly at: number }
  | { readonly kind: 'extend'; readonly days: number };

function naiveDue(office: Office, receivedAt: number, plan: number, deeds: readonly Deed[]): string | undefined {
  const work = workdays(office);
  const onOrAfter = (date: string): string | undefined => work.find((one) => one >= date);
  const after = (date: string, count: number): string | undefined =>
    count === 0 ? date : work.filter((one) => one > date)[count - 1];
  /** Day for which it counts, and whether that is a later one. */
  const receipt = (at: number): string | undefined => {
    const on = dateOf(at);
    if (!work.includes(on)) return onOrAfter(on);
    return minuteOf(at) * 60_000 + (at % 60_000) > 15 * 3_600_000 ? work.find((one) => one > on) : on;
  };
  let counted = receipt(receivedAt);
  let due = counted === undefined ? undefined : after(counted, plan);
  for (const deed of deeds) {
    if (due === undefined || counted === undefined) return undefined;
    if (deed.kind === 'extend') due = after(due, deed.days);
    else if (deed.kind === 'anew') {
      counted = receipt(deed.at);
      due = counted === undefined ? undefined : after(counted, plan);
    } else {
      const from = dateOf(deed.fromAt) < counted ? counted : dateOf(deed.fromAt);
      const back = onOrAfter(dateOf(deed.toAt));
      if (back === undefined) return undefined;
      const lost = work.filter((one) => one > from && one <= back).length;
      const late = dateOf(deed.fromAt) > due || (dateOf(deed.fromAt) === due && minuteOf(deed.fromAt) >= 17 * 60 + 30);
      const moved = after(due, lost);
      // Who stopped in time has at least the day of return.
      due = !late && moved !== undefined && moved < back ? back : moved;
    }
  }
  return due;
}

const acts = fc.array(
  fc.record({
    act: fc.constantFrom('stop', 'stop', 'supplement', 'go', 'go', 'go', 'extend', 'calendar', 'crash', 'crash'),
    waitMs: fc.integer({ min: 0, max: 20 * 24 * 60 }).map((minutes) => minutes * 60_000),
    office: offices,
    days: fc.integer({ min: 1, max: 10 }),
  }),
  { minLength: 4, maxLength: 24 },
);

const process = (days: number): string =>
  bpmn([start('s'), user('a', extension('<quytrinh:sla duration="PT24H"/>')), end('e')], ['s -> a -> e'], {
    extensions: `<quytrinh:sla duration="P${days}D" policy="vn-one-stop" warn="80%"/>`,
  });

/** The lists say what the clock says: by the light of now, and of the moments at which it changes next. */
async function expectListed(
  engine: Engine,
  instanceId: string,
  clock: SlaClock,
  calendar: Calendar,
  now: number,
): Promise<void> {
  const turns = [...dueInstants(clock, calendar).map(({ dueAt }) => dueAt), clock.dueAt];
  for (const at of [now, ...turns.flatMap((turn) => [turn - 1, turn, turn + 1])]) {
    if (at < now) continue;
    const { light } = clockAt(clock, calendar, at);
    const found = await engine.instances({ light: { is: light, at } });
    expect({ at, light, found: found.rows.map((row) => row.instanceId) }).toEqual({ at, light, found: [instanceId] });
  }
  const { rows } = await engine.tasks({ instanceId, element: 'a' });
  const { clock: own } = (await engine.instance(instanceId)).clocks.find(({ element }) => element === 'a') ?? {};
  expect(rows.map(({ dueAt }) => dueAt)).toEqual([own?.state === 'paused' ? null : own?.dueAt]);
}

describe('a dossier over the years', () => {
  it('has the deadline of the second count after every act, and its past can be asked for', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(
        offices,
        fc.integer({ min: 1, max: 40 }),
        fc.nat(24 * 60 * 120),
        acts,
        async (first, plan, begin, list) => {
          const folder = mkdtempSync(join(tmpdir(), 'years-'));
          const file = join(folder, 'store.db');
          const clock = manualClock(FIRST + 4 * DAY + begin * 60_000);
          let office = first;
          const opened: Engine[] = [];
          const open = async (): Promise<Engine> => {
            const store = sqliteStore(file, { durability: 'normal' });
            const engine = await openEngine({ store, clock, calendar: calendarOf(office), policies: vietnamPolicies });
            opened.push(engine);
            return engine;
          };
          try {
            let engine = await open();
            await engine.deployText(process(plan));
            const receivedAt = clock.now();
            const { instanceId } = await engine.start('p');
            const deeds: Deed[] = [];
            const seen: { at: number; office: Office; clock: SlaClock }[] = [];
            const dossier = async (): Promise<SlaClock> =>
              (await engine.instance(instanceId)).clocks[0]?.clock as SlaClock;
            const promised = (await dossier()).originalDueAt;
            for (const { act, waitMs, office: next, days } of list) {
              await advanceTo(engine, clock, clock.now() + waitMs);
              const now = clock.now();
              const before = await dossier();
              const done = async (deed: Promise<unknown>): Promise<boolean> => {
                try {
                  await deed;
                  return true;
                } catch (error) {
                  if (isEngineError(error) && error.code === 'CLOCK_REFUSED') return false;
                  throw error;
                }
              };
              if (act === 'stop') await done(engine.pauseClock(instanceId, { clock: 'p', cause: 'VERIFICATION' }));
              else if (act === 'supplement')
                await done(
                  engine.pauseClock(instanceId, {
                    clock: 'p',
                    cause: 'SUPPLEMENT',
                    reason: 'thiếu',
                    documents: ['đơn'],
                  }),
                );
              else if (act === 'extend') {
                if (await done(engine.extendClock(instanceId, { clock: 'p', plan: `P${days}D`, reason: 'chờ' })))
                  deeds.push({ kind: 'extend', days });
              } else if (act === 'go') {
                const pause = before.pauses.at(-1);
                if (await done(engine.resumeClock(instanceId, { clock: 'p' })))
                  deeds.push(
                    pause?.effect === 'restart'
                      ? { kind: 'anew', at: now }
                      : { kind: 'stop', fromAt: pause?.fromAt ?? now, toAt: now },
                  );
              } else if (act === 'calendar') {
                office = next;
                const moved = await engine.recomputeClocks({
                  calendar: calendarOf(next),
                  rule: 'always',
                  reason: 'hoán đổi',
                });
                expect(moved.every(({ problem }) => problem === null)).toBe(true);
              } else engine = await open(); // the old one is given up as it stands
              // A deadline may have moved into the past: its breach is due at once.
              await engine.runDue();
              const dueOn = naiveDue(office, receivedAt, plan, deeds);
              const state = await dossier();
              if (dueOn === undefined) return;
              expect({ act, dueOn: state.dueOn }).toEqual({ act, dueOn });
              expect(state.originalDueAt).toBe(promised);
              if (state.state !== 'paused') expect(state.state === 'breached').toBe(now > state.dueAt);
              await expectListed(engine, instanceId, state, calendarOf(office), now);
              seen.push({ at: now, office, clock: state });
              compared += 1;
            }
            const history = await engine.history(instanceId);
            for (const [i, { at, office: then, clock: known }] of seen.entries()) {
              if (seen[i + 1]?.at === at) continue;
              const [past] = clockStateAt(history, at, calendarOf(then));
              expect(past?.view).toEqual(clockAt(known, calendarOf(then), at));
            }
            await engine.close();
            const store = sqliteStore(file);
            await store.open();
            expect((await verifyStore(store)).sound).toBe(true);
            await store.close();
          } finally {
            for (const engine of opened) await engine.close().catch(() => undefined);
            rmSync(folder, { recursive: true, force: true });
          }
        },
      ),
      { numRuns: 30 },
    );
    expect(compared).toBeGreaterThan(100);
  }, 120_000);
});
