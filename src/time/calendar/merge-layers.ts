// National → province → unit: one calendar out of its layers. A later layer wins where it says something.
import type { CalendarData, Checked, DataProblem } from '../../model/calendar.ts';
import { calendarLimits } from '../../model/calendar.ts';

export interface MergedCalendar {
  readonly id: string;
  readonly title: CalendarData['title'];
  readonly zone: string;
  readonly layers: readonly string[];
  readonly weeks: NonNullable<CalendarData['weeks']>;
  readonly holidays: NonNullable<CalendarData['holidays']>;
  readonly schedules: NonNullable<CalendarData['schedules']>;
  readonly days: NonNullable<CalendarData['days']>;
}

/** `data[0]` is the calendar wanted; the others are looked up by `extends`. */
export function mergeLayers(data: readonly CalendarData[]): Checked<MergedCalendar> {
  const chain = chainOf(data);
  if (!chain.ok) return chain;
  const layers = chain.value;
  const top = layers.at(-1) as CalendarData;
  const zone = pick(layers, (layer) => layer.zone);
  const weeks = pick(layers, (layer) => (layer.weeks?.length ? layer.weeks : undefined));
  if (zone === undefined) return no({ code: 'DATA_ZONE_MISSING', path: '/zone', params: { id: top.id } });
  if (weeks === undefined) return no({ code: 'DATA_WEEKS_MISSING', path: '/weeks', params: { id: top.id } });
  const holidays = new Map(
    layers.flatMap((layer) => layer.holidays ?? []).map((rule) => [`${rule.id} ${rule.effectiveFrom}`, rule]),
  );
  const schedules = new Map(
    layers.flatMap((layer) => layer.schedules ?? []).map((schedule) => [schedule.year, schedule]),
  );
  return {
    ok: true,
    value: {
      id: top.id,
      title: top.title,
      zone,
      layers: layers.map((layer) => layer.id),
      weeks: [...weeks].sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1)),
      holidays: [...holidays.values()],
      schedules: [...schedules.values()],
      days: layers.flatMap((layer) => layer.days ?? []),
    },
  };
}

/** Root first. */
function chainOf(data: readonly CalendarData[]): Checked<readonly CalendarData[]> {
  const known = new Map<string, CalendarData>();
  for (const layer of data) {
    if (known.has(layer.id)) return no({ code: 'DATA_DUPLICATE', path: '/id', params: { id: layer.id } });
    known.set(layer.id, layer);
  }
  const chain: CalendarData[] = [];
  const [wanted] = data;
  if (wanted === undefined) return no({ code: 'DATA_EMPTY', path: '', params: {} });
  let layer: CalendarData = wanted;
  for (let step = 0; ; step += 1) {
    if (step >= calendarLimits.layers || chain.includes(layer)) {
      return no({
        code: 'DATA_EXTENDS_LOOP',
        path: '/extends',
        params: { id: layer.id, limit: calendarLimits.layers },
      });
    }
    chain.unshift(layer);
    if (layer.extends === undefined) return { ok: true, value: chain };
    const parent: CalendarData | undefined = known.get(layer.extends);
    if (parent === undefined) {
      return no({ code: 'DATA_EXTENDS_UNKNOWN', path: '/extends', params: { id: layer.id, extends: layer.extends } });
    }
    layer = parent;
  }
  return { ok: true, value: chain };
}

function pick<T>(layers: readonly CalendarData[], read: (layer: CalendarData) => T | undefined): T | undefined {
  return layers.map(read).findLast((value) => value !== undefined);
}

function no<T>(problem: DataProblem): Checked<T> {
  return { ok: false, problems: [problem] };
}
