// The timeline as a head of office reads it, made from the journal alone: each step with who did it, for whom and by what
// instrument, the working time it was allowed and took, and what is left to the dossier.
import type { Lang, ProcessModel } from 'quytrinh';
import type { AuthorityRecord, Capacity, JournalEntry, ProcessEvent, SlaClock } from 'quytrinh/model';
import { authorityText, formatInstant } from 'quytrinh/text';
import { clockAt, parseDuration, workingMinutesBetween } from 'quytrinh/time';
import { calendar } from './office.ts';
import type { Refusal } from './play.ts';
import type { Row } from './table.ts';
import { english, say } from './words.ts';

export interface Timeline {
  readonly process: ProcessModel;
  readonly lang: Lang;
}

export interface TimedRow {
  readonly at: number;
  readonly row: Row;
}

/** `refusals` are not in a journal: they are put where they happened. */
export function timelineRows(
  entries: readonly JournalEntry[],
  refusals: readonly Refusal[],
  timeline: Timeline,
): TimedRow[] {
  const rows: TimedRow[] = [];
  let dossier: SlaClock | undefined;
  const createdAt = new Map<string, number>();
  for (const entry of entries) {
    const { at } = entry;
    const events = entry.events as unknown as ProcessEvent[];
    const notes: Row[] = [];
    for (const event of events) {
      if ('clock' in event && typeof event.clock === 'object' && event.element === timeline.process.id) {
        notes.push(...noteOfClock(event.type, event.clock, entry, timeline));
        dossier = event.clock;
      }
      if (event.type === 'task.created') createdAt.set(event.taskId, at);
    }
    for (const event of events) {
      if (event.type !== 'task.closed' || event.outcome !== 'completed') continue;
      rows.push({ at, row: stepRow(event.element, entry, createdAt.get(event.taskId) ?? at, dossier, timeline) });
    }
    const opinion = opinionOf(entry);
    if (opinion !== null) {
      const text = say('sentBack', timeline.lang, { opinion: named(opinion, opinion, timeline.lang) });
      notes.unshift({ first: '', note: text, tone: 'warn' });
    }
    for (const row of notes) rows.push({ at, row });
  }
  for (const refusal of refusals) rows.push({ at: refusal.at, row: refusalRow(refusal, timeline) });
  return rows.sort((a, b) => a.at - b.at);
}

/** Name of a step, in the reader's language. */
export function stepName(element: string, { process, lang }: Timeline): string {
  const name = process.elements.find(({ id }) => id === element)?.name ?? element;
  return named(element, name, lang);
}

export function authorityOf(entry: JournalEntry): AuthorityRecord | null {
  return entry.authority as unknown as AuthorityRecord | null;
}

