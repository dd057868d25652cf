// Clocks on an engine: who is told and when, the end before its time, a changed calendar, the state of dossiers in a list.
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { isEngineError } from 'quytrinh';
import { compileDirectory, readDirectory } from 'quytrinh/authority';
import { superiorsByLevel, verifyStore } from 'quytrinh/engine';
import { limits, type CalendarData, type ClockLight, type Notice, type SlaPolicy } from 'quytrinh/model';
import { advanceTo } from 'quytrinh/testing';
import { noticeText } from 'quytrinh/text';
import { compileCalendar, vietnamCalendar, vietnamCalendars, vietnamPolicies } from 'quytrinh/time';
import { boundary, bpmn, end, extension, receive, start, timer, user } from '../machine/bpmn-text.ts';
import { bench, BEGIN, HOUR, storeKinds, type Bench } from './setup.ts';

const sla = (attributes: string) => `<quytrinh:sla ${attributes}/>`;
const local = (text: string) => Date.parse(`${text}+07:00`);
const shown = (at: number) => new Date(at + 7 * HOUR).toISOString().slice(0, 16).replace('T', ' ');

const file = new URL('../../processes/so-mau/directory.json', import.meta.url);
const read = readDirectory(JSON.parse(readFileSync(file, 'utf8')));
if (!read.ok) throw new Error('the directory is not valid');
const directory = read.data;

const step = (role: string, more = '') =>
  extension(`${sla('duration="PT8H" warn="50%"')}<quytrinh:performer role="${role}"/>${more}`);
const two = bpmn(
  [start('s'), user('tham_dinh', step('chuyen_vien')), user('ky', step('lanh_dao_so')), end('e')],
  ['s -> tham_dinh -> ky -> e'],
  { extensions: sla('duration="P5D"') },
);

/** The government gives up the make-up Saturday of 10 January 2026. */
const changed = (() => {
  const layers = vietnamCalendars.map((layer): CalendarData => {
    if (layer.schedules === undefined) return layer;
    return {
      ...layer,
      schedules: layer.schedules.map((year) =>
        year.year === 2026 ? { ...year, makeUp: year.makeUp.filter(({ on }) => on !== '2026-01-10') } : year,
      ),
    };
  });
  const compiled = compileCalendar(layers.toSorted((a) => (a.id === 'vn' ? -1 : 1)));
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.value;
})();

