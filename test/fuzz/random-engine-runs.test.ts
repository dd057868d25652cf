// A small fixed budget of random processes on a whole engine; `npm run fuzz -- --engine` goes on for as long as somebody wants.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { memoryStore } from 'quytrinh/stores';
import { sqliteStore } from 'quytrinh/stores/sqlite';
import { randomEngineRun } from './random-engine-run.ts';

it('rows say what snapshots say, and the store verifies: in memory', async () => {
  let entries = 0;
  for (let seed = 1; seed <= 12; seed += 1) entries += (await randomEngineRun(seed, 100, memoryStore())).entries;
  expect(entries).toBeGreaterThan(200);
});

it('rows say what snapshots say, and the store verifies: in SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
  try {
    let entries = 0;
    for (let seed = 101; seed <= 106; seed += 1) {
      const store = sqliteStore(join(folder, `${seed}.db`), { durability: 'normal' });
      entries += (await randomEngineRun(seed, 100, store)).entries;
    }
    expect(entries).toBeGreaterThan(100);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('a run is the same for the same seed', async () => {
  const entries = new Set<number>();
  for (let time = 0; time < 6; time += 1) entries.add((await randomEngineRun(7, 100, memoryStore())).entries);
  expect(entries.size).toBe(1);
});
