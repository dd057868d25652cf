// Clocks that can't be counted: nothing is half begun, nothing that has happened is held back, and trying again does what was left.
import { describe, expect, it } from 'vitest';
import { emptyState } from 'quytrinh/machine';
import type { Command, InstanceState, SlaPolicy } from 'quytrinh/model';
import { vietnamCalendar, vietnamPolicies } from 'quytrinh/time';
import {
  boundary,
  bpmn,
  catching,
  end,
  extension,
  message,
  multiInstance,
  start,
  timer,
  user,
  type El,
} from './bpmn-text.ts';
import { begin, machineOf, type Driver } from './driver.ts';

const sla = (attributes: string) => `<quytrinh:sla ${attributes}/>`;
const pausing = '<quytrinh:pause cause="SUPPLEMENT" reason="=why" documents="=missing"/>';
const dossier = (...elements: El[]) =>
  bpmn(
    [start('s'), user('a'), ...elements, user('z'), end('e')],
    ['s -> a -> w -> z -> e', ...(elements.some(({ id }) => id === 't') ? ['t -> z'] : [])],
    { extensions: sla('duration="P10D"') + sla('name="phase" duration="P5D" from="w"') },
  );
const clocks = ({ clocks }: InstanceState) =>
  Object.values(clocks).map(({ phase, element, clock }) => `${phase ?? element} ${clock.state}`);
const given = { why: 'Thiếu', missing: ['Bản vẽ'] };

/** `w` begins with neither reason nor list, then with both. */
async function inTrouble(...elements: El[]): Promise<Driver> {
  const run = await begin(dossier(...elements), { why: '', missing: null });
  run.complete('a');
  expect(run.incidents()).toEqual(['CLOCK_INVALID w']);
  expect(clocks(run.state)).toEqual(['p running']);
  expect(run.alive()).toEqual(['w']);
  run.resolve(given);
  expect(run.incidents()).toEqual([]);
  return run;
}

describe('a clock in trouble as an element begins', () => {
  it('starts none of them; tried again, the step has its time, the phase begins and the dossier stands still', async () => {
    const run = await inTrouble(user('w', extension(sla('duration="P2D"') + pausing)));
    expect(clocks(run.state)).toEqual(['p paused', 'w running', 'phase paused']);
    run.complete('w');
    expect(clocks(run.state)).toEqual(['p running', 'w met', 'phase running']);
  });

  it('opens no wait twice around a loop', async () => {
    const run = await inTrouble(
      user('w', extension(pausing) + multiInstance({ cardinality: '2' })),
      boundary('t', 'w', timer('P1D'), false),
    );
    expect(run.waiting().filter((element) => element === 't')).toEqual(['t']);
    expect(run.open()).toEqual(['w', 'w']);
  });

  it('does not double the token of an event', async () => {
    const run = await inTrouble(catching('w', extension(pausing) + message('papers')));
    expect(run.alive()).toEqual(['w']);
    run.message('papers');
    run.complete('z');
    expect(run.state.status).toBe('completed');
  });
});

describe('a clock in trouble as an element ends', () => {
  const now = Date.parse('2026-01-05T08:00:00+07:00');
  const steps = async () => {
    const machine = await machineOf(dossier(user('w', extension(pausing))));
    let state = emptyState();
    const act = (command: Command, policies: readonly SlaPolicy[] = vietnamPolicies): InstanceState =>
      (state = machine.step(state, command, { now, calendar: vietnamCalendar(), policies }).state);
    const complete = (policies?: readonly SlaPolicy[]): InstanceState =>
      act({ type: 'task.complete', taskId: Object.keys(state.tasks)[0] ?? '', variables: {} }, policies);
    act({ type: 'start', variables: given });
    expect(clocks(complete())).toEqual(['p paused', 'phase paused']);
    return { act, complete };
  };

  it('holds nothing back: the process has an incident, and the clocks go on when it is tried again', async () => {
    const { act, complete } = await steps();
    const stuck = complete([]);
    expect(Object.values(stuck.tasks).map(({ on }) => stuck.elements[on]?.element)).toEqual(['z']);
    expect(Object.values(stuck.incidents)).toMatchObject([{ on: '1', element: 'w', code: 'CLOCK_INVALID' }]);
    expect(clocks(stuck)).toEqual(['p paused', 'phase paused']);
    const [incidentId = ''] = Object.keys(stuck.incidents);
    expect(Object.keys(act({ type: 'incident.resolve', incidentId }, []).incidents)).toHaveLength(1);
    const [again = ''] = Object.keys(act({ type: 'variables.set', variables: {} }).incidents);
    const mended = act({ type: 'incident.resolve', incidentId: again });
    expect(mended.incidents).toEqual({});
    expect(clocks(mended)).toEqual(['p running', 'phase running']);
  });

  it('does not keep the instance from being cancelled', async () => {
    const { act } = await steps();
    const over = act({ type: 'instance.cancel', reason: 'no' }, []);
    expect(over.status).toBe('cancelled');
    expect(over.incidents).toEqual({});
    expect(clocks(over)).toEqual(['p cancelled', 'phase cancelled']);
  });
});
