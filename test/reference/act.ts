// What happens when a token comes to an element, an element is done, an event comes or is thrown. Every function changes the
// world it is given, by exactly one act of BPMN 2.0.2 §13; which acts are possible is said in moves.ts.
import type { BpmnModel, ElementModel, EventModel, MultiInstanceModel, ProcessModel } from 'quytrinh/model';
import { isTrue, valueOf, type Values } from './condition.ts';
import { availableSet, availableSetOfProcess, givenBy, isGiven, isOutput, mapped } from './data.ts';
import { decide } from './decide.ts';
import {
  boundariesOf,
  calledDiagram,
  caughtBy,
  codeOf,
  elementOf,
  eventOf,
  flowOf,
  handlersOf,
  insideOf,
  isScope,
  isTask,
  linkFlow,
  needsAll,
  partsOf,
  undoerOf,
  undoingSub,
  type Catch,
  type Diagram,
} from './diagram.ts';
import { instantly, waysTaken } from './leave.ts';
import { heardOf, openEvents } from './waits.ts';
import {
  chains,
  heardByAll,
  isLate,
  kill,
  last,
  late,
  newNode,
  remember,
  removeKid,
  type Chain,
  type Done,
  type Node,
  type Undoable,
  type Vars,
  type World,
} from './world.ts';

/** A token has been taken from a flow into `id`; `chain` ends with the scope. `order`: in which signals thrown beside others are heard. */
export function arrive(diagram: Diagram, world: World, chain: Chain, id: string, order = 1): void {
  const element = elementOf(diagram, id);
  const scope = last(chain);
  if (isTask(element) || isScope(element)) startActivity(diagram, world, chain, element);
  else if (element.type === 'intermediateCatchEvent' && eventOf(element)?.kind !== 'link')
    scope.kids.push(newNode(id, 'wait'));
  else if (element.type === 'eventBasedGateway') scope.kids.push(newNode(id, 'gate'));
  else if (element.type === 'intermediateThrowEvent' || element.type === 'endEvent')
    throwEvent(diagram, world, chain, element, order);
  else pass(diagram, world, chain, id);
}

/** An element that is over at once. */
export function pass(diagram: Diagram, world: World, chain: Chain, id: string): void {
  const ways = waysTaken(diagram, id, world.vars);
  const scope = last(chain);
  if (ways === null) {
    scope.kids.push(newNode(id, 'stuck'));
    return;
  }
  world.done.push(id);
  scope.tokens.push(...ways);
  touch(diagram, chain);
}

/** §13.3.2, §13.3.6, §13.3.7. */
function startActivity(diagram: Diagram, world: World, chain: Chain, element: ElementModel): void {
  const { loop, id } = element;
  if (loop === undefined) {
    startInstance(diagram, world, chain, element);
    return;
  }
  const body = newNode(id, 'body');
  last(chain).kids.push(body);
  const counted = loop.kind === 'multiInstance' ? loop.cardinality : loop.maximum;
  const items = loop.kind === 'multiInstance' ? loop.collection?.text.split(',').length : undefined;
  const total = items ?? (counted === undefined ? Infinity : valueOf(counted.text, world.vars));
  body.loop = { total: total === Infinity ? -1 : total, started: 0, done: 0 };
  // Its rounds begin by acts of their own, see moves.ts.
  if (total === 0) complete(diagram, world, [...chain, body]);
}

/** One round more; those of a parallel multi-instance begin one by one within the step. */
export function startRound(diagram: Diagram, world: World, chain: Chain, element: ElementModel): void {
  const { loop } = last(chain);
  if (loop === undefined) throw new Error('no loop');
  loop.started += 1;
  startInstance(diagram, world, chain, element, loop.started - 1);
}

/** In sequence: the next round, or the end. */
export function nextRound(diagram: Diagram, world: World, chain: Chain, element: ElementModel): void {
  const { loop: count } = last(chain);
  const { loop } = element;
  if (count === undefined || loop === undefined) throw new Error('no loop');
  const left = count.total === -1 || count.started < count.total;
  const asked = loop.kind === 'standard' && (loop.testBefore || count.started > 0);
  const wanted = !asked || isTrue(loop.condition?.text ?? 'true', { ...world.vars, loopCounter: count.started + 1 });
  if (left && wanted) startRound(diagram, world, chain, element);
  else complete(diagram, world, chain);
}

