// Clocks of the dossier as a whole: phases, several pauses at once, duties, notices, national states, the end before its time.
import { describe, expect, it } from 'vitest';
import type { SlaPolicy } from 'quytrinh/model';
import { clockAt, dossierStatus, vietnamCalendar, vietnamPolicies } from 'quytrinh/time';
import {
  and,
  boundary,
  bpmn,
  end,
  extension,
  message,
  receive,
  start,
  sub,
  throwing,
  timer,
  user,
  xor,
} from './bpmn-text.ts';
import { begin, driverOf, machineOf, type Driver } from './driver.ts';

const vn = vietnamCalendar();
const sla = (attributes: string) => `<quytrinh:sla ${attributes}/>`;
const pause = (attributes: string) => extension(`<quytrinh:pause ${attributes}/>`);
const local = (text: string) => Date.parse(`${text}+07:00`);
const clocks = (run: Driver) =>
  Object.values(run.state.clocks).map(({ phase, element, clock }) => `${phase ?? element} ${clock.state}`);
const clockOf = (run: Driver, element: string) =>
  Object.values(run.state.clocks).findLast((entry) => (entry.phase ?? entry.element) === element)?.clock;
const noticesOf = (run: Driver) =>
  run.events.flatMap((event) =>
    event.type === 'notice.raised' ? [`${event.kind} ${event.element} ${event.rule ?? ''}`] : [],
  );
const wait = (id: string, attributes: string) => ({ ...receive(id, `papers of ${id}`), inner: pause(attributes) });
const supplement = 'cause="SUPPLEMENT" effect="restart"';

describe('phases', () => {
  const phases = (facts: string) =>
    bpmn(
      [start('s'), user('a'), xor('x'), user('b'), wait('w', supplement), user('c'), xor('y'), throwing('t'), end('e')],
      ['s -> a -> x -> b -> w -> c -> y', 'y -> x if back', 'y -> t default', 't -> e'],
      { extensions: sla('duration="P10D"') + facts },
    );
  const two = sla('name="xã" duration="P3D" until="b"') + sla('name="tỉnh" duration="P5D" from="c" until="t"');

  it('run from the beginning of one element to the end of another', async () => {
    const run = await begin(phases(two));
    expect(clocks(run)).toEqual(['p running', 'xã running']);
    run.complete('a');
    run.complete('b');
    expect(clocks(run)).toEqual(['p paused', 'xã met']);
    run.message('papers of w');
    expect(clocks(run)).toEqual(['p running', 'xã met', 'tỉnh running']);
    run.complete('c', { back: false });
    expect(clocks(run)).toEqual(['p met', 'xã met', 'tỉnh met']);
    expect(run.state.status).toBe('completed');
  });

  it('stand still and count anew with the dossier', async () => {
    const run = await begin(phases(sla('name="cả" duration="P5D" from="a"')));
    run.now = local('2026-01-06T09:00:00');
    run.complete('a');
    run.complete('b');
    expect(clocks(run)).toEqual(['p paused', 'cả paused']);
    run.now = local('2026-01-12T09:00:00');
    run.message('papers of w');
    expect(clockOf(run, 'cả')).toMatchObject({
      state: 'running',
      dueOn: '2026-01-19',
      originalDueAt: local('2026-01-10T17:00:00'),
    });
    expect(clockOf(run, 'cả')?.restarts).toHaveLength(1);
  });

  it('entered again after their end are counted again; entered while they run they go on', async () => {
    const run = await begin(phases(sla('name="g" duration="P3D" from="b" until="c"')));
    run.complete('a');
    run.complete('b');
    run.message('papers of w');
    run.complete('c', { back: true });
    expect(clocks(run)).toEqual(['p running', 'g met', 'g running']);
    const still = await begin(phases(sla('name="g" duration="P3D" from="a" until="t"')));
    still.complete('a');
    expect(clocks(still)).toEqual(['p running', 'g running']);
  });

  it('warn and breach on their own, and end with the process', async () => {
    const run = await begin(phases(sla('name="g" duration="P1D" warn="50%" from="a"')));
    run.fire('a');
    run.fire('a');
    expect(clockOf(run, 'g')).toMatchObject({ state: 'breached' });
    expect(noticesOf(run)).toEqual(['warned a 50%', 'breached a ']);
    run.do({ type: 'instance.cancel', reason: 'r' });
    expect(clocks(run)).toEqual(['p cancelled', 'g cancelled']);
  });
});

