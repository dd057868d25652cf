// Random processes: blocks (choices, forks, loops, scopes, events) and free graphs, nested in one another, then spoilt a little.
// Only one thing is held to: every circle of the graph waits somewhere and can be left, so that each step ends and each run can.
import type { BpmnModel, ElementType, LoopModel } from 'quytrinh/model';
import {
  at,
  builder,
  codes,
  compensate,
  conditional,
  event,
  feel,
  modelOf,
  timer,
  type Builder,
  type Draft,
} from './builder.ts';
import { isBounded } from './circles.ts';
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
  /** The process that its call activities call; null: it calls none. */
  readonly calls: string | null;
  /** It is called by another: what it throws may be caught there. What it has done is not compensated for its caller. */
  readonly isCalled: boolean;
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
  /** Inside a repeated activity. */
}

export function randomProcess(random: Random, wishes: Wishes): BpmnModel {
  if (!random.chance(35)) return modelOf({ p: whole(random, wishes, 'p', null) });
  const small = { ...wishes, size: 1 + random.below(4) };
  return modelOf({ p: whole(random, wishes, 'p', 'q'), q: whole(random, small, 'q', null, true) });
}

function whole(random: Random, wishes: Wishes, id: string, calls: string | null, isCalled = false): Builder {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const own = builder(isCalled ? id : '');
    const making: Making = { ...own, random, wishes, left: wishes.size, calls, isCalled };
    fillScope(making, { scope: id, depth: 0, transaction: false, handler: false });
    if (random.chance(50)) spoil(making);
    tidy(making);
    if (isBounded(making)) return making;
  }
  throw new Error('no process whose circles all wait and can be left');
}

function fillScope(making: Making, place: Place, startEvents?: Draft['events'], interrupting?: boolean): void {
  const { random } = making;
  const start = making.add('startEvent', place.scope, {
    ...(startEvents === undefined ? {} : { events: startEvents }),
    ...(interrupting === undefined ? {} : { interrupting }),
  });
  const body = random.chance(25) ? graph(making, place) : sequence(making, place);
  making.link(start.id, body.entry);
  for (const exit of body.exits) if (random.chance(85)) making.link(exit, ending(making, place).id);
  if (place.depth < 3 && !place.handler && random.chance(place.depth === 0 ? 20 : 30)) eventSubprocess(making, place);
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
  const undoes = making.elements.some(({ scope, isForCompensation }) => scope === place.scope && isForCompensation);
  if (undoes && random.chance(12)) {
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
  if (kind < 77) return eventChoice(making, place);
  if (kind < 83) return circle(making, place);
  if (kind < 86) return linked(making, place);
  if (kind < 96) return passing(making, place);
  return graph(making, place);
}

// Activities

function activity(making: Making, place: Place): Part {
  const { random } = making;
  making.left -= 1;
  const isScope = place.depth < 3 && making.left > 0 && random.chance(35);
  const called = !isScope && making.calls !== null && random.chance(30) ? making.calls : null;
  const type: ElementType =
    called !== null
      ? 'callActivity'
      : isScope
        ? random.pick(['subProcess', 'subProcess', 'transaction'] as const)
        : random.pick(['userTask', 'userTask', 'serviceTask', 'serviceTask', 'receiveTask', 'task'] as const);
  const made = making.add(type, place.scope, {
    ...(called === null ? {} : { called: callOf(called) }),
    ...(type === 'receiveTask' ? { messageRef: random.pick(['m1', 'm2']) } : {}),
    ...(type === 'serviceTask' ? { job: { type: { kind: 'literal', text: 'work', at }, headers: {} } as const } : {}),
  });
  if (random.chance(20)) made.loop = loop(random, isScope || type === 'task' || called !== null);
  if (random.chance(4)) made.completionQuantity = 2;
  if (isScope) {
    if (random.chance(12)) {
      // Without a start event everything no flow leads to begins.
      for (let index = 0; index <= random.below(3); index += 1) activity(making, { ...place, ...inside(made) });
    } else fillScope(making, { ...place, ...inside(made), depth: place.depth + 1 });
  }
  const exits = [made.id];
  if (type !== 'task' && random.chance(isScope || called !== null ? 60 : 30))
    exits.push(...boundary(making, place, made));
  if (isScope)
    for (const kind of thrownIn(making, made.id))
      if (random.chance(65)) exits.push(...caught(making, place, made, kind));
  if (type === 'transaction' && cancels(making, made.id)) exits.push(...caught(making, place, made, 'cancel'));
  if (!making.isCalled && random.chance(place.transaction ? 50 : 25)) undoable(making, place, made);
  return { entry: made.id, exits };
}

const callOf = (process: string): NonNullable<Draft['called']> => ({
  processId: { kind: 'literal', text: process, at },
  binding: 'latest',
  propagateAllParent: true,
  propagateAllChild: true,
});

const inside = ({ id, type }: Draft) => ({ scope: id, transaction: type === 'transaction', handler: false });

/** `bounded`: rounds may be over at once, so that a condition alone would never end them. */
function loop(random: Random, bounded: boolean): LoopModel {
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
    cardinality: feel(random.pick(['0', '1', '2', '3', 'a', 'b'])),
    behavior: 'all',
    ...(random.chance(40)
      ? { completionCondition: feel(random.pick(['numberOfCompletedInstances >= 1', 'a > 1', 'c = 2'])) }
      : {}),
    at,
  };
}

function undoable(making: Making, place: Place, made: Draft): void {
  const mark = making.add('boundaryEvent', place.scope, {
    attachedTo: made.id,
    interrupting: true,
    events: compensate(),
  });
  const isScope = making.left > 0 && making.random.chance(15);
  const type = isScope ? 'subProcess' : making.random.pick(['userTask', 'userTask', 'task'] as const);
  const handler = making.add(type, place.scope, { isForCompensation: true });
  if (isScope) fillScope(making, { ...inside(handler), depth: 3 });
  making.associations.push({ source: mark.id, target: handler.id });
}

