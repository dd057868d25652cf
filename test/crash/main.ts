// `npm run crash -- --store sqlite|postgres [--kills N] [--seed S]`: kills engines under load and proves that nothing that was
// acknowledged is lost and nothing is done twice. Ends with 0 only if all holds; the last line is a summary.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '../postgres/start-postgres.ts';
import { children } from './children.ts';
import { crashRun, type CrashOptions } from './crash-run.ts';
import { faultNames } from './faults.ts';

/** Then all is brought to its end, and a fresh store begins: to read a store after every round must not take ever longer. */
const KILLS_PER_STORE = 40;

const { values } = parseArgs({
  options: {
    store: { type: 'string', default: 'sqlite' },
    kills: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
  },
});
const kills = Number(values.kills);
const seed = Number(values.seed);
const isKnown = values.store === 'sqlite' || values.store === 'postgres';
if (!isKnown || !Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed)) {
  process.stderr.write('npm run crash -- --store sqlite|postgres [--kills N] [--seed S]\n');
  process.exitCode = 2;
} else {
  const folder = mkdtempSync(join(tmpdir(), 'quytrinh-crash-'));
  const place = values.store === 'sqlite' ? inFiles(folder) : await inPostgres();
  const crew = await children(folder, 3);
  try {
    process.exitCode = await run(place, { seed, children: crew, folder });
  } finally {
    await crew.end();
    await place.cleanUp();
    rmSync(folder, { recursive: true });
  }
}

async function run(
  { storeOf, restartServer }: Place,
  given: Pick<CrashOptions, 'seed' | 'children' | 'folder'>,
): Promise<number> {
  const startedAt = Date.now();
  const moments: Record<string, number> = {};
  const faults: string[] = [];
  const sum = { kills: 0, acknowledged: 0, dossiers: 0, entries: 0, stores: 0 };
  while (sum.kills < kills && faults.length === 0) {
    const share = Math.min(KILLS_PER_STORE, kills - sum.kills);
    const hit = restartServer === undefined ? {} : { restartServer };
    const part = { ...given, ...hit, store: storeOf(sum.stores), kills: share, before: sum.kills, say };
    const report = await crashRun(part);
    faults.push(...report.faults);
    for (const [moment, times] of Object.entries(report.moments)) moments[moment] = (moments[moment] ?? 0) + times;
    sum.stores += 1;
    sum.kills += report.kills;
    sum.acknowledged += report.acknowledged;
    sum.dossiers += report.dossiers;
    sum.entries += report.entries;
  }
  // Enough for each to be tried a few times.
  if (kills >= 10 * faultNames.length) {
    for (const name of faultNames) if (moments[name] === undefined) faults.push(`nobody ever died at ${name}`);
  }
  for (const fault of faults) say(`FAULT ${fault}`);
  for (const [moment, times] of Object.entries(moments)) say(`${String(times).padStart(5)} ${moment}`);
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  const verdict = faults.length === 0 ? 'nothing lost, nothing doubled' : `${faults.length} FAULTS`;
  say(
    `crash: ${values.store}, seed ${seed}: ${sum.kills} kills on ${sum.stores} stores, ${sum.acknowledged} acknowledgements, ` +
      `${sum.dossiers} dossiers, ${sum.entries} entries, ${seconds} s: ${verdict}`,
  );
  return faults.length === 0 ? 0 : 1;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

interface Place {
  readonly storeOf: (number: number) => string;
  readonly restartServer?: () => Promise<void>;
  readonly cleanUp: () => Promise<void>;
}

function inFiles(folder: string): Place {
  return { storeOf: (number) => join(folder, `store-${number}.db`), cleanUp: async () => undefined };
}

async function inPostgres(): Promise<Place> {
  const server = await startPostgres();
  const restartServer = (): Promise<void> => server.restart('immediate');
  return { storeOf: (number) => `${server.url}#crash_${number}`, restartServer, cleanUp: () => server.stop() };
}
