// `quytrinh audit verify postgres://…`: an inspector with the right to read verifies the server's store as he would a file.
import { openEngine } from 'quytrinh';
import { postgresStore } from 'quytrinh/stores/postgres';
import { manualClock } from 'quytrinh/testing';
import { describe, expect, it } from 'vitest';
import { asked, freshSchema, sharedPostgres } from '../postgres/shared-postgres.ts';
import { quytrinh, SLOW } from './quytrinh.ts';
import { bpmn, userTask } from './sample.ts';

describe('quytrinh audit verify postgres://…', { timeout: SLOW }, () => {
  it('says that it is sound, and names what was changed; no password is shown', async () => {
    const url = await sharedPostgres();
    const schema = freshSchema();
    const verify = (...args: string[]) => quytrinh('audit', 'verify', url, '--schema', schema, ...args);
    expect(await verify()).toMatchObject({ code: 2, err: expect.stringContaining('chưa có kho') as string });

    const clock = manualClock(Date.parse('2026-06-01T08:00:00+07:00'));
    const engine = await openEngine({ store: postgresStore(url, { schema }), clock });
    await engine.deployText(bpmn([{ id: 'p', elements: [userTask('a'), userTask('b')] }]));
    await engine.start('p', { variables: { so: 1 } });
    const [task] = (await engine.tasks()).rows;
    await engine.complete(task!.taskId, { actor: 'can_bo_a' });

    const sound = await verify('--format', 'json');
    expect(sound.code).toBe(0);
    expect(JSON.parse(sound.out)).toMatchObject({ sound: true, entries: 3, instances: 1, definitions: 1, damage: [] });
    const password = new URL(url).password;
    expect(password).not.toBe('');
    expect(sound.out).not.toContain(password);

    await asked(`UPDATE ${schema}.journal SET text = replace(text, 'can_bo_a', 'can_bo_b') WHERE position = 3`);
    const forged = await verify('--format', 'json');
    expect(forged.code).toBe(1);
    expect(JSON.parse(forged.out)).toMatchObject({
      sound: false,
      firstBad: { code: 'CONTENT_CHANGED', position: 3, seq: 2, at: '2026-06-01T08:00:00+07:00' },
    });
    await engine.close();
    await asked(`DROP SCHEMA ${schema} CASCADE`);
  });

  it('--schema without an address is wrong use', async () => {
    expect(await quytrinh('audit', 'verify', 'kho.db', '--schema', 's')).toMatchObject({ code: 2 });
  });
});
