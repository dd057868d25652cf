// Random processes: blocks (choices, forks, loops, scopes, events) and free graphs, nested in one another, then spoilt a little.
// Only one thing is held to: every circle of the graph waits somewhere and can be left, so that each step ends and each run can.
import type { BpmnModel, DataSetModel, ElementType, LoopModel, MappingModel, MultiInstanceModel } from 'quytrinh/model';
import {
  at,
  builder,
  codes,
  compensate,
  conditional,
  dataSet,
  event,
  feel,
  modelOf,
  timer,
  type Builder,
  type Draft,
} from './builder.ts';
import { thrownBy } from '../reference/diagram.ts';
import { isBounded } from './circles.ts';
import { DECISION, TAG } from './decisions.ts';
import type { Random } from './random.ts';

export interface Wishes {
  /** About how many elements. */
  readonly size: number;
  readonly conditionals: boolean;
}

interface Making extends Builder {
  readonly random: Random;
  readonly wishes: Wishes;
  left: number;
  /** The processes that its call activities call. */
  readonly calls: readonly string[];
  /** It is called by another: what it throws may be caught there, what it has done be undone. */
  readonly isCalled: boolean;
  /** The signals and messages that it throws. */
  readonly signals: readonly string[];
  readonly messages: readonly string[];
}
interface Part {
  readonly entry: string;
  /** Elements the flow goes on from; none: the part ends by itself. */
  readonly exits: readonly string[];
}
/** What may stand in a scope. */
interface Place {
  readonly scope: string;
  readonly depth: number;
  readonly transaction: boolean;
  /** Inside an event subprocess. */
  readonly handler: boolean;
  /** An ad-hoc subprocess, which has no end events. */
  readonly adHoc?: true;
}

/** Alone, or with one or two others that it calls, one through the other too, or with one that begins by what they throw. */
export function randomProcess(random: Random, wishes: Wishes): BpmnModel {
  const small = (): Wishes => ({ ...wishes, size: 1 + random.below(5) });
  const beside = random.chance(25) ? { m: whole(random, small(), 'm', []) } : {};
  const make = (id: string, size: Wishes, calls: readonly string[] = []): Builder =>
    whole(random, size, id, calls, 'm' in beside);
  if (!random.chance(40)) return modelOf({ p: make('p', wishes), ...beside });
  if (!random.chance(40)) return modelOf({ p: make('p', wishes, ['q']), q: make('q', small()), ...beside });
  return modelOf({
    p: make('p', wishes, ['q', 'q', 'r']),
    q: make('q', small(), ['r']),
    r: make('r', small()),
    ...beside,
  });
}

/** `begins`: what it throws may begin another process. That one throws nothing that would begin one. */
function whole(random: Random, wishes: Wishes, id: string, calls: readonly string[], begins = false): Builder {
  const isCalled = id === 'q' || id === 'r';
  const signals = begins ? ['g1', 'g2', 'g3', 'g3'] : ['g1', 'g2'];
  const messages = begins ? ['m1', 'm3'] : ['m1'];
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const own = builder(id === 'p' ? '' : id);
    const making: Making = { ...own, random, wishes, left: wishes.size, calls, isCalled, signals, messages };
    const top: Place = { scope: id, depth: 0, transaction: false, handler: false };
    const entry = fillScope(making, top, id === 'm' ? { events: begunBy(random) } : {});
    if (id === 'm') {
      if (random.chance(30)) making.link(making.add('startEvent', id, { events: begunBy(random) }).id, entry);
    } else if (random.chance(20))
      for (let many = 1 + random.below(2); many > 0; many -= 1) triggeredStart(making, id, entry);
    if (id === 'p' && random.chance(15)) instantiating(making, id);
    if (random.chance(50)) spoil(making);
    tidy(making);
    if (random.chance(12)) ofProcess(making, id);
    for (const element of making.elements) if (throws(element) && random.chance(6)) needing(making, element);
    if (isBounded(making)) return making;
  }
  throw new Error('no process whose circles all wait and can be left');
}

/** What others throw begins it: one signal or message, or any of two. */
function begunBy(random: Random): NonNullable<Draft['events']> {
  const [signal, message] = [event('signal', 'g3'), event('message', 'm3')];
  return random.pick([signal, signal, message, [...signal, ...message]]);
}

/** Beside the none start event, one that something outside triggers. */
function triggeredStart(making: Making, scope: string, entry: string): void {
  const { random } = making;
  const place: Place = { scope, depth: 0, transaction: false, handler: false };
  const kind = random.pick(['message', 'timer', 'signal', 'conditional'] as const);
  const facts = definitions(making, kind, true, 50);
  // No process of the file throws it: it would begin one more.
  const events = facts.events?.map((one) =>
    one.kind === 'signal' ? { ...one, ref: 'g4' } : one.kind === 'message' ? { ...one, ref: 'm4' } : one,
  );
  const start = making.add('startEvent', scope, { ...facts, ...(events === undefined ? {} : { events }) });
  if (random.chance(50)) making.link(start.id, entry);
  else {
    const begun = activity(making, place);
    making.link(start.id, begun.entry);
    for (const exit of begun.exits) making.link(exit, ending(making, place).id);
  }
}

