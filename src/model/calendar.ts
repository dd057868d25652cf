// Working calendars: the data a jurist writes (JSON, schemas/calendar.schema.json) and the compiled form the code asks.
import type { LocalDate } from './duration.ts';

/** A sentence shown to people, in both languages. */
export interface Bilingual {
  readonly vi: string;
  readonly en: string;
}

/** Why a rule holds: the text of law and the place in it. */
export interface LegalBasis {
  /** For instance `Bộ luật Dân sự 91/2015/QH13`. */
  readonly document: string;
  /** For instance `Điều 148 khoản 5`. */
  readonly article?: string;
}

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** `HH:MM-HH:MM`, local time, the end not included; `24:00` is the end of the day. */
export type HourRange = string;

/** Weekly hours from a date on (until the next entry of the same calendar). */
export interface WeekPattern {
  readonly effectiveFrom: LocalDate;
  /** A weekday that is absent or empty is a weekly day of rest. */
  readonly hours: Readonly<Partial<Record<Weekday, readonly HourRange[]>>>;
  /** Hours in which dossiers are also received although they are not working time. */
  readonly reception?: Readonly<Partial<Record<Weekday, readonly HourRange[]>>>;
  /** How much of a working day a weekday counts for; absent: 1. 0 means hours without a working day. */
  readonly dayWeight?: Readonly<Partial<Record<Weekday, number>>>;
  readonly basis: readonly LegalBasis[];
}

/** A yearly day off by rule; used for years without an official schedule. */
export interface HolidayRule {
  readonly id: string;
  readonly title: Bilingual;
  readonly effectiveFrom: LocalDate;
  /** Last day on which the rule holds. */
  readonly effectiveTo?: LocalDate;
  readonly calendar: 'gregorian' | 'vietnameseLunar';
  readonly month: number;
  readonly day: number;
  /** Days off before the day itself; absent: 0. */
  readonly daysBefore?: number;
  /** Days off after the day itself; absent: 0. */
  readonly daysAfter?: number;
  /** One more day on the side that gives the longer rest; when equal, on a day that is worked, rather before than after. */
  readonly adjacentDay?: boolean;
  /** A day that falls on a weekly day of rest is given back on the next working day. */
  readonly inLieu: boolean;
  readonly basis: readonly LegalBasis[];
}

export const offDayKinds = ['holiday', 'inLieu', 'swappedOff'] as const;
export type OffDayKind = (typeof offDayKinds)[number];

/** The days off of one year as announced. */
export interface YearSchedule {
  readonly year: number;
  /** `official`: announced by the competent authority. `expected`: known in part; shown as provisional. */
  readonly status: 'official' | 'expected';
  readonly off: readonly {
    readonly on: LocalDate;
    readonly kind: OffDayKind;
    readonly rule?: string;
    readonly forOn?: LocalDate;
  }[];
  /** Days of rest that are worked, with the hours of the day they replace. */
  readonly makeUp: readonly { readonly on: LocalDate; readonly forOn: LocalDate }[];
  readonly basis: readonly LegalBasis[];
}

/** An exception of one unit: closed, open, or other hours. */
export interface DayException {
  readonly fromOn: LocalDate;
  /** Last day; absent: the same day. */
  readonly toOn?: LocalDate;
  readonly title: Bilingual;
  /** Empty: closed. */
  readonly hours: readonly HourRange[];
  readonly reception?: readonly HourRange[];
  /** How much of a working day; absent: 1 when there are hours, else 0. */
  readonly dayWeight?: number;
  readonly basis?: readonly LegalBasis[];
}

/** One layer of a calendar: a nation, a province, a unit. A layer takes over what it does not say from the one it extends. */
export interface CalendarData {
  readonly id: string;
  readonly title: Bilingual;
  /** Id of the layer it extends. */
  readonly extends?: string;
  /** Organisation unit the layer is for. */
  readonly unit?: string;
  /** IANA zone; only the root must say it. */
  readonly zone?: string;
  readonly weeks?: readonly WeekPattern[];
  readonly holidays?: readonly HolidayRule[];
  readonly schedules?: readonly YearSchedule[];
  readonly days?: readonly DayException[];
}

