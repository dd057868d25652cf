// One crash run: children under load are killed again and again, at random moments and at each named one, up to three at work on the
// same store; after every round the database is compared with what was acknowledged, and at the end everything is brought to its end.
import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import { acknowledgementsIn } from './acknowledgements.ts';
import { check } from './check.ts';
import type { Children } from './children.ts';
import { driveToTheEnd } from './drive.ts';
import { faultNames } from './faults.ts';
import { lifeOf, type Death } from './life.ts';

export interface CrashOptions {
  /** Path of a file, or `postgres://…#schema`; nothing is there yet. */
  readonly store: string;
  readonly kills: number;
  /** Kills before this run, on other stores: the named moments take turns over all runs. */
  readonly before?: number;
  readonly seed: number;
  readonly children: Children;
  /** For what the children acknowledge. */
  readonly folder: string;
  readonly say?: (line: string) => void;
  /** Ends the server in the middle of its work and starts it again; done in every eighth round, while the children are at work. */
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
  before = 0,
  seed,
  children,
  folder,
  say = () => undefined,
  restartServer,
}: CrashOptions): Promise<CrashReport> {
  const random = randomFrom(seed + before);
  const acknowledgements = join(folder, `acknowledged-${before}`);
  const moments: Record<string, number> = {};
  const count = (name: string): void => void (moments[name] = (moments[name] ?? 0) + 1);
  const faults: string[] = [];
  let done = 0;
  // Each round is past the leases of the last one, whose holders are dead.
  let offsetMs = 0;
  for (let round = 0; done < kills && faults.length === 0; round += 1) {
    const together = Math.min(1 + (round % 3), kills - done);
    offsetMs += 3 * LEASE_MS;
    const isServerHit = restartServer !== undefined && round % 8 === 5;
    if (isServerHit) count('server restarted');
    const hit = isServerHit ? wait(200 + random() * 600).then(restartServer) : Promise.resolve();
    const isJumping = round % 4 === 2;
    if (isJumping) count('clocks jump');
    const deaths = await Promise.all(
      [...Array(together).keys()].map((at) => {
        // One sleeps past the leases of its jobs, by the clocks of the others.
        const isSleeper = at === 1 && round % 5 === 1;
        // Clocks of machines differ.
        const differsMs = isSleeper ? 0 : LEASE_MS * (round % 5 === 1 ? 1 : 0) + Math.floor((random() - 0.5) * 40_000);
        const order = {
          ...{ store, acknowledgements, name: `r${before}-${round}-${at}`, offsetMs: offsetMs + differsMs },
          ...(isJumping ? { jumpMs: 40_000 } : {}),
        };
        if (isSleeper) return lifeOf(children, { ...order, fault: 'after-lease:1:SIGSTOP' }, random());
        const name = momentOf(before + done + at);
        const fault = name === 'random' ? {} : { fault: `${name}:${1 + Math.floor(random() * 3)}` };
        return lifeOf(children, { ...order, ...fault }, random());
      }),
    );
    await hit;
    for (const { moment, trouble } of deaths) {
      count(moment);
      if (trouble !== '') faults.push(`a child at ${moment}: ${trouble}`);
    }
    done += together;
    const verdict = await check(store, () => acknowledgementsIn(acknowledgements), false);
    faults.push(...verdict.faults);
    say(
      `${before + done} ${deaths.map(nameOf).join(' + ')}${isServerHit ? ' + server' : ''}: ` +
        `${verdict.entries} entries, ${verdict.dossiers} dossiers`,
    );
  }
  const acknowledged = acknowledgementsIn(acknowledgements);
  faults.push(...(await driveToTheEnd({ store, acknowledgements, offsetMs: offsetMs + 3 * LEASE_MS, acknowledged })));
  const verdict = await check(store, () => acknowledgementsIn(acknowledgements), true);
  faults.push(...verdict.faults);
  const { entries, dossiers } = verdict;
  return { faults, kills: done, moments, acknowledged: acknowledged.length, entries, dossiers };
}

function nameOf({ moment }: Death): string {
  return moment;
}

/** Longer than a lease of a job. */
const LEASE_MS = 61_000;

/** Every named moment once before any comes again; every third kill falls at random. */
function momentOf(kill: number): string {
  if (kill % 3 === 2) return 'random';
  return faultNames[(kill - Math.floor(kill / 3)) % faultNames.length] ?? '';
}

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
