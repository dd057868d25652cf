// `quytrinh backup`: a sound copy of a store in a file, while engines work on it.
import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { fill } from '../../model/fill.ts';
import type { ExitCode, Shell } from '../command.ts';
import { isAddress } from '../files/is-address.ts';
import { usageError } from '../usage-error.ts';
import { opsWords } from './shared.ts';

export async function backupStore(
  file: string,
  target: string,
  { lang, out, err, isTerminal }: Shell,
): Promise<ExitCode> {
  if (isAddress(file)) throw usageError('backupPostgres');
  if (!existsSync(file)) throw usageError('fileMissing', { file });
  if (existsSync(target)) throw usageError('fileThere', { file: target });
  if (!existsSync(dirname(target))) throw usageError('folderMissing', { folder: dirname(target) });
  const { sqliteStore } = await import('../../stores/sqlite/index.ts');
  const store = sqliteStore(file, { readOnly: true });
  await store.open();
  try {
    let shown = -1;
    await store.backup(target, {
      onProgress: (share) => {
        const percent = Math.floor(share * 100);
        if (isTerminal && percent !== shown) err(fill(opsWords.copying[lang], { percent }));
        shown = percent;
      },
    });
  } finally {
    await store.close();
  }
  out(fill(opsWords.copied[lang], { file: target, bytes: statSync(target).size }));
  return 0;
}