/** A receive task, or one of several events after a gateway, that a message begins the process with. */
function instantiating(making: Making, scope: string): void {
  const { random } = making;
  const place: Place = { scope, depth: 0, transaction: false, handler: false };
  const goOn = (from: string): void => {
    const part = random.chance(50) ? activity(making, place) : { entry: ending(making, place).id, exits: [] };
    making.link(from, part.entry);
    for (const exit of part.exits) making.link(exit, ending(making, place).id);
  };
  if (random.chance(35)) {
    goOn(making.add('receiveTask', scope, { messageRef: 'm1', instantiate: true }).id);
    return;
  }
  const kind = random.pick(['exclusive', 'parallel'] as const);
  const gateway = making.add('eventBasedGateway', scope, { eventGateway: { instantiate: true, kind } });
  const join = random.chance(40) ? making.add('parallelGateway', scope) : null;
  for (let many = 2 + random.below(2); many > 0; many -= 1) {
    const next = random.chance(50)
      ? making.add('receiveTask', scope, { messageRef: random.pick(['m1', 'm2']) })
      : making.add('intermediateCatchEvent', scope, { events: event('message', random.pick(['m1', 'm2'])) });
    making.link(gateway.id, next.id);
    if (join === null) goOn(next.id);
    else making.link(next.id, join.id);
  }
  if (join !== null) goOn(join.id);
}

/** Gives the first element after the start event. */
function fillScope(making: Making, place: Place, facts: Partial<Draft> = {}): string {
  const { random } = making;
  const start = making.add('startEvent', place.scope, facts);
  const body = random.chance(25) ? graph(making, place) : sequence(making, place);
  making.link(start.id, body.entry);
  for (const exit of body.exits) if (random.chance(85)) making.link(exit, ending(making, place).id);
  if (place.depth < 3 && !place.handler && random.chance(place.depth === 0 ? 40 : 45)) eventSubprocess(making, place);
  return body.entry;
}

function sequence(making: Making, place: Place): Part {
  const count = 1 + making.random.below(3);
  let whole: Part | undefined;
  for (let index = 0; index < count; index += 1) {
    if (whole !== undefined && whole.exits.length === 0) break;
    const next = block(making, place);
    for (const exit of whole?.exits ?? []) making.link(exit, next.entry);
    whole = { entry: whole?.entry ?? next.entry, exits: next.exits };
  }
  return whole ?? activity(making, place);
}

function block(making: Making, place: Place): Part {
  const { random } = making;
  if (making.left <= 0) return activity(making, place);
  if (random.chance(25) && ableToBeUndone(making, place.scope).length > 0) {
    const { id } = making.add('intermediateThrowEvent', place.scope, { events: undoing(making, place) });
    return { entry: id, exits: [id] };
  }
  const kind = random.below(100);
  if (kind < 32) return activity(making, place);
  if (kind < 42) return split(making, place, 'exclusiveGateway');
  if (kind < 54) return split(making, place, 'parallelGateway');
  if (kind < 65) return split(making, place, 'inclusiveGateway');
  if (kind < 68) return split(making, place, 'complexGateway');
  if (kind < 72) return split(making, place, 'userTask');
  if (kind < 76) return eventChoice(making, place);
  if (kind < 80) return circle(making, place);
  if (kind < 82) return linked(making, place);
  if (kind < 93) return passing(making, place);
  if (kind < 95 && place.depth < 3) return undoneRounds(making, place);
  return graph(making, place);
}

// Activities

function activity(making: Making, place: Place): Part {
  const { random } = making;
  making.left -= 1;
  const isScope = place.depth < 3 && making.left > 0 && random.chance(35);
  const called = !isScope && making.calls.length > 0 && random.chance(30) ? random.pick(making.calls) : null;
  const type: ElementType =
    called !== null ? 'callActivity' : random.pick(isScope ? scopes : random.chance(25) ? instantTasks : waitingTasks);
  const asks = type === 'businessRuleTask' && random.chance(50);
  const made = making.add(type, place.scope, {
    ...(called === null ? {} : callOf(random, called)),
    ...(asks ? { decision: decided(random) } : {}),
    ...(type === 'receiveTask' || type === 'sendTask' ? { messageRef: random.pick(['m1', 'm2']) } : {}),
    ...(type === 'serviceTask' || (type === 'businessRuleTask' && !asks) ? { job } : {}),
    ...(type === 'scriptTask'
      ? { script: { expression: feel(random.pick(['b', 'c', '1'])), resultVariable: 'a' } }
      : {}),
  });
  const isInstant = asks || (instantTasks as readonly string[]).includes(type);
  if (random.chance(20)) made.loop = loop(random, isScope || isInstant || called !== null, type);
  else if (type === 'userTask' && random.chance(10)) {
    made.inputs = [{ source: feel('a'), target: 'local' }];
    made.outputs = [{ source: feel('local'), target: 'w' }];
  } else if (!isScope && type !== 'receiveTask' && random.chance(12)) {
    needing(making, made);
    if (type === 'userTask' || type === 'serviceTask') giving(making, made);
  }
  if (random.chance(4)) made.completionQuantity = 2;
  if (type === 'adHocSubProcess') adHoc(making, made, place);
  else if (isScope) {
    if (random.chance(12)) {
      // Without a start event everything no flow leads to begins.
      for (let index = 0; index <= random.below(3); index += 1) activity(making, inside(made, place.depth));
    } else fillScope(making, inside(made, place.depth + 1));
  }
  const exits = [made.id];
  if (!isInstant && random.chance(isScope || called !== null ? 60 : 30)) exits.push(...boundary(making, place, made));
  if (isScope)
    for (const kind of thrownIn(making, made.id))
      if (random.chance(80)) exits.push(...caught(making, place, made, kind));
  for (const kind of new Set(thrownBy(made).map((thrown) => thrown.kind)))
    if ((kind === 'error' || kind === 'escalation') && random.chance(80))
      exits.push(...caught(making, place, made, kind));
  if (type === 'transaction' && cancels(making, made.id)) exits.push(...caught(making, place, made, 'cancel'));
  if (random.chance(place.transaction ? 50 : 25)) undoable(making, place, made);
  return { entry: made.id, exits };
}

