// Cycles keep to their own start, and what is interrupted or moved leaves nothing behind that would begin later.
import { describe, expect, it } from 'vitest';
import { compile, planMigration } from 'quytrinh/machine';
import {
  association,
  boundary,
  bpmn,
  compensate,
  cycle,
  end,
  extension,
  message,
  onEvent,
  service,
  start,
  sub,
  user,
} from './bpmn-text.ts';
import { begin, driverOf, machineOf, modelOf } from './driver.ts';

describe('a cycle', () => {
  it('with a start on the 31st fires at the end of each month, and never drifts to the 28th', async () => {
    const run = await begin(
      bpmn(
        [start('s'), user('a'), boundary('t', 'a', cycle('R4/2026-01-31T08:00:00+07:00/P1M'), false), user('b')],
        ['s -> a', 't -> b'],
      ),
    );
    const dates: string[] = [];
    for (let round = 0; round < 4; round += 1) {
      const [timer] = Object.values(run.state.timers);
      dates.push(new Date((timer?.dueAt ?? 0) + 7 * 3_600_000).toISOString().slice(0, 10));
      run.fire('t');
    }
    expect(dates).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']);
    expect(run.waiting()).toEqual([]);
  });

  it('without a start of its own is counted from the moment it began, not from its last firing', async () => {
    const machine = await machineOf(
      bpmn([start('s'), user('a'), boundary('t', 'a', cycle('R3/P1M'), false), user('b')], ['s -> a', 't -> b']),
    );
    const driver = driverOf(machine);
    driver.now = Date.parse('2026-01-31T08:00:00+07:00');
    driver.do({ type: 'start', variables: {} });
    const dates: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const [timer] = Object.values(driver.state.timers);
      dates.push(new Date((timer?.dueAt ?? 0) + 7 * 3_600_000).toISOString().slice(0, 10));
      driver.fire('t');
    }
    expect(dates).toEqual(['2026-02-28', '2026-03-31', '2026-04-30']);
    expect(driver.waiting()).toEqual([]);
  });
});

describe('an ad-hoc subprocess one activity at a time', () => {
  it('begins no other activity after it was interrupted', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          sub(
            'x',
            [user('a'), user('b'), onEvent('stop', [start('m', message('halt')), user('c')], ['m -> c'])],
            [],
            extension('<zeebe:adHoc activeElementsCollection="= [&quot;a&quot;, &quot;b&quot;]"/>'),
            { ordering: 'Sequential' },
            'adHocSubProcess',
          ),
          end('e'),
        ],
        ['s -> x -> e'],
      ),
    );
    expect(run.open()).toEqual(['a']);
    run.message('halt');
    expect(run.open()).toEqual(['c']);
    run.complete('c');
    expect(run.open()).toEqual([]);
    expect(run.state.status).toBe('completed');
  });
});

describe('a migration', () => {
  it('is refused when something that could be compensated has no place in the new version', async () => {
    const paid = bpmn(
      [
        start('s'),
        service('pay'),
        boundary('undo', 'pay', compensate()),
        service('refund', '', { isForCompensation: true }),
        user('a'),
        end('e', compensate()),
      ],
      ['s -> pay -> a -> e'],
      { inside: association('undo', 'refund') },
    );
    const run = await begin(paid);
    run.complete('pay');
    const from = compile(await modelOf(paid));
    const to = compile(await modelOf(bpmn([start('s'), user('a'), end('e')], ['s -> a -> e'])));
    if (!from.ok || !to.ok) throw new Error('does not compile');
    expect(planMigration(run.state, from.machine.graph, to.machine.graph)).toMatchObject([
      { code: 'ELEMENT_MISSING', element: 'pay' },
    ]);
    expect(planMigration(run.state, from.machine.graph, from.machine.graph)).toEqual([]);
  });
});
