// A small, fixed share of the crash proof in every run of the tests; `npm run crash` goes on for as long as one likes. And proof that
// the judge is no fool.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asked, freshSchema, sharedPostgres } from '../postgres/shared-postgres.ts';
import { acknowledgementsIn, type Acknowledgement } from './acknowledgements.ts';
import { check } from './check.ts';
import { children, type Children } from './children.ts';
import { crashRun } from './crash-run.ts';
import { driveToTheEnd } from './drive.ts';

let folder = '';
let file = '';
let acknowledgements = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quytrinh-crash-'));
  file = join(folder, 'store.db');
  acknowledgements = join(folder, 'acknowledged');
});
afterEach(() => rmSync(folder, { recursive: true }));

let crew: Children;
let programs = '';
beforeAll(async () => {
  programs = mkdtempSync(join(tmpdir(), 'quytrinh-program-'));
  crew = await children(programs, 1);
});
afterAll(async () => {
  await crew.end();
  rmSync(programs, { recursive: true });
});

/** Runs `act` with an address of each kind of durable store. */
async function withStore(kind: string, act: (store: string) => Promise<void>): Promise<void> {
  if (kind === 'sqlite') return act(file);
  const schema = freshSchema();
  await act(`${await sharedPostgres()}#${schema}`);
  await asked(`DROP SCHEMA ${schema} CASCADE`);
}

describe.each(['sqlite', 'postgres'])('engines on %s that are killed', (kind) => {
  it('lose nothing that was acknowledged and do nothing twice', { timeout: 600_000 }, async () => {
    await withStore(kind, async (store) => {
      const { faults, kills, moments, acknowledged, dossiers } = await crashRun({
        ...{ store, kills: kind === 'sqlite' ? 30 : 15, seed: 7, children: crew, folder },
      });
      expect(faults).toEqual([]);
      expect(kills).toBe(kind === 'sqlite' ? 30 : 15);
      // Which of them come in time depends on the machine; that all do is proved by the long run.
      expect(Object.keys(moments).length).toBeGreaterThan(6);
      expect(acknowledged).toBeGreaterThan(100);
      expect(dossiers).toBeGreaterThan(30);
    });
  });

  it.skipIf(process.platform !== 'linux')(
    'a process that sleeps past the lease of its jobs and wakes up does no harm',
    { timeout: 300_000 },
    async () => {
      await withStore(kind, async (store) => {
        const fault = 'after-lease:3:SIGSTOP';
        const child = crew.start({ store, acknowledgements, name: 'sleeper', offsetMs: 0, fault });
        const ended = new Promise((resolve) => child.once('close', resolve));
        let errors = '';
        child.stderr?.on('data', (data: Buffer) => (errors += data.toString()));
        await until(() => isStopped(child.pid));
        const acknowledged = acknowledgementsIn(acknowledgements);
        expect(await driveToTheEnd({ store, acknowledgements, offsetMs: 61_000, acknowledged })).toEqual([]);
        const asleep = await check(store, () => acknowledgementsIn(acknowledgements), true);
        expect(asleep.faults).toEqual([]);
        child.kill('SIGCONT');
        // It goes on with what it had leased, and with new dossiers.
        const before = acknowledgementsIn(acknowledgements).length;
        await until(() => acknowledgementsIn(acknowledgements).length > before + 30);
        child.kill('SIGKILL');
        await ended;
        expect(errors).toBe('');
        const rest = acknowledgementsIn(acknowledgements);
        expect(await driveToTheEnd({ store, acknowledgements, offsetMs: 200_000, acknowledged: rest })).toEqual([]);
        expect((await check(store, () => acknowledgementsIn(acknowledgements), true)).faults).toEqual([]);
      });
    },
  );
});

describe('the judge', () => {
  const faultsAfter = async (sql: string, more: readonly Acknowledgement[] = []): Promise<string> => {
    const database = new DatabaseSync(file);
    database.exec(`BEGIN; ${sql}`);
    database.exec('COMMIT');
    database.close();
    return (await check(file, () => [...acknowledgementsIn(acknowledgements), ...more], true)).faults.join('\n');
  };
  beforeEach(async () => {
    const kept: Acknowledgement = { what: 'kept', number: 'HS-1', instanceId: '', seq: 0 };
    expect(await driveToTheEnd({ store: file, acknowledgements, offsetMs: 0, acknowledged: [kept] })).toEqual([]);
  });

  it('finds nothing in a sound store', async () => {
    expect(await faultsAfter('SELECT 1')).toBe('');
  });

  it.each([
    ['DELETE FROM journal WHERE position = 3', 'position 4 at place 3'],
    ['DELETE FROM journal WHERE position = (SELECT max(position) FROM journal)', 'its journal at'],
    [`UPDATE journal SET text = replace(text, '"did_check":true', '"did_check":false')`, 'the hash of step'],
    [`UPDATE journal SET hash = zeroblob(32) WHERE position = 5`, 'the hash of step'],
    [`UPDATE instances SET hash = zeroblob(32) WHERE process = 'archive'`, 'from another hash'],
    [`DELETE FROM instances WHERE process = 'registry'`, 'dossier HS-1 had archive,dossier'],
    [`UPDATE instances SET status = 'active' WHERE process = 'archive'`, 'is active'],
    [
      `INSERT INTO timers (instance_id, timer_id, element, due_at, try_at) SELECT instance_id, '99', 'wait', 1, 1 FROM instances LIMIT 1`,
      'timers shows',
    ],
    [
      `INSERT INTO outbox (id, kind, name, variables, created_at) VALUES ('x', 'message', 'filed', '{}', 1)`,
      'left in outbox',
    ],
    [`UPDATE instances SET snapshot = json_set(snapshot, '$.jobs.77', json('{}'))`, 'jobs lacks'],
  ])('sees what “%s” has done', async (sql, fault) => {
    expect(await faultsAfter(sql)).toContain(fault);
  });

  it('misses what was acknowledged and is not there', async () => {
    const lost = await faultsAfter('SELECT 1', [
      { what: 'start', number: 'HS-2', instanceId: 'gone', seq: 1 },
      { what: 'kept', number: 'HS-3', instanceId: '', seq: 0 },
    ]);
    expect(lost).toContain('start of HS-2 was acknowledged and is lost');
    expect(lost).toContain('the message of HS-3 was kept and is lost');
  });

  it('sees a job that was done by nobody', async () => {
    rmSync(acknowledgements);
    expect(await faultsAfter('SELECT 1')).toContain('but nobody did it');
  });
});

function isStopped(pid: number | undefined): boolean {
  return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.startsWith('T') === true;
}

async function until(isTrue: () => boolean): Promise<void> {
  for (let round = 0; round < 4_000; round += 1) {
    if (isTrue()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('it never came about');
}