/** `chain` ends with what holds the instance: a scope, the body of a loop, a compensation. */
function startInstance(diagram: Diagram, world: World, chain: Chain, element: ElementModel, round?: number): Node {
  const inputSet = availableSet(diagram, element, world.vars);
  const node = newNode(element.id, isScope(element) ? 'scope' : inputSet === null ? 'held' : 'wait');
  if (round !== undefined) node.round = round;
  last(chain).kids.push(node);
  if (inputSet === null) return node;
  if (inputSet !== '') node.inputSet = inputSet;
  if (isScope(element)) fill(diagram, [...chain, node]);
  else if (element.type === 'callActivity') call(diagram, world, node);
  else if (instantly(element)) {
    const { script, decision } = element;
    if (script !== undefined)
      world.vars[script.resultVariable ?? ''] = valueOf(script.expression.text, { ...world.vars });
    if (decision !== undefined) world.vars[decision.resultVariable ?? ''] = decide(decision, { ...world.vars });
    complete(diagram, world, [...chain, node]);
  }
  return node;
}

/** The data it was held for are there. */
export function beginHeld(diagram: Diagram, world: World, chain: Chain): void {
  const { el, round } = last(chain);
  const above = chain.slice(0, -1);
  removeKid(last(above), last(chain));
  startInstance(diagram, world, above, elementOf(diagram, el), round);
}

/** Somebody has done the work of the node at the end of the chain: it is over when the results are all it has to give. */
export function finish(diagram: Diagram, world: World, chain: Chain, results: Vars): void {
  const node = last(chain);
  const element = elementOf(diagram, node.el);
  if (element.dataOutputs !== undefined) node.results = results;
  if (!isGiven(diagram, element, node.inputSet, results)) {
    node.failed = 'DATA_OUTPUTS_MISSING';
    return;
  }
  delete node.failed;
  const isKept = keepsResults(element);
  const given = without(givenBy(diagram, element, results), Object.keys(node.mapped ?? {}));
  world.vars = { ...world.vars, ...(isKept ? onlyMoved(diagram, element, results) : given) };
  complete(diagram, world, chain, isKept ? results : {});
}

/** What completes it does not go up as it is: it is mapped, or it belongs to a round. */
function keepsResults({ outputs = [], loop }: ElementModel): boolean {
  return outputs.length > 0 || (loop?.kind === 'multiInstance' && loop.outputElement !== undefined);
}

function onlyMoved(diagram: Diagram, element: ElementModel, results: Vars): Vars {
  const own = Object.entries(results).filter(([name]) => isOutput(element, name));
  return givenBy(diagram, element, Object.fromEntries(own));
}

/** An operator corrects what was found missing: his word goes before the results taken before, and he may give what they lack. */
export function correct(diagram: Diagram, world: World, chain: Chain, vars: Vars): void {
  const node = last(chain);
  const element = elementOf(diagram, node.el);
  const results = node.results ?? {};
  for (const [name, value] of Object.entries(vars)) {
    const isLacking = isOutput(element, name) && results[name] === undefined;
    if (!isLacking) world.vars[name] = value;
    if (isLacking || results[name] !== undefined) results[name] = value;
  }
  node.as = 'wait';
  finish(diagram, world, chain, results);
}

export function newWorld({ process }: Diagram): World {
  return {
    status: 'active',
    vars: {},
    root: newNode(process.id, 'scope'),
    done: [],
    killed: [],
    air: [],
    sent: [],
    beside: [],
    told: [],
  };
}

/** §13.3.4: the called process begins with the data of its caller. */
export function call(diagram: Diagram, world: World, node: Node): void {
  const called = calledDiagram(diagram, elementOf(diagram, node.el));
  const { inputs = [], called: how } = elementOf(diagram, node.el);
  const own = mapped(inputs, world.vars);
  if (inputs.length > 0) node.mapped = own;
  node.inner = { ...newWorld(called), vars: { ...(how?.propagateAllParent === true ? world.vars : {}), ...own } };
  begin(called, node.inner, {});
}

