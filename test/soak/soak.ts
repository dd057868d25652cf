// Works and watches itself: memory after the garbage is collected, what the process holds of the machine's, and open files.
import { readdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { openEngine, type Store } from 'quytrinh';
import { storeAt } from '../crash/open-store.ts';
import { jobTypes, source } from '../crash/processes.ts';

export interface SoakOptions {
  readonly store: string;
  readonly forMs: number;
  readonly say?: (line: string) => void;
  /** Keeps what it is given, to show that this is seen. */
  readonly leaks?: boolean;
}

export interface SoakReport {
  readonly faults: readonly string[];
  readonly steps: number;
  readonly heapMegabytes: number;
  /** Bytes of memory that a step leaves behind, in the round in which it was least. */
  readonly growth: number;
  readonly handles: number;
  /** Resident memory at the end, and by how much its level rose in the last round. */
  readonly residentMegabytes: number;
  readonly residentRiseMegabytes: number;
}

/** A step is some 20 kB of work for the collector; what stays of it must be next to nothing. */
const MOST_BYTES_A_STEP = 40;
/** What the system itself does to memory in a short run: code that is compiled again, tables that double, buffers of sockets. */
const NOISE_BYTES = 750_000;
/**
 * Resident memory also holds what no heap shows: the pages of the database, buffers of the drivers, the collector's own reserve, which comes and
 * goes by some megabytes. After the warm-up of the first half its level may rise by no more than this, however long the soak lasts.
 */
const MOST_RESIDENT_RISE_BYTES = 10_000_000;
/** What is kept of each step is left behind in every round; what the system does it has done by then. So only a soak that grows goes on. */
const MOST_ROUNDS = 3;
/** Instances in memory at most: reached early, so that the cache is full and turns over. */
const CACHED = 200;

export async function soak({ store, forMs, say = () => undefined, leaks = false }: SoakOptions): Promise<SoakReport> {
  const { gc: collect } = globalThis;
  if (collect === undefined) throw new Error('needs node --expose-gc');
  const faults: string[] = [];
  const onTrouble = (trouble: unknown, what: string): void => void faults.push(`${what}: ${String(trouble)}`);
  const engine = await openEngine({
    store: leaks ? leaky(storeAt(store)) : storeAt(store),
    cachedInstances: CACHED,
    onTrouble,
  });
  await engine.deployText(source, 'dossier.bpmn');
  for (const type of jobTypes) engine.handle(type, () => ({ [`did_${type}`]: true }));
  engine.work({ everyMs: 10 });

  let isOver = false;
  const isOn = (): boolean => !isOver;
  let done = 0;
  // Whoever starts waits until those before are through: the number of open dossiers is bounded, and old ones end.
  const client = async (lane: number): Promise<void> => {
    for (let at = 0; isOn(); at += 1) {
      const number = `${lane}-${at}`;
      const key = { idempotencyKey: `start ${number}` };
      const { instanceId } = await engine.start('dossier', { variables: { number }, businessKey: number, ...key });
      await engine.publish({ message: 'paid', key: number, timeToLiveMs: 3_600_000 });
      let status = 'active';
      while (status === 'active' && isOn()) {
        for (const { taskId } of (await engine.tasks({ instanceId })).rows)
          await engine.complete(taskId, { actor: 'an' });
        await wait(5);
        ({ status } = await engine.instance(instanceId));
      }
      done += 1;
    }
  };
  const clients = Array.from({ length: LANES }, (_, lane) => client(lane));
  const watched = async (ms: number): Promise<Sample[]> => {
    const samples: Sample[] = [];
    const from = performance.now();
    for (let part = 1; part <= SAMPLES; part += 1) {
      await wait(Math.max(0, from + (ms * part) / SAMPLES - performance.now()));
      collect();
      collect();
      const { heapUsed, external, rss } = process.memoryUsage();
      const bytes = heapUsed + external;
      samples.push({ steps: done * STEPS_OF_A_DOSSIER, bytes, rss, handles: openFiles() });
      if (part % 10 === 0)
        say(`${done} dossiers, ${megabytes(bytes)} MB, ${megabytes(rss)} MB resident, ${openFiles()} files`);
    }
    return samples;
  };
  const warming = await watched(forMs / 2);
  const settled: Sample[] = [];
  const rounds: Round[] = [];
  do {
    const samples = await watched(forMs / 2);
    settled.push(...samples);
    rounds.push(roundOf(samples));
  } while (rounds.length < MOST_ROUNDS && troublesOf(rounds).length > 0);
  isOver = true;
  await Promise.all(clients);
  await engine.close();

  const last = settled.at(-1)!;
  faults.unshift(...troublesOf(rounds));
  const most = Math.max(...settled.map(({ handles }) => handles));
  const before = Math.max(...warming.map(({ handles }) => handles));
  if (most > before + 2) faults.push(`${most} files are open, ${before} before`);
  if (done < LANES) faults.push(`only ${done} dossiers were done`);
  const resident = { residentMegabytes: last.rss / 1e6, residentRiseMegabytes: rounds.at(-1)!.risen / 1e6 };
  const heapMegabytes = last.bytes / 1e6;
  const growth = Math.min(...rounds.map((round) => round.growth));
  return { faults, steps: done * STEPS_OF_A_DOSSIER, heapMegabytes, growth, handles: last.handles, ...resident };
}

function leaky(store: Store): Store {
  const kept: unknown[] = [];
  return {
    ...store,
    commit: (steps) => {
      kept.push(steps.map(() => Buffer.alloc(10_000)));
      return store.commit(steps);
    },
  };
}

interface Sample {
  readonly steps: number;
  readonly bytes: number;
  readonly rss: number;
  readonly handles: number;
}

/** From the first half of a round to the second: what of memory its level has risen by, in all and for each step. */
interface Round {
  readonly grown: number;
  readonly growth: number;
  readonly risen: number;
}

function roundOf(samples: readonly Sample[]): Round {
  const halves = [samples.slice(0, samples.length / 2), samples.slice(samples.length / 2)] as const;
  // The level: the lowest of a half, as each sample may fall on a peak; what is left behind is under the lowest too.
  const rise = (of: (sample: Sample) => number): number =>
    Math.min(...halves[1].map(of)) - Math.min(...halves[0].map(of));
  const grown = rise(({ bytes }) => bytes);
  return {
    grown,
    growth:
      grown /
      Math.max(
        1,
        rise(({ steps }) => steps),
      ),
    risen: rise(({ rss }) => rss),
  };
}

/** What is wrong in every round. */
function troublesOf(rounds: readonly Round[]): readonly string[] {
  const troubles: string[] = [];
  const growth = Math.min(...rounds.map((round) => round.growth));
  const risen = Math.min(...rounds.map((round) => round.risen));
  if (risen > MOST_RESIDENT_RISE_BYTES) troubles.push(`resident memory has risen by ${megabytes(risen)} MB`);
  if (rounds.every((round) => round.growth > MOST_BYTES_A_STEP && round.grown > NOISE_BYTES))
    troubles.push(`each step leaves ${Math.round(growth)} bytes behind`);
  return troubles;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

function openFiles(): number {
  return process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0;
}

const LANES = 16;
const SAMPLES = 20;
/** With those of its registry and its archive. */
const STEPS_OF_A_DOSSIER = 11;
