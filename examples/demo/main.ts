// `npm run demo` (`-- --lang en` for English, `-- --keep` to keep the file): one dossier from receipt to result, with a process
// that is killed halfway and a trail that is verified at the end. All that is shown comes from the journal of the SQLite file.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkText, formatDiagnostic, type Lang, type ProcessModel } from 'quytrinh';
import { generateSigningKey } from 'quytrinh/audit';
import { verifyStore, type StoreVerdict } from 'quytrinh/engine';
import type { Checkpoint, JournalEntry } from 'quytrinh/model';
import { sqliteStore } from 'quytrinh/stores/sqlite';
import { auditText } from 'quytrinh/text';
import { killFirstHalf, playFirstHalf, type Killed } from './half.ts';
import { file, openOffice, source } from './office.ts';
import { play, type Answer, type Refusal } from './play.ts';
import { process as processId, secondHalf, start } from './story.ts';
import { drawTable, painter, wrap } from './table.ts';
import { changeActor } from './tamper.ts';
import { authorityOf, dateTime, stepName, textOf, timelineRows } from './timeline.ts';
import { say, type Word } from './words.ts';

const { values } = parseArgs({
  options: {
    lang: { type: 'string', default: 'vi' },
    keep: { type: 'boolean', default: false },
    'first-half': { type: 'string' },
  },
});
const lang: Lang = values.lang === 'en' ? 'en' : 'vi';
const paint = painter(process.stdout, process.env['NO_COLOR']);

if (values['first-half'] === undefined) await demonstrate();
else await playFirstHalf(values['first-half']);

async function demonstrate(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'quytrinh-demo-'));
  const store = join(folder, 'so-mau.sqlite');
  try {
    tell(say('title', lang));
    tell(say('manual', lang));
    const model = await check();
    const worked = await work(store);
    showTimeline(worked, model);
    await verify(store, worked, model);
    if (values.keep) tell(`${say('kept', lang)} ${store}`);
  } finally {
    if (!values.keep) rmSync(folder, { recursive: true, force: true });
  }
}

async function check(): Promise<ProcessModel> {
  heading('check');
  const { model, diagnostics } = await checkText(source, file);
  for (const diagnostic of diagnostics) tell(formatDiagnostic(diagnostic, lang));
  const found = model?.processes.find(({ id }) => id === processId);
  if (found === undefined) throw new Error(say('failed', lang));
  const count = (severity: string): number => diagnostics.filter((one) => one.severity === severity).length;
  const steps = found.elements.filter(({ type }) => type === 'userTask').length;
  const counts = { errors: count('error'), warnings: count('warning'), steps, flows: found.flows.length };
  tell(say('checked', lang, { file, ...counts }), 'good');
  return found;
}

interface Worked {
  readonly killed: Killed;
  /** What the file held when it was opened again. */
  readonly before: readonly JournalEntry[];
  readonly entries: readonly JournalEntry[];
  readonly refusals: readonly Refusal[];
  readonly checkpoint: Checkpoint;
  /** The public key that the checkpoint is verified with; an auditor has it from elsewhere than the file. */
  readonly publicKey: string;
}

async function work(store: string): Promise<Worked> {
  const killed = await killFirstHalf(fileURLToPath(import.meta.url), store);
  if (!(await verdictOf(store)).sound) throw new Error(say('failed', lang));

  const signingKey = generateSigningKey('so-mau.example.vn');
  const office = await openOffice(store, Date.parse(start.at), signingKey);
  const before = await office.engine.history(killed.instanceId);
  const kept = new Set(before.map(({ seq }) => seq));
  if (!killed.answers.every((answer) => answer.kind === 'refused' || kept.has(answer.seq))) {
    throw new Error(say('failed', lang));
  }
  const later: Answer[] = [];
  for (const act of secondHalf) later.push(await play(office, killed.instanceId, act));
  const entries = await office.engine.history(killed.instanceId);
  const checkpoint = await office.engine.checkpoint();
  await office.engine.close();
  const refusals = [...killed.answers, ...later].filter((answer) => answer.kind === 'refused');
  return { killed, before, entries, refusals, checkpoint, publicKey: signingKey.verifierKey };
}