/** The process begins when it has its data, with none of its events or with one that has happened. */
export function begin(diagram: Diagram, world: World, begins: NonNullable<Node['begins']>): void {
  const { root } = world;
  const { startEvent, part } = begins;
  const inputSet = availableSetOfProcess(diagram, world.vars);
  if (part === undefined && inputSet === null) {
    root.as = 'held';
    root.begins = begins;
    return;
  }
  root.as = 'scope';
  delete root.begins;
  if (part === undefined && inputSet !== null && inputSet !== '') root.inputSet = inputSet;
  if (startEvent === undefined) fill(diagram, [root]);
  else if (elementOf(diagram, startEvent).type !== 'startEvent') {
    // §13.4.4: what it waits for has happened; after a parallel gateway all others are still waited for.
    pass(diagram, world, [root], startEvent);
    for (const other of besideOf(diagram, startEvent)) root.tokens.push(linkFlow(root.el, other));
  } else if (part === undefined) root.tokens.push(linkFlow(root.el, startEvent));
  else root.kids.push({ ...newNode(startEvent, 'wait'), heard: { [startEvent]: [part] } });
}

/** The other events of the parallel instantiating gateway before one. */
function besideOf(diagram: Diagram, id: string): string[] {
  const gateways = elementOf(diagram, id).incoming.map((flow) => elementOf(diagram, flowOf(diagram, flow).source));
  return gateways
    .filter(({ eventGateway }) => eventGateway?.instantiate === true && eventGateway.kind === 'parallel')
    .flatMap(({ outgoing }) => outgoing.map((flow) => flowOf(diagram, flow).target))
    .filter((other) => other !== id);
}

/**
 * What the caller hears of the called process: its escalations, then its end. Its data come back; an error goes on from the call.
 * False: nothing so far.
 */
export function hearCalled(diagram: Diagram, world: World, chain: Chain): boolean {
  const node = last(chain);
  const { inner } = node;
  // What it has sent before its end arrives before the news of its end.
  if (inner === undefined || (inner.status !== 'active' && inner.sent.some((signal) => !isLate(signal)))) return false;
  const escalation = inner.told.shift();
  if (escalation === undefined && inner.status === 'active') return false;
  if (escalation !== undefined) {
    raise(diagram, world, chain, 'escalation', escalation);
    return true;
  }
  delete node.inner;
  world.sent.push(...inner.sent.map(heardByAll));
  remember(world, inner);
  if (inner.status === 'cancelled') node.failed = 'CALL_FAILED';
  else if (inner.status === 'failed') raise(diagram, world, chain, 'error', inner.code);
  else if (node.handler === true) complete(diagram, world, chain);
  else {
    const { el, log } = inner.root;
    const called = calledDiagram(diagram, elementOf(diagram, node.el));
    if (log.length > 0 || undoingSub(called, el) !== undefined) node.undoable = { log, vars: inner.vars };
    complete(diagram, world, chain, comeBack(world, node, elementOf(diagram, node.el), inner.vars));
  }
  return true;
}

/** The data of the called process come back, all or by mappings; what its own mappings made for it stays with it. Gives what its round sees. */
function comeBack(world: World, { mapped: own = {} }: Node, { called, outputs = [] }: ElementModel, all: Vars): Vars {
  const results = called?.propagateAllChild === true || outputs.length > 0 ? all : {};
  const made = mapped(outputs, { ...world.vars, ...own, ...results });
  const plain = Object.entries(results).filter(([name]) => !Object.hasOwn(own, name));
  world.vars = { ...world.vars, ...(outputs.length > 0 ? made : Object.fromEntries(plain)) };
  return { ...own, ...results, ...made };
}

/** The first tokens of a scope: on their way to its start events, else to everything no flow leads to. */
export function fill(diagram: Diagram, chain: Chain): void {
  const node = last(chain);
  const { el, tokens } = node;
  const inside = insideOf(diagram, el);
  // Those with a trigger begin a process only by that.
  const starts = inside.filter((each) => each.type === 'startEvent' && eventOf(each) === undefined);
  tokens.push(...starts.map(({ id }) => linkFlow(el, id)));
  if (starts.length > 0) return;
  const first = inside.filter(
    ({ type, incoming, isForCompensation, triggeredByEvent }) =>
      type !== 'boundaryEvent' && incoming.length === 0 && isForCompensation !== true && triggeredByEvent !== true,
  );
  const { adHoc } = diagram.process.elements.find(({ id }) => id === el) ?? {};
  if (adHoc?.ordering === 'sequential') node.planned = first.map(({ id }) => id);
  else tokens.push(...first.map(({ id }) => linkFlow(el, id)));
}

/**
 * §13.3.5: after each activity in it, is it enough? Then nothing more begins; what runs is cancelled or awaited. Asked too when the last
 * of what was alive in it has gone in another way (decision of the machine, kept to here).
 */