describe('waiting for another agency', () => {
  it('has a time of its own, on a receive task and on a message event', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          { ...receive('w', 'm1'), inner: extension(sla('duration="P2D"')) },
          {
            tag: 'intermediateCatchEvent',
            id: 'c',
            attributes: {},
            inner: extension(sla('duration="PT4H"')) + message('m2'),
          },
          end('e'),
        ],
        ['s -> w -> c -> e'],
      ),
    );
    expect(clockOf(run, 'w')).toMatchObject({ state: 'running', dueOn: '2026-01-07' });
    run.message('m1');
    expect(clockOf(run, 'w')).toMatchObject({ state: 'met' });
    run.fire('c');
    run.fire('c');
    expect(clockOf(run, 'c')).toMatchObject({ state: 'breached' });
    run.message('m2');
    expect(clockOf(run, 'c')).toMatchObject({ state: 'met' });
  });
});

describe('several pauses at once', () => {
  const both = (first: string, second: string) =>
    bpmn(
      [start('s'), and('g'), wait('v', first), user('a'), wait('w', second), and('j'), end('e')],
      ['s -> g', 'g -> v -> j', 'g -> a -> w -> j', 'j -> e'],
      { extensions: sla('duration="P10D"') },
    );
  const states = (run: Driver) => {
    const clock = clockOf(run, 'p');
    return `${clock?.state ?? ''} ${clock?.pauses.map(({ cause, continued }) => (continued ? `(${cause})` : cause)).join(' ') ?? ''}`;
  };

  it('hold the clock until the last of them ends', async () => {
    const run = await begin(both('cause="FINANCIAL_OBLIGATION"', 'cause="VERIFICATION"'));
    const due = clockOf(run, 'p')?.dueAt;
    run.now = local('2026-01-06T09:00:00');
    run.complete('a');
    expect(states(run)).toBe('paused FINANCIAL_OBLIGATION');
    run.now = local('2026-01-08T09:00:00');
    run.message('papers of v');
    expect(states(run)).toBe('paused FINANCIAL_OBLIGATION VERIFICATION');
    run.now = local('2026-01-12T09:00:00');
    run.message('papers of w');
    expect(clockOf(run, 'p')).toMatchObject({ state: 'met' });
    expect(clockOf(run, 'p')?.dueAt).toBeGreaterThan(due ?? 0);
  });

  it('one that counts anew prevails over one that leaves time out', async () => {
    const run = await begin(both('cause="FINANCIAL_OBLIGATION"', supplement));
    run.now = local('2026-01-06T09:00:00');
    run.complete('a');
    expect(states(run)).toBe('paused FINANCIAL_OBLIGATION SUPPLEMENT');
    run.now = local('2026-01-08T09:00:00');
    run.message('papers of w');
    expect(states(run)).toBe('paused FINANCIAL_OBLIGATION SUPPLEMENT (FINANCIAL_OBLIGATION)');
    expect(clockOf(run, 'p')?.restarts).toHaveLength(1);
    run.message('papers of v');
    expect(run.state.status).toBe('completed');
  });

  it('of the same cause are one', async () => {
    const run = await begin(both('cause="VERIFICATION"', 'cause="VERIFICATION"'));
    run.complete('a');
    run.message('papers of w');
    expect(states(run)).toBe('paused VERIFICATION');
  });
});

