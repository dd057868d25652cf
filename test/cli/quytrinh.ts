// Runs the command as people do: a process of its own, from the sources.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll } from 'vitest';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Shared by all runs, so that each does not compile the sources anew. */
const compiled = join(tmpdir(), 'quytrinh-compiled');
const main = resolve('src/cli/main.ts');

export function quytrinh(...args: readonly string[]): Promise<Ended> {
  return quytrinhWith({}, ...args);
}

/** `firstLine`: the reader of the output goes away after it, as `| head -1` does. */
export function quytrinhWith(
  { env = {}, firstLine = false }: { readonly env?: Readonly<Record<string, string>>; readonly firstLine?: boolean },
  ...args: readonly string[]
): Promise<Ended> {
  const { QUYTRINH_LANG: _lang, NO_COLOR: _noColor, ...inherited } = process.env;
  const child = spawn(process.execPath, ['--conditions=source', main, ...args], {
    env: { ...inherited, NODE_OPTIONS: '', NODE_COMPILE_CACHE: compiled, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    if (firstLine && out.includes('\n')) child.stdout.destroy();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code) => done({ code, out, err }));
  });
}

/** A folder for the files of one test file. */
export function workFolder(): {
  readonly path: (name: string) => string;
  readonly write: (name: string, text: string | Uint8Array) => string;
} {
  const folder = mkdtempSync(join(tmpdir(), 'quytrinh-cli-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const path = (name: string): string => join(folder, name);
  return {
    path,
    write: (name, text) => {
      writeFileSync(path(name), text);
      return path(name);
    },
  };
}

/** The machine may be busy with other tests, and each run starts a process. */
export const SLOW = 120_000;
