// Years of clocks with the process killed in between, at any moment: the trail is that of a process that was never stopped.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { verifyStore } from 'quytrinh/engine';
import { sqliteStore } from 'quytrinh/stores/sqlite';
import { deeds, live, trailOf } from '../stores/children/clock-life.ts';
import { endOf, startChild } from '../stores/children/run-child.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quytrinh-clocks-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Kills the child in the midst of what it does after so many acts; true when it came to its end before. */
async function lived(file: string, acts: number): Promise<boolean> {
  const child = startChild('clock-life', file);
  let done = 0;
  child.stdout?.on('data', (data: Buffer) => {
    done += data.toString().split('\n').length - 1;
    if (done >= acts) setTimeout(() => child.kill('SIGKILL'), Math.random() * 12);
  });
  const { errors, code } = await endOf(child);
  expect(errors).toBe('');
  return code === 0;
}

it(
  'pauses, new counts, extensions and changed calendars survive kills, entry by entry',
  { timeout: 180_000 },
  async () => {
    const whole = join(folder, 'whole.db');
    const killed = join(folder, 'killed.db');
    await live(whole, () => undefined);
    let kills = 0;
    while (!(await lived(killed, 4 + Math.floor(Math.random() * 16)))) {
      kills += 1;
      expect(kills).toBeLessThan(deeds.length);
    }
    expect(kills).toBeGreaterThan(2);
    const [expected, found] = [await trailOf(whole), await trailOf(killed)];
    expect(found).toEqual(expected);
    const types = new Set(JSON.stringify(expected).match(/(clock|timer)\.[a-z]+/g));
    for (const type of ['paused', 'resumed', 'restarted', 'extended', 'recomputed', 'warned', 'breached', 'met'])
      expect(types).toContain(`clock.${type}`);
    expect(types).toContain('timer.recomputed');
    const store = sqliteStore(killed);
    await store.open();
    expect(await verifyStore(store)).toMatchObject({ sound: true, strayed: [] });
    await store.close();
  },
);
