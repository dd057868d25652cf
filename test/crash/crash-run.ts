// One crash run: children under load are killed again and again, at random moments and at each named one; after every kill the
// database is compared with what was acknowledged, and at the end everything is brought to its end.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { acknowledgementsIn } from './acknowledgements.ts';
import { check } from './check.ts';
import { driveToTheEnd } from './drive.ts';
import { faultNames } from './faults.ts';
import type { WorkOrder } from './work.ts';

export interface CrashOptions {
  /** Path of a file, or `postgres://…#schema`. */
  readonly store: string;
  readonly kills: number;
  readonly seed: number;
  readonly say?: (line: string) => void;
  /** Ends the server in the middle of its work and starts it again; done in every fourth round, while the children are at work. */
  readonly restartServer?: () => Promise<void>;
}

export interface CrashReport {
  readonly faults: readonly string[];
  readonly kills: number;
  /** Moments at which a child died, and how often. */
  readonly moments: Readonly<Record<string, number>>;
  readonly acknowledged: number;
  readonly entries: number;
  readonly dossiers: number;
}

export async function crashRun({
  store,
  kills,
  seed,
  say = () => undefined,
  restartServer,
}: CrashOptions): Promise<CrashReport> {
  const random = randomFrom(seed);
  const folder = mkdtempSync(join(tmpdir(), 'quytrinh-kills-'));
  const acknowledgements = join(folder, 'acknowledged');
  const moments: Record<string, number> = {};
  const faults: string[] = [];
  let done = 0;
  try {
    for (let round = 0; done < kills && faults.length === 0; round += 1) {
      // Two engines at once in every second round; then they share what the dead ones left.
      const together = round % 2 === 1 && done + 1 < kills ? 2 : 1;
      const isServerHit = restartServer !== undefined && round % 4 === 3;
      const hit = isServerHit ? wait(1_500 + random() * 1_500).then(restartServer) : Promise.resolve();
      if (isServerHit) moments.server = (moments.server ?? 0) + 1;
      const deaths = await Promise.all(
        [...Array(together).keys()].map((at) => {
          const moment = momentOf(done + at, random);
          // Clocks of the machines differ, and jump back and forth; each round is past the leases of the last one.
          const offsetMs = (round + 1) * LEASE_MS + Math.floor((random() - 0.5) * 40_000);
          const order = { store, acknowledgements, name: `r${round}-${at}`, offsetMs };
          return killed(order, moment, random());
        }),
      );
      for (const { moment, trouble } of deaths) {
        moments[moment] = (moments[moment] ?? 0) + 1;
        if (trouble !== '') faults.push(`a child at ${moment}: ${trouble}`);
      }
      done += together;
      await hit;
      const verdict = await check(store, acknowledgementsIn(acknowledgements), false);
      faults.push(...verdict.faults);
      say(
        `${done}/${kills} ${deaths.map(({ moment }) => moment).join(' + ')}${isServerHit ? ' + server' : ''}: ${verdict.entries} entries, ${verdict.dossiers} dossiers`,
      );
    }
    const acknowledged = acknowledgementsIn(acknowledgements);
    const offsetMs = (kills + 2) * LEASE_MS;
    faults.push(...(await driveToTheEnd({ store, acknowledgements, offsetMs, acknowledged })));
    const all = acknowledgementsIn(acknowledgements);
    const verdict = await check(store, all, true);
    faults.push(...verdict.faults);
    const { entries, dossiers } = verdict;
    return { faults, kills: done, moments, acknowledged: acknowledged.length, entries, dossiers };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Longer than a lease of a job. */
const LEASE_MS = 61_000;

type Moment = 'random' | `${string}:${number}`;

/** Every named moment once before any comes again; every third kill falls at random. */
function momentOf(kill: number, random: () => number): Moment {
  if (kill % 3 === 2) return 'random';
  const name = faultNames[(kill - Math.floor(kill / 3)) % faultNames.length] ?? '';
  return `${name}:${1 + Math.floor(random() * 6)}`;
}

async function killed(order: WorkOrder, moment: Moment, share: number): Promise<{ moment: string; trouble: string }> {
  const child = startWork(order, moment === 'random' ? {} : { QUYTRINH_FAULT: moment });
  let errors = '';
  child.stderr?.on('data', (data: Buffer) => (errors += data.toString()));
  const death = new Promise<string | null>((resolve) => child.once('close', (_code, signal) => resolve(signal)));
  const name = moment.split(':')[0] ?? '';
  if (moment === 'random') {
    await Promise.race([death, new Promise((resolve) => child.stdout?.once('data', resolve))]);
    setTimeout(() => child.kill('SIGKILL'), share * LONGEST_LIFE_MS);
  }
  const late = new AbortController();
  const timer = setTimeout(() => {
    late.abort();
    child.kill('SIGKILL');
  }, LATEST_DEATH_MS);
  const signal = await death;
  clearTimeout(timer);
  if (late.signal.aborted) return { moment: name, trouble: `the moment never came. ${errors}` };
  return { moment: name, trouble: signal === 'SIGKILL' ? errors : `it ended by itself (${signal}). ${errors}` };
}

export function startWork(order: WorkOrder, env: Readonly<Record<string, string>> = {}): ChildProcess {
  const program = fileURLToPath(new URL('./work.ts', import.meta.url));
  return spawn(process.execPath, ['--conditions=source', program, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
}

const LONGEST_LIFE_MS = 1_200;
const LATEST_DEATH_MS = 60_000;

/** Mulberry32: the same run for the same seed, as far as processes allow it. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
