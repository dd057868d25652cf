// The sample department on an engine: one SQLite file, its people and grants, its working calendar, a clock that stands still.
import { readFileSync } from 'node:fs';
import { openEngine, type Engine } from 'quytrinh';
import type { SigningKey } from 'quytrinh/audit';
import { manualClock, type ManualClock } from 'quytrinh/testing';
import { compileCalendar, vietnamCalendars } from 'quytrinh/time';
import type { Calendar, CalendarData, DirectoryData, GrantData } from 'quytrinh/model';
import { start } from './story.ts';

export const file = 'processes/p1-van-chuyen-hang-nguy-hiem/p1.bpmn';
export const source = readText(file);
export const people: DirectoryData = {
  ...(JSON.parse(readText('processes/so-mau/directory.json')) as DirectoryData),
  grants: JSON.parse(readText('processes/so-mau/grants.json')) as GrantData[],
};
export const calendar: Calendar = readCalendar();

export interface Office {
  readonly engine: Engine;
  readonly clock: ManualClock;
}

export async function openOffice(store: string, now = Date.parse(start.at), signingKey?: SigningKey): Promise<Office> {
  const clock = manualClock(now);
  const given = { store, clock, calendar, directory: people, origin: 'so-mau.example.vn/quytrinh' };
  const engine = await openEngine(signingKey === undefined ? given : { ...given, signingKey });
  return { engine, clock };
}

function readText(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}

function readCalendar(): Calendar {
  const own = JSON.parse(readText('processes/so-mau/calendar.json')) as CalendarData;
  const compiled = compileCalendar([own, ...vietnamCalendars]);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.value;
}
