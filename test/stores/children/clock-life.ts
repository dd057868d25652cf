// Two years of a few dossiers by a fixed list of acts, each under its own key: run by a child that may be killed at any moment and
// started again, or in process without a break. Both must leave the same trail.
import { fileURLToPath } from 'node:url';
import { isEngineError, openEngine, type Engine } from 'quytrinh';
import type { Calendar, JournalEntry } from 'quytrinh/model';
import { sqliteStore } from 'quytrinh/stores/sqlite';
import { advanceTo, manualClock } from 'quytrinh/testing';
import { compileCalendar } from 'quytrinh/time';
import { boundary, bpmn, end, extension, start, timer, user } from '../../machine/bpmn-text.ts';

const HOUR = 3_600_000;
const FIRST = Date.parse('2026-01-05T08:00:00+07:00');
const DOSSIERS = ['HS-1', 'HS-2', 'HS-3'] as const;

type Act = 'start' | 'pause' | 'supplement' | 'resume' | 'extend' | 'calendar' | 'complete';
interface Deed {
  readonly at: number;
  readonly act: Act;
  readonly dossier: (typeof DOSSIERS)[number];
  readonly number: number;
}

export const deeds: readonly Deed[] = (() => {
  const random = numbers(20_260_105);
  const list: Deed[] = DOSSIERS.map((dossier, number) => ({
    at: FIRST + number * HOUR,
    act: 'start',
    dossier,
    number,
  }));
  const acts = ['pause', 'resume', 'resume', 'supplement', 'extend', 'calendar', 'calendar'] as const;
  for (let at = FIRST + 3 * HOUR; list.length < 70;) {
    at += (1 + random(240)) * HOUR;
    const number = list.length;
    list.push({ at, act: acts[random(acts.length)]!, dossier: DOSSIERS[random(DOSSIERS.length)]!, number });
  }
  const last = list.at(-1)!.at;
  const ends = DOSSIERS.map((dossier, at) => ({
    at: last + (at + 1) * HOUR,
    act: 'complete' as const,
    dossier,
    number: 70 + at,
  }));
  return [...list, ...ends];
})();

const working = extension('<quytrinh:timer counting="working"/>') + timer('P120D');
const source = bpmn(
  [
    start('s'),
    user('a', extension('<quytrinh:sla duration="P6D" warn="50%"/>')),
    boundary('late', 'a', working, false),
    user('b'),
    end('e'),
    end('f'),
  ],
  ['s -> a -> e', 'late -> b -> f'],
  { extensions: '<quytrinh:sla duration="P20D" policy="vn-one-stop" warn="50%,80%"/>' },
);

/** An office that is closed on other days after each change. */
function calendarAfter(changes: number): Calendar {
  const random = numbers(changes * 7 + 1);
  const title = { vi: 'nghỉ', en: 'off' };
  const hours = ['07:30-11:30', '13:30-17:30'];
  const closed = [...new Set(Array.from({ length: 60 }, () => random(900)))].sort((a, b) => a - b);
  const compiled = compileCalendar(
    [
      {
        id: 'office',
        title,
        zone: 'Asia/Ho_Chi_Minh',
        weeks: [
          {
            effectiveFrom: '2020-01-01',
            hours: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
            basis: [],
          },
        ],
        days: closed.map((day) => ({
          fromOn: new Date(FIRST + day * 24 * HOUR).toISOString().slice(0, 10),
          title,
          hours: [],
        })),
      },
    ],
    { fromYear: 2026, toYear: 2031 },
  );
  if (!compiled.ok) throw new Error(compiled.problems[0]?.code);
  return compiled.value;
}

/** Does what the store shows not to be done yet. `said` is told of every act that is done. */
export async function live(file: string, said: (number: number) => void): Promise<void> {
  const store = sqliteStore(file);
  await store.open();
  const lastAt = (await store.journal({ from: await store.journalSize() })).at(-1)?.at ?? FIRST;
  await store.close();
  const next = deeds.findIndex(({ at }) => at >= lastAt);
  const changesBefore = (number: number): number =>
    deeds.slice(0, number).filter(({ act }) => act === 'calendar').length;
  const clock = manualClock(lastAt);
  const engine = await openEngine({ store: sqliteStore(file), clock, calendar: calendarAfter(changesBefore(next)) });
  await engine.deployText(source);
  for (const deed of deeds.slice(next)) {
    await advanceTo(engine, clock, deed.at);
    try {
      await perform(engine, deed, calendarAfter(changesBefore(deed.number + 1)));
    } catch (error) {
      if (!isEngineError(error) || error.code !== 'CLOCK_REFUSED') throw error;
    }
    await engine.runDue();
    said(deed.number);
  }
  await engine.close();
}

async function perform(engine: Engine, { act, dossier, number }: Deed, calendar: Calendar): Promise<unknown> {
  const by = { actor: 'an', idempotencyKey: `deed ${number}` } as const;
  if (act === 'start') return engine.start('p', { ...by, businessKey: dossier });
  const { instanceId = '' } = (await engine.instances({ businessKey: dossier })).rows[0] ?? {};
  switch (act) {
    case 'pause':
      return engine.pauseClock(instanceId, { ...by, clock: 'p', cause: 'VERIFICATION' });
    case 'supplement':
      return engine.pauseClock(instanceId, {
        ...by,
        clock: 'p',
        cause: 'SUPPLEMENT',
        reason: 'thiếu',
        documents: ['đơn'],
      });
    case 'resume':
      return engine.resumeClock(instanceId, { ...by, clock: 'p' });
    case 'extend':
      return engine.extendClock(instanceId, { ...by, clock: 'p', plan: 'P5D', reason: 'chờ' });
    case 'calendar':
      return engine.recomputeClocks({ ...by, calendar, rule: 'always', reason: `thông báo ${number}` });
    case 'complete':
      // Every task that is open: also those of the late branch.
      for (const { taskId, element } of (await engine.tasks({ instanceId })).rows)
        if (element !== 'p')
          await engine.complete(taskId, { actor: 'an', idempotencyKey: `deed ${number} ${element}` });
      return undefined;
  }
}

/** What happened when, by dossier, without what differs between two stores. */
export async function trailOf(file: string): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const engine = await openEngine({ store: sqliteStore(file), clock: manualClock(deeds.at(-1)!.at) });
  const trail: Record<string, readonly unknown[]> = {};
  for (const { instanceId, businessKey } of (await engine.instances({})).rows) {
    const entries: readonly JournalEntry[] = await engine.history(instanceId);
    trail[businessKey ?? ''] = entries.map(({ at, command, actor, events }) => ({ at, command, actor, events }));
  }
  await engine.close();
  return trail;
}

function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

const [, program, file] = process.argv;
if (program === fileURLToPath(import.meta.url) && file !== undefined)
  await live(file, (number) => process.stdout.write(`${number}\n`));