const scopes: readonly ElementType[] = [
  'subProcess',
  'subProcess',
  'subProcess',
  'transaction',
  'transaction',
  'adHocSubProcess',
];
const waitingTasks: readonly ElementType[] = [
  'userTask',
  'userTask',
  'userTask',
  'serviceTask',
  'serviceTask',
  'businessRuleTask',
  'receiveTask',
];
const instantTasks: readonly ElementType[] = ['task', 'task', 'manualTask', 'sendTask', 'scriptTask'];
const job: NonNullable<Draft['job']> = { type: { kind: 'literal', text: 'work', at }, headers: {} };

/** A few activities without order, perhaps two that follow one another. */
function adHoc(making: Making, made: Draft, place: Place): void {
  const { random } = making;
  made.adHoc = {
    ordering: random.pick(['parallel', 'sequential'] as const),
    cancelRemaining: random.chance(60),
    ...(random.chance(60) ? { completionCondition: feel(condition(random)) } : {}),
  };
  const within: Place = { ...inside(made, place.depth + 1), adHoc: true };
  const parts = Array.from({ length: 2 + random.below(2) }, () => activity(making, within));
  const [first, second] = parts;
  if (first !== undefined && second !== undefined && random.chance(30))
    for (const exit of first.exits) making.link(exit, second.entry);
}

/** With all variables there and back, or with those that its mappings make. */
function callOf(random: Random, process: string): Partial<Draft> {
  const mapping = (source: string, target: string): MappingModel => ({ source: feel(source), target });
  const any = (): string => random.pick(['a', 'b', 'c']);
  // The conditions of the called process read all of them.
  const inputs = ['a', 'b', 'c'].map((target) => mapping(random.chance(70) ? any() : '1', target));
  const outputs = [mapping(any(), any()), ...(random.chance(50) ? [mapping(any(), any())] : [])];
  const [mapsIn, mapsOut] = [random.chance(30), random.chance(30)];
  return {
    called: {
      processId: { kind: 'literal', text: process, at },
      binding: 'latest',
      propagateAllParent: !mapsIn || random.chance(50),
      propagateAllChild: !mapsOut && random.chance(85),
    },
    ...(mapsIn ? { inputs } : {}),
    ...(mapsOut ? { outputs } : {}),
  };
}

function decided(random: Random): NonNullable<Draft['decision']> {
  const binding = random.pick(['latest', 'deployment', 'versionTag'] as const);
  return {
    decisionId: { kind: 'literal', text: DECISION, at },
    binding,
    ...(binding === 'versionTag' ? { versionTag: TAG } : {}),
    resultVariable: random.pick(['a', 'b']),
  };
}

// Data

const throws = ({ type, events = [] }: Draft): boolean =>
  (type === 'endEvent' || type === 'intermediateThrowEvent') && events.length > 0 && events[0]?.kind !== 'link';

/** An activity does not begin before one of its input sets is available, an event never waits; the objects have no value at first. */
function needing(making: Making, element: Draft): void {
  const { ids, sets } = dataSides(making, element, 'dataInput');
  element.inputSets = sets;
  element.dataInputs = ids.map((target) => ({ sources: [dataObject(making)], target, assignments: [], at }));
}

/** It is not over before it has given what one of its output sets wants. */
function giving(making: Making, element: Draft): void {
  const { random } = making;
  const { ids, sets } = dataSides(making, element, 'dataOutput');
  const inputSets = element.inputSets ?? [];
  element.outputSets = sets;
  element.dataOutputs = ids.map((source) => ({ sources: [source], target: dataObject(making), assignments: [], at }));
  const [first, second] = sets;
  if (inputSets.length > 1 && first !== undefined && second !== undefined && random.chance(60))
    element.inputSets = inputSets.map((set, index) => ({ ...set, goesWith: [(index === 0 ? first : second).id] }));
}

