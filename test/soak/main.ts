// `npm run soak -- [--store sqlite|postgres] [--minutes M]`: an engine works for so long without a pause; what it holds in memory (its heap,
// and resident on the machine) and the files it has open must not grow with what it has done. Ends with 0 only if so; the last line is a summary.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '../postgres/start-postgres.ts';
import { soak } from './soak.ts';

const { values } = parseArgs({
  options: {
    store: { type: 'string', default: 'sqlite' },
    minutes: { type: 'string', default: '1' },
    leaks: { type: 'boolean', default: false },
  },
});
const minutes = Number(values.minutes);
if ((values.store !== 'sqlite' && values.store !== 'postgres') || !(minutes > 0)) {
  process.stderr.write('npm run soak -- [--store sqlite|postgres] [--minutes M]\n');
  process.exitCode = 2;
} else {
  const folder = mkdtempSync(join(tmpdir(), 'quytrinh-soak-'));
  const server = values.store === 'postgres' ? await startPostgres() : null;
  try {
    const store = server === null ? join(folder, 'store.db') : `${server.url}#soak`;
    const say = (line: string): void => void process.stdout.write(`${line}\n`);
    const { faults, steps, heapMegabytes, growth, handles, ...resident } = await soak({
      ...{ store, forMs: minutes * 60_000, say, leaks: values.leaks },
    });
    for (const fault of faults) say(`FAULT ${fault}`);
    process.exitCode = faults.length === 0 ? 0 : 1;
    say(
      `soak: ${values.store}, ${minutes} min: ${steps} steps, heap ${heapMegabytes.toFixed(1)} MB, ` +
        `${growth.toFixed(1)} bytes a step, resident ${resident.residentMegabytes.toFixed(1)} MB ` +
        `(${resident.residentRiseMegabytes.toFixed(1)} more in the second half), ${handles} files open: ${faults.length === 0 ? 'flat' : 'GROWING'}`,
    );
  } finally {
    await server?.stop();
    rmSync(folder, { recursive: true });
  }
}