describe('a wait for others', () => {
  const land = [{ document: 'Nghị định 101/2024/NĐ-CP' }];
  const waiting = (cause: string) =>
    bpmn([start('s'), user('a'), wait('w', `cause="${cause}"`), user('b'), end('e')], ['s -> a -> w -> b -> e'], {
      extensions: sla('duration="P10D"'),
    });

  it.each([
    ['public posting', 'PUBLIC_POSTING', 'Niêm yết công khai, đăng tin', land, 4],
    [
      'the financial obligation being determined',
      'FINANCIAL_DETERMINATION',
      'Xác định nghĩa vụ tài chính về đất đai',
      land,
      6,
    ],
    ['the financial obligation being paid', 'FINANCIAL_OBLIGATION', 'Thực hiện nghĩa vụ tài chính', land, 6],
    [
      'verification',
      'VERIFICATION',
      'Xác minh hộ tịch: gửi và chờ văn bản trả lời',
      [{ document: 'Nghị định 07/2025/NĐ-CP' }],
      4,
    ],
  ])(
    '%s stops the dossier, says by what law, and leaves it the time it had',
    async (_, cause, titleVi, basis, status) => {
      const run = await begin(waiting(cause));
      const left = () => clockAt(clockOf(run, 'p')!, vn, run.now).remainingMinutes;
      expect(clockOf(run, 'p')).toMatchObject({ dueOn: '2026-01-16' });
      run.now = local('2026-01-07T10:00:00');
      const before = left();
      run.complete('a');
      expect(clockOf(run, 'p')).toMatchObject({
        state: 'paused',
        pauses: [{ cause, effect: 'exclude', fromAt: run.now }],
      });
      run.now = local('2026-01-15T10:00:00');
      expect(left()).toBe(before);
      const { process } = await machineOf(waiting(cause));
      expect(dossierStatus(process, run.state, { calendar: vn, now: run.now }).code).toBe(status);
      run.message('papers of w');
      // 7, 8, 9, 10 (a Saturday that is worked), 12, 13 and 14 January are left out
      expect(clockOf(run, 'p')).toMatchObject({
        state: 'running',
        dueAt: local('2026-01-27T17:00:00'),
        originalDueAt: local('2026-01-16T17:00:00'),
      });
      expect(left()).toBe(before);
      expect(clockOf(run, 'p')?.reasons.at(-1)).toMatchObject({
        code: 'PAUSE_EXCLUDED_DAYS',
        params: { days: 7, causeVi: titleVi },
        basis,
      });
    },
  );
});

describe('a supplement', () => {
  const asking = (attributes: string, policy = 'vn-one-stop', timed = false) =>
    bpmn(
      [
        start('s'),
        user('a'),
        user('ask'),
        wait('w', attributes),
        ...(timed ? [boundary('t', 'w', timer('P60D'))] : []),
        end('e'),
      ],
      ['s -> a -> ask -> w -> e', ...(timed ? ['t -> e'] : [])],
      { extensions: sla(`duration="P20D" policy="${policy}"`) },
    );

  it('keeps its reason and the full list in the clock', async () => {
    const run = await begin(asking('cause="SUPPLEMENT" reason="=why" documents="=missing"'));
    run.complete('a', { why: 'Thiếu bản vẽ', missing: ['Bản vẽ', 'Giấy ủy quyền'] });
    run.complete('ask');
    expect(clockOf(run, 'p')?.pauses).toMatchObject([
      { effect: 'restart', reason: 'Thiếu bản vẽ', documents: ['Bản vẽ', 'Giấy ủy quyền'] },
    ]);
  });

  it('without a reason or a list is refused; the incident is gone when they are given', async () => {
    const run = await begin(asking('cause="SUPPLEMENT" reason="=why" documents="=missing"'));
    run.complete('a', { why: '', missing: null });
    run.complete('ask');
    expect(Object.values(run.state.incidents)).toMatchObject([{ code: 'CLOCK_INVALID', element: 'w' }]);
    run.resolve({ why: 'Thiếu', missing: 'Bản vẽ\nGiấy ủy quyền' });
    expect(run.incidents()).toEqual([]);
    expect(clockOf(run, 'p')).toMatchObject({ state: 'paused', pauses: [{ documents: ['Bản vẽ', 'Giấy ủy quyền'] }] });
  });

  it('must be told within the time of the policy, by the step that the procedure names', async () => {
    const run = await begin(asking('cause="SUPPLEMENT" request="ask"', 'vn-decree-297'));
    run.complete('a');
    expect(clockOf(run, 'ask')).toMatchObject({ plan: 'PT8H', state: 'running' });
    run.fire('ask');
    run.fire('ask');
    expect(noticesOf(run)).toEqual(['warned ask share80', 'breached ask ']);
  });

  it('without an answer in 15 working days closes the dossier, where the policy says so and no timer of the procedure does', async () => {
    const run = await begin(asking('cause="SUPPLEMENT"', 'vn-decree-297'));
    run.complete('a');
    run.complete('ask');
    run.fire('p');
    expect(run.state).toMatchObject({ status: 'cancelled', ending: 'closed' });
    expect(run.now).toBe(local('2026-01-23T17:00:00') + 1);
    expect(noticesOf(run)).toEqual(['unanswered p SUPPLEMENT']);
    const timed = await begin(asking('cause="SUPPLEMENT"', 'vn-decree-297', true));
    timed.complete('a');
    timed.complete('ask');
    timed.fire('p');
    expect(timed.state.status).toBe('active');
    expect(noticesOf(timed)).toEqual(['unanswered p SUPPLEMENT']);
  });
});

