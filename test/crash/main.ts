// `npm run crash -- --store sqlite|postgres [--kills N] [--seed S]`: kills engines under load and proves that nothing that was
// acknowledged is lost and nothing is done twice. Ends with 0 only if all holds; the last line is a summary.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '../postgres/start-postgres.ts';
import { crashRun } from './crash-run.ts';

const { values } = parseArgs({
  options: {
    store: { type: 'string', default: 'sqlite' },
    kills: { type: 'string', default: '30' },
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
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const startedAt = Date.now();
  const place = values.store === 'sqlite' ? inFile() : await inPostgres();
  try {
    const { faults, moments, ...report } = await crashRun({ ...place, kills, seed, say });
    for (const fault of faults) say(`FAULT ${fault}`);
    for (const [moment, times] of Object.entries(moments)) say(`${String(times).padStart(5)} ${moment}`);
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    const verdict = faults.length === 0 ? 'nothing lost, nothing doubled' : `${faults.length} FAULTS`;
    process.exitCode = faults.length === 0 ? 0 : 1;
    say(
      `crash: ${values.store}, seed ${seed}: ${report.kills} kills, ${report.acknowledged} acknowledgements, ` +
        `${report.dossiers} dossiers, ${report.entries} entries, ${seconds} s: ${verdict}`,
    );
  } finally {
    await place.cleanUp();
  }
}

interface Place {
  readonly store: string;
  readonly restartServer?: () => Promise<void>;
  readonly cleanUp: () => Promise<void>;
}

function inFile(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'quytrinh-crash-'));
  return { store: join(folder, 'store.db'), cleanUp: async () => rmSync(folder, { recursive: true }) };
}

async function inPostgres(): Promise<Place> {
  const server = await startPostgres();
  const restartServer = (): Promise<void> => server.restart('immediate');
  return { store: `${server.url}#crash`, restartServer, cleanUp: () => server.stop() };
}
