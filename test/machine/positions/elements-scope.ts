// Subprocesses and the call of another process: BPMN 2.0.2 §10.3.5–10.3.7, §13.3.4–13.3.5.
import { expect } from 'vitest';
import {
  association,
  bpmn,
  boundary,
  call,
  cancel,
  compensate,
  end,
  io,
  processText,
  service,
  start,
  sub,
  user,
  xor,
} from '../bpmn-text.ts';
import type { Case } from './case.ts';

export const scopes = {
  // Another process runs as an instance of its own; its data come back when it is completed.
  callActivity: {
    bpmn: bpmn([start('s'), call('x', 'q'), user('z'), end('e')], ['s -> x -> z -> e'], {
      more: processText([start('qs'), user('qa'), end('qe')], ['qs -> qa -> qe'], { id: 'q' }),
    }),
    outside: async (on) => {
      const id = await on.start({ n: 1 });
      await on.engine.runDue();
      expect(await on.tasks(id)).toEqual([]);
      const [called] = (await on.engine.tasks()).rows;
      expect(called).toMatchObject({ element: 'qa' });
      await on.complete(called?.instanceId ?? '', 'qa', { answer: 2 });
      await on.engine.runDue();
      expect(await on.tasks(id)).toEqual(['z']);
      expect((await on.engine.instance(id)).variables).toEqual({ n: 1, answer: 2 });
    },
  },
  // Completed when nothing in it is alive any more; its own data stay inside.
  subProcess: {
    bpmn: bpmn(
      [
        start('s'),
        sub(
          'x',
          [start('s1'), user('a'), user('b'), end('e1')],
          ['s1 -> a -> e1', 's1 -> b -> e1'],
          io({ inputs: ['own = n + 1'], outputs: ['got = own'] }),
        ),
        user('z'),
        end('e'),
      ],
      ['s -> x -> z -> e'],
    ),
    drive: (begin) => {
      const run = begin({ n: 1 });
      run.complete('a', { own: 5 });
      expect(run.open()).toEqual(['b']);
      run.complete('b');
      expect(run.open()).toEqual(['z']);
      expect(run.variables()).toEqual({ n: 1, got: 5 });
    },
  },
  // Succeeds by a normal end; cancelled, it undoes what was completed in it.
  transaction: {
    bpmn: bpmn(
      [
        start('s'),
        sub(
          'x',
          [
            start('s1'),
            service('a'),
            boundary('c_a', 'a', compensate()),
            service('undo_a', '', { isForCompensation: true }),
            user('b'),
            xor('g'),
            end('no', cancel),
            end('yes'),
          ],
          ['s1 -> a -> b -> g', 'g -> no if stop', 'g -> yes default'],
          '',
          {},
          'transaction',
        ),
        boundary('cancelled', 'x', cancel),
        user('y'),
        user('z'),
        end('e'),
      ],
      ['s -> x -> z -> e', 'cancelled -> y -> e'],
      { inside: association('c_a', 'undo_a') },
    ),
    drive: (begin) => {
      const [good, bad] = [begin(), begin()];
      for (const run of [good, bad]) run.complete('a');
      good.complete('b', { stop: false });
      expect(good.open()).toEqual(['z']);
      bad.complete('b', { stop: true });
      expect(bad.open()).toEqual(['undo_a']);
      bad.complete('undo_a');
      expect(bad.open()).toEqual(['y']);
    },
  },
  // Any order, any of them again, until its completion condition is true.
  adHocSubProcess: {
    bpmn: bpmn(
      [
        start('s'),
        sub(
          'x',
          [user('a'), user('b')],
          [],
          '<completionCondition>enough</completionCondition>',
          {},
          'adHocSubProcess',
        ),
        user('z'),
        end('e'),
      ],
      ['s -> x -> z -> e'],
    ),
    drive: (begin) => {
      const run = begin({ enough: false });
      expect(run.open()).toEqual(['a', 'b']);
      run.complete('b');
      run.do({ type: 'adHoc.activate', element: 'b' });
      expect(run.open()).toEqual(['a', 'b']);
      run.complete('b', { enough: true });
      expect(run.open()).toEqual(['z']);
    },
  },
} as const satisfies Record<string, Case>;