function dataSides(
  making: Making,
  { id }: Draft,
  kind: 'dataInput' | 'dataOutput',
): { readonly ids: readonly string[]; readonly sets: readonly DataSetModel[] } {
  const { random } = making;
  const letter = kind === 'dataInput' ? 'i' : 'r';
  const ids = Array.from({ length: 1 + random.below(2) }, (_, index) => `${id}_${letter}${index}`);
  for (const each of ids) making.declare(kind, each, id);
  const [first = '', second] = ids;
  const set = (name: string, data: readonly string[], optional: readonly string[] = []): DataSetModel =>
    dataSet(`${id}_${name}${letter}`, data, { optional });
  if (second === undefined) return { ids, sets: [set('s', [first])] };
  if (random.chance(50)) return { ids, sets: [set('s', [first]), set('t', [second])] };
  return { ids, sets: [set('s', ids, random.chance(50) ? [second] : [])] };
}

/** The process itself waits for its inputs, and must give its outputs. */
function ofProcess(making: Making, id: string): void {
  const { random, sets } = making;
  const goesWith = (name: string): readonly string[] => (random.chance(50) ? [name] : []);
  const [d, e] = (['d', 'e'] as const).map((name) => making.declare('dataInput', name, id)) as [string, string];
  const [r, q] = (['d', 'e'] as const).map((name) => making.declare('dataOutput', name, id)) as [string, string];
  if (random.chance(70))
    sets.inputSets = [
      dataSet(`${id}_si`, [d, e], { optional: random.chance(70) ? [e] : [], goesWith: goesWith(`${id}_sr`) }),
      ...(random.chance(50) ? [dataSet(`${id}_ti`, [e], { goesWith: goesWith(`${id}_tr`) })] : []),
    ];
  if (random.chance(70)) sets.outputSets = [dataSet(`${id}_sr`, [r]), dataSet(`${id}_tr`, [q])];
}

function dataObject(making: Making): string {
  const { random, elements } = making;
  const [{ scope } = { scope: 'p' }] = elements;
  return making.declare('dataObject', random.pick(['d', 'e']), scope);
}

const inside = ({ id, type }: Draft, depth: number): Place => ({
  scope: id,
  depth,
  transaction: type === 'transaction',
  handler: false,
});

/** `bounded`: rounds may be over at once, so that a condition alone would never end them. */
function loop(random: Random, bounded: boolean, type: ElementType): LoopModel {
  if (random.chance(30)) {
    return {
      kind: 'standard',
      testBefore: random.chance(50),
      condition: feel(random.pick(['a > 1', 'b = 1', 'loopCounter <= 2'])),
      ...(bounded || random.chance(60) ? { maximum: feel(random.pick(['2', '3'])) } : {}),
      at,
    };
  }
  return {
    kind: 'multiInstance',
    sequential: random.chance(50),
    ...items(random, type),
    ...behaviour(random),
    ...(random.chance(40)
      ? { completionCondition: feel(random.pick(['numberOfCompletedInstances >= 1', 'a > 1', 'c = 2'])) }
      : {}),
    at,
  };
}

/** What is thrown when rounds complete. */
function behaviour(
  random: Random,
): Pick<MultiInstanceModel, 'behavior' | 'complexBehaviors' | 'noneEvent' | 'oneEvent'> {
  const [thrown] = somethingThrown(random);
  if (thrown === undefined || random.chance(60)) return { behavior: 'all' };
  if (random.chance(30)) return { behavior: 'none', noneEvent: thrown };
  if (random.chance(30)) return { behavior: 'one', oneEvent: thrown };
  const conditions = ['numberOfCompletedInstances >= 2', 'numberOfActiveInstances = 0', 'a > 1', 'c = 2', 'true'];
  const one = () => ({
    condition: feel(random.pick(conditions)),
    events: [...somethingThrown(random), ...(random.chance(20) ? somethingThrown(random) : [])],
  });
  return { behavior: 'complex', complexBehaviors: [one(), ...(random.chance(50) ? [one()] : [])] };
}

function somethingThrown(random: Random): NonNullable<Draft['events']> {
  const kind = random.pick(['message', 'signal', 'escalation', 'escalation', 'error'] as const);
  if (kind === 'message') return event(kind, 'm2');
  return kind === 'signal' ? event(kind, random.pick(['g1', 'g2'])) : event(kind, random.pick(codes));
}

/** How many, or for which items; the results of people's rounds may be gathered. */
function items(random: Random, type: ElementType): Partial<Extract<LoopModel, { kind: 'multiInstance' }>> {
  if (random.chance(75)) return { cardinality: feel(random.pick(['0', '1', '2', '3', 'a', 'b'])) };
  const list = { collection: feel(random.pick(['[10, 20]', '[10, 20, 30]'])), element: 'item' };
  return type === 'userTask' && random.chance(60)
    ? { ...list, outputCollection: 'results', outputElement: feel('item + 1') }
    : list;
}

function undoable(making: Making, place: Place, made: Draft): void {
  const mark = making.add('boundaryEvent', place.scope, {
    attachedTo: made.id,
    interrupting: true,
    events: compensate(),
  });
  // What is in the handler would see the activity's own data before those of the process.
  const isScope = making.left > 0 && made.inputs === undefined && making.random.chance(15);
  const type = isScope ? 'subProcess' : making.random.pick(['userTask', 'userTask', 'task'] as const);
  const handler = making.add(type, place.scope, { isForCompensation: true });
  if (isScope) fillScope(making, inside(handler, 3));
  making.associations.push({ source: mark.id, target: handler.id });
}