export function askAdHoc(diagram: Diagram, world: World, chain: Chain): void {
  const node = last(chain);
  delete node.asks;
  const { adHoc } = elementOf(diagram, node.el);
  if (node.enough === true || !isEnough(adHoc, world)) return;
  delete node.planned;
  if (adHoc?.cancelRemaining !== false) empty(world, node);
  node.enough = true;
}

/** Something other than an activity has ended in an ad-hoc subprocess. */
function touch(diagram: Diagram, chain: Chain): void {
  const scope = last(chain);
  if (chain.length > 1 && scope.as === 'scope' && elementOf(diagram, scope.el).adHoc !== undefined)
    scope.asks ??= 'over';
}

export function isEnough(adHoc: ElementModel['adHoc'], { vars }: World): boolean {
  const condition = adHoc?.completionCondition;
  return condition !== undefined && isTrue(condition.text, vars);
}

/** The node at the end of the chain has done its work. `own`: what it has brought and keeps for itself. */
export function complete(diagram: Diagram, world: World, chain: Chain, own: World['vars'] = {}): void {
  const node = last(chain);
  const above = chain.slice(0, -1);
  const parent = above.at(-1);
  if (parent === undefined) {
    if (world.again !== true && !isGiven(diagram, diagram.process, node.inputSet, world.vars)) {
      node.failed = 'DATA_OUTPUTS_MISSING';
      return;
    }
    world.done.push(node.el);
    world.status = 'completed';
    return;
  }
  const element = elementOf(diagram, node.el);
  if (parent.as === 'body') {
    removeKid(parent, node);
    world.done.push(node.el);
    parent.log.push(...recordOf(diagram, node));
    roundDone(diagram, world, above, element, own);
  } else if (node.handler === true) {
    removeKid(parent, node);
    world.done.push(node.el);
  } else if (element.triggeredByEvent === true) {
    removeKid(parent, node);
    world.done.push(node.el);
    parent.log.push(...recordOf(diagram, node));
  } else {
    const ways = waysTaken(diagram, node.el, world.vars);
    if (ways === null) {
      node.as = 'stuck';
      return;
    }
    removeKid(parent, node);
    world.done.push(node.el);
    parent.log.push(...(node.as === 'body' || node.loop !== undefined ? node.log : recordOf(diagram, node)));
    const { adHoc } = above.length > 1 ? elementOf(diagram, parent.el) : {};
    if (adHoc !== undefined) parent.asks = 'enough';
    if (parent.enough !== true && !isEnough(adHoc, world)) parent.tokens.push(...ways);
  }
}

/** The condition sees the data of the round that is done. */
function roundDone(diagram: Diagram, world: World, chain: Chain, element: ElementModel, own: Vars): void {
  const body = last(chain);
  const { loop } = element;
  if (body.loop === undefined || loop === undefined) throw new Error('no loop');
  body.loop.done += 1;
  if (loop.kind === 'multiInstance') {
    const facts: Values = {
      ...own,
      numberOfInstances: body.loop.total,
      numberOfActiveInstances: body.loop.started - body.loop.done,
      numberOfCompletedInstances: body.loop.done,
      numberOfTerminatedInstances: 0,
    };
    const thrown = behaviourEvents(loop, { ...world.vars, ...facts });
    // Each in its turn: who hears a signal may have ended the loop before the next is thrown, see moves.ts.
    if (thrown.length > 0) (body.loop.turns ??= []).push({ events: thrown, facts });
    else goOnLooping(diagram, world, chain, element, facts);
  }
}

/** What a round has to throw, one after another; then the loop goes on. `order`: in which a signal is heard. */
export function throwOfRound(diagram: Diagram, world: World, chain: Chain, element: ElementModel, order: number): void {
  const { loop } = last(chain);
  const [turn, ...others] = loop?.turns ?? [];
  if (loop === undefined || turn === undefined) throw new Error('nothing to throw');
  const [event, ...rest] = turn.events;
  loop.turns = [{ ...turn, events: rest }, ...others];
  if (event === undefined) {
    if (others.length > 0) loop.turns = others;
    else delete loop.turns;
    goOnLooping(diagram, world, chain, element, turn.facts);
  } else if (event.kind === 'error') raise(diagram, world, chain, event.kind, codeOf(diagram, event));
  else if (event.kind === 'signal') {
    send(diagram, world, event.ref ?? '');
    broadcast(diagram, world, event.ref ?? '', order);
  } else publish(diagram, world, chain, event);
}

