// The judge: compares what was acknowledged with what lies in the database, by its own reading of both.
import { createHash } from 'node:crypto';
import type { Acknowledgement } from './acknowledgements.ts';
import { readDatabase, type Row } from './read-database.ts';

interface Entry {
  readonly instanceId: string;
  readonly seq: number;
  readonly command: Readonly<Record<string, unknown>> & { readonly type: string };
  readonly events: readonly (Readonly<Record<string, unknown>> & { readonly type: string })[];
}

export interface Verdict {
  readonly faults: readonly string[];
  readonly entries: number;
  readonly dossiers: number;
}

/**
 * `read` gives what was acknowledged so far. Engines may be at work meanwhile: what was acknowledged before must be there, and what is
 * there must have been done by somebody before now. `isOver`: everything must have come to its end.
 */
export async function check(
  address: string,
  read: () => readonly Acknowledgement[],
  isOver: boolean,
): Promise<Verdict> {
  const acknowledged = read();
  const database = await readDatabase(address);
  try {
    const faults: string[] = [];
    const fault = (text: string): void => void faults.push(text);
    const journal = await database.rows('journal', 'position');
    const instances = await database.rows('instances', 'no');
    const { entries, lastHash } = chains(journal, fault);
    states(instances, entries, lastHash, fault);
    for (const table of partTables) parts(table, await database.rows(table.name), instances, fault);
    onceOnly(entries, instances, fault);
    const messages = new Set((await database.rows('messages')).map(({ id }) => String(id)));
    const keys = new Map((await database.rows('used_keys')).map((row) => [String(row.key), row]));
    promises(acknowledged, { entries, messages, keys }, fault);
    doneBySomebody(entries, read(), fault);
    if (isOver) {
      for (const { instance_id, status } of instances) if (status !== 'completed') fault(`${instance_id} is ${status}`);
      for (const table of ['outbox', 'messages', 'tasks', 'timers', 'jobs', 'subscriptions', 'incidents']) {
        const left = (await database.rows(table)).length;
        if (left > 0) fault(`${left} rows are left in ${table}`);
      }
      wholeDossiers(acknowledged, entries, instances, fault);
    }
    const dossiers = instances.filter(({ process }) => process === 'dossier').length;
    return { faults, entries: journal.length, dossiers };
  } finally {
    await database.close();
  }
}

type Fault = (text: string) => void;
type Entries = ReadonlyMap<string, readonly Entry[]>;

/** Positions 1, 2, 3 …; steps 1, 2, 3 … of each instance; each hash made of the one before. */
function chains(
  journal: readonly Row[],
  fault: Fault,
): { readonly entries: Entries; readonly lastHash: ReadonlyMap<string, string> } {
  const entries = new Map<string, Entry[]>();
  const lastHash = new Map<string, string>();
  for (const [at, { position, instance_id, seq, hash, text }] of journal.entries()) {
    if (position !== at + 1) fault(`position ${position} at place ${at + 1}`);
    const instanceId = String(instance_id);
    const entry = JSON.parse(String(text)) as Entry;
    const before = entries.get(instanceId) ?? [];
    if (seq !== before.length + 1 || entry.seq !== seq || entry.instanceId !== instanceId)
      fault(`step ${seq} of ${instanceId} at place ${before.length + 1} of its history`);
    const lines = ['quytrinh:entry:1', lastHash.get(instanceId) ?? '0'.repeat(64), String(text)];
    const expected = createHash('sha256').update(lines.join('\n')).digest('hex');
    if (hash !== expected) fault(`the hash of step ${seq} of ${instanceId} does not fit`);
    lastHash.set(instanceId, String(hash));
    entries.set(instanceId, [...before, entry]);
  }
  return { entries, lastHash };
}

function states(
  instances: readonly Row[],
  entries: Entries,
  lastHash: ReadonlyMap<string, string>,
  fault: Fault,
): void {
  for (const { instance_id, seq, hash } of instances) {
    if (hash !== lastHash.get(String(instance_id))) fault(`${instance_id} goes on from another hash than its journal`);
    const known = entries.get(String(instance_id))?.length ?? 0;
    if (known !== seq) fault(`${instance_id} is at step ${seq}, its journal at ${known}`);
  }
  const known = [...entries.keys()].filter((id) => !id.startsWith('definition:')).length;
  if (instances.length !== known) fault(`${instances.length} instances, ${known} in the journal`);
}

const partTables = [
  { name: 'tasks', id: 'task_id', of: ['tasks'] },
  { name: 'jobs', id: 'job_id', of: ['jobs'] },
  { name: 'timers', id: 'timer_id', of: ['timers'] },
  { name: 'subscriptions', id: 'subscription_id', of: ['subscriptions', 'calls'] },
  { name: 'incidents', id: 'incident_id', of: ['incidents'] },
] as const;