function cancels(making: Making, transaction: string): boolean {
  return making.elements.some(({ scope, events }) => scope === transaction && events?.[0]?.kind === 'cancel');
}

/** Errors and escalations that may come out of a scope, once each. */
function thrownIn(making: Making, scope: string): ('error' | 'escalation')[] {
  const kinds = making.elements
    .filter((element) => element.scope === scope && /^(end|intermediateThrow)Event$/.test(element.type))
    .map(({ events }) => events?.[0]?.kind);
  return (['error', 'escalation'] as const).filter((kind) => kinds.includes(kind));
}

type Catch = 'timer' | 'message' | 'signal' | 'error' | 'escalation' | 'conditional' | 'cancel';

function boundary(making: Making, place: Place, host: Draft): string[] {
  const { random } = making;
  const kinds: Catch[] = ['timer', 'message', 'signal', 'error'];
  if (host.type === 'callActivity') kinds.push('escalation', 'error', 'error');
  if (host.type === 'subProcess' || host.type === 'transaction') kinds.push('escalation', 'error', 'escalation');
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
    events: definition(making, kind, interrupting),
  });
  const way = random.below(4);
  if (way === 0) return [mark.id];
  const next = way === 1 ? ending(making, place) : making.add('userTask', place.scope);
  making.link(mark.id, next.id);
  return way === 2 ? [next.id] : [];
}

function definition(making: Making, kind: Catch, interrupting: boolean): NonNullable<Draft['events']> {
  const { random } = making;
  if (kind === 'timer') return timer(!interrupting && random.chance(40) ? 'R2/PT1H' : 'PT1H');
  if (kind === 'message') return event('message', random.pick(['m1', 'm2']));
  if (kind === 'signal') return event('signal', random.pick(['g1', 'g2']));
  if (kind === 'conditional') return conditional(condition(random));
  if (kind === 'cancel') return event('cancel');
  return event(kind, random.pick([...codes, undefined]));
}

function eventSubprocess(making: Making, place: Place): void {
  const { random } = making;
  const sub = making.add('subProcess', place.scope, { triggeredByEvent: true });
  const kinds: Catch[] = ['timer', 'message', 'signal', 'error', 'escalation'];
  if (making.wishes.conditionals) kinds.push('conditional');
  const kind = random.pick(kinds);
  const interrupting = kind === 'error' || random.chance(50);
  const inner: Place = { scope: sub.id, depth: place.depth + 1, transaction: false, handler: true };
  fillScope(making, inner, definition(making, kind, interrupting), interrupting);
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
  const kind = random.below(10);
  const one = (type: ElementType, events?: Draft['events']): Part => {
    const { id } = making.add(type, place.scope, events === undefined ? {} : { events });
    return { entry: id, exits: [id] };
  };
  if (kind < 1) return one('intermediateThrowEvent');
  if (kind < 2) return one('intermediateThrowEvent', event('message', 'm1'));
  if (kind < 3) return one('intermediateThrowEvent', event('signal', random.pick(['g1', 'g2'])));
  if (kind < 5) return one('intermediateThrowEvent', event('escalation', random.pick(codes)));
  if (kind < 7) return one('intermediateThrowEvent', undoing(making, place));
  if (kind < 8) return one('intermediateCatchEvent', timer('PT1H'));
  if (kind < 9 && making.wishes.conditionals) return one('intermediateCatchEvent', conditional(condition(random)));
  return one('intermediateCatchEvent', random.chance(50) ? event('message', 'm1') : event('signal', 'g2'));
}

/** In an event subprocess it concerns the scope around. */
function undoing(making: Making, place: Place): NonNullable<Draft['events']> {
  const around = place.handler ? making.element(place.scope).scope : place.scope;
  const able = making.elements.filter(
    ({ id, scope, isForCompensation }) =>
      scope === around &&
      isForCompensation !== true &&
      making.elements.some(({ attachedTo, events }) => attachedTo === id && events?.[0]?.kind === 'compensate'),
  );
  if (able.length === 0 && making.random.chance(70)) return [];
  return able.length > 0 && making.random.chance(40) ? compensate(making.random.pick(able).id) : compensate();
}

function ending(making: Making, place: Place): Draft {
  const { random } = making;
  const kind = random.below(100);
  const add = (events?: Draft['events']): Draft =>
    making.add('endEvent', place.scope, events === undefined ? {} : { events });
  if (place.transaction && kind < 20) return add(event('cancel'));
  if (kind >= 60 && random.chance(40)) return add(undoing(making, place));
  if (kind < 70) return add();
  if (kind < 78) return add(event('terminate'));
  if (kind < 85) return place.depth > 0 || making.isCalled ? add(event('error', random.pick(codes))) : add();
  if (kind < 91) return add(event('escalation', random.pick(codes)));
  if (kind < 94) return add(event('signal', random.pick(['g1', 'g2'])));
  return add(undoing(making, place));
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
      ({ id, scope, type, isForCompensation, triggeredByEvent, incoming }) =>
        scope === flow.scope &&
        id !== flow.target &&
        id !== flow.source &&
        type !== 'startEvent' &&
        type !== 'boundaryEvent' &&
        isForCompensation !== true &&
        triggeredByEvent !== true &&
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
      /ask$|^subProcess$|^transaction$|^callActivity$/.test(element.type);
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
    if (element.incoming.length > 1 && element.type === 'userTask' && random.chance(8)) element.startQuantity = 2;
}