/** A repeated subprocess that throws as its rounds complete, and in whose rounds, or after which, something is undone. */
function undoneRounds(making: Making, place: Place): Part {
  const { random } = making;
  making.left -= 3;
  const made = making.add('subProcess', place.scope);
  const condition = random.pick(['numberOfCompletedInstances >= 1', 'numberOfActiveInstances = 0', 'a > 1']);
  made.loop = {
    kind: 'multiInstance',
    sequential: random.chance(50),
    cardinality: feel(random.pick(['1', '2', 'a'])),
    behavior: 'complex',
    complexBehaviors: [{ condition: feel(condition), events: somethingThrown(random) }],
    at,
  };
  const within = inside(made, place.depth + 1);
  const start = making.add('startEvent', made.id);
  const task = making.add('userTask', made.id);
  undoable(making, within, task);
  const last = random.chance(60)
    ? making.add('endEvent', made.id, { events: compensate() })
    : making.add('userTask', made.id);
  making.link(start.id, task.id);
  making.link(task.id, last.id);
  const exits = [made.id];
  for (const kind of new Set(thrownBy(made).map((thrown) => thrown.kind)))
    if (kind === 'error' || kind === 'escalation') exits.push(...caught(making, place, made, kind));
  if (random.chance(50)) return { entry: made.id, exits };
  const undo = making.add('intermediateThrowEvent', place.scope, { events: compensate(made.id) });
  making.link(made.id, undo.id);
  return { entry: made.id, exits: [undo.id, ...exits.slice(1)] };
}

function cancels(making: Making, transaction: string): boolean {
  return making.elements.some(
    ({ scope, events }) => scope === transaction && events?.some(({ kind }) => kind === 'cancel') === true,
  );
}

/** Errors and escalations that may come out of a scope, once each. */
function thrownIn(making: Making, scope: string): ('error' | 'escalation')[] {
  const kinds = making.elements
    .filter((element) => element.scope === scope && /^(end|intermediateThrow)Event$/.test(element.type))
    .flatMap(({ events = [] }) => events.map(({ kind }) => kind));
  return (['error', 'escalation'] as const).filter((kind) => kinds.includes(kind));
}

type Catch = 'timer' | 'message' | 'signal' | 'error' | 'escalation' | 'conditional' | 'cancel' | 'compensate';

function boundary(making: Making, place: Place, host: Draft): string[] {
  const { random } = making;
  const kinds: Catch[] = ['timer', 'message', 'signal', 'error'];
  if (host.type === 'callActivity') kinds.push('escalation', 'error', 'error');
  if (scopes.includes(host.type)) kinds.push('escalation', 'error', 'escalation');
  if (making.wishes.conditionals) kinds.push('conditional');
  const first = random.pick(kinds);
  const second = random.pick(kinds);
  return [first, ...(second !== first && random.chance(30) ? [second] : [])].flatMap((kind) =>
    caught(making, place, host, kind),
  );
}

function caught(making: Making, place: Place, host: Draft, kind: Catch): string[] {
  const { random } = making;
  const interrupting = kind === 'error' || kind === 'cancel' || random.chance(60);
  const mark = making.add('boundaryEvent', place.scope, {
    attachedTo: host.id,
    interrupting,
    ...definitions(making, kind, interrupting, 12),
  });
  const way = random.below(4);
  if (way === 0) return [mark.id];
  const next = way === 1 ? ending(making, place) : making.add('userTask', place.scope);
  making.link(mark.id, next.id);
  return way === 2 ? [next.id] : [];
}

/** Of `percent` of them with another beside: any one of the two, or both. */
function definitions(making: Making, kind: Catch, interrupting: boolean, percent: number): Partial<Draft> {
  const { random } = making;
  const events = definition(making, kind, interrupting);
  if (kind === 'cancel' || kind === 'compensate' || !random.chance(percent)) return { events };
  const others = (['message', 'signal', 'timer', 'conditional', 'escalation'] as const).filter(
    (other) =>
      other !== kind &&
      (other !== 'escalation' || kind === 'error') &&
      (other !== 'conditional' || making.wishes.conditionals),
  );
  const second = definition(making, random.pick(others), interrupting);
  return { events: [...events, ...second], ...(random.chance(50) ? { parallelMultiple: true } : {}) };
}

function definition(making: Making, kind: Catch, interrupting: boolean): NonNullable<Draft['events']> {
  const { random } = making;
  if (kind === 'timer') return timer(!interrupting && random.chance(40) ? 'R2/PT1H' : 'PT1H');
  if (kind === 'message') return event('message', random.pick(['m1', 'm2']));
  if (kind === 'signal') return event('signal', random.pick(['g1', 'g2']));
  if (kind === 'conditional') return conditional(condition(random));
  if (kind === 'cancel') return event('cancel');
  if (kind === 'compensate') return compensate();
  return event(kind, random.pick([...codes, undefined]));
}

