// Every finding of the structural rules: a model that has it and one, as near as possible, that has not.
import { describe, expect, it } from 'vitest';
import { ruleIds, rules, validate } from 'quytrinh/lint';
import type { BpmnModel, JsonValue, LintCode, PauseFact } from 'quytrinh/model';
import { lintCodes } from 'quytrinh/model';
import { feel, line, literal, smallModel, smallProcess } from './small-model.ts';

interface Case {
  readonly bad: BpmnModel;
  readonly good: BpmnModel;
}

const start = { id: 's', type: 'startEvent' } as const;
const task = { id: 't', type: 'task' } as const;
const end = { id: 'e', type: 'endEvent' } as const;
const straight = ['s -> t', 't -> e'];
const at = line(1);
const sla = { counting: 'working', warn: [], at } as const;
const message = { kind: 'message', ref: 'm', at } as const;
const messageWith = (key?: string): Partial<BpmnModel> => ({
  messages: [{ id: 'm', name: 'Kết quả', at, ...(key === undefined ? {} : { correlationKey: feel(key) }) }],
});

/** start → task → end, with the task changed. */
function around(changes: object, rest: Partial<BpmnModel> = {}): BpmnModel {
  return smallModel({ elements: [start, { ...task, ...changes }, end], flows: straight }, rest);
}
/** start → task → end, with an event of the given kinds in the place of the task. */
function withEvent(
  type: 'intermediateCatchEvent' | 'intermediateThrowEvent',
  event: object,
  rest: Partial<BpmnModel> = {},
): BpmnModel {
  return around({ type, events: [{ at, ...event }] }, rest);
}
/** A boundary event `b` on the task, leading to the end. */
function withBoundary(
  changes: object,
  flows: readonly string[] = ['b -> e'],
  rest: Partial<BpmnModel> = {},
): BpmnModel {
  const b = { id: 'b', type: 'boundaryEvent', attachedTo: 't', events: [{ kind: 'error', at }], ...changes } as const;
  return smallModel({ elements: [start, task, end, b], flows: [...straight, ...flows] }, rest);
}
/** A boundary event that waits for a signal and something else. */
function whenAll(kind: 'compensate' | 'signal'): BpmnModel {
  const events = [
    { kind: 'signal', ref: 'x', at },
    { kind, ref: 'y', at },
  ];
  return withBoundary({ parallelMultiple: true, events });
}
/** start → gateway → two tasks → end. */
function split(
  type: 'exclusiveGateway' | 'parallelGateway',
  ifs: readonly [string, string],
  defaultFlow?: string,
): BpmnModel {
  const g = { id: 'g', type, ...(defaultFlow === undefined ? {} : { defaultFlow }) };
  const flows = ['s -> g', `g -> a${ifs[0]}`, `g -> b${ifs[1]}`, 'a -> e', 'b -> e'];
  return smallModel({ elements: [start, g, { id: 'a', type: 'task' }, { id: 'b', type: 'task' }, end], flows });
}
function eventGateway(
  target: object,
  extra: { readonly flows?: readonly string[]; readonly gateway?: object; readonly elements?: readonly object[] } = {},
): BpmnModel {
  const g = {
    id: 'g',
    type: 'eventBasedGateway',
    eventGateway: { instantiate: false, kind: 'exclusive' },
    ...extra.gateway,
  } as const;
  const a = { id: 'a', type: 'intermediateCatchEvent', events: [message], ...target } as const;
  const b = {
    id: 'b',
    type: 'intermediateCatchEvent',
    events: [{ kind: 'timer', timer: 'duration', value: literal('PT1H'), counting: 'elapsed', at }],
  } as const;
  const flows = extra.flows ?? ['s -> g', 'g -> a', 'g -> b', 'a -> e', 'b -> e'];
  return smallModel(
    { elements: [start, g, a, b, end, ...((extra.elements ?? []) as never[])], flows },
    messageWith('ma'),
  );
}
function timer(kind: 'date' | 'duration' | 'cycle', text: string): BpmnModel {
  return withEvent('intermediateCatchEvent', { kind: 'timer', timer: kind, value: literal(text), counting: 'elapsed' });
}
function eventSubprocess(starts: readonly object[]): BpmnModel {
  const inner = [{ id: 'ie', type: 'endEvent', scope: 'x' } as const];
  const x = { id: 'x', type: 'subProcess', triggeredByEvent: true } as const;
  const flows = [...straight, ...starts.map((_, index) => `x${index} -> ie`)];
  const starters = starts.map((changes, index) => ({
    id: `x${index}`,
    type: 'startEvent' as const,
    scope: 'x',
    ...changes,
  }));
  return smallModel({ elements: [start, task, end, x, ...starters, ...inner], flows });
}
function link(source: string, target: string, second?: string): BpmnModel {
  const l1 = { id: 'l1', type: 'intermediateThrowEvent', events: [{ kind: 'link', name: source, at }] } as const;
  const l2 = { id: 'l2', type: 'intermediateCatchEvent', events: [{ kind: 'link', name: target, at }] } as const;
  const l3 = second === undefined ? [] : [{ ...l2, id: 'l3', events: [{ kind: 'link', name: second, at }] } as const];
  return smallModel({
    elements: [start, l1, l2, ...l3, end],
    flows: ['s -> l1', 'l2 -> e', ...(second === undefined ? [] : ['l3 -> e'])],
  });
}
function messageFlow(sourceRef: string, targetRef: string): BpmnModel {
  const other = smallProcess({
    id: 'q',
    elements: [
      { id: 's2', type: 'startEvent', events: [message] },
      { id: 't2', type: 'task' },
      { id: 'e2', type: 'endEvent' },
    ],
    flows: ['s2 -> t2', 't2 -> e2'],
  });
  const model = around({});
  return {
    ...model,
    processes: [...model.processes, other],
    messageFlows: [{ id: 'mf', sourceRef, targetRef, at }],
    ...messageWith('ma'),
  };
}
function handler(isForCompensation: boolean, source = 'b'): BpmnModel {
  const b = {
    id: 'b',
    type: 'boundaryEvent',
    attachedTo: 't',
    events: [{ kind: 'compensate', waitForCompletion: true, at }],
  } as const;
  const h = { id: 'h', type: 'task', isForCompensation } as const;
  const flows = isForCompensation ? straight : [...straight, 's -> h', 'h -> e'];
  return smallModel({
    elements: [start, task, end, b, h],
    flows,
    associations: [{ id: 'as', source, target: 'h', direction: 'one', at }],
  });
}
/** s → a (8 h) → b → e, in the time `total`. */
function steps(total: string, second: object): BpmnModel {
  const a = { id: 'a', type: 'userTask', name: 'Thẩm định', sla: { ...sla, duration: 'P1D' } } as const;
  return smallModel({
    elements: [start, a, { id: 'b', type: 'userTask', ...second }, end],
    flows: ['s -> a', 'a -> b', 'b -> e'],
    sla: { ...sla, duration: total },
  });
}