/** Is the loop over after a round? `facts`: what its condition sees beside the variables as they are now, which what was thrown may have changed. */
function goOnLooping(diagram: Diagram, world: World, chain: Chain, { loop }: ElementModel, facts: Values): void {
  const body = last(chain);
  if (body.loop === undefined || loop?.kind !== 'multiInstance') throw new Error('no loop');
  if (loop.completionCondition !== undefined && isTrue(loop.completionCondition.text, { ...world.vars, ...facts })) {
    for (const kid of [...body.kids]) kill(world, body, kid);
    complete(diagram, world, chain);
  } else if (!loop.sequential && body.loop.done === body.loop.total && body.loop.turns === undefined)
    complete(diagram, world, chain);
}

/** Table 10.30: what is thrown when a round completes. An error ends the loop, so that nothing more is asked. */
function behaviourEvents(loop: MultiInstanceModel, counts: Values): EventModel[] {
  const { behavior, noneEvent, oneEvent, complexBehaviors = [] } = loop;
  if (behavior === 'none') return noneEvent === undefined ? [] : [noneEvent];
  if (behavior === 'one') return oneEvent === undefined || counts.numberOfCompletedInstances !== 1 ? [] : [oneEvent];
  if (behavior === 'all') return [];
  const thrown: EventModel[] = [];
  for (const { condition, events = [] } of complexBehaviors) {
    if (isTrue(condition.text, counts)) thrown.push(...events);
    if (thrown.some(({ kind }) => kind === 'error')) break;
  }
  return thrown;
}

/** What compensation will find of a completed activity (§13.5.5): its handler, else what was done inside. */
function recordOf(diagram: Diagram, node: Node): Done[] {
  const { el, log, undoable, mapped: own } = node;
  if (undoerOf(diagram, el) !== undefined) return [own === undefined ? { el } : { el, mapped: own }];
  if (undoable !== undefined) return [{ el, called: undoable }];
  if (node.as === 'scope' && undoingSub(diagram, el) !== undefined) return [{ el, inner: log, itself: true }];
  return log.length > 0 ? [{ el, inner: log }] : [];
}

function throwEvent(diagram: Diagram, world: World, chain: Chain, element: ElementModel, order: number): void {
  const event = eventOf(element);
  const scope = last(chain);
  if ((element.events ?? []).length > 1) throwAll(diagram, world, chain, element, order);
  else if (event === undefined || goesOn(event)) {
    // The token goes on when what catches does not interrupt; it is put down first, so that an interruption takes it away.
    pass(diagram, world, chain, element.id);
    if (event !== undefined) publish(diagram, world, chain, event);
  } else if (event.kind === 'link') {
    world.done.push(element.id);
    const target = insideOf(diagram, element.scope).find((each) => {
      const other = eventOf(each);
      return each.type === 'intermediateCatchEvent' && other?.kind === 'link' && other.name === event.name;
    });
    if (target !== undefined) scope.tokens.push(linkFlow(element.id, target.id));
  } else if (event.kind === 'terminate') {
    world.done.push(element.id);
    empty(world, scope);
  } else if (event.kind === 'error') {
    world.done.push(element.id);
    raise(diagram, world, chain, event.kind, codeOf(diagram, event));
  } else if (event.kind === 'compensate') {
    const node = newNode(element.id, 'undo');
    node.undo = recordsFor(aboutWhat(diagram, chain, event.activityRef), event.activityRef);
    scope.kids.push(node);
  } else if (event.kind === 'cancel') {
    world.done.push(element.id);
    cancel(world, scope);
  } else throw new Error(`cannot throw ${event.kind}`);
}

/**
 * In an event subprocess compensation concerns the scope around, since what is completed there is visible to it, unless it names an activity
 * at its own level (§10.5.1).
 */
function aboutWhat(diagram: Diagram, chain: Chain, activity: string | undefined): Node {
  if (activity !== undefined && last(chain).log.some(({ el }) => el === activity)) return last(chain);
  const inHandler = chain.length > 1 && elementOf(diagram, last(chain).el).triggeredByEvent === true;
  return last(inHandler ? chain.slice(0, -1) : chain);
}

function cancel(world: World, scope: Node): void {
  empty(world, scope);
  scope.cancels = true;
  scope.undo = scope.log.splice(0);
}