describe('the duty to apologise', () => {
  const xml = bpmn([start('s'), user('a'), end('e')], ['s -> a -> e'], {
    extensions: sla('duration="P5D" warn="50%" until="a"'),
  });
  const duty = (run: Driver) =>
    Object.entries(run.state.tasks).find(([, { obligation }]) => obligation !== undefined)?.[0] ?? '';

  it('is gone when a pause has moved the deadline, and comes once before the new one', async () => {
    const run = await begin(xml);
    run.fire('p');
    run.fire('p');
    const first = duty(run);
    expect(first).not.toBe('');
    run.do({ type: 'clock.pause', clockId: 'p', cause: 'VERIFICATION' });
    run.now = local('2026-01-12T09:00:00');
    run.do({ type: 'clock.resume', clockId: 'p' });
    expect(duty(run)).toBe('');
    run.fire('p');
    run.fire('p');
    expect(Object.values(run.state.tasks).filter(({ obligation }) => obligation !== undefined)).toHaveLength(1);
    expect(duty(run)).not.toBe(first);
  });

  it('comes one working day before the deadline, though the procedure warns at other moments, and is done by a task', async () => {
    const run = await begin(xml);
    run.fire('p');
    expect(duty(run)).toBe('');
    run.fire('p');
    expect(run.now).toBe(local('2026-01-09T07:00:00'));
    expect(noticesOf(run)).toEqual(['warned p 50%', 'apology p apology']);
    expect(run.last.find((event) => event.type === 'task.created')).toMatchObject({
      element: 'p',
      task: { name: 'Văn bản xin lỗi và đề nghị gia hạn', role: 'can_bo_mot_cua', form: '04', obligation: 'apology' },
    });
    run.do({
      type: 'task.complete',
      taskId: duty(run),
      variables: { extension: 'P3D', reason: 'Chờ xác minh' },
      by: 'an',
    });
    expect(clockOf(run, 'p')).toMatchObject({
      state: 'running',
      dueOn: '2026-01-14',
      originalDueAt: local('2026-01-10T17:00:00'),
      extensions: [{ reason: 'Chờ xác minh' }],
    });
    expect(run.open()).toEqual(['a']);
  });

  it('may move the deadline once, with a reason; a refusal changes nothing', async () => {
    const run = await begin(xml);
    run.fire('p');
    run.fire('p');
    const before = structuredClone(run.state);
    const taskId = duty(run);
    expect(() => {
      run.do({ type: 'task.complete', taskId, variables: { extension: 'P3D', reason: ' ' } });
    }).toThrow(/CLOCK_EXTENSION_REASON/);
    expect(run.state).toEqual(before);
    run.do({ type: 'clock.extend', clockId: 'p', plan: 'P3D', reason: 'Chờ xác minh' });
    expect(run.open()).toEqual(['a']);
    expect(() => {
      run.do({ type: 'clock.extend', clockId: 'p', plan: 'P1D', reason: 'nữa' });
    }).toThrow(/CLOCK_EXTENSION_USED_UP/);
  });

  it('is gone when the dossier is finished in time', async () => {
    const run = await begin(xml);
    run.fire('p');
    run.fire('p');
    run.complete('a');
    expect(run.state.status).toBe('completed');
    expect(run.state.tasks).toEqual({});
  });
});