function eventSubprocess(making: Making, place: Place): void {
  const { random } = making;
  const sub = making.add('subProcess', place.scope, { triggeredByEvent: true });
  const kinds: Catch[] = ['timer', 'message', 'signal', 'error', 'escalation'];
  if (making.wishes.conditionals) kinds.push('conditional', 'conditional');
  // What is thrown in the scope is caught more often than what is not.
  for (const kind of thrownIn(making, place.scope)) kinds.push(kind, kind, kind, kind, kind);
  if (place.depth > 0 || making.isCalled) kinds.push(...Array.from({ length: 6 }, () => 'compensate' as const));
  const kind = random.pick(kinds);
  const interrupting = kind === 'error' || kind === 'compensate' || random.chance(60);
  const inner: Place = { scope: sub.id, depth: place.depth + 1, transaction: false, handler: true };
  fillScope(making, inner, { ...definitions(making, kind, interrupting, 30), interrupting });
}

// Gateways

function condition(random: Random): string {
  return `${random.pick(['a', 'b', 'c'])} ${random.pick(['=', '>', '<=', '!='])} ${random.below(4)}`;
}

/** Opens with `type` and closes with the same, another one, or not at all. */
function split(making: Making, place: Place, type: ElementType): Part {
  const { random } = making;
  making.left -= 1;
  const fork = making.add(type, place.scope);
  const free = type === 'parallelGateway' || (type === 'complexGateway' && random.chance(60));
  const exits: string[] = [];
  const count = 2 + random.below(2);
  for (let index = 0; index < count; index += 1) {
    const branch = random.chance(12) ? null : sequence(making, place);
    if (branch === null && (index > 0 || free)) {
      // A branch that ends at once.
      making.link(fork.id, ending(making, place).id, free ? undefined : condition(random));
      continue;
    }
    const part = branch ?? activity(making, place);
    const flow = making.link(fork.id, part.entry);
    if (free) {
      // No conditions.
    } else if (index === count - 1 && random.chance(90)) fork.defaultFlow = flow.id;
    else if (type === 'complexGateway' && random.chance(40))
      flow.condition = feel(random.pick(['waitingForStart', 'waitingForStart = false']));
    else if (type !== 'userTask' || random.chance(80)) flow.condition = feel(condition(random));
    if (random.chance(90)) exits.push(...part.exits);
    else for (const exit of part.exits) making.link(exit, ending(making, place).id);
  }
  if (type === 'userTask' && random.chance(40)) exits.push(...boundary(making, place, fork));
  if (exits.length === 0 || random.chance(20)) return { entry: fork.id, exits };
  const same = type === 'userTask' ? 'inclusiveGateway' : type;
  const closing = random.chance(75)
    ? same
    : random.pick(['exclusiveGateway', 'parallelGateway', 'inclusiveGateway', 'complexGateway'] as const);
  const join = making.add(closing, place.scope);
  if (closing === 'complexGateway' && random.chance(80))
    join.activationCondition = feel(`activationCount >= ${1 + random.below(exits.length)}`);
  for (const exit of exits) making.link(exit, join.id);
  return { entry: fork.id, exits: [join.id] };
}

function eventChoice(making: Making, place: Place): Part {
  const { random } = making;
  const gateway = making.add('eventBasedGateway', place.scope, {
    eventGateway: { instantiate: false, kind: 'exclusive' },
  });
  const exits: string[] = [];
  const messages = random.chance(50) ? ['receiveTask'] : ['message'];
  for (const kind of [...messages, 'timer', 'signal'].slice(random.below(2))) {
    const next =
      kind === 'receiveTask'
        ? making.add('receiveTask', place.scope, { messageRef: 'm1' })
        : making.add('intermediateCatchEvent', place.scope, {
            events:
              kind === 'timer'
                ? timer('PT1H')
                : event(kind === 'message' ? 'message' : 'signal', kind === 'message' ? 'm2' : 'g1'),
          });
    making.link(gateway.id, next.id);
    if (random.chance(50)) {
      const part = sequence(making, place);
      making.link(next.id, part.entry);
      exits.push(...part.exits);
    } else exits.push(next.id);
  }
  return { entry: gateway.id, exits };
}

function circle(making: Making, place: Place): Part {
  const { random } = making;
  const merge = making.add(
    random.pick(['exclusiveGateway', 'exclusiveGateway', 'inclusiveGateway'] as const),
    place.scope,
  );
  const body = sequence(making, place);
  making.link(merge.id, body.entry);
  const choice = making.add(
    random.pick(['exclusiveGateway', 'exclusiveGateway', 'inclusiveGateway'] as const),
    place.scope,
  );
  for (const exit of body.exits) making.link(exit, choice.id);
  const back = making.add('userTask', place.scope);
  if (body.exits.length === 0) making.link(merge.id, choice.id);
  making.link(choice.id, back.id, condition(random));
  making.link(back.id, merge.id);
  const on = activity(making, place);
  choice.defaultFlow = making.link(choice.id, on.entry).id;
  return { entry: merge.id, exits: on.exits };
}

