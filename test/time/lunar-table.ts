// Makes src/time/data/vn-lunar.json: `node test/time/lunar-table.ts`. The astronomy is a library's (astronomy-engine, measured by its authors
// against the ephemerides of JPL and NASA); what is ours is the rule of the calendar. A test makes the table again and compares.
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { SearchMoonPhase, SunPosition } from 'astronomy-engine';

export interface LunarYear {
  /** The first day of its first month (Tết). */
  readonly from: string;
  /** Days of its months, in order. */
  readonly months: readonly number[];
  /** The month that is followed by one of the same number; null when there is none. */
  readonly leap: number | null;
}

/** Viet Nam reckons by the 105th meridian east (Decision 121/CP of 8 August 1967, from 1968 on). */
const OFFSET_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;

export function lunarTable(firstYear: number, lastYear: number): Record<string, LunarYear> {
  const starts = monthStarts(Date.UTC(firstYear - 1, 9, 1), Date.UTC(lastYear + 2, 1, 1));
  /** Place of the month in which the winter solstice of a year falls: always month 11. */
  const eleven = (year: number): number => {
    const before = starts.findLastIndex((day) => day * DAY_MS - OFFSET_MS <= Date.UTC(year, 11, 31));
    return sector(starts[before]!) < 9 ? before : before - 1;
  };
  const table: Record<string, LunarYear> = {};
  for (let year = firstYear; year <= lastYear; year += 1) {
    const names = [...namesFrom(eleven(year - 1), eleven(year)), ...namesFrom(eleven(year), eleven(year + 1))];
    const first = names.findIndex(({ month }) => month === 1);
    const next = names.findIndex(({ month }, at) => month === 1 && at > first + 1);
    const months = names.slice(first, next);
    const leap = months.find(({ isLeap }) => isLeap)?.month ?? null;
    table[year] = {
      from: new Date(starts[months[0]!.at]! * DAY_MS).toISOString().slice(0, 10),
      months: months.map(({ at }) => starts[at + 1]! - starts[at]!),
      leap,
    };
  }
  return table;

  /** The months from one month 11 to before the next. With thirteen, the first in which the sun enters no new sign is the leap month. */
  function namesFrom(from: number, to: number): { at: number; month: number; isLeap: boolean }[] {
    let leap = -1;
    if (to - from === 13)
      for (let at = from + 1; at < to && leap < 0; at += 1)
        if (sector(starts[at]!) === sector(starts[at + 1]!)) leap = at;
    return Array.from({ length: to - from }, (_, step) => {
      const at = from + step;
      const counted = step - (leap >= 0 && at >= leap ? 1 : 0);
      return { at, month: ((10 + counted) % 12) + 1, isLeap: at === leap };
    });
  }
}

/** Local days since 1970-01-01 on which a new moon falls. */
function monthStarts(from: number, to: number): number[] {
  const days: number[] = [];
  for (let at = from; at < to;) {
    const moon = SearchMoonPhase(0, new Date(at), 40);
    if (moon === null) throw new Error(`no new moon after ${new Date(at).toISOString()}`);
    days.push(Math.floor((moon.date.getTime() + OFFSET_MS) / DAY_MS));
    at = moon.date.getTime() + 20 * DAY_MS;
  }
  return days;
}

/** Which twelfth of the ecliptic the sun is in at the beginning of a local day; 9 begins with the winter solstice. */
function sector(day: number): number {
  return Math.floor(SunPosition(new Date(day * DAY_MS - OFFSET_MS)).elon / 30);
}

export const tableFile = new URL('../../src/time/data/vn-lunar.json', import.meta.url);

export function tableText(firstYear: number, lastYear: number): string {
  const lines = Object.entries(lunarTable(firstYear, lastYear)).map(
    ([year, { from, months, leap }]) =>
      `    "${year}": { "from": "${from}", "months": [${months.join(', ')}], "leap": ${leap} }`,
  );
  return `{\n  "offset": "+07:00",\n  "years": {\n${lines.join(',\n')}\n  }\n}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(tableFile, tableText(1900, 2200));
