// `quytrinh audit verify`: options → verification → words or JSON.
import type { ExitCode, Shell } from '../command.ts';
import { isAddress, withoutPassword } from '../files/is-address.ts';
import { readText } from '../files/read-json.ts';
import { usageError } from '../usage-error.ts';
import { printReport } from './print-report.ts';
import { verifyDatabase, verifyFile } from './verify-file.ts';

export interface VerifyCommandOptions {
  readonly publicKeys: readonly string[];
  readonly checkpoint: readonly string[];
  readonly schema: string | undefined;
  readonly format: 'pretty' | 'json';
}

export async function verifyCommand(file: string, options: VerifyCommandOptions, shell: Shell): Promise<ExitCode> {
  const { lang, out } = shell;
  const publicKeys = options.publicKeys.map((key) => (key.startsWith('@') ? readText(key.slice(1)) : key).trim());
  const strange = publicKeys.find((key) => !/^[^+\s]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+$/.test(key));
  if (strange !== undefined) throw usageError('publicKeyWrong', { value: strange });
  const checkpoints = options.checkpoint.map(readText);
  if (checkpoints.length > 0 && publicKeys.length === 0) {
    throw usageError('optionNeedsOther', { name: '--checkpoint', other: '--public-key' });
  }
  const anchors = { publicKeys, checkpoints };
  const isDatabase = isAddress(file);
  if (options.schema !== undefined && !isDatabase) {
    throw usageError('optionNeedsOther', { name: '--schema', other: 'postgres://…' });
  }
  const report = isDatabase
    ? await verifyDatabase(file, options.schema ?? 'quytrinh', anchors, lang)
    : await verifyFile(file, anchors, lang);
  // An address may hold a password.
  const named = isDatabase ? withoutPassword(file) : file;
  if (options.format === 'json') out(JSON.stringify({ file: named, ...report }, null, 2));
  else printReport(named, report, shell);
  return report.sound ? 0 : 1;
}