/** A free graph: any element may lead to any later one, and back through a task. */
function graph(making: Making, place: Place): Part {
  const { random } = making;
  const nodes: Draft[] = [];
  const count = 3 + random.below(5);
  making.left -= count;
  for (let index = 0; index < count; index += 1) {
    const gateway = random.chance(55);
    const node = gateway
      ? making.add(
          random.pick(['exclusiveGateway', 'parallelGateway', 'inclusiveGateway', 'inclusiveGateway'] as const),
          place.scope,
        )
      : making.element(activity(making, place).entry);
    nodes.push(node);
    if (index === 0) continue;
    connect(making, random.pick(nodes.slice(0, index)), node);
    if (gateway && random.chance(60)) connect(making, random.pick(nodes.slice(0, index)), node);
  }
  if (random.chance(30)) {
    const back = making.add('userTask', place.scope);
    const index = 1 + random.below(nodes.length - 1);
    connect(making, nodes[index] ?? back, back);
    const target = random.pick(nodes.slice(0, index));
    if (target !== back) making.link(back.id, target.id);
  }
  const exits = nodes.filter(({ outgoing }) => outgoing.length === 0).map(({ id }) => id);
  return { entry: nodes[0]?.id ?? '', exits };
}

function connect(making: Making, source: Draft, target: Draft): void {
  const { random } = making;
  const flow = making.link(source.id, target.id);
  if (source.type === 'exclusiveGateway' || source.type === 'inclusiveGateway') {
    if (source.defaultFlow === undefined) source.defaultFlow = flow.id;
    else flow.condition = feel(condition(random));
  }
}

// Events

function linked(making: Making, place: Place): Part {
  const name = `L${making.elements.length}`;
  const thrown = making.add('intermediateThrowEvent', place.scope, { events: [{ kind: 'link', name, at }] });
  const target = making.add('intermediateCatchEvent', place.scope, { events: [{ kind: 'link', name, at }] });
  return { entry: thrown.id, exits: [target.id] };
}

function passing(making: Making, place: Place): Part {
  const { random } = making;
  making.left -= 1;
  const kind = random.below(11);
  const one = (type: ElementType, facts: Partial<Draft> = {}): Part => {
    const { id } = making.add(type, place.scope, facts);
    return { entry: id, exits: [id] };
  };
  if (kind < 1) return one('intermediateThrowEvent');
  if (kind < 2) return one('intermediateThrowEvent', { events: event('message', random.pick(making.messages)) });
  if (kind < 3) return one('intermediateThrowEvent', { events: event('signal', random.pick(making.signals)) });
  if (kind < 5) return one('intermediateThrowEvent', { events: event('escalation', random.pick(codes)) });
  if (kind < 6) return one('intermediateThrowEvent', { events: several(making, place, false) });
  if (kind < 8) return one('intermediateThrowEvent', { events: undoing(making, place) });
  const caughtKind = random.pick(
    making.wishes.conditionals
      ? (['timer', 'message', 'signal', 'conditional'] as const)
      : (['timer', 'message', 'signal'] as const),
  );
  return one('intermediateCatchEvent', definitions(making, caughtKind, true, 35));
}

/**
 * Thrown together, one after another in any order: also what ends or undoes. Where a called process may be undone that comes last: it would
 * be at work for an uncertain while before the next could end it.
 */
function several(making: Making, place: Place, isEnd: boolean): NonNullable<Draft['events']> {
  const { random } = making;
  const all = [
    event('message', random.pick(making.messages)),
    event('escalation', random.pick(codes)),
    event('signal', random.pick(making.signals)),
    undoing(making, place),
    ...(isEnd ? [event('terminate')] : []),
    ...(isEnd && place.transaction ? [event('cancel'), event('cancel')] : []),
    ...(isEnd && (place.depth > 0 || making.isCalled) ? [event('error', random.pick(codes))] : []),
  ].flat();
  // What ends something, after what goes on beside.
  const ends = all.filter(({ kind }) => kind === 'error' || kind === 'terminate' || kind === 'cancel');
  const others = all.filter(({ kind }) => kind === 'signal' || kind === 'compensate');
  const undone = all.filter(({ kind }) => kind === 'compensate');
  if (ends.length > 0 && random.chance(60)) {
    const pair = [random.pick(undone.length > 0 && random.chance(50) ? undone : others), random.pick(ends)];
    return undoingLast(making, random.chance(70) ? pair : pair.reverse());
  }
  const chosen: typeof all = [];
  for (let many = 2 + random.below(2); many > 0; many -= 1) chosen.push(random.pick(all));
  return undoingLast(making, chosen);
}

function undoingLast({ calls }: Making, events: NonNullable<Draft['events']>): NonNullable<Draft['events']> {
  if (calls.length === 0) return events;
  const undoes = ({ kind }: (typeof events)[number]): boolean => kind === 'compensate';
  return [...events.filter((one) => !undoes(one)), ...events.filter(undoes)];
}