/** What is wrong in a data file, and where (a JSON pointer). */
export interface DataProblem {
  readonly code: DataProblemCode;
  readonly path: string;
  readonly params: Readonly<Record<string, string | number>>;
}
export const dataProblemCodes = [
  'DATA_SHAPE',
  'DATA_EMPTY',
  'DATA_ZONE',
  'DATA_ZONE_MISSING',
  'DATA_WEEKS_MISSING',
  'DATA_EXTENDS_UNKNOWN',
  'DATA_EXTENDS_LOOP',
  'DATA_DUPLICATE',
  'DATA_RANGE',
  'DATA_DATE',
  'DATA_ORDER',
  'DATA_YEAR',
  'DATA_DURATION',
  'DATA_SPAN',
  'ICAL_FORMAT',
  'ICAL_TOO_LARGE',
  'ICAL_DATE',
  'ICAL_TIMED',
  'ICAL_REPEATS',
] as const;
export type DataProblemCode = (typeof dataProblemCodes)[number];

export type Checked<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly DataProblem[] };

export const calendarLimits = {
  /** First and last year a calendar may be compiled for. */
  firstYear: 1900,
  lastYear: 2200,
  /** Years compiled when nothing is said. */
  defaultFirstYear: 1990,
  defaultLastYear: 2100,
  /** Layers from the root to a unit. */
  layers: 16,
  /** Working intervals in one day. */
  rangesPerDay: 24,
  /** Characters of one iCalendar text. */
  icalendarLength: 4 * 1024 * 1024,
  /** Days of one exception. */
  exceptionDays: 3660,
} as const;

export const dayKinds = ['working', 'weeklyRest', 'holiday', 'inLieu', 'swappedOff', 'makeUp', 'exception'] as const;
export type DayKind = (typeof dayKinds)[number];

/** What is special about one date. */
export interface DayNote {
  readonly kind: DayKind;
  readonly title?: Bilingual;
  /** Id of the holiday rule. */
  readonly rule?: string;
  /** The day it stands for (days in lieu, swapped and make-up days). */
  readonly forOn?: LocalDate;
  readonly basis: readonly LegalBasis[];
}

/** One date, for people. */
export interface DayInfo extends DayNote {
  readonly on: LocalDate;
  readonly isWorkingDay: boolean;
  /** Share of a working day it counts for. */
  readonly weight: number;
  /** Minutes worked on it (true minutes: a clock change may make them fewer or more). */
  readonly minutes: number;
  readonly hours: readonly HourRange[];
  readonly reception: readonly HourRange[];
  /** True when the year has no official schedule: the day is derived by rule and may change. */
  readonly provisional: boolean;
}

/** Hours of a day as local minutes: start, end, start, end … in order. */
export interface DayShape {
  readonly ranges: readonly number[];
  readonly reception: readonly number[];
  readonly minutes: number;
  readonly weight: number;
}

/**
 * A compiled calendar: prefix sums over days, so that a deadline years ahead costs the same as one tomorrow.
 * Made by `compileCalendar`; a caller reads only the fields above `table`.
 */
export interface Calendar {
  readonly id: string;
  readonly title: Bilingual;
  readonly zone: string;
  /** Ids of the layers, root first. */
  readonly layers: readonly string[];
  readonly fromOn: LocalDate;
  /** Last day covered. */
  readonly toOn: LocalDate;
  readonly table: CalendarTable;
}

/** Internals of a compiled calendar; index 0 is `fromOn`. */
export interface CalendarTable {
  /** Days since 1970-01-01 of index 0. */
  readonly firstDay: number;
  readonly days: number;
  readonly shapes: readonly DayShape[];
  readonly shapeOf: Uint16Array;
  /** Milliseconds worked before day i; one longer than `days`. */
  readonly workedMs: Float64Array;
  /** Working days (weight above 0) before day i; one longer than `days`. */
  readonly daysWorked: Int32Array;
  /** Weight of the days before day i; one longer than `days`. */
  readonly weightWorked: Float64Array;
  /** Indexes of the working days, in order. */
  readonly workingDays: Int32Array;
  /** Offsets of the zone: from `offsetFromAt[k]` on, local time is UTC plus `offsetMs[k]`. */
  readonly offsetFromAt: Float64Array;
  readonly offsetMs: Float64Array;
  /** Days touched by a clock change: their working intervals as instants. */
  readonly irregular: ReadonlyMap<number, readonly number[]>;
  readonly notes: ReadonlyMap<number, DayNote>;
  readonly provisionalYears: ReadonlySet<number>;
}
