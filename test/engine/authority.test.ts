// Who may do a task on an engine with a directory: refusals by name, lists of what one may do, and what the journal keeps of it.
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { isEngineError } from 'quytrinh';
import { compileDirectory, readDirectory } from 'quytrinh/authority';
import { bpmn, end, extension, start, user } from '../machine/bpmn-text.ts';
import { bench, BEGIN, HOUR, storeKinds, type Bench } from './setup.ts';

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

describe('the life of a definition, on an engine with a directory', () => {
  let on: Bench;
  afterEach(() => on.dispose());
  const deploy = () => on.engine.deployText(source, 'p.bpmn', { draft: true, actor: 'can_bo_c' });
  const decision = { decisionNumber: '1716/QĐ-UBND', decisionOn: '2026-01-05', signer: 'Chủ tịch A' };

  it('is changed by people of the directory who are in office, and each of them is in the journal', async () => {
    // can_bo_d leaves the next day.
    const leaving = structuredClone(read.data);
    const of = leaving.persons.filter(({ id }) => id === 'can_bo_d').flatMap(({ holds }) => holds);
    for (const holding of of) Object.assign(holding, { to: '2026-01-06' });
    on = await bench('memory', { directory: compileDirectory(leaving) });
    await deploy();
    const submit = (actor?: string) => on.engine.submitDefinition('p', 1, actor === undefined ? {} : { actor });
    await expect(submit()).rejects.toMatchObject({ code: 'ACTOR_MISSING', params: { action: 'definition.submit' } });
    await expect(submit('nobody')).rejects.toMatchObject({ code: 'PERSON_UNKNOWN' });
    on.clock.set(BEGIN + 72 * HOUR);
    await expect(submit('can_bo_d')).rejects.toMatchObject({
      ...{ code: 'DEFINITION_NOT_AUTHORISED', params: { personId: 'can_bo_d', reason: 'NOT_IN_OFFICE' } },
    });
    await submit('can_bo_c');
    const [, last] = await on.engine.definitionHistory('p');
    expect(last).toMatchObject({
      actor: { kind: 'person', personId: 'can_bo_c' },
      authority: { kind: 'own', actor: { personId: 'can_bo_c', unit: 'phong_chuyen_mon' } },
    });
    // The calling system deploys, suspends and resumes.
    await on.deploy(source.replaceAll('"work"', '"work2"'));
    await on.engine.suspendDefinition('p', 2, { reason: 'x' });
    await on.engine.resumeDefinition('p', 2);
  });

  it('is approved by who holds one of the roles that the agency names', async () => {
    on = await bench('memory', { directory, definitionRoles: { approve: ['lanh_dao_so'], suspend: ['lanh_dao_so'] } });
    await deploy();
    await on.engine.submitDefinition('p', 1, { actor: 'can_bo_c' });
    const leader = directory.holdersOf('lanh_dao_so', undefined, BEGIN)[0]!;
    const approve = (actor: string) => on.engine.approveDefinition('p', 1, { ...decision, actor });
    await expect(approve('can_bo_c')).rejects.toMatchObject({
      ...{ code: 'DEFINITION_NOT_AUTHORISED', params: { action: 'approve', reason: 'ROLE_MISSING lanh_dao_so' } },
    });
    expect(await approve(leader)).toMatchObject({ state: 'effective' });
    expect((await on.engine.definitionHistory('p')).at(-1)?.authority).toMatchObject({ role: 'lanh_dao_so' });
    await expect(on.engine.suspendDefinition('p', 1, { reason: 'x' })).rejects.toMatchObject({ code: 'ACTOR_MISSING' });
    const refused = async (options: object): Promise<unknown> =>
      bench('memory', options).then(
        () => 'opened',
        (error: unknown) => (isEngineError(error) ? error.params['name'] : error),
      );
    expect(await refused({ definitionRoles: { approve: ['lanh_dao_so'] } })).toBe('definitionRoles');
    expect(await refused({ directory, definitionRoles: { approve: ['lanh_dao'] } })).toBe('definitionRoles');
    expect(await refused({ directory, definitionRoles: { aprove: ['lanh_dao_so'] } })).toBe('aprove');
  });
});