describe('escalation', () => {
  const policies = vietnamPolicies.map((policy): SlaPolicy =>
    policy.id !== 'vn-step'
      ? policy
      : {
          ...policy,
          escalations: [
            { id: 'half', at: '50%', to: 'performer' },
            { id: 'near', at: '-PT2H', to: 'superior' },
            { id: 'late', at: 'breach', to: 'superior', levels: 2 },
            { id: 'later', at: '+P1D', to: 'superior', levels: 3, role: 'giam_sat' },
          ],
        },
  );

  it('tells those of the policy at its moments, and starts again when the deadline moves', async () => {
    const run = driverOf(
      await machineOf(bpmn([start('s'), user('a', extension(sla('duration="PT8H"'))), end('e')], ['s -> a -> e'])),
      policies,
    );
    run.do({ type: 'start', variables: {} });
    const at: string[] = [];
    while (Object.keys(run.state.timers).length > 0) {
      run.fire('a');
      at.push(new Date(run.now + 7 * 3_600_000).toISOString().slice(5, 16));
    }
    // 80 % is the policy's own warning, between the others; the last comes a working day after the deadline.
    expect(at).toEqual(['01-05T14:00', '01-05T16:00', '01-05T16:24', '01-06T08:00', '01-07T17:00']);
    expect(run.events.flatMap((event) => (event.type === 'notice.raised' ? [[event.rule, event.to]] : []))).toEqual([
      ['half', [{ to: 'performer' }]],
      ['near', [{ to: 'superior', levels: 1 }]],
      ['late', [{ to: 'superior', levels: 2 }]],
      [
        'later',
        [
          { to: 'superior', levels: 3 },
          { to: 'role', role: 'giam_sat' },
        ],
      ],
    ]);
  });
});

describe('the end before its time', () => {
  const xml = (inner: string) =>
    bpmn(
      [start('s'), user('a', inner), sub('x', [start('xs'), user('b'), end('xe')], ['xs -> b -> xe']), end('e')],
      ['s -> a -> x -> e'],
      {
        extensions: sla('duration="P5D"'),
      },
    );

  it('withdrawn or stopped, with the reason in the clock', async () => {
    for (const how of ['withdrawn', 'stopped'] as const) {
      const run = await begin(xml(''));
      run.complete('a');
      run.do({ type: 'instance.stop', how, reason: 'Theo đơn' });
      expect(run.state).toMatchObject({ status: 'cancelled', ending: how, elements: {}, tasks: {}, timers: {} });
      expect(clockOf(run, 'p')).toMatchObject({ state: 'cancelled', cancelReason: 'Theo đơn' });
    }
  });

  it('needs a reason; and no dossier is withdrawn once a decision exists', async () => {
    const run = await begin(xml(extension('<quytrinh:status code="4" after="9" decision="true"/>')));
    expect(run.state.mark).toEqual({ status: 4 });
    expect(() => {
      run.do({ type: 'instance.stop', how: 'stopped', reason: '' });
    }).toThrow(/ARGUMENT_INVALID/);
    run.complete('a');
    expect(run.state.mark).toEqual({ status: 9, decided: true });
    expect(() => {
      run.do({ type: 'instance.stop', how: 'withdrawn', reason: 'Theo đơn' });
    }).toThrow(/WITHDRAWAL_TOO_LATE/);
    run.do({ type: 'instance.stop', how: 'stopped', reason: 'Theo kết luận' });
    expect(run.state.ending).toBe('stopped');
  });
});