function showTimeline({ killed, before, entries, refusals }: Worked, process: ProcessModel): void {
  heading('run');
  tell(say('unit', lang));
  const { pid, signal } = killed;
  const killedAt = before.at(-1)?.at ?? 0;
  const lines = timelineRows(entries, refusals, { process, lang });
  const note = say('killed', lang, { pid, signal, steps: before.length });
  const columns = [
    { title: say('when', lang), width: 11 },
    { title: say('step', lang), width: 24 },
    { title: say('who', lang), width: 30 },
    { title: say('allowed', lang), width: 5, align: 'right' },
    { title: say('used', lang), width: 4, align: 'right' },
    { title: say('left', lang), width: 5, align: 'right' },
  ] as const;
  const rows = [
    ...lines.filter(({ at }) => at <= killedAt).map(({ row }) => row),
    { first: '', note, tone: 'bad' } as const,
    ...lines.filter(({ at }) => at > killedAt).map(({ row }) => row),
  ];
  for (const line of drawTable(columns, rows, paint)) print(line);

  const signed = signedStep(entries);
  const block = signed === undefined ? undefined : authorityOf(signed);
  tell(`\n${say('signature', lang)}:`);
  for (const line of [...(block?.lines ?? []), block?.actor.name ?? '']) print(`    ${line}`);
}

async function verify(store: string, { entries, checkpoint, publicKey }: Worked, process: ProcessModel): Promise<void> {
  heading('trail');
  const { trail, sound } = await verdictOf(store, publicKey);
  if (!sound || !trail.sound) throw new Error(say('failed', lang));
  tell(say('checkpoint', lang, { origin: checkpoint.origin, root: checkpoint.root.slice(0, 16) }));
  tell(say('sound', lang, { entries: trail.entries, anchored: trail.anchored }), 'good');

  const signed = signedStep(entries);
  if (signed === undefined) throw new Error(say('failed', lang));
  const copy = `${store.slice(0, -'.sqlite'.length)}-sua.sqlite`;
  const changed = changeActor(store, copy, signed, 'k');
  tell(say('tampered', lang, { ...changed }));
  const bad = await verdictOf(copy, publicKey);
  if (bad.trail.sound) throw new Error(say('failed', lang));
  const { firstBad } = bad.trail;
  tell(`${say('found', lang)}: ${firstBad.code}. ${auditText(firstBad, lang)}`, 'bad');
  const entry = entries.find(({ instanceId, seq }) => instanceId === firstBad.instanceId && seq === firstBad.seq);
  if (entry === undefined) throw new Error(say('failed', lang));
  const step = stepName(elementOf(entry), { process, lang });
  tell(say('was', lang, { position: firstBad.position ?? 0, step, at: dateTime(entry.at), ...changed }), 'bad');
}

/** As an auditor does: the file opened for reading only, and the agency's public key. */
async function verdictOf(store: string, publicKey?: string): Promise<StoreVerdict> {
  const reader = sqliteStore(store, { readOnly: true });
  await reader.open();
  try {
    return await verifyStore(reader, publicKey === undefined ? {} : { publicKeys: [publicKey] });
  } finally {
    await reader.close();
  }
}

/** The signature that was given by written authorisation. */
function signedStep(entries: readonly JournalEntry[]): JournalEntry | undefined {
  return entries.find((entry) => authorityOf(entry)?.mode === 'TUQ' || authorityOf(entry)?.modes?.includes('TUQ'));
}

function elementOf({ events }: JournalEntry): string {
  return textOf(events.find(({ type }) => type === 'task.closed')?.['element']);
}

function heading(name: Word): void {
  print(`\n── ${say(name, lang)} ${'─'.repeat(96 - say(name, lang).length)}`);
}

function tell(text: string, tone?: 'good' | 'bad'): void {
  for (const line of wrap(text, 100)) print(tone === undefined ? line : paint(line, tone));
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
