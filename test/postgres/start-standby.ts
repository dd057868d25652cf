// A second PostgreSQL server that follows the first one, made as an administrator would do it by hand: the data are copied while the
// first goes on (https://www.postgresql.org/docs/current/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP), then it streams.
import { spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { freePort } from './start-postgres.ts';

export interface Standby {
  readonly port: number;
  /** It follows no longer, and takes writes. */
  promote(): Promise<void>;
  stop(): Promise<void>;
}

/** `url`: of the first server, whose commits wait for the second one from now on. */
export async function startStandby(url: string): Promise<Standby> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'quytrinh-standby-'));
  chmodSync(folder, 0o755);
  const data = join(folder, 'data');
  const first = new Client({ connectionString: url });
  await first.connect();
  const ask = async (sql: string): Promise<Record<string, string>> =>
    (await first.query<Record<string, string>>(sql)).rows[0] ?? {};
  const { data_directory: from = '' } = await ask('SHOW data_directory');
  const owner = statSync(from);
  await ask(`SELECT pg_backup_start('standby', true)`);
  const left = new Set(['postmaster.pid', 'postmaster.opts', 'pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_stat_tmp']);
  mkdirSync(data, { mode: 0o700 });
  for (const name of readdirSync(from))
    if (!left.has(name)) cpSync(join(from, name), join(data, name), { recursive: true });
  for (const name of ['pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_stat_tmp'])
    mkdirSync(join(data, name), { mode: 0o700 });
  const { labelfile = '' } = await ask('SELECT labelfile FROM pg_backup_stop(false)');
  writeFileSync(join(data, 'backup_label'), labelfile);
  writeFileSync(join(data, 'standby.signal'), '');
  const { hostname, port: firstPort, username, password } = new URL(url);
  const conninfo = `host=${hostname} port=${firstPort} user=${username} password=${password} application_name=standby`;
  writeFileSync(
    join(data, 'postgresql.auto.conf'),
    `primary_conninfo = '${conninfo}'\nsynchronous_standby_names = ''\n`,
  );
  owned(folder, owner);
  const { program = '' } = await ask(`SELECT setting AS program FROM pg_config WHERE name = 'BINDIR'`);
  const server = start(
    join(program, 'postgres'),
    ['-D', data, '-p', `${port}`, '-c', 'listen_addresses=127.0.0.1'],
    owner,
  );
  await until(async () => (await ask('SELECT count(*) AS n FROM pg_stat_replication')).n === '1');
  await ask(`ALTER SYSTEM SET synchronous_standby_names = 'standby'`);
  await ask('SELECT pg_reload_conf()');
  await until(async () => (await ask('SELECT sync_state FROM pg_stat_replication')).sync_state === 'sync');
  await first.end();
  const here = new URL(url);
  here.port = `${port}`;
  return {
    port,
    promote: async () => {
      const second = new Client({ connectionString: here.href });
      await second.connect();
      await second.query('SELECT pg_promote(true, 60)');
      await second.end();
    },
    stop: async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGQUIT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function start(program: string, given: readonly string[], { uid, gid }: { uid: number; gid: number }): ChildProcess {
  const who = process.getuid?.() === 0 ? { uid, gid } : {};
  return spawn(program, given, { ...who, stdio: 'ignore' });
}

function owned(path: string, owner: { readonly uid: number; readonly gid: number }): void {
  if (process.getuid?.() !== 0) return;
  chownSync(path, owner.uid, owner.gid);
  if (statSync(path).isDirectory()) for (const name of readdirSync(path)) owned(join(path, name), owner);
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  for (let round = 0; round < 600; round += 1) {
    if (await isTrue()) return;
    await wait(50);
  }
  throw new Error('the second server does not follow the first');
}
