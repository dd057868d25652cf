// Reads a file that a person named, and says in our own words why that was not possible.
import { closeSync, fstatSync, openSync, readFileSync, statSync } from 'node:fs';
import type { TextCode } from '../texts.ts';

export type ReadBytes =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly code: TextCode; readonly params: Readonly<Record<string, string | number>> }
  /** Not read at all. */
  | { readonly ok: false; readonly code: 'tooLarge'; readonly size: number };

/** Regular files and pipes (`<(command)`); a device could be endless. */
export function readBytes(file: string, mostBytes = Number.POSITIVE_INFINITY): ReadBytes {
  let open: number | undefined;
  try {
    const stats = statSync(file);
    if (stats.isDirectory()) return { ok: false, code: 'fileFolder', params: { file } };
    if (!stats.isFile() && !stats.isFIFO()) return { ok: false, code: 'fileSpecial', params: { file } };
    open = openSync(file, 'r');
    const { size } = fstatSync(open);
    if (size > mostBytes) return { ok: false, code: 'tooLarge', size };
    return { ok: true, bytes: readFileSync(open) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { ok: false, code: 'fileMissing', params: { file } };
    if (code === 'EACCES' || code === 'EPERM') return { ok: false, code: 'fileDenied', params: { file } };
    return { ok: false, code: 'fileBroken', params: { file, detail: code ?? message } };
  } finally {
    if (open !== undefined) closeSync(open);
  }
}