/** Their cases are in soundness.test.ts. */
type Behavioural =
  | 'UNSOUND_DEADLOCK'
  | 'UNSOUND_LACK_OF_SYNCHRONISATION'
  | 'UNSOUND_NO_COMPLETION'
  | 'SOUNDNESS_UNDECIDED'
  | 'SOUNDNESS_NOT_CHECKED';
/** Not seen in the model alone. */
type Beside = 'DECISION_MISSING';
type Structural = Exclude<LintCode, Behavioural | Beside>;

const declaring = (schema: JsonValue, expression: string): BpmnModel =>
  smallModel({
    elements: [start, { id: 't', type: 'scriptTask', script: { expression: feel(expression) } }, end],
    flows: straight,
    schema: { schema, at },
  });
const declared = { type: 'object', properties: { 'số tiền': { type: 'number' }, a: true } };

const cases: Record<Structural, Case> = {
  SCHEMA_INVALID: {
    bad: declaring({ type: 'object', properties: { a: { type: 'text' } } }, '1'),
    good: declaring({ type: 'object', properties: { a: { type: 'string' } } }, '1'),
  },
  VARIABLE_NOT_DECLARED: {
    bad: declaring(declared, 'if số tiền > 1 then b else a'),
    good: declaring(declared, 'if số tiền > 1 then a else (for b in [1] return b + loopCounter)'),
  },
  EXPRESSION_SYNTAX: {
    bad: around({ script: { expression: feel('1 +') } }),
    good: around({ script: { expression: feel('1 + 1') } }),
  },
  EXPRESSION_UNKNOWN_FUNCTION: {
    bad: around({ script: { expression: feel('coont([1])') } }),
    good: around({ script: { expression: feel('count([1])') } }),
  },
  EXPRESSION_NOT_RUNNABLE: {
    bad: around({ script: { expression: { kind: 'foreign', text: 'x', language: 'groovy', at } } }),
    good: around({ script: { expression: feel('x') } }),
  },
  DURATION_SYNTAX: { bad: timer('duration', '8 hours'), good: timer('duration', 'PT8H') },
  DATE_SYNTAX: { bad: timer('date', '24/11/2026'), good: timer('date', '2026-11-24T08:00:00+07:00') },
  CYCLE_SYNTAX: { bad: timer('cycle', '3/PT1H'), good: timer('cycle', 'R3/PT1H') },
  START_EVENT_MISSING: { bad: smallModel({ elements: [task, end], flows: ['t -> e'] }), good: around({}) },
  START_EVENT_INCOMING: {
    bad: smallModel({ elements: [start, task, end], flows: [...straight, 't -> s'] }),
    good: around({}),
  },
  END_EVENT_OUTGOING: {
    bad: smallModel({ elements: [start, task, end], flows: [...straight, 'e -> t'] }),
    good: around({}),
  },
  ELEMENT_UNREACHABLE: {
    bad: smallModel({ elements: [start, task, end, { id: 'u', type: 'task' }], flows: [...straight, 'u -> e'] }),
    good: smallModel({
      elements: [start, task, end, { id: 'u', type: 'task', isForCompensation: true }],
      flows: straight,
    }),
  },
  ELEMENT_DEAD_END: {
    bad: smallModel({ elements: [start, task, end, { id: 'd', type: 'task' }], flows: [...straight, 't -> d'] }),
    good: smallModel({ elements: [start, task], flows: ['s -> t'] }),
  },
  BOUNDARY_INCOMING: { bad: withBoundary({}, ['b -> e', 't -> b']), good: withBoundary({}) },
  BOUNDARY_NOT_ATTACHED: { bad: withBoundary({ attachedTo: 's' }), good: withBoundary({}) },
  BOUNDARY_EVENT_KIND: { bad: withBoundary({ interrupting: false }), good: withBoundary({}) },
  COMPENSATION_OUTGOING: {
    bad: withBoundary({ events: [{ kind: 'compensate', waitForCompletion: true, at }] }),
    good: handler(true),
  },
  COMPENSATION_HANDLER_MISSING: { bad: handler(true, 'other'), good: handler(true) },
  COMPENSATION_HANDLER_INVALID: { bad: handler(false), good: handler(true) },
  COMPENSATION_ACTIVITY_UNKNOWN: {
    bad: withEvent('intermediateThrowEvent', { kind: 'compensate', activityRef: 'nobody', waitForCompletion: true }),
    good: withEvent('intermediateThrowEvent', { kind: 'compensate', waitForCompletion: true }),
  },
  EVENT_KIND_NOT_ALLOWED: {
    bad: withEvent('intermediateCatchEvent', { kind: 'terminate' }),
    good: withEvent('intermediateCatchEvent', { kind: 'signal', ref: 'x' }),
  },
  EVENT_KINDS_TOGETHER: {
    bad: whenAll('compensate'),
    good: whenAll('signal'),
  },
  EVENT_DEFINITION_MISSING: {
    bad: around({ type: 'intermediateCatchEvent' }),
    good: around({ type: 'intermediateThrowEvent' }),
  },
  EVENT_REFERENCE_MISSING: {
    bad: withEvent('intermediateCatchEvent', { kind: 'message' }),
    good: withEvent('intermediateCatchEvent', { kind: 'message', ref: 'm' }, messageWith('ma')),
  },
  EVENT_VALUE_MISSING: { bad: timer('duration', ''), good: timer('duration', 'PT1H') },
  EVENT_CODE_MISSING: {
    bad: withEvent('intermediateThrowEvent', { kind: 'escalation' }),
    good: withEvent(
      'intermediateThrowEvent',
      { kind: 'escalation', ref: 'x' },
      { escalations: [{ id: 'x', code: 'E1', at }] },
    ),
  },
  LINK_NAME_MISSING: { bad: withEvent('intermediateThrowEvent', { kind: 'link' }), good: link('A', 'A') },
  LINK_TARGET_MISSING: { bad: link('A', 'B'), good: link('A', 'A') },
  LINK_SOURCE_MISSING: { bad: link('A', 'B'), good: link('A', 'A') },
  LINK_TARGET_DUPLICATE: { bad: link('A', 'A', 'A'), good: link('A', 'A') },
  FLOW_CROSSES_SCOPE: {
    bad: smallModel({
      elements: [start, { id: 'x', type: 'subProcess' }, { ...task, scope: 'x' }, end],
      flows: ['s -> x', 'x -> e', 't -> e'],
    }),
    good: smallModel({
      elements: [start, { id: 'x', type: 'subProcess' }, { ...task, scope: 'x' }, end],
      flows: ['s -> x', 'x -> e'],
    }),
  },
  FLOW_EVENT_SUBPROCESS: {
    bad: smallModel({
      elements: [start, task, end, { id: 'x', type: 'subProcess', triggeredByEvent: true }],
      flows: [...straight, 't -> x'],
    }),
    good: eventSubprocess([{ events: [{ kind: 'error', at }] }]),
  },
  FLOW_CONDITION_MISSING: {
    bad: split('exclusiveGateway', [' if x', '']),
    good: split('exclusiveGateway', [' if x', ''], 'g_b'),
  },
  FLOW_CONDITION_UNUSED: { bad: split('parallelGateway', [' if x', '']), good: split('parallelGateway', ['', '']) },
  FLOW_DEFAULT_INVALID: {
    bad: split('exclusiveGateway', [' if x', ''], 'a_e'),
    good: split('exclusiveGateway', [' if x', ''], 'g_b'),
  },
  FLOW_DEFAULT_MISSING: {
    bad: split('exclusiveGateway', [' if x', ' if not(x)']),
    good: split('exclusiveGateway', [' if x', ''], 'g_b'),
  },
  GATEWAY_SINGLE: { bad: around({ type: 'parallelGateway' }), good: split('parallelGateway', ['', '']) },
  GATEWAY_MIXED: {
    bad: smallModel({
      elements: [start, { id: 'g', type: 'parallelGateway' }, task, { id: 'u', type: 'task' }, end],
      flows: ['s -> g', 't -> g', 'g -> t', 'g -> u', 'u -> e'],
    }),
    good: split('parallelGateway', ['', '']),
  },
  EVENT_GATEWAY_TARGET: { bad: eventGateway({ type: 'userTask', events: [] }), good: eventGateway({}) },
  EVENT_GATEWAY_TARGET_SHARED: {
    bad: eventGateway({}, { flows: ['s -> g', 'g -> a', 'g -> b', 'b -> a', 'a -> e'] }),
    good: eventGateway({}),
  },
  EVENT_GATEWAY_RECEIVE_BOUNDARY: {
    bad: eventGateway(
      { type: 'receiveTask', messageRef: 'm' },
      { elements: [{ id: 'bo', type: 'boundaryEvent', attachedTo: 'a', events: [{ kind: 'error', at }] }] },
    ),
    good: eventGateway({ type: 'receiveTask', messageRef: 'm' }),
  },
  EVENT_GATEWAY_SINGLE: { bad: eventGateway({}, { flows: ['s -> g', 'g -> a', 'a -> e'] }), good: eventGateway({}) },
  EVENT_GATEWAY_INCOMING: {
    bad: eventGateway({}, { gateway: { eventGateway: { instantiate: true, kind: 'exclusive' } } }),
    good: eventGateway({}),
  },
  EVENT_SUBPROCESS_START: {
    bad: eventSubprocess([{ events: [{ kind: 'error', at }] }, { events: [{ kind: 'error', at }] }]),
    good: eventSubprocess([{ events: [{ kind: 'error', at }] }]),
  },
  AD_HOC_CONTENT: {
    bad: smallModel({
      elements: [start, { id: 'x', type: 'adHocSubProcess' }, { id: 'y', type: 'startEvent', scope: 'x' }, end],
      flows: ['s -> x', 'x -> e'],
    }),
    good: smallModel({
      elements: [start, { id: 'x', type: 'adHocSubProcess' }, { id: 'y', type: 'task', scope: 'x' }, end],
      flows: ['s -> x', 'x -> e'],
    }),
  },
  JOB_RETRIES_INVALID: {
    bad: around({ job: { type: feel('"a"'), headers: {}, retries: { kind: 'literal', text: '0', at } } }),
    good: around({ job: { type: feel('"a"'), headers: {}, retries: { kind: 'literal', text: '3', at } } }),
  },
  JOB_BACKOFF_SYNTAX: {
    bad: around({ job: { type: feel('"a"'), headers: { retryBackoff: 'PT1S, 10s' } } }),
    good: around({ job: { type: feel('"a"'), headers: { retryBackoff: 'PT1S, PT10S' } } }),
  },
  LOOP_INCOMPLETE: {
    bad: around({ loop: { kind: 'multiInstance', sequential: false, behavior: 'all', at } }),
    good: around({ loop: { kind: 'multiInstance', sequential: false, behavior: 'all', at, cardinality: feel('3') } }),
  },
  LOOP_COLLECTION_UNKNOWN: { bad: overData('other'), good: overData('d') },
  QUANTITY_INVALID: { bad: around({ completionQuantity: 0 }), good: around({ completionQuantity: 1 }) },
  MESSAGE_CORRELATION_MISSING: {
    bad: withEvent('intermediateCatchEvent', { kind: 'message', ref: 'm' }, messageWith()),
    good: withEvent('intermediateCatchEvent', { kind: 'message', ref: 'm' }, messageWith('ma_ho_so')),
  },
  MESSAGE_FLOW_SOURCE: { bad: messageFlow('s', 't2'), good: messageFlow('t', 't2') },
  MESSAGE_FLOW_TARGET: { bad: messageFlow('t', 'e2'), good: messageFlow('t', 's2') },
  MESSAGE_FLOW_SAME_POOL: { bad: messageFlow('t', 't'), good: messageFlow('t', 't2') },
  DATA_COLLECTION_MISMATCH: {
    bad: {
      ...around({}),
      itemDefinitions: [{ id: 'i', isCollection: true, at }],
      processes: [
        smallProcess({
          elements: [start],
          data: [{ id: 'd', kind: 'dataObject', scope: 'p', itemRef: 'i', isCollection: false, at }],
        }),
      ],
    },
    good: {
      ...around({}),
      itemDefinitions: [{ id: 'i', isCollection: true, at }],
      processes: [
        smallProcess({
          elements: [start],
          data: [{ id: 'd', kind: 'dataObject', scope: 'p', itemRef: 'i', isCollection: true, at }],
        }),
      ],
    },
  },
  DATA_MESSAGE_MISMATCH: { bad: sends('i2'), good: sends('i1') },
  PARTICIPANT_MULTIPLICITY: {
    bad: around({}, { participants: [{ id: 'pa', at, multiplicity: { minimum: 3, maximum: 2 } }] }),
    good: around({}, { participants: [{ id: 'pa', at, multiplicity: { minimum: 0, maximum: 1 } }] }),
  },
  DATA_ASSOCIATION_SOURCES: {
    bad: around({ dataInputs: [{ sources: ['a', 'b'], assignments: [], at }] }),
    good: around({ dataInputs: [{ sources: ['a', 'b'], assignments: [], transformation: feel('a + b'), at }] }),
  },
  CALL_TARGET_MISSING: {
    bad: around({ type: 'callActivity' }),
    good: around({ type: 'callActivity', called: { processId: literal('q'), binding: 'latest' } }),
  },
  NAME_TWICE: { bad: twoMessages('Kết quả', 'Kết quả'), good: twoMessages('Kết quả', 'Yêu cầu') },
  TASK_NAME_MISSING: {
    bad: around({ type: 'manualTask' }),
    good: around({ type: 'manualTask', name: 'Nhận hồ sơ' }),
  },
  DATA_WHILE_EXECUTING: {
    bad: around({ inputSets: [{ id: 'set', data: ['i'], optional: [], whileExecuting: ['i'], goesWith: [], at }] }),
    good: around({ inputSets: [{ id: 'set', data: ['i'], optional: ['i'], whileExecuting: [], goesWith: [], at }] }),
  },
  DATA_SETS_OF_EVENT: {
    bad: around({
      type: 'intermediateThrowEvent',
      inputSets: [{ id: 'set', data: ['i'], optional: [], whileExecuting: [], goesWith: [], at }],
    }),
    good: around({ inputSets: [{ id: 'set', data: ['i'], optional: [], whileExecuting: [], goesWith: [], at }] }),
  },
  DATA_ASSIGNMENT_TARGET: {
    bad: around({ dataInputs: [{ sources: [], assignments: [{ from: feel('1'), to: feel('getData("x")') }], at }] }),
    good: around({ dataInputs: [{ sources: [], assignments: [{ from: feel('1'), to: feel('x.y') }], at }] }),
  },
  TASK_PERFORMER_MISSING: {
    bad: around({ type: 'userTask' }),
    good: around({ type: 'userTask', performer: { role: 'truong_phong', signs: false, modes: [], at } }),
  },
  SLA_STEPS_EXCEED_TOTAL: {
    bad: steps('PT15H', { sla: { ...sla, duration: 'PT8H' } }),
    good: steps('P2D', { sla: { ...sla, duration: 'PT8H' } }),
  },
  SLA_UNTIL_UNKNOWN: { bad: slaUntil('x'), good: slaUntil('t') },
  SLA_WARNING_SYNTAX: {
    bad: around({ sla: { ...sla, duration: 'P1D', warn: ['sớm'] } }),
    good: around({ sla: { ...sla, duration: 'P1D', warn: ['80%', '-PT4H'] } }),
  },
  SLA_PHASE_UNKNOWN: { bad: phases([{ from: 'x' }]), good: phases([{ from: 't' }]) },
  SLA_PHASE_NAME: { bad: phases([{}, {}]), good: phases([{}, { name: 'khác' }]) },
  SLA_PHASE_UNREACHABLE: { bad: phases([{ from: 't', until: 's' }]), good: phases([{ from: 's', until: 't' }]) },
  PAUSE_REQUEST_UNKNOWN: {
    bad: around({ pause: { cause: 'SUPPLEMENT', request: 'x', at } }),
    good: around({ pause: { cause: 'SUPPLEMENT', request: 't', at } }),
  },
  SEPARATION_UNKNOWN: {
    bad: around({ type: 'userTask', separation: { elements: ['s'], at } }),
    good: smallModel({
      elements: [
        start,
        { ...task, type: 'userTask' },
        { id: 'u', type: 'userTask', separation: { elements: ['t'], at } },
      ],
      flows: ['s -> t', 't -> u'],
    }),
  },
  PAUSE_CAUSE_UNKNOWN: { bad: paused({ cause: 'HOLIDAY' }), good: paused({ cause: 'VERIFICATION' }) },
  PAUSE_UNSTATED: {
    bad: paused({ cause: 'SUPPLEMENT', reason: 'lyDo' }),
    good: paused({ cause: 'SUPPLEMENT', reason: 'lyDo', documents: 'thieu' }),
  },
  PAUSE_WITHOUT_SLA: {
    bad: around({ pause: { cause: 'SUPPLEMENT', effect: 'exclude', at } }),
    good: smallModel({
      elements: [start, { ...task, pause: { cause: 'SUPPLEMENT', effect: 'exclude', at } }],
      flows: ['s -> t'],
      sla: { ...sla, duration: 'P5D' },
    }),
  },
};

