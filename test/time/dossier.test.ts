// Dossiers as a whole: the ten national statuses, completion that is predicted, clocks at past moments.
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'quytrinh/bpmn';
import { compile, type ProcessMachine, type StepContext } from 'quytrinh/machine';
import type { InstanceState, ProcessModel } from 'quytrinh/model';
import {
  addWorkingMinutes,
  dossierStatus,
  predictCompletion,
  vietnamDossierStatuses,
  vietnamPolicies,
} from 'quytrinh/time';
import { and, bpmn, end, extension, receive, start, sub, user, xor, type El } from '../machine/bpmn-text.ts';
import { at, shown, vn } from './at.ts';

const sla = (attributes: string) => `<quytrinh:sla ${attributes}/>`;
const step = (id: string, duration: string, more = ''): El => user(id, extension(sla(`duration="${duration}"`) + more));
const begun = at('2026-03-02 07:00');
const context = (now: number): StepContext => ({ now, calendar: vn, policies: vietnamPolicies });

async function machineOf(
  elements: readonly El[],
  flows: readonly string[],
  facts = sla('duration="P5D"'),
): Promise<ProcessMachine> {
  const { model } = await parse(bpmn(elements, flows, { extensions: facts }));
  const compiled = compile(model as NonNullable<typeof model>);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
  return compiled.machine;
}

function after(machine: ProcessMachine, done: readonly string[], now = begun): InstanceState {
  let { state } = machine.start({}, context(begun));
  for (const element of done) {
    const [taskId] = Object.entries(state.tasks).find(([, { on }]) => state.elements[on]?.element === element) ?? [];
    state = machine.step(state, { type: 'task.complete', taskId: taskId ?? '', variables: {} }, context(now)).state;
  }
  return state;
}

describe('the national status', () => {
  const chain = [
    start('s'),
    step('a', 'PT1H'),
    step('b', 'PT1H'),
    { ...receive('w', 'm'), inner: extension('<quytrinh:pause cause="SUPPLEMENT"/>') },
    step('c', 'PT1H'),
    end('e'),
  ];
  const flows = ['s -> a -> b -> w -> c -> e'];
  const status = (machine: ProcessMachine, state: InstanceState, now = begun) => {
    const { code, because, light } = dossierStatus(machine.process, state, { calendar: vn, now });
    return `${code} ${because} ${light ?? ''}`;
  };

  it('follows from where the dossier stands, when no element names one', async () => {
    const machine = await machineOf(chain, flows, sla('duration="P5D" until="c"'));
    expect(status(machine, after(machine, []))).toBe('1 intake onTime');
    expect(status(machine, after(machine, ['a']))).toBe('4 processing onTime');
    const waiting = after(machine, ['a', 'b']);
    expect(status(machine, waiting)).toBe('5 pause onTime');
    const [subscriptionId] = Object.keys(waiting.subscriptions);
    const back = machine.step(
      waiting,
      { type: 'message.deliver', subscriptionId: subscriptionId ?? '', variables: {} },
      context(begun),
    ).state;
    expect(status(machine, back)).toBe('4 processing onTime');
    expect(status(machine, back, at('2026-03-10 08:00'))).toBe('4 processing overdue');
    const [taskId] = Object.keys(back.tasks);
    const done = machine.step(
      back,
      { type: 'task.complete', taskId: taskId ?? '', variables: {} },
      context(begun),
    ).state;
    expect(status(machine, done)).toBe('10 completed early');
  });

  it('is decided once the time of the dossier has ended, and stopped by its endings', async () => {
    const machine = await machineOf(
      [start('s'), step('a', 'PT1H'), step('b', 'PT1H'), end('e')],
      ['s -> a -> b -> e'],
      sla('duration="P5D" until="a"'),
    );
    const decided = after(machine, ['a']);
    expect(status(machine, decided)).toBe('9 decided early');
    for (const [how, code] of [
      ['withdrawn', 7],
      ['stopped', 8],
    ] as const) {
      const fresh = after(machine, []);
      const { state } = machine.step(fresh, { type: 'instance.stop', how, reason: 'r' }, context(begun));
      expect(status(machine, state)).toBe(`${code} ending early`);
    }
  });

  it('3, 7 and 8 named by an element stay when the process completes', async () => {
    const machine = await machineOf(
      [start('s'), step('a', 'PT1H', '<quytrinh:status after="3"/>'), end('e')],
      ['s -> a -> e'],
    );
    expect(status(machine, after(machine, ['a']))).toBe('3 element early');
  });

  it('is mapped by the rules of the day of receipt', async () => {
    const machine = await machineOf(chain, flows);
    const [mapping] = vietnamDossierStatuses.mappings;
    if (mapping === undefined) throw new Error('no mapping');
    const data = {
      ...vietnamDossierStatuses,
      mappings: [{ ...mapping, effectiveFrom: '2026-03-03', intake: 2 }, mapping],
    };
    const read = (receivedAt: number) =>
      dossierStatus(machine.process, machine.start({}, context(receivedAt)).state, {
        calendar: vn,
        now: at('2026-03-05 08:00'),
        data,
      });
    expect(read(at('2026-03-02 08:00'))).toMatchObject({ code: 1, mappingFrom: '2018-06-21' });
    expect(read(at('2026-03-03 08:00'))).toMatchObject({ code: 2, mappingFrom: '2026-03-03' });
  });

  it('comes from a file that fits its schema and knows every status it maps to', () => {
    const schema = JSON.parse(
      readFileSync(new URL('../../schemas/dossier-status.schema.json', import.meta.url), 'utf8'),
    ) as object;
    const validate = new Ajv2020({ strict: true }).compile(schema);
    expect(validate(vietnamDossierStatuses), JSON.stringify(validate.errors)).toBe(true);
    const codes = vietnamDossierStatuses.statuses.map(({ code }) => code);
    expect(codes).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });
});

