// A short soak in every run of the tests, in a process of its own whose garbage can be collected at will; `npm run soak` goes on for as
// long as one likes.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { endOf } from '../stores/children/run-child.ts';

async function soaked(...given: readonly string[]): Promise<string> {
  const program = fileURLToPath(new URL('./main.ts', import.meta.url));
  const child = spawn(process.execPath, ['--conditions=source', '--expose-gc', program, ...given], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { output, errors, code } = await endOf(child);
  expect(errors).toBe('');
  return `${code} ${output.trim().split('\n').slice(-2).join('\n')}`;
}

it.each(['sqlite', 'postgres'])(
  'an engine on %s keeps nothing of what it has done',
  { timeout: 180_000 },
  async (store) => {
    expect(await soaked('--store', store, '--minutes', '0.2')).toMatch(/^0 .* flat$/s);
  },
);

it('an engine that keeps what it has done is seen', { timeout: 180_000 }, async () => {
  expect(await soaked('--minutes', '0.2', '--leaks')).toMatch(
    /^1 FAULT each step leaves [0-9]+ bytes behind\n.* GROWING$/,
  );
});