/** A text of the journal; empty when it is something else. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function hours(minutes: number, lang: Lang): string {
  const text = String(Math.round(minutes / 6) / 10);
  return lang === 'vi' ? text.replace('.', ',') : text;
}

export function dateTime(at: number): string {
  return formatInstant(at, calendar.zone);
}

function stepRow(
  element: string,
  entry: JournalEntry,
  createdAt: number,
  dossier: SlaClock | undefined,
  timeline: Timeline,
): Row {
  const { process, lang } = timeline;
  const plan = parseDuration(process.elements.find(({ id }) => id === element)?.sla?.duration ?? '');
  const allowed = plan.ok ? (plan.value.days * 8 + plan.value.hours) * 60 : 0;
  const used = workingMinutesBetween(calendar, createdAt, entry.at);
  const over = dossier === undefined || dossier.state === 'met';
  return [
    shortTime(entry.at),
    stepName(element, timeline),
    whoDid(authorityOf(entry), lang),
    plan.ok ? hours(allowed, lang) : '–',
    plan.ok ? `${used > allowed ? '! ' : ''}${hours(used, lang)}` : '–',
    over && !endsDossier(entry, process.id) ? '–' : hours(leftOf(dossier, entry.at), lang),
  ];
}

function endsDossier(entry: JournalEntry, processId: string): boolean {
  return entry.events.some(({ type, element }) => type === 'clock.met' && element === processId);
}

function leftOf(clock: SlaClock | undefined, at: number): number {
  return clock === undefined ? 0 : clockAt(clock, calendar, at).remainingMinutes;
}

function whoDid(record: AuthorityRecord | null, lang: Lang): string {
  if (record === null) return '';
  const { actor, principal, mode, instrument } = record;
  const lines = [nameAndPosition(actor, lang)];
  if (principal?.personId !== undefined && principal.personId !== actor.personId) {
    const { name = '', position = '', positionName = '' } = principal;
    const words = { name: person(name, lang), position: named(position, positionName, lang) };
    lines.push(say('for', lang, { mode: mode ?? '', ...words }));
  }
  if (instrument !== undefined) {
    lines.push(say('by', lang, { no: instrument.no, date: instrument.issuedOn.split('-').reverse().join('/') }));
  }
  return lines.join('\n');
}

function nameAndPosition({ name = '', position = '', positionName = '' }: Capacity, lang: Lang): string {
  return `${person(name, lang)}, ${named(position, positionName, lang)}`;
}

function person(name: string, lang: Lang): string {
  return lang === 'en' ? name.replaceAll('Cán bộ', 'Officer') : name;
}

function named(key: string, vietnamese: string, lang: Lang): string {
  return lang === 'en' ? (english[key] ?? vietnamese) : vietnamese;
}

function noteOfClock(type: ProcessEvent['type'], clock: SlaClock, entry: JournalEntry, timeline: Timeline): Row[] {
  const { lang } = timeline;
  const first = shortTime(entry.at);
  const dueAt = dateTime(clock.dueAt);
  const left = hours(leftOf(clock, entry.at), lang);
  switch (type) {
    case 'clock.started': {
      const key = textOf(entry.command['businessKey']);
      return [{ first, note: say('received', lang, { key, hours: left, dueAt }), tone: 'good' }];
    }
    case 'clock.paused': {
      const [basis] = clock.pauses.at(-1)?.basis ?? [];
      const papers = named('Phương án ứng phó sự cố hóa chất', 'Phương án ứng phó sự cố hóa chất', lang);
      const words = { papers, basis: [basis?.article, basis?.document].filter(Boolean).join(' ') };
      return [{ first: '', note: say('paused', lang, words), tone: 'warn' }];
    }
    case 'clock.restarted': {
      const before = dateTime(clock.restarts.at(-1)?.fromDueAt ?? clock.originalDueAt);
      return [{ first, note: say('restarted', lang, { dueAt, before }), tone: 'good' }];
    }
    case 'clock.warned': {
      const id = clock.warned.at(-1)?.id;
      const rule = clock.warnings.find((warning) => warning.id === id);
      const why =
        rule === undefined
          ? ''
          : 'share' in rule
            ? say('usedShare', lang, { share: rule.share * 100 })
            : say('leadBefore', lang, { lead: lengthInWords(rule.lead, lang) });
      return [{ first, note: say('warned', lang, { rule: why, dueAt, left }), tone: 'warn' }];
    }
    case 'clock.breached':
      return [{ first, note: say('breached', lang, { dueAt }), tone: 'bad' }];
    case 'clock.met': {
      const words = { left, restarts: clock.restarts.length, breaches: clock.breaches.length };
      return [{ first: '', note: say('met', lang, words), tone: 'good' }];
    }
    default:
      return [];
  }
}

/** Warnings of the file are given in working days or working hours. */
function lengthInWords(text: string, lang: Lang): string {
  const parsed = parseDuration(text);
  if (!parsed.ok) return text;
  const { days, hours: wholeHours } = parsed.value;
  return days > 0 ? say('workingDays', lang, { count: days }) : say('workingHours', lang, { count: wholeHours });
}

function opinionOf({ command }: JournalEntry): string | null {
  const given = (command['variables'] ?? {}) as Readonly<Record<string, unknown>>;
  const agreed = Object.entries(given).find(([name]) => name.startsWith('dongY'))?.[1];
  if (agreed !== false) return null;
  return textOf(Object.entries(given).find(([name]) => name.startsWith('yKien'))?.[1]);
}

function refusalRow({ at, element, reasons }: Refusal, timeline: Timeline): Row {
  const { lang } = timeline;
  const step = stepName(element, timeline);
  const reason = reasons.map((one) => authorityText({ ...one, params: { ...one.params, task: step } }, lang)).join(' ');
  const note = say('refused', lang, { step, reason: person(reason, lang) });
  return { first: shortTime(at), note, tone: 'bad' };
}

function shortTime(at: number): string {
  const [date = '', time = ''] = dateTime(at).split(' ');
  return `${date.slice(0, 5)} ${time}`;
}
