// docs/support.md says what the registries say today.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { supportFile, supportText } from '../../docs/generate-support.ts';

it('docs/support.md is up to date (node --conditions=source docs/generate-support.ts)', () => {
  expect(readFileSync(supportFile, 'utf8')).toBe(supportText());
});
