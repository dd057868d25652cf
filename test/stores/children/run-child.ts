// Starts one of the child programs of this folder on the sources.
import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export type Program = keyof typeof programs;

export function programOf(name: Program): string {
  return fileURLToPath(programs[name]);
}

export function startChild(name: Program, ...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--conditions=source', programOf(name), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

export interface ChildEnd {
  readonly output: string;
  readonly errors: string;
  readonly code: number | null;
}

export async function endOf(child: ChildProcess): Promise<ChildEnd> {
  let output = '';
  let errors = '';
  child.stdout?.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr?.on('data', (data: Buffer) => (errors += data.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { output, errors, code };
}

const programs = {
  'clock-life': new URL('./clock-life.ts', import.meta.url),
  'commit-for-ever': new URL('./commit-for-ever.ts', import.meta.url),
  'complete-with-row': new URL('./complete-with-row.ts', import.meta.url),
  'fill-disk': new URL('./fill-disk.ts', import.meta.url),
  race: new URL('./race.ts', import.meta.url),
};
