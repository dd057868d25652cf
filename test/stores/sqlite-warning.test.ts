// Node 22 warns that SQLite is experimental. That warning, and no other, is kept from the people who run a command.
import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { endOf } from './children/run-child.ts';

describe('the warning of Node 22 about SQLite', () => {
  it('is the only one that is kept back, and only while SQLite is loaded', async () => {
    const program = `
      const load = process.getBuiltinModule;
      process.getBuiltinModule = (name) => {
        process.emitWarning('SQLite is an experimental feature and might change at any time', 'ExperimentalWarning');
        process.emitWarning('Another is an experimental feature', 'ExperimentalWarning');
        process.emitWarning(new RangeError('something else'));
        return load.call(process, name);
      };
      await import('quytrinh/stores/sqlite');
      process.emitWarning('SQLite is an experimental feature, said later', 'ExperimentalWarning');
    `;
    const args = ['--conditions=source', '--input-type=module', '--eval', program];
    const { errors, code } = await endOf(spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] }));
    expect(code).toBe(0);
    expect(errors).not.toContain('might change');
    expect(errors).toContain('Another is an experimental feature');
    expect(errors).toContain('RangeError: something else');
    expect(errors).toContain('said later');
  });
});
