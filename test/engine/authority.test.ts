// Who may do a task on an engine with a directory: refusals by name, lists of what one may do, and what the journal keeps of it.
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { isEngineError } from 'quytrinh';
import { compileDirectory, readDirectory } from 'quytrinh/authority';
import { bpmn, end, extension, start, user } from '../machine/bpmn-text.ts';
import { bench, storeKinds, type Bench } from './setup.ts';

const read = readDirectory(
  JSON.parse(readFileSync(new URL('../../processes/so-mau/directory.json', import.meta.url), 'utf8')),
);
if (!read.ok) throw new Error('the sample directory is not valid');
const directory = compileDirectory(read.data);

/** Received by the one-stop officer (can_bo_a, can_bo_b), worked on by a specialist (can_bo_c) who did not receive it. */
const source = bpmn(
  [
    start('s'),
    user('receive', extension('<quytrinh:performer role="can_bo_mot_cua"/>')),
    user('check', extension('<quytrinh:performer role="can_bo_mot_cua"/><quytrinh:separation elements="receive"/>')),
    user('work', extension('<quytrinh:performer role="chuyen_vien"/>')),
    end('e'),
  ],
  ['s -> receive -> check -> work -> e'],
);

describe.each(storeKinds)('authority on the %s store', (kind) => {
  let on: Bench;
  afterEach(() => on.dispose());

  const attempt = async (act: Promise<unknown>): Promise<string> => {
    try {
      await act;
      return 'done';
    } catch (error) {
      if (isEngineError(error)) return error.code;
      throw error;
    }
  };
  const open = async (): Promise<string> => {
    on = await bench(kind, { directory });
    await on.deploy(source);
    return on.start();
  };

  it('refuses who does not hold the role, and nothing is written', async () => {
    const instanceId = await open();
    const taskId = await on.taskId(instanceId, 'receive');
    const size = await on.store.journalSize();
    for (const actor of ['can_bo_c', 'nobody']) {
      expect(await attempt(on.engine.complete(taskId, { actor }))).toMatch(/^(NOT_AUTHORISED|PERSON_UNKNOWN)$/);
      expect(await attempt(on.engine.claim(taskId, { actor }))).toMatch(/^(NOT_AUTHORISED|PERSON_UNKNOWN)$/);
    }
    expect(await on.store.journalSize()).toBe(size);
    expect(await attempt(on.engine.complete(taskId, { actor: 'can_bo_a' }))).toBe('done');
  });

  it('lists for a person what that person may do', async () => {
    const instanceId = await open();
    const mine = async (forPerson: string) => (await on.engine.tasks({ forPerson })).rows.map(({ element }) => element);
    expect(await mine('can_bo_a')).toEqual(['receive']);
    expect(await mine('can_bo_c')).toEqual([]);
    await on.engine.complete(await on.taskId(instanceId, 'receive'), { actor: 'can_bo_a' });
    // Four eyes: who received it may not check it.
    expect(await mine('can_bo_a')).toEqual([]);
    expect(await mine('can_bo_b')).toEqual(['check']);
    expect(await attempt(on.engine.complete(await on.taskId(instanceId, 'check'), { actor: 'can_bo_a' }))).toBe(
      'NOT_AUTHORISED',
    );
  });

  it('keeps in the journal who acted and by what right', async () => {
    const instanceId = await open();
    await on.engine.complete(await on.taskId(instanceId, 'receive'), { actor: 'can_bo_a' });
    const entry = (await on.engine.history(instanceId)).at(-1);
    expect(entry?.actor).toEqual({ kind: 'person', personId: 'can_bo_a' });
    expect(entry?.authority).toMatchObject({
      kind: 'own',
      actor: { personId: 'can_bo_a', unit: 'ttpvhcc', position: 'chuyen_vien' },
      reasons: [{ code: 'OWN_ROLE' }],
    });
  });
});
