// Writes until the system refuses to let the file grow, then says how that was reported and what is kept.
import { isEngineError } from 'quytrinh/model';
import { sqliteStore } from 'quytrinh/stores/sqlite';
import { faultsOf, step } from './steps.ts';

// Without a listener the signal ends the process; with one the write fails, as on a full disk.
process.on('SIGXFSZ', () => undefined);
const [file = ''] = process.argv.slice(2);
const store = sqliteStore(file);
await store.open();
const kept: string[] = [];
let code = 'none';
for (let seq = 1; seq < 2_000 && code === 'none'; seq += 1) {
  try {
    await store.commit(['a', 'b'].map((name) => step(name, seq, 'x'.repeat(5_000))));
    kept.push(`a:${seq}`, `b:${seq}`);
  } catch (error) {
    code = isEngineError(error) ? error.code : String(error);
  }
}
const found = await faultsOf(store, kept);
process.stdout.write(JSON.stringify({ code, kept: kept.length, size: await store.journalSize(), found }));
