// Public corpora beside the project, when they are there: nothing throws, and nothing is lost.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'quytrinh/bpmn';
import { hasMiwg, runMiwg } from '../conformance/miwg.ts';

const corpora = fileURLToPath(new URL('../../../shared/corpora/', import.meta.url));
if (!existsSync(corpora)) process.stderr.write('test/bpmn/corpora: skipped, no corpora beside the project\n');

function filesOf(folder: string): readonly string[] {
  const names = readdirSync(join(corpora, folder), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.bpmn')).map((name) => join(corpora, folder, name));
}

describe.skipIf(!existsSync(corpora))('corpora', () => {
  it.each([
    ['betsy', 136],
    ['validation', 196],
    ['miwg', 21],
  ])('reads every file of %s into a model', async (folder, many) => {
    const files = filesOf(folder);
    expect(files.length).toBe(many);
    for (const file of files) {
      const { model, diagnostics } = await parse(readFileSync(file), { file });
      expect(model, file).not.toBeNull();
      expect(diagnostics.filter((one) => one.code.startsWith('XML_'))).toEqual([]);
    }
  });

  it('finds no error of reading in the executable processes of betsy and the reference models', async () => {
    for (const file of [...filesOf('betsy'), ...filesOf('miwg')]) {
      const { diagnostics } = await parse(readFileSync(file), { file });
      expect(diagnostics.filter((one) => one.severity === 'error')).toEqual([]);
    }
  });

  it.skipIf(!hasMiwg(join(corpora, 'miwg')))('loses nothing of the interchange reference models', async () => {
    expect(await runMiwg(join(corpora, 'miwg'))).toMatchObject({ failed: [], total: 21 });
  });
});
