// `quytrinh audit verify`: options → verification → words or JSON.
import { existsSync, statSync } from 'node:fs';
import type { ExitCode, Shell } from '../command.ts';
import { isAddress, withoutPassword } from '../files/is-address.ts';
import { readText } from '../files/read-json.ts';
import { usageError } from '../usage-error.ts';
import { printReport } from './print-report.ts';
import { looksLikeDocument, verifyDocument } from './verify-document.ts';
import { verifyDatabase, verifyFile } from './verify-file.ts';

export interface VerifyCommandOptions {
  readonly publicKeys: readonly string[];
  readonly checkpoint: readonly string[];
  readonly archive: string | undefined;
  readonly schema: string | undefined;
  readonly format: 'pretty' | 'json';
}

export async function verifyCommand(file: string, options: VerifyCommandOptions, shell: Shell): Promise<ExitCode> {
  const { out } = shell;
  const publicKeys = options.publicKeys.map((key) => (key.startsWith('@') ? readText(key.slice(1)) : key).trim());
  const strange = publicKeys.find((key) => !/^[^+\s]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+$/.test(key));
  if (strange !== undefined) throw usageError('publicKeyWrong', { value: strange });
  const checkpoints = options.checkpoint.map(readText);
  if (checkpoints.length > 0 && publicKeys.length === 0) {
    throw usageError('optionNeedsOther', { name: '--checkpoint', other: '--public-key' });
  }
  if (options.archive !== undefined && !(existsSync(options.archive) && statSync(options.archive).isDirectory()))
    throw usageError('folderMissing', { folder: options.archive });
  const anchors = { publicKeys, checkpoints, ...(options.archive === undefined ? {} : { archive: options.archive }) };
  const isDatabase = isAddress(file);
  if (options.schema !== undefined && !isDatabase) {
    throw usageError('optionNeedsOther', { name: '--schema', other: 'postgres://…' });
  }
  if (!isDatabase && looksLikeDocument(file)) {
    const other = ['--public-key', '--archive'].find(
      (_, at) => [publicKeys.length > 0, options.archive !== undefined][at],
    );
    if (other !== undefined) throw usageError('optionForStore', { name: other, file });
    return verifyDocument(file, options.format, shell);
  }
  const report = isDatabase
    ? await verifyDatabase(file, options.schema ?? 'quytrinh', anchors, shell)
    : await verifyFile(file, anchors, shell);
  // An address may hold a password.
  const named = isDatabase ? withoutPassword(file) : file;
  if (options.format === 'json') out(JSON.stringify({ file: named, ...report }, null, 2));
  else printReport(named, report, shell);
  return report.sound ? 0 : 1;
}
