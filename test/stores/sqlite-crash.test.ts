// A process that dies at any moment loses nothing it has acknowledged, and leaves a file that opens.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sqliteStore } from 'quytrinh/stores/sqlite';
import { faultsOf } from './children/steps.ts';
import { endOf, startChild } from './children/run-child.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quytrinh-crash-'));
  file = join(folder, 'store.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Kills the child some time after its first acknowledgement; gives all that it had acknowledged. */
async function killed(name: string, afterMs: number, filler = 300): Promise<readonly string[]> {
  const child = startChild('commit-for-ever', file, name, String(filler));
  child.stdout?.once('data', () => setTimeout(() => child.kill('SIGKILL'), afterMs));
  const { output, errors, code } = await endOf(child);
  expect({ errors, code }).toEqual({ errors: '', code: null });
  // The last line may have been cut.
  return output.split('\n').slice(0, -1);
}

describe('a killed writer', () => {
  it('loses no acknowledged step and leaves the journal without gaps', { timeout: 120_000 }, async () => {
    const acknowledged: string[] = [];
    for (const round of [0, 1, 2, 3, 4, 5]) {
      acknowledged.push(...(await killed(`round${round}`, Math.random() * 250)));
      const store = sqliteStore(file);
      await store.open();
      expect(await faultsOf(store, acknowledged)).toEqual([]);
      expect(await store.integrityCheck()).toEqual([]);
      // Every second time the next process finds the log as the dead one left it.
      if (round % 2 === 0) await store.close();
    }
    expect(acknowledged.length).toBeGreaterThan(18);
  });

  it('whose log is taken into the file meanwhile loses nothing either', { timeout: 120_000 }, async () => {
    const acknowledged: string[] = [];
    // Each writes some tens of megabytes.
    for (const round of [0, 1, 2, 3]) {
      acknowledged.push(...(await killed(`round${round}`, 500 + Math.random() * 1_000, 60_000)));
      const store = sqliteStore(file);
      await store.open();
      expect(await faultsOf(store, acknowledged)).toEqual([]);
      expect(await store.integrityCheck()).toEqual([]);
      await store.close();
    }
  });

  it('two that write at the same time and die lose nothing of either', { timeout: 60_000 }, async () => {
    const acknowledged = (await Promise.all([killed('left', 200), killed('right', 150)])).flat();
    const store = sqliteStore(file);
    await store.open();
    expect(await faultsOf(store, acknowledged)).toEqual([]);
    expect(await store.integrityCheck()).toEqual([]);
    await store.close();
  });

  it('that dies while it makes the file leaves a file that opens, or none', { timeout: 120_000 }, async () => {
    for (let round = 0; round < 12; round += 1) {
      const child = startChild('commit-for-ever', file, `start${round}`);
      setTimeout(() => child.kill('SIGKILL'), 60 + Math.random() * 120);
      const { output } = await endOf(child);
      const store = sqliteStore(file);
      await store.open();
      expect(await faultsOf(store, output.split('\n').slice(0, -1))).toEqual([]);
      await store.close();
      if (round % 2 === 1) for (const name of readdirSync(folder)) rmSync(join(folder, name));
    }
  });
});

describe('two processes on one file', () => {
  it('each step of an instance is won by exactly one', { timeout: 60_000 }, async () => {
    const last = 200;
    const ends = await Promise.all([0, 1].map(() => endOf(startChild('race', file, `${last}`))));
    expect(ends.map(({ errors }) => errors)).toEqual(['', '']);
    const won = ends.flatMap(({ output }) => JSON.parse(output) as number[]).sort((a, b) => a - b);
    expect(won).toEqual([...Array(last).keys()].map((at) => at + 1));
    const store = sqliteStore(file);
    await store.open();
    expect(await store.journalSize()).toBe(last);
    expect(await store.integrityCheck()).toEqual([]);
    await store.close();
  });
});