/**
 * §10.5.4: all of them, one after another. What concerns the scope is nobody's concern any more when one before has ended or cancelled that;
 * messages and signals leave it anyway. Compensation keeps the token in the event until all is undone. A signal is heard before the next
 * is thrown, compensation begun and, where nothing waits, over (decisions of the machine, kept to here).
 */
function throwAll(
  diagram: Diagram,
  world: World,
  chain: Chain,
  { id, events = [] }: ElementModel,
  order: number,
): void {
  const scope = last(chain);
  const undoing = events.flatMap((event) => (event.kind === 'compensate' ? [event] : []));
  const about = ({ activityRef }: { readonly activityRef?: string }): Node => aboutWhat(diagram, chain, activityRef);
  const worker = { ...newNode(id, 'undo'), undo: [] as Done[] };
  if (
    undoing.some((event) =>
      about(event).log.some(({ el }) => event.activityRef === undefined || el === event.activityRef),
    )
  )
    scope.kids.push(worker);
  else pass(diagram, world, chain, id);
  for (const event of events) {
    if (event.kind === 'signal') {
      // Thrown after the end of the instance, it goes out after the news of that.
      send(diagram, world, world.status === 'active' ? (event.ref ?? '') : late(event.ref ?? ''));
      broadcast(diagram, world, event.ref ?? '', order);
    } else if (event.kind === 'compensate') {
      if (event !== undoing[0] || !isAlive(world, worker)) continue;
      for (const each of undoing) worker.undo.unshift(...recordsFor(about(each), each.activityRef));
      undoAtOnce(diagram, world, [...chain, worker]);
    } else if (event.kind === 'message') sendMessage(diagram, world, event);
    else if (!isAlive(world, scope) || scope.cancels === true) continue;
    else if (event.kind === 'escalation' || event.kind === 'error')
      raise(diagram, world, chain, event.kind, codeOf(diagram, event));
    else if (event.kind === 'terminate') empty(world, scope);
    else if (event.kind === 'cancel') {
      cancel(world, scope);
      undoAtOnce(diagram, world, chain);
    }
  }
}

export const isAlive = (world: World, node: Node): boolean =>
  world.status === 'active' && chains(world).some((chain) => last(chain) === node);

/** Until a handler waits for somebody, or all is undone. */
function undoAtOnce(diagram: Diagram, world: World, chain: Chain): void {
  const node = last(chain);
  while (isAlive(world, node) && node.undo !== undefined && node.kids.length === 0) undoNext(diagram, world, chain);
}

const goesOn = ({ kind }: EventModel): boolean => kind === 'message' || kind === 'signal' || kind === 'escalation';

function publish(diagram: Diagram, world: World, chain: Chain, event: EventModel): void {
  if (event.kind === 'escalation') raise(diagram, world, chain, event.kind, codeOf(diagram, event));
  else if (event.kind === 'signal') {
    world.air.push(event.ref ?? '');
    send(diagram, world, event.ref ?? '');
  } else if (event.kind === 'message') sendMessage(diagram, world, event);
  else throw new Error(`cannot throw ${event.kind} among others`);
}

/** It goes to nobody of the family by itself, but may begin a process. */
function sendMessage({ file }: Diagram, world: World, { ref = '' }: Extract<EventModel, { kind: 'message' }>): void {
  const [own] = file.processes;
  if (beginnings(file, ref).some(({ process }) => process !== own)) world.sent.push(ref);
}

/** Start events that a signal or message begins a process by (§13.2), a message only one; the first process is begun by none that is thrown. */
function beginnings(file: BpmnModel, ref: string): { readonly process: ProcessModel; readonly id: string }[] {
  const all = file.processes
    .slice(1)
    .flatMap((process) =>
      process.elements
        .filter(({ type, scope }) => type === 'startEvent' && scope === process.id)
        .flatMap(({ id, events = [] }) =>
          events.flatMap((event) =>
            (event.kind === 'signal' || event.kind === 'message') && event.ref === ref ? [{ process, id, event }] : [],
          ),
        ),
    );
  return all.filter(({ event }, index) => event.kind === 'signal' || index === 0);
}

/** What the conditions of a process read that begins so. */
export const broughtToBeginnings: Vars = { a: 1, b: 2, c: 1 };

export function beginBeside({ file }: Diagram, whole: World, signal: string): void {
  for (const { process, id } of beginnings(file, signal)) {
    const diagram: Diagram = { file, process };
    const world: World = { ...newWorld(diagram), vars: { ...broughtToBeginnings } };
    whole.beside.push(world);
    begin(diagram, world, { startEvent: id });
  }
}

