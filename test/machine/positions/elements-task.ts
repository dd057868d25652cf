// Tasks: BPMN 2.0.2 §10.3.3, §13.3.3.
import { expect } from 'vitest';
import { decision, dmn, literal } from '../../feel/dmn/dmn-xml.ts';
import { bpmn, el, end, extension, receive, script, send, service, start, user, type El } from '../bpmn-text.ts';
import { thrown, type Case } from './case.ts';

/** s -> (the task) -> z. */
const alone = (task: El): string => bpmn([start('s'), task, user('z'), end('e')], [`s -> ${task.id} -> z -> e`]);

/** Completed when it begins: nobody, and no system, is asked. */
const passes = (tag: string): Case => ({
  bpmn: alone(el(tag, 'x')),
  drive: (begin) => {
    const run = begin();
    expect(run.done()).toEqual(['s', 'x']);
    expect(run.open()).toEqual(['z']);
    expect(run.events.filter(({ type }) => type === 'task.created')).toHaveLength(1);
  },
});

const called = '<zeebe:calledDecision decisionId="d_fee" resultVariable="fee" bindingType="latest"/>';

export const tasks = {
  task: passes('task'),
  manualTask: passes('manualTask'),
  // A person's work: offered, waited for, and its result taken.
  userTask: {
    bpmn: alone(user('x', '', { name: 'Check' })),
    drive: (begin) => {
      const run = begin();
      expect(Object.values(run.state.tasks)).toMatchObject([{ state: 'ready', assignee: null }]);
      expect(run.last.find(({ type }) => type === 'task.created')).toMatchObject({ task: { name: 'Check' } });
      run.complete('x', { ok: true }, 'an');
      expect(run.last.find(({ type }) => type === 'task.closed')).toMatchObject({ by: 'an', outcome: 'completed' });
      expect(run.open()).toEqual(['z']);
      expect(run.variables()).toEqual({ ok: true });
    },
  },
  // A system's work: a job of its type, waited for, and its result taken.
  serviceTask: {
    bpmn: alone(service('x', extension('<zeebe:taskDefinition type="mail"/>'))),
    drive: (begin) => {
      const run = begin();
      expect(Object.values(run.state.jobs)).toMatchObject([{ jobType: 'mail' }]);
      run.complete('x', { sent: 1 });
      expect(run.open()).toEqual(['z']);
      expect(run.variables()).toEqual({ sent: 1 });
    },
  },
  // Completed when its message is sent.
  sendTask: {
    bpmn: alone(send('x', 'paid')),
    drive: (begin) => {
      const run = begin();
      expect(thrown(run)).toEqual(['message paid']);
      expect(run.open()).toEqual(['z']);
    },
  },
  // Completed when its message arrives.
  receiveTask: {
    bpmn: alone(receive('x', 'paid')),
    drive: (begin) => {
      const run = begin();
      expect(run.alive()).toEqual(['x']);
      run.message('paid', { n: 1 });
      expect(run.open()).toEqual(['z']);
      expect(run.variables()).toEqual({ n: 1 });
    },
  },
  // Completed when its script has run.
  scriptTask: {
    bpmn: alone(script('x', 'n * 2', 'twice')),
    drive: (begin) => {
      const run = begin({ n: 21 });
      expect(run.variables()).toEqual({ n: 21, twice: 42 });
      expect(run.open()).toEqual(['z']);
    },
  },
  // Asks the decision that it names, and goes on with the answer.
  businessRuleTask: {
    bpmn: alone(el('businessRuleTask', 'x', extension(called))),
    outside: async (on) => {
      await on.engine.deployDecisions(dmn(decision('fee', literal('7 * 6'))));
      const id = await on.start();
      expect((await on.engine.instance(id)).variables).toEqual({ fee: 42 });
      expect(await on.tasks(id)).toEqual(['z']);
    },
  },
} as const satisfies Record<string, Case>;
