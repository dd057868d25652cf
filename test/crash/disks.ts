// Disks of a size of one's own, for tests of what happens when one is full or can't be written. Only root can mount, and only Linux
// has them.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Disk {
  readonly folder: string;
  /** `size=9m`, `ro` …: what is different from now on. */
  change(options: string): void;
  drop(): void;
}

/** Null where it can't be done. */
export function smallDisk(size: string): Disk | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  const folder = mkdtempSync(join(tmpdir(), 'quytrinh-disk-'));
  const run = (program: string, ...given: string[]): boolean => spawnSync(program, given).status === 0;
  if (!run('mount', '-t', 'tmpfs', '-o', `size=${size},mode=0777`, 'tmpfs', folder)) {
    rmSync(folder, { recursive: true });
    return null;
  }
  return {
    folder,
    change: (options) => {
      if (!run('mount', '-o', `remount,${options}`, folder)) throw new Error(`the disk does not become ${options}`);
    },
    drop: () => {
      run('umount', folder);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function canMount(): boolean {
  const disk = smallDisk('1m');
  disk?.drop();
  return disk !== null;
}