/** What has a handler, an event subprocess to undo it, or calls another process. */
function ableToBeUndone(making: Making, around: string): string[] {
  const undoes = ({ events }: Draft): boolean => events?.[0]?.kind === 'compensate';
  const marked = making.elements.filter(undoes).flatMap(({ type, attachedTo, scope }) => {
    if (type === 'boundaryEvent') return attachedTo === undefined ? [] : [attachedTo];
    return type === 'startEvent' ? [making.element(scope).scope] : [];
  });
  return making.elements
    .filter(({ id, type, scope }) => scope === around && (type === 'callActivity' || marked.includes(id)))
    .filter(({ isForCompensation }) => isForCompensation !== true)
    .map(({ id }) => id);
}

/** In an event subprocess it concerns the scope around. */
function undoing(making: Making, place: Place): NonNullable<Draft['events']> {
  const around = place.handler ? making.element(place.scope).scope : place.scope;
  const able = ableToBeUndone(making, around);
  if (able.length === 0 && making.random.chance(70)) return [];
  return able.length > 0 && making.random.chance(40) ? compensate(making.random.pick(able)) : compensate();
}

function ending(making: Making, place: Place): Draft {
  const { random } = making;
  const kind = random.below(100);
  const add = (events?: Draft['events']): Draft =>
    making.add('endEvent', place.scope, events === undefined ? {} : { events });
  if (place.adHoc) return making.add('userTask', place.scope);
  if (place.transaction && kind < 30) {
    const others = random.chance(50) ? several(making, place, false) : [];
    const both = random.chance(50) ? [...event('cancel'), ...others] : [...others, ...event('cancel')];
    return add(undoingLast(making, both));
  }
  if (kind >= 60 && random.chance(40)) return add(undoing(making, place));
  if (kind < 70) return add();
  if (kind < 74) return add(event('terminate'));
  if (kind < 82) return place.depth > 0 || making.isCalled ? add(event('error', random.pick(codes))) : add();
  if (kind < 86) return add(event('escalation', random.pick(codes)));
  if (kind < 88) return add(event('signal', random.pick(making.signals)));
  if (kind < 90) return add(event('message', random.pick(['m2', ...making.messages])));
  return add(several(making, place, true));
}

// Spoiling and tidying

/** Changes a gateway's type or bends a flow, so that joins and splits no longer fit. */
function spoil(making: Making): void {
  const { random } = making;
  for (let times = 1 + random.below(3); times > 0; times -= 1) {
    const gateways = making.elements.filter(({ type }) => /^(exclusive|parallel|inclusive)/.test(type));
    if (gateways.length > 0 && random.chance(50)) {
      const gateway = random.pick(gateways);
      gateway.type = random.pick(['exclusiveGateway', 'parallelGateway', 'inclusiveGateway'] as const);
      continue;
    }
    const flow = random.pick(making.flows);
    if (making.element(flow.source).type === 'eventBasedGateway') continue;
    const targets = making.elements.filter(
      ({ id, scope, type, isForCompensation, triggeredByEvent, incoming, instantiate, eventGateway }) =>
        scope === flow.scope &&
        id !== flow.target &&
        id !== flow.source &&
        type !== 'startEvent' &&
        type !== 'boundaryEvent' &&
        isForCompensation !== true &&
        triggeredByEvent !== true &&
        instantiate !== true &&
        eventGateway?.instantiate !== true &&
        !(type === 'intermediateCatchEvent' && making.element(id).events?.[0]?.kind === 'link') &&
        !incoming.some(
          (each) =>
            making.element(making.flows.find((one) => one.id === each)?.source ?? id).type === 'eventBasedGateway',
        ),
    );
    const old = making.element(flow.target);
    if (targets.length === 0 || old.incoming.length < 2) continue;
    const target = random.pick(targets);
    old.incoming.splice(old.incoming.indexOf(flow.id), 1);
    target.incoming.push(flow.id);
    flow.target = target.id;
  }
}

/** Makes conditions and defaults fit what each element may have. */
function tidy(making: Making): void {
  const { random } = making;
  for (const element of making.elements) {
    const choosing = /^(exclusive|inclusive)Gateway$/.test(element.type);
    const may =
      choosing ||
      element.type === 'complexGateway' ||
      /ask$|ubProcess$|^transaction$|^callActivity$/.test(element.type);
    const flows = element.outgoing.flatMap((id) => making.flows.filter((flow) => flow.id === id));
    if (element.outgoing.length < 2 || !may) {
      delete element.defaultFlow;
      for (const flow of flows) delete flow.condition;
      continue;
    }
    if (element.defaultFlow !== undefined && !element.outgoing.includes(element.defaultFlow))
      delete element.defaultFlow;
    for (const flow of flows) {
      if (flow.id === element.defaultFlow) delete flow.condition;
      else if (choosing) flow.condition ??= feel(condition(random));
    }
    // A complex gateway that finds no way out is a trouble of its own, for which the standard has no rule.
    const [first] = flows;
    if (element.type === 'complexGateway' && element.defaultFlow === undefined) delete first?.condition;
    if (flows.every(({ condition: own }) => own === undefined)) delete element.defaultFlow;
  }
  // A start quantity makes sense where tokens gather.
  for (const element of making.elements)
    if (
      element.incoming.length > 1 &&
      /ask$|ubProcess$|^transaction$|^callActivity$/.test(element.type) &&
      random.chance(14)
    )
      element.startQuantity = 2;
}