/** A task that stops a dossier of five days. */
function paused(pause: Omit<PauseFact, 'at'>): BpmnModel {
  return smallModel({
    elements: [start, { ...task, pause: { at, ...pause } }, end],
    flows: straight,
    sla: { ...sla, duration: 'P5D' },
  });
}

function overData(collectionRef: string): BpmnModel {
  const loop = { kind: 'multiInstance', sequential: false, behavior: 'all', at, collectionRef } as const;
  const d = { id: 'd', kind: 'dataInput', scope: 't', at } as const;
  return smallModel({ elements: [start, { ...task, loop }, end], flows: straight, data: [d] });
}
function sends(itemRef: string): BpmnModel {
  const d = { id: 'd', kind: 'dataInput', scope: 't', itemRef, at } as const;
  return smallModel(
    { elements: [start, { ...task, type: 'sendTask', messageRef: 'm' }, end], flows: straight, data: [d] },
    {
      messages: [{ id: 'm', itemRef: 'i1', at }],
      itemDefinitions: ['i1', 'i2'].map((id) => ({ id, structureRef: `xsd:${id}`, at })),
    },
  );
}
function slaUntil(until: string): BpmnModel {
  return smallModel({ elements: [start, task, end], flows: straight, sla: { ...sla, duration: 'P5D', until } });
}