/** To the other instances. */
function send({ file }: Diagram, world: World, signal: string): void {
  if (file.processes.length > 1) world.sent.push(signal);
}

/** A signal reaches everything that listens at this moment and is still alive when its turn comes. */
export function broadcast(diagram: Diagram, world: World, signal: string, order: number): void {
  if (world.status !== 'active') return;
  const listeners = chains(world).flatMap((chain) =>
    openEvents(diagram, chain).flatMap((id) => {
      const { event } = caughtBy(diagram, id);
      return event?.kind === 'signal' && event.ref === signal ? [{ chain, id }] : [];
    }),
  );
  if (order < 0) listeners.reverse();
  for (const { chain, id } of listeners) {
    const alive = chains(world).some((each) => last(each) === last(chain));
    if (alive && openEvents(diagram, chain).includes(id)) trigger(diagram, world, chain, id);
  }
}

/** §13.5.5: completed activities of the scope, or those that are named; they leave its log. */
function recordsFor(scope: Node, activity: string | undefined): Done[] {
  const chosen = scope.log.filter(({ el }) => activity === undefined || el === activity);
  scope.log = scope.log.filter((record) => !chosen.includes(record));
  return chosen;
}

/** One act of a compensation whose handlers are at rest. */
export function undoNext(diagram: Diagram, world: World, chain: Chain): void {
  const node = last(chain);
  const parent = chain.at(-2);
  const record = node.undo?.pop();
  if (node.undo === undefined) throw new Error('nothing to undo');
  if (record?.called !== undefined) {
    const handler: Node = { ...newNode(record.el, 'wait'), handler: true };
    handler.inner = revived(calledDiagram(diagram, elementOf(diagram, record.el)), record.called);
    node.kids.push(handler);
  } else if (record?.itself === true) {
    const handler: Node = { ...newNode(record.el, 'scope'), handler: true };
    node.kids.push(handler);
    undoItself(diagram, handler, record.inner ?? []);
  } else if (record?.inner !== undefined) node.undo.push(...record.inner);
  else if (record !== undefined) {
    const undoer = elementOf(diagram, undoerOf(diagram, record.el) ?? '');
    const handler = newNode(undoer.id, isScope(undoer) ? 'scope' : 'wait');
    handler.handler = true;
    if (record.mapped !== undefined) handler.mapped = record.mapped;
    node.kids.push(handler);
    if (isScope(undoer)) fill(diagram, [...chain, handler]);
    else if (undoer.type === 'task') complete(diagram, world, [...chain, handler]);
  } else if (node.cancels === true) {
    const boundary = boundariesOf(diagram, node.el).find((each) => eventOf(each)?.kind === 'cancel');
    if (boundary === undefined) throw new Error('a cancel nobody catches');
    // The boundary of a repeated transaction is that of all its rounds.
    trigger(diagram, world, parent?.as === 'body' ? chain.slice(0, -1) : chain, boundary.id);
  } else if (parent === undefined) complete(diagram, world, chain);
  else {
    removeKid(parent, node);
    pass(diagram, world, chain.slice(0, -1), node.el);
  }
}

/** A called process that has completed lives again to undo what it has done, with its variables of then. */
function revived(called: Diagram, { log, vars }: Undoable): World {
  const world: World = { ...newWorld(called), vars: { ...vars }, again: true };
  if (undoingSub(called, world.root.el) !== undefined) undoItself(called, world.root, log);
  else world.root = { ...newNode(world.root.el, 'undo'), undo: [...log] };
  return world;
}

/** Its event subprocess decides what of the rest is undone. Nothing else is caught in what is completed. */
function undoItself(diagram: Diagram, node: Node, log: readonly Done[]): void {
  const handler = undoingSub(diagram, node.el);
  if (handler === undefined) throw new Error('no event subprocess');
  node.taken = true;
  node.log = [...log];
  node.kids.push({ ...newNode(handler.sub.id, 'scope'), tokens: [linkFlow(handler.sub.id, handler.start.id)] });
}

/** Ends all that is alive in a scope. */
function empty(world: World, scope: Node): void {
  for (const kid of [...scope.kids]) kill(world, scope, kid);
  scope.tokens = [];
  scope.awaits = {};
  delete scope.planned;
}