describe('completion', () => {
  const predict = (machine: ProcessMachine, state: InstanceState, now = begun) => {
    const { shortest, longest, waitsFor, fits } = predictCompletion(machine.process, state, vn, now);
    return {
      shortest: `${shown(shortest.at)} ${shortest.steps.join(' ')}`,
      longest: `${shown(longest.at)} ${longest.steps.join(' ')}`,
      waitsFor,
      fits,
    };
  };

  it('is predicted by the shortest and the longest way', async () => {
    const machine = await machineOf(
      [
        start('s'),
        step('a', 'PT4H'),
        xor('x'),
        step('ngan', 'PT1H'),
        step('dai', 'P2D'),
        xor('y'),
        step('ky', 'PT4H'),
        end('e'),
      ],
      ['s -> a -> x', 'x -> ngan if a', 'x -> dai default', 'ngan -> y', 'dai -> y', 'y -> ky -> e'],
      sla('duration="P2D"'),
    );
    expect(predict(machine, after(machine, []))).toEqual({
      shortest: '2026-03-03 08:00 ngan ky',
      longest: '2026-03-04 17:00 dai ky',
      waitsFor: [],
      fits: 'yes',
    });
    expect(predict(machine, after(machine, []), at('2026-03-03 09:00'))).toMatchObject({
      shortest: '2026-03-03 16:00 ngan ky',
      fits: 'perhaps',
    });
    expect(predict(machine, after(machine, []), at('2026-03-05 09:00'))).toMatchObject({ fits: 'no' });
  });

  it('takes branches at the same time as long as the longest, a return not at all, a subprocess as its steps', async () => {
    const machine = await machineOf(
      [
        start('s'),
        and('g'),
        step('a', 'PT2H'),
        sub('x', [start('xs'), step('b', 'PT3H'), step('c', 'PT3H'), end('xe')], ['xs -> b -> c -> xe']),
        and('j'),
        xor('r'),
        step('ky', 'PT2H'),
        xor('q'),
        end('e'),
      ],
      ['s -> g', 'g -> a -> j', 'g -> x -> j', 'j -> r -> ky -> q', 'q -> r if tra_lai', 'q -> e default'],
    );
    // 3 h of b, 3 h of c, 2 h of ky from 07:00; the office is closed from 11:30 to 13:30.
    expect(predict(machine, after(machine, []))).toMatchObject({
      shortest: '2026-03-02 17:00 c ky',
      longest: '2026-03-02 17:00 c ky',
    });
  });

  it('counts nothing for what waits for others, and says so', async () => {
    const machine = await machineOf(
      [
        start('s'),
        { ...receive('w', 'm'), inner: extension('<quytrinh:pause cause="SUPPLEMENT"/>') },
        step('a', 'PT2H'),
        end('e'),
      ],
      ['s -> w -> a -> e'],
    );
    expect(predict(machine, after(machine, []))).toMatchObject({ shortest: '2026-03-02 09:00 a', waitsFor: ['w'] });
  });

  it('stops at the element that ends the time of the dossier', async () => {
    const machine = await machineOf(
      [start('s'), step('a', 'PT2H'), step('b', 'PT2H'), step('c', 'P9D'), end('e')],
      ['s -> a -> b -> c -> e'],
      sla('duration="P2D" until="b"'),
    );
    expect(predict(machine, after(machine, []))).toMatchObject({ longest: '2026-03-02 11:00 b', fits: 'yes' });
  });

  it('of a chain is the sum of its steps, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 8 }), (hours) => {
        const process = chainOf(hours);
        const state = {
          process: 'p',
          status: 'active',
          clocks: {},
          elements: { '1': { element: 'p' }, '2': { element: 'n0', parent: '1' } },
        } as unknown as InstanceState;
        const left = hours.slice(1).reduce((sum, one) => sum + one * 60, 0);
        const { shortest, longest } = predictCompletion(process, state, vn, begun);
        expect(shortest).toEqual(longest);
        expect(shown(longest.at)).toBe(shown(left === 0 ? begun : addWorkingMinutes(vn, begun, left)));
      }),
      { numRuns: 100 },
    );
  });
});

function chainOf(hours: readonly number[]): ProcessModel {
  const place = { file: 'x', line: 1, column: 1 };
  const elements = hours.map((hour, i) => ({
    id: `n${i}`,
    type: 'userTask' as const,
    scope: 'p',
    at: place,
    incoming: i === 0 ? [] : [`f${i}`],
    outgoing: i === hours.length - 1 ? [] : [`f${i + 1}`],
    sla: { duration: `PT${hour}H`, counting: 'working' as const, warn: [], at: place },
  }));
  const flows = hours
    .slice(1)
    .map((_, i) => ({ id: `f${i + 1}`, scope: 'p', source: `n${i}`, target: `n${i + 1}`, at: place }));
  return { id: 'p', at: place, executable: true, elements, flows, lanes: [], data: [], associations: [] };
}