describe.each(storeKinds)('clocks on the %s store', (kind) => {
  let on: Bench;
  afterEach(() => on.dispose());

  describe('notices', () => {
    it('go to the handlers with persons, reasons and legal basis, and it is written down for whom they were', async () => {
      on = await bench(kind, { directory });
      await on.deploy(two);
      const told: Notice[] = [];
      on.engine.onNotice((notice) => void told.push(notice));
      const { instanceId } = await on.engine.start('p', { businessKey: 'HS-7' });
      await advanceTo(on.engine, on.clock, local('2026-01-06T09:00:00'));
      expect(
        told.map(({ kind: what, elementName, to }) => [
          what,
          elementName,
          to.map(({ personId, as, level }) => [personId, as, level ?? 0]),
        ]),
      ).toEqual([
        [
          'warned',
          'tham_dinh',
          [
            ['can_bo_c', 'performer', 0],
            ['can_bo_d', 'performer', 0],
          ],
        ],
        [
          'breached',
          'tham_dinh',
          [
            ['can_bo_c', 'performer', 0],
            ['can_bo_d', 'performer', 0],
            ['can_bo_e', 'superior', 1],
          ],
        ],
      ]);
      expect(told[1]).toMatchObject({
        businessKey: 'HS-7',
        dueAt: local('2026-01-06T08:00:00'),
        raisedAt: local('2026-01-06T08:00:00') + 1,
      });
      const { subject, reasons } = noticeText(told[1] as Notice, 'vi');
      expect(subject).toBe('Hồ sơ HS-7: đã quá hạn "tham_dinh", hạn 06/01/2026 08:00 (hẹn ban đầu 06/01/2026 08:00).');
      expect(reasons[0]).toBe('Nhận hồ sơ lúc 05/01/2026 08:00, tính là ngày 05/01/2026.');
      expect(noticeText(told[1] as Notice, 'en').subject).toContain('overdue');
      const delivered = (await on.engine.history(instanceId)).flatMap(({ events }) =>
        events.filter(({ type }) => type === 'notice.delivered'),
      );
      expect(delivered.map(({ persons }) => persons)).toEqual([
        ['can_bo_c', 'can_bo_d'],
        ['can_bo_c', 'can_bo_d', 'can_bo_e'],
      ]);
      expect(await on.store.outbox(10)).toEqual([]);
    });

    it('come too while a dossier, or a step, that is done waits for what it must give to be left', async () => {
      on = await bench(kind);
      const gives =
        '<ioSpecification><dataOutput id="ket_qua" name="ket_qua"/>' +
        '<inputSet/><outputSet><dataOutputRefs>ket_qua</dataOutputRefs></outputSet></ioSpecification>';
      await on.deploy(
        bpmn([start('s'), user('a'), end('e')], ['s -> a -> e'], { extensions: sla('duration="P1D"') }).replace(
          '</extensionElements>',
          `</extensionElements>${gives}`,
        ),
        bpmn([start('s'), user('b', step('chuyen_vien')), end('e')], ['s -> b', 'b -> e if = x > 1'], { id: 'q' }),
      );
      const told: string[] = [];
      on.engine.onNotice(({ kind: what, element }) => void told.push(`${what} ${element}`));
      const dossier = await on.start();
      const other = await on.start({ x: 1 }, 'q');
      await on.complete(dossier, 'a');
      await on.complete(other, 'b');
      expect((await on.incidents()).sort()).toEqual(['DATA_OUTPUTS_MISSING p', 'NO_FLOW_TAKEN b']);
      await advanceTo(on.engine, on.clock, BEGIN + 72 * HOUR);
      expect(told.filter((one) => one.startsWith('breached')).sort()).toEqual(['breached b', 'breached p']);
      expect((await verifyStore(on.store)).strayed).toEqual([]);
    });

    it('come again under the same key until every handler has taken them', async () => {
      on = await bench(kind, { directory });
      await on.deploy(two);
      const keys: string[] = [];
      let down = true;
      on.engine.onNotice(({ key }) => void keys.push(key));
      on.engine.onNotice(() => {
        if (down) throw new Error('mail server is down');
      });
      await on.engine.start('p');
      await advanceTo(on.engine, on.clock, local('2026-01-05T15:00:00'));
      await on.engine.runDue();
      expect(new Set(keys).size).toBe(1);
      const tries = keys.length;
      expect(tries).toBeGreaterThanOrEqual(2);
      down = false;
      const other = await on.another();
      other.onNotice(({ key }) => void keys.push(key));
      await other.runDue();
      expect(keys.length).toBe(tries); // not that soon
      on.clock.set(on.clock.now() + 10_000);
      await other.runDue();
      expect(keys.length).toBe(tries + 1);
      expect(new Set(keys).size).toBe(1);
      await other.runDue();
      expect(keys.length).toBe(tries + 1);
    });

    it('to a handler that never ends hold up nothing, neither timers nor the end of the engine, and are told again', async () => {
      on = await bench(kind, { directory });
      await on.deploy(
        two,
        bpmn([start('s'), user('a'), boundary('t', 'a', timer('PT5H')), end('e')], ['s -> a', 't -> e'], { id: 'q' }),
      );
      const keys: string[] = [];
      on.engine.onNotice(({ key }) => {
        keys.push(key);
        return new Promise(() => undefined);
      });
      await on.engine.start('p');
      const other = await on.start({}, 'q');
      on.engine.work({ everyMs: 5 });
      on.clock.set(local('2026-01-05T14:30:00'));
      await expect.poll(() => on.status(other), { timeout: 5_000 }).toBe('completed');
      expect(keys).toHaveLength(1);
      await on.engine.close({ waitMs: 10 });
      const next = await on.another();
      next.onNotice(({ key }) => void keys.push(key));
      await next.runDue();
      expect(keys).toEqual([keys[0], keys[0]]);
    });

    it('are left by an engine without a handler to one that has one, and hold up nothing meanwhile', async () => {
      on = await bench(kind);

      await on.deploy(two);
      const { instanceId } = await on.engine.start('p', { businessKey: 'HS-7' });
      await advanceTo(on.engine, on.clock, local('2026-01-06T09:00:00'));
      const typesOf = async (): Promise<string[]> =>
        (await on.engine.history(instanceId)).flatMap(({ events }) => events.map(({ type }) => type));
      expect((await typesOf()).filter((type) => type === 'notice.raised')).toHaveLength(2);
      expect((await typesOf()).filter((type) => type === 'clock.breached')).toHaveLength(1);
      expect(await on.engine.runDue()).toMatchObject({ messages: 0 });
      expect(on.troubles).toEqual([]);
      expect((await on.engine.exportInstance(instanceId)).instance).toMatchObject({ instanceId });

      const told: string[] = [];
      const other = await on.another();
      other.onNotice(({ kind: what }) => void told.push(what));
      await on.engine.runDue();
      expect(await other.runDue()).toMatchObject({ messages: 2 });
      expect(told).toEqual(['warned', 'breached']);
      expect((await typesOf()).filter((type) => type === 'notice.delivered')).toHaveLength(2);
      await on.engine.runDue();
      expect(told).toHaveLength(2);
      expect(await on.store.outbox(10)).toEqual([]);
    });

    it('that no engine asks for are forgotten after two weeks, and stay in the journal', async () => {
      on = await bench(kind);
      await on.deploy(two);
      const { instanceId } = await on.engine.start('p');
      await advanceTo(on.engine, on.clock, local('2026-01-06T09:00:00'));
      const [warned, breached] = await on.store.outbox(10);
      const ids = async (): Promise<string[]> => (await on.store.outbox(10)).map(({ id }) => id);
      on.clock.set(warned!.createdAt + limits.noticeWaitsMs - 1);
      await on.engine.runDue();
      expect((await ids()).slice(0, 2)).toEqual([warned!.id, breached!.id]);
      on.clock.set(warned!.createdAt + limits.noticeWaitsMs + 60_000);
      await on.engine.runDue();
      expect((await ids())[0]).toBe(breached!.id);
      const types = (await on.engine.history(instanceId)).flatMap(({ events }) => events.map(({ type }) => type));
      expect(types).not.toContain('notice.delivered');
    });

    it('climb the line of command by the policy, past who is absent', async () => {
      const policies = vietnamPolicies.map((policy): SlaPolicy =>
        policy.id !== 'vn-step'
          ? policy
          : { ...policy, escalations: [{ id: 'late', at: 'breach', to: 'superior', levels: 2 }] },
      );
      const absences = [{ person: 'can_bo_e', from: '2026-01-01', to: '2026-01-31', substitutes: ['can_bo_d'] }];
      on = await bench(kind, { directory: { ...directory, absences }, policies });
      await on.deploy(two);
      const told: Notice[] = [];
      on.engine.onNotice((notice) => void told.push(notice));
      await on.engine.start('p');
      await advanceTo(on.engine, on.clock, local('2026-01-06T09:00:00'));
      expect(
        told.map(({ kind: what, rule, to }) => [
          what,
          rule,
          to.map(({ personId, level }) => `${level ?? 0} ${personId}`),
        ]),
      ).toEqual([['escalated', 'late', ['1 can_bo_d', '2 can_bo_g']]]);
    });
  });

  it('the apology is a task of the role that the policy names; done with a new date it is over', async () => {
    on = await bench(kind, { directory });
    await on.deploy(two);
    const { instanceId } = await on.engine.start('p');
    await advanceTo(on.engine, on.clock, local('2026-01-09T07:30:00'));
    const [duty] = (await on.engine.tasks({ instanceId })).rows.filter(({ obligation }) => obligation !== null);
    expect(duty).toMatchObject({
      element: 'p',
      role: 'can_bo_mot_cua',
      obligation: 'apology',
      name: 'Văn bản xin lỗi và đề nghị gia hạn',
    });
    expect((await on.engine.tasks({ instanceId, forPerson: 'can_bo_a' })).rows.map(({ taskId }) => taskId)).toEqual([
      duty?.taskId,
    ]);
    const done = on.engine.complete(duty?.taskId ?? '', { actor: 'can_bo_c', variables: {} });
    await expect(done).rejects.toMatchObject({ code: 'NOT_AUTHORISED' });
    await on.engine.complete(duty?.taskId ?? '', {
      actor: 'can_bo_a',
      variables: { extension: 'P2D', reason: 'Chờ thẩm tra' },
    });
    expect(await on.tasks(instanceId)).toEqual(['tham_dinh']);
    expect((await on.engine.instance(instanceId)).clocks[0]?.clock).toMatchObject({
      dueOn: '2026-01-13',
      extensions: [{ plan: 'P2D' }],
    });
  });

  describe('the end before its time', () => {
    it('is told by the instance', async () => {
      on = await bench(kind);
      await on.deploy(two);
      const [a, b, c] = [await on.start(), await on.start(), await on.start()];
      await on.engine.withdraw(a, { reason: 'Theo đơn của công dân' });
      await on.engine.stop(b, { reason: 'Hồ sơ giả', actor: 'an' });
      await on.engine.cancel(c, { reason: 'nhầm' });
      const seen = await Promise.all([a, b, c].map((id) => on.engine.instance(id)));
      expect(seen.map(({ status, ending, dossier }) => [status, ending, dossier.code])).toEqual([
        ['cancelled', 'withdrawn', 7],
        ['cancelled', 'stopped', 8],
        ['cancelled', null, 8],
      ]);
      expect((await on.engine.history(b)).at(-1)).toMatchObject({
        actor: { personId: 'an' },
        command: { type: 'instance.stop', how: 'stopped', reason: 'Hồ sơ giả' },
      });
    });
  });

  it('stopped and resumed by hand, by element or phase', async () => {
    on = await bench(kind);
    await on.deploy(
      bpmn([start('s'), user('a'), end('e')], ['s -> a -> e'], {
        extensions: sla('duration="P5D"') + sla('name="g" duration="P3D"'),
      }),
    );
    const id = await on.start();
    const refused = on.engine.pauseClock(id, { clock: 'p', cause: 'SUPPLEMENT' });
    await expect(refused).rejects.toSatisfy(
      (error) => isEngineError(error) && error.code === 'CLOCK_REFUSED' && /REASON/.test(error.message),
    );
    await on.engine.pauseClock(id, { clock: 'p', cause: 'SUPPLEMENT', reason: 'Thiếu', documents: ['Bản vẽ'] });
    await on.engine.pauseClock(id, { clock: 'g', cause: 'VERIFICATION' });
    const { clocks, dossier } = await on.engine.instance(id);
    expect(clocks.map(({ phase, clock }) => [phase, clock.state])).toEqual([
      [null, 'paused'],
      ['g', 'paused'],
    ]);
    expect(dossier).toMatchObject({ code: 5, key: 'SUPPLEMENT_REQUIRED', because: 'pause', supplements: 1 });
    on.clock.set(BEGIN + 24 * HOUR);
    await on.engine.resumeClock(id, { clock: 'g' });
    expect((await on.engine.instance(id)).clocks[1]?.clock).toMatchObject({
      state: 'running',
      pauses: [{ cause: 'VERIFICATION' }],
    });
    await expect(on.engine.pauseClock(id, { clock: 'x', cause: 'VERIFICATION' })).rejects.toMatchObject({
      code: 'CLOCK_UNKNOWN',
    });
  });

  describe('a changed calendar', () => {
    const later = { calendar: changed, reason: 'Thông báo 9441/TB-BNV' } as const;
    const prepared = async () => {
      on = await bench(kind, { directory });
      await on.deploy(two);
      const id = await on.start();
      return id;
    };
    const due = async (id: string) => shown((await on.engine.instance(id)).clocks[0]?.clock.dueAt ?? 0);

    it('moves the timers of a suspended instance too, which come back to the due list with it', async () => {
      const id = await prepared();
      await on.engine.suspend(id, { reason: 'x' });
      await on.engine.recomputeClocks({ ...later, rule: 'always' });
      expect(await on.engine.count('timers', {})).toBe(0);
      expect(await verifyStore(on.store)).toMatchObject({ sound: true });
      await on.engine.resume(id);
      expect(await on.engine.count('timers', {})).toBeGreaterThan(0);
      expect(await verifyStore(on.store)).toMatchObject({ sound: true });
    });

    it('is tried dry, then carried out, with the reason in the journal', async () => {
      const id = await prepared();
      expect(await due(id)).toBe('2026-01-10 17:00');
      const dry = await on.engine.recomputeClocks({ ...later, rule: 'always', dryRun: true });
      expect(dry).toEqual([
        {
          instanceId: id,
          businessKey: null,
          clockId: '1',
          timerId: null,
          element: 'p',
          phase: null,
          from: local('2026-01-10T17:00:00'),
          to: local('2026-01-12T17:00:00'),
          problem: null,
        },
      ]);
      expect(await due(id)).toBe('2026-01-10 17:00');
      expect(await on.engine.recomputeClocks({ ...later, rule: 'always', actor: 'can_bo_k' })).toEqual(dry);
      expect(await due(id)).toBe('2026-01-12 17:00');
      const last = (await on.engine.history(id)).at(-1);
      expect(last).toMatchObject({
        actor: { personId: 'can_bo_k' },
        command: { type: 'clock.recompute', rule: 'always' },
      });
      expect(last?.events[0]).toMatchObject({
        type: 'clock.recomputed',
        fromDueAt: local('2026-01-10T17:00:00'),
        toDueAt: local('2026-01-12T17:00:00'),
        reason: 'Thông báo 9441/TB-BNV',
        clock: { originalDueAt: local('2026-01-10T17:00:00'), recomputations: [{ rule: 'always' }] },
      });
      expect(await on.engine.recomputeClocks({ ...later, rule: 'always' })).toEqual([]);
    });

    it('moves the timers with it: no warning or breach of the old date', async () => {
      const id = await prepared();
      await on.engine.recomputeClocks({ ...later, rule: 'always' });
      await on.complete(id, 'tham_dinh').catch(() => undefined);
      const stops = await advanceTo(on.engine, on.clock, local('2026-01-13T09:00:00'));
      const { clock } = (await on.engine.instance(id)).clocks[0] ?? {};
      expect(clock).toMatchObject({ state: 'breached', breaches: [{ dueAt: local('2026-01-12T17:00:00') }] });
      expect(clock?.warned.map(({ id: rule, at }) => `${rule} ${shown(at)}`)).toEqual([
        'apology 2026-01-09 07:00',
        'share80 2026-01-09 15:36',
      ]);
      expect(stops.length).toBeGreaterThan(0);
    });

    it('moves the timers of the procedure that count in working time, by the same rule; others keep their moment', async () => {
      const working = '<quytrinh:timer counting="working"/>';
      on = await bench(kind);
      await on.deploy(
        bpmn(
          [
            start('s'),
            user('a'),
            boundary('days', 'a', extension(working) + timer('P5D'), false),
            boundary('hours', 'a', extension(working) + timer('PT48H'), false),
            boundary('elapsed', 'a', timer('P5D'), false),
            end('e'),
          ],
          ['s -> a -> e', 'days -> e', 'hours -> e', 'elapsed -> e'],
        ),
      );
      const id = await on.start();
      const timers = async () =>
        (await on.engine.timers({ instanceId: id })).rows.map((one) => `${one.element} ${shown(one.dueAt)}`).sort();
      const before = ['days 2026-01-10 08:00', 'elapsed 2026-01-10 08:00', 'hours 2026-01-12 08:00'];
      const after = ['days 2026-01-12 08:00', 'elapsed 2026-01-10 08:00', 'hours 2026-01-13 08:00'];
      expect(await timers()).toEqual(before);
      const dry = await on.engine.recomputeClocks({ ...later, rule: 'always', dryRun: true });
      expect(dry.map(({ element, clockId, from, to }) => [element, clockId, shown(from), shown(to)])).toEqual([
        ['days', null, '2026-01-10 08:00', '2026-01-12 08:00'],
        ['hours', null, '2026-01-12 08:00', '2026-01-13 08:00'],
      ]);
      expect(await timers()).toEqual(before);
      expect(await on.engine.recomputeClocks({ ...later, rule: 'laterOnly' })).toEqual(dry);
      expect(await timers()).toEqual(after);
      expect((await on.engine.history(id)).at(-1)?.events).toMatchObject([
        { type: 'timer.recomputed', element: 'days', fromDueAt: dry[0]?.from, dueAt: dry[0]?.to, reason: later.reason },
        { type: 'timer.recomputed', element: 'hours' },
      ]);
      expect(await on.engine.recomputeClocks({ ...later, rule: 'always' })).toEqual([]);
      await on.engine.suspend(id, { reason: 'r' });
      const back = { calendar: vietnamCalendar(), reason: 'Đính chính' };
      expect(await on.engine.recomputeClocks({ ...back, rule: 'laterOnly' })).toEqual([]);
      expect(await on.engine.recomputeClocks({ ...back, rule: 'always' })).toHaveLength(2);
      expect(await timers()).toEqual([]);
      expect(await verifyStore(on.store)).toMatchObject({ sound: true });
      await on.engine.resume(id);
      expect(await timers()).toEqual(before);
      await advanceTo(on.engine, on.clock, local('2026-01-10T17:00:00'));
      expect(await timers()).toEqual(['hours 2026-01-12 08:00']);
      expect(await verifyStore(on.store)).toMatchObject({ sound: true });
    });

    it('by the rules: never, only later, always', async () => {
      const id = await prepared();
      expect(await on.engine.recomputeClocks({ ...later, rule: 'never' })).toEqual([]);
      expect(await due(id)).toBe('2026-01-10 17:00');
      expect(await on.engine.recomputeClocks({ ...later, rule: 'laterOnly' })).toHaveLength(1);
      expect(await due(id)).toBe('2026-01-12 17:00');
      const back = { calendar: vietnamCalendar(), reason: 'Đính chính' };
      expect(await on.engine.recomputeClocks({ ...back, rule: 'laterOnly' })).toEqual([]);
      expect(await due(id)).toBe('2026-01-12 17:00');
      expect(await on.engine.recomputeClocks({ ...back, rule: 'always' })).toHaveLength(1);
      expect(await due(id)).toBe('2026-01-10 17:00');
      expect((await on.engine.instance(id)).clocks[0]?.clock.originalDueAt).toBe(local('2026-01-10T17:00:00'));
    });

    it('is the calendar of dossiers received from then on; and needs a reason and the same zone', async () => {
      await prepared();
      await on.engine.recomputeClocks({ ...later, rule: 'never' });
      expect(await due(await on.start())).toBe('2026-01-12 17:00');
      await expect(on.engine.recomputeClocks({ ...later, rule: 'always', reason: ' ' })).rejects.toMatchObject({
        code: 'ARGUMENT_INVALID',
      });
      const elsewhere = compileCalendar([
        { ...(vietnamCalendars.find(({ id }) => id === 'vn') as CalendarData), zone: 'UTC' },
      ]);
      if (!elsewhere.ok) throw new Error('no calendar');
      await expect(
        on.engine.recomputeClocks({ ...later, rule: 'always', calendar: elsewhere.value }),
      ).rejects.toMatchObject({ code: 'ARGUMENT_INVALID' });
    });

    it('is told to every engine: the second mends what it counted meanwhile, and counts by it from then on', async () => {
      const id = await prepared();
      const other = await on.another();
      await on.engine.recomputeClocks({ ...later, rule: 'always' });
      const { instanceId: between } = await other.start('p', {});
      expect(await due(between)).toBe('2026-01-10 17:00');
      expect(await other.recomputeClocks({ ...later, rule: 'always' })).toMatchObject([{ instanceId: between }]);
      expect([await due(id), await due(between)]).toEqual(['2026-01-12 17:00', '2026-01-12 17:00']);
      expect(await due((await other.start('p', {})).instanceId)).toBe('2026-01-12 17:00');
    });

    it('leaves clocks whose rules are not given any more, and says so', async () => {
      const id = await prepared();
      const other = await on.another({ policies: vietnamPolicies.filter((policy) => policy.id === 'vn-step') });
      expect(await other.recomputeClocks({ ...later, rule: 'always' })).toMatchObject([
        { instanceId: id, problem: 'CLOCK_POLICY_MISMATCH' },
      ]);
      expect(await due(id)).toBe('2026-01-10 17:00');
    });
  });

  it('says when a dossier will be finished by the times of its steps', async () => {
    on = await bench(kind);
    await on.deploy(two);
    const id = await on.start();
    expect(await on.engine.predict(id)).toEqual({
      // 8 hours from 08:00, then 8 hours more, in an office of 8 hours from 07:00.
      shortest: { at: local('2026-01-07T08:00:00'), steps: ['ky'] },
      longest: { at: local('2026-01-07T08:00:00'), steps: ['ky'] },
      waitsFor: [],
      fits: 'yes',
    });
    await expect(on.engine.predict('x')).rejects.toMatchObject({ code: 'INSTANCE_UNKNOWN' });
  });

  it('a list of dossiers shows the national status of each', async () => {
    on = await bench(kind);
    const named = bpmn(
      [
        start('s'),
        user('nhan', extension('<quytrinh:status code="1" after="2"/>')),
        user('xu_ly', extension('<quytrinh:status code="4"/>')),
        { ...receive('cho', 'nop'), inner: extension('<quytrinh:pause cause="FINANCIAL_OBLIGATION"/>') },
        user('tra', extension('<quytrinh:status code="9"/>')),
        end('e'),
      ],
      ['s -> nhan -> xu_ly -> cho -> tra -> e'],
      { extensions: sla('duration="P5D"'), keys: { nop: 'so' } },
    );
    await on.deploy(named);
    const ids: string[] = [];
    for (const steps of [[], ['nhan'], ['nhan', 'xu_ly'], ['nhan', 'xu_ly', 'nop'], ['nhan', 'xu_ly', 'nop', 'tra']]) {
      const so = ids.length;
      const id = await on.start({ so });
      ids.push(id);
      const pay = (): Promise<unknown> => on.engine.correlate({ message: 'nop', key: so });
      for (const one of steps) await (one === 'nop' ? pay() : on.complete(id, one));
    }
    const { rows } = await on.engine.instances({ limit: 10 });
    const codes = new Map(rows.map(({ instanceId, dossier }) => [instanceId, dossier.code]));
    expect(ids.map((id) => codes.get(id))).toEqual([1, 4, 6, 9, 10]);
    for (const [code, found] of [
      [1, [ids[0]]],
      [6, [ids[2]]],
      [
        [4, 10],
        [ids[1], ids[4]],
      ],
      [7, []],
    ] as const) {
      const listed = await on.engine.instances({ dossierStatus: code });
      expect(listed.rows.map(({ instanceId }) => instanceId)).toEqual(found);
    }
  });

  it('dossiers and tasks are listed by the deadline that holds now, page by page; what stands still comes last', async () => {
    on = await bench(kind, { directory });
    const step = user('a', extension(sla('duration="P2D"')));
    await on.deploy(bpmn([start('s'), step, end('e')], ['s -> a -> e'], { extensions: sla('duration="P5D"') }));
    const ids: string[] = [];
    for (const day of ['05', '06', '07']) {
      await advanceTo(on.engine, on.clock, local(`2026-01-${day}T08:00:00`));
      ids.push(await on.start());
    }
    const through = async (list: 'instances' | 'tasks', query: object = {}) => {
      const found: number[] = [];
      let next: string | null = null;
      do {
        const asked = { ...query, order: 'due' as const, limit: 1, ...(next === null ? {} : { cursor: next }) };
        const page: { rows: readonly { instanceId: string }[]; next: string | null } = await on.engine[list](asked);
        found.push(...page.rows.map(({ instanceId }) => ids.indexOf(instanceId)));
        next = page.next;
      } while (next !== null);
      return found.join(' ');
    };
    expect([await through('instances'), await through('tasks')]).toEqual(['0 1 2', '0 1 2']);
    const unnamed = on.engine.extendClock(ids[0]!, { plan: 'P5D', reason: 'x' } as never);
    await expect(unnamed).rejects.toMatchObject({ code: 'ARGUMENT_INVALID', params: { name: 'clock' } });
    await on.engine.extendClock(ids[0]!, { clock: 'p', plan: 'P5D', reason: 'Chờ thẩm tra' });
    await on.engine.pauseClock(ids[1]!, { clock: 'a', cause: 'VERIFICATION' });
    expect(await through('instances')).toBe('1 2 0');
    expect(await through('tasks')).toBe('0 2 1');
    expect(await through('instances', { status: 'active', light: { is: 'onTime', at: on.clock.now() } })).toBe('1 2 0');
    expect(await through('tasks', { forPerson: 'can_bo_c' })).toBe('0 2 1');
  });

  it('a list of dossiers is searched by their light, now and at a later moment', async () => {
    on = await bench(kind);
    const held = { ...receive('cho', 'nop'), inner: extension('<quytrinh:pause cause="FINANCIAL_OBLIGATION"/>') };
    const chain = bpmn([start('s'), user('a'), held, user('b'), end('e')], ['s -> a -> cho -> b -> e'], {
      extensions: sla('duration="P5D"'),
    });
    await on.deploy(chain);
    const due = local('2026-01-10T17:00:00');
    const found = async (is: ClockLight | ClockLight[], at: number) =>
      (await on.engine.instances({ light: { is, at } })).rows.map(({ instanceId }) => ids.indexOf(instanceId));
    const ids = [await on.start(), await on.start(), await on.start()];
    // The first is finished early, the second is held before its warning, the third runs.
    await on.complete(ids[0]!, 'a');
    await on.engine.correlate({ message: 'nop' });
    await on.complete(ids[0]!, 'b');
    await on.complete(ids[1]!, 'a');
    const now = on.clock.now();
    expect(await found('early', now)).toEqual([0]);
    expect(await found('onTime', now)).toEqual([1, 2]);
    expect(await found('onTime', due + 1)).toEqual([1]);
    expect(await found('atRisk', due)).toEqual([2]);
    expect(await found(['overdue', 'atRisk'], due + 1)).toEqual([2]);
    await advanceTo(on.engine, on.clock, due + 1);
    for (const { instanceId, dossier } of (await on.engine.instances()).rows)
      expect(await found(dossier.light!, on.clock.now())).toContain(ids.indexOf(instanceId));
    expect(await found('overdue', due + 1)).toEqual([2]);
    await on.engine.stop(ids[2]!, { actor: 'an', reason: 'không bổ sung' });
    expect(await found('overdue', due + 1)).toEqual([2]);
    expect((await on.engine.instances({ status: 'active', light: { is: 'overdue', at: due + 1 } })).rows).toEqual([]);
    expect(await verifyStore(on.store)).toMatchObject({ sound: true });
    await expect(on.engine.instances({ light: { is: 'late' as 'overdue', at: 1 } })).rejects.toMatchObject({
      code: 'ARGUMENT_INVALID',
    });
  });
});

describe('the line of command', () => {
  const compiled = compileDirectory(directory);

  it('goes unit by unit to the head of the agency', () => {
    expect(superiorsByLevel(compiled, 'can_bo_c', BEGIN)).toEqual([['can_bo_e'], ['can_bo_g']]);
    expect(superiorsByLevel(compiled, 'can_bo_d', BEGIN)).toEqual([['can_bo_e'], ['can_bo_g']]);
    expect(superiorsByLevel(compiled, 'can_bo_e', BEGIN)).toEqual([['can_bo_g']]);
    expect(superiorsByLevel(compiled, 'can_bo_g', BEGIN)).toEqual([]);
  });
});