function phases(given: readonly object[]): BpmnModel {
  const all = given.map((phase) => ({ ...sla, duration: 'P5D', name: 'Thẩm định', ...phase }));
  return smallModel({ elements: [start, task, end], flows: straight, phases: all });
}

function twoMessages(...names: readonly string[]): BpmnModel {
  return around({}, { messages: names.map((name, index) => ({ id: `m${index}`, name, at })) });
}

const codesOf = (model: BpmnModel): string[] => validate(model).map(({ code }) => code);

describe('rules', () => {
  it.each(Object.entries(cases))('%s is found in the bad model and not in the good one', (code, { bad, good }) => {
    expect(codesOf(bad)).toContain(code);
    expect(codesOf(good)).not.toContain(code);
  });

  it('a decision that is in none of the files given is an error where it would be asked', () => {
    const asks = around({ type: 'businessRuleTask', decision: { decisionId: literal('phi'), binding: 'latest' } });
    expect(validate(asks)).toEqual([]);
    expect(validate(asks, { decisions: ['phi'] })).toEqual([]);
    expect(validate(asks, { decisions: ['le_phi', 'x'] })).toMatchObject([
      { code: 'DECISION_MISSING', severity: 'error', params: { decision: 'phi', known: 'le_phi, x' } },
    ]);
  });

  it('what may come while the process itself works is told too', () => {
    const set = { id: 'set', data: ['i'], optional: [], whileExecuting: ['i'], goesWith: [], at };
    const { processes, ...rest } = around({});
    const found = validate({ ...rest, processes: processes.map((one) => ({ ...one, inputSets: [set] })) });
    expect(found).toContainEqual(expect.objectContaining({ code: 'DATA_WHILE_EXECUTING', elementId: 'p' }));
  });

  it('who waits for no message waits for ever; who sends none goes on', () => {
    const severityOf = (changes: object): string[] =>
      validate(around(changes)).flatMap(({ code, severity }) => (code === 'EVENT_REFERENCE_MISSING' ? [severity] : []));
    expect(severityOf({ type: 'receiveTask' })).toEqual(['error']);
    expect(severityOf({ type: 'sendTask' })).toEqual(['warning']);
    expect(severityOf({ type: 'sendTask', job: { type: literal('mail'), headers: {} } })).toEqual([]);
  });

  it('find nothing in a small tidy model', () => {
    expect(validate(around({}))).toEqual([]);
  });

  it('together own every code', () => {
    const owned = new Set(ruleIds.flatMap((id) => rules[id].codes));
    expect(lintCodes.filter((code) => !owned.has(code))).toEqual([]);
    for (const id of ruleIds) expect(rules[id].id).toBe(id);
  });

  it('report only the codes they own', () => {
    for (const { bad, good } of Object.values(cases)) {
      for (const id of ruleIds) {
        for (const model of [bad, good]) {
          for (const { code } of validate(model, { only: [id] })) expect(rules[id].codes).toContain(code);
        }
      }
    }
  });

  it('sort what they find by its place', () => {
    const lines = validate(cases.EVENT_GATEWAY_TARGET.bad).map(({ at: place }) => place.line);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
  });
});