/** The lists show exactly what the states hold. */
function parts(
  table: (typeof partTables)[number],
  rows: readonly Row[],
  instances: readonly Row[],
  fault: Fault,
): void {
  const shown = new Set(rows.map((row) => `${row.instance_id}:${row[table.id]}`));
  const held = new Set<string>();
  for (const { instance_id, snapshot } of instances) {
    const state = JSON.parse(String(snapshot)) as Record<string, Record<string, unknown>>;
    for (const of of table.of) for (const id of Object.keys(state[of] ?? {})) held.add(`${instance_id}:${id}`);
  }
  for (const id of shown) if (!held.has(id)) fault(`${table.name} shows ${id}, which its instance does not hold`);
  for (const id of held) if (!shown.has(id)) fault(`${table.name} lacks ${id}, which its instance holds`);
}

/** One instance of each process for a dossier; one result of each job, one firing of each timer, one delivery of each message. */
function onceOnly(entries: Entries, instances: readonly Row[], fault: Fault): void {
  const seen = new Set<string>();
  const once = (name: string): void => {
    if (seen.has(name)) fault(`twice: ${name}`);
    seen.add(name);
  };
  for (const { instance_id, process, snapshot } of instances) {
    const history = entries.get(String(instance_id)) ?? [];
    const number = numberOf(history, String(snapshot));
    once(`${process} of dossier ${number}`);
    for (const { command } of history) {
      const part = [command.jobId, command.taskId, command.timerId, command.subscriptionId, command.callId]
        .map(String)
        .find((id) => id !== 'undefined');
      if (command.type !== 'start') once(`${command.type} ${part} of ${instance_id}`);
    }
  }
}

function numberOf(history: readonly Entry[], snapshot: string): string {
  const variables = history[0]?.command.variables as Record<string, unknown> | undefined;
  return typeof variables?.number === 'string' ? variables.number : snapshot;
}

/** Nothing that was acknowledged is lost. */
function promises(
  acknowledged: readonly Acknowledgement[],
  { entries, messages, keys }: { entries: Entries; messages: ReadonlySet<string>; keys: ReadonlyMap<string, Row> },
  fault: Fault,
): void {
  const commands = { start: 'start', review: 'task.complete', paid: 'message.deliver' } as const;
  for (const { what, number, instanceId, seq } of acknowledged) {
    if (what === 'handled') continue;
    if (what === 'kept') {
      const id = `paid ${number}`;
      if (!messages.has(id) && !keys.has(`${id}/message`)) fault(`the message of ${number} was kept and is lost`);
    } else {
      const entry = entries.get(instanceId)?.[seq - 1];
      if (entry?.command.type !== commands[what]) fault(`${what} of ${number} was acknowledged and is lost`);
    }
  }
}

function doneBySomebody(entries: Entries, acknowledged: readonly Acknowledgement[], fault: Fault): void {
  const handled = new Set(acknowledged.filter(({ what }) => what === 'handled').map(({ number }) => number));
  for (const [instanceId, history] of entries) {
    for (const { command } of history) {
      const job = `${instanceId}:${String(command.jobId)}`;
      if (command.type === 'job.complete' && !handled.has(job)) fault(`job ${job} is done, but nobody did it`);
    }
  }
}

/** At the end, every dossier that was begun has had everything. */
function wholeDossiers(
  acknowledged: readonly Acknowledgement[],
  entries: Entries,
  instances: readonly Row[],
  fault: Fault,
): void {
  const processes = new Map<string, string[]>();
  for (const { instance_id, process, snapshot } of instances) {
    const history = entries.get(String(instance_id)) ?? [];
    const number = numberOf(history, String(snapshot));
    processes.set(number, [...(processes.get(number) ?? []), String(process)]);
    const commands = history.map(({ command }) => command.type).sort();
    const expected = expectedCommands[String(process)] ?? [];
    if (commands.join() !== expected.toSorted().join()) fault(`${process} ${instance_id} had ${commands.join()}`);
  }
  for (const [number, names] of processes) {
    if (names.sort().join() !== 'archive,dossier,registry') fault(`dossier ${number} had ${names.join()}`);
  }
  for (const { what, number } of acknowledged) {
    if (what === 'start' && !processes.has(number)) fault(`dossier ${number} was acknowledged and is lost`);
  }
}

const expectedCommands: Readonly<Record<string, readonly string[]>> = {
  dossier: [
    'start',
    'job.complete',
    'task.complete',
    'timer.fire',
    'message.deliver',
    'message.deliver',
    'call.complete',
    'message.deliver',
  ],
  registry: ['start', 'job.complete'],
  archive: ['start', 'job.complete'],
};