/** `catcher` happens; `chain` ends with what holds it: the activity, the scope, the waiting event or gateway. */
export function trigger(
  diagram: Diagram,
  world: World,
  chain: Chain,
  catcher: Catch,
  brings: World['vars'] = {},
): void {
  const { element, event, part } = caughtBy(diagram, catcher);
  const holder = last(chain);
  if (event?.kind === 'timer' && element.interrupting === false) holder.spent.push(catcher);
  if (needsAll(element) && part !== undefined) {
    const heard = [...new Set([...heardOf(holder, element.id), part])].sort();
    holder.heard = { ...holder.heard, [element.id]: heard };
    // What each brings is kept until all have happened.
    const brought = { ...(Object.hasOwn(holder.brought, element.id) ? holder.brought[element.id] : {}), ...brings };
    holder.brought = { ...holder.brought, [element.id]: brought };
    if (heard.length < partsOf(element).length) return;
    holder.heard = without(holder.heard, [element.id]);
    holder.brought = without(holder.brought, [element.id]);
    world.vars = { ...world.vars, ...brought };
  }
  happen(diagram, world, chain, element);
}

function without<T>(record: Readonly<Record<string, T>>, ids: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([each]) => !ids.includes(each)));
}

function happen(diagram: Diagram, world: World, chain: Chain, element: ElementModel): void {
  const holder = last(chain);
  const above = chain.slice(0, -1);
  if (element.type === 'boundaryEvent') {
    if (element.interrupting !== false) kill(world, last(above), holder);
    pass(diagram, world, above, element.id);
  } else if (element.type === 'startEvent' && holder.el !== element.id) {
    const sub = newNode(element.scope, 'scope');
    if (element.interrupting !== false) {
      empty(world, holder);
      holder.taken = true;
    }
    holder.kids.push(sub);
    sub.tokens.push(linkFlow(sub.el, element.id));
  } else {
    removeKid(last(above), holder);
    if (holder.as === 'gate') world.done.push(holder.el);
    pass(diagram, world, above, element.id);
  }
}

/** An error or escalation thrown in the node at the end of the chain goes outward to the nearest that catches it (§10.5.1). */
export function raise(
  diagram: Diagram,
  world: World,
  chain: Chain,
  kind: 'error' | 'escalation',
  code: string | undefined,
  brings: Vars = {},
): void {
  for (let depth = chain.length; depth > 0; depth -= 1) {
    const here = chain.slice(0, depth);
    const node = last(here);
    const within = chain[depth];
    // What was completed and lives again to be undone catches nothing any more.
    if (node.handler === true && elementOf(diagram, node.el).isForCompensation !== true) continue;
    if (node.as === 'scope') {
      const handlers = handlersOf(diagram, node.el)
        .filter(({ sub }) => sub.id !== within?.el && node.taken !== true && node.cancels !== true)
        .map(({ start }) => start);
      const caught = matching(diagram, node, handlers, kind, code);
      if (caught !== undefined) {
        trigger(diagram, world, here, caught, brings);
        return;
      }
    }
    const isActivity = here.length > 1 && here.at(-2)?.as !== 'body' && node.as !== 'undo';
    const caught = isActivity ? matching(diagram, node, boundariesOf(diagram, node.el), kind, code) : undefined;
    if (caught !== undefined) {
      trigger(diagram, world, here, caught, brings);
      return;
    }
  }
  if (kind === 'escalation') {
    world.told.push(code ?? '');
    return;
  }
  if (code !== undefined) world.code = code;
  end(world, 'failed');
}

/** The whole instance ends without completing. */
export function end(world: World, status: World['status']): void {
  world.status = status;
  empty(world, world.root);
  world.killed.push(world.root.el);
}

function matching(
  diagram: Diagram,
  holder: Node,
  catchers: readonly ElementModel[],
  kind: EventModel['kind'],
  code: string | undefined,
): Catch | undefined {
  const right = catchers.flatMap(partsOf).flatMap((key) => {
    const { element, event, part } = caughtBy(diagram, key);
    if (event?.kind !== kind) return [];
    // An error is over when it has ended what it is thrown in: it can't wait for others (decision of the machine, kept to here).
    const others = partsOf(element).length - heardOf(holder, element.id).filter((other) => other !== part).length;
    if (kind === 'error' && needsAll(element) && others > 1) return [];
    return [{ key, own: codeOf(diagram, event) }];
  });
  const named = right.find(({ own }) => own !== undefined && own === code);
  return (named ?? right.find(({ own }) => own === undefined))?.key;
}
