// Acts whose place among the others of a step changes nothing: done alone, they spare the orders in which the same comes about. Only what
// can be said plainly is said here; every other act is tried in all orders. An act is such a one when no other can take it away, when it
// takes none away, and when both orders of it and any other give the same world:
// - what was seen of the step says that nothing ends the scopes around it (`isCalm`): so it comes sooner or later;
// - it reads no variable that is still written (`unsteady`);
// - it opens and closes nothing that hears signals while one is on its way, or none is (`hushed`);
// - it leaves nothing to be undone, whose order would count;
// - to each join that looks at other tokens (§13.4.3, §13.4.5) its token leads by one flow only: it is expected there or not, and where on
//   its way it is makes no difference.
import type { ElementModel, EventKind } from 'quytrinh/model';
import {
  boundariesOf,
  calledDiagram,
  elementOf,
  flowOf,
  handlersOf,
  insideOf,
  isScope,
  isTask,
  needsAll,
  thrownBy,
  undoerOf,
  undoingSub,
  type Diagram,
} from './diagram.ts';
import { endsOf, waysOut } from './joins.ts';
import { instantly } from './leave.ts';
import { chains, last, wholeOf, type Chain, type World } from './world.ts';

/** What is still to be done and to be terminated in a step, and how the family is. */
export interface Outlook {
  /** Scopes that are ended or emptied by what is still to come. */
  readonly doomed: ReadonlySet<string>;
  /** No compensation is thrown any more. */
  readonly forgetful: boolean;
  /** What is still to complete. */
  readonly coming: ReadonlySet<string>;
  readonly hushed: boolean;
}

export interface View extends Outlook {
  /** Variables of the process that may still change. */
  readonly unsteady: ReadonlySet<string>;
}

/** What of a step is still to be done and to be terminated, and what lives after it. */
export interface Ahead {
  readonly done: readonly string[];
  readonly killed: readonly string[];
  readonly alive: readonly string[];
}

export function outlookOf(diagram: Diagram, world: World, { done, killed, alive }: Ahead): Outlook {
  const all = diagram.file.processes.flatMap(({ elements }) => elements);
  const ahead = new Set(done);
  const coming = all.filter(({ id }) => ahead.has(id));
  // An event that throws compensation lives on until all is undone, or is terminated meanwhile.
  const undoing = all.filter(({ id }) => ahead.has(id) || alive.includes(id) || killed.includes(id));
  const isSilent = (one: World): boolean =>
    one.air.length + one.sent.length === 0 && chains(one).every((chain) => last(chain).due.length === 0);
  return {
    // Also by an event that ends itself with its scope.
    doomed: new Set([...killed, ...undoing.flatMap((element) => emptiedBy(diagram, element))]),
    forgetful: !undoing.some((element) => throwsOne(element, 'compensate')),
    coming: ahead,
    hushed: wholeOf(world).every(isSilent) && !coming.some((element) => throwsOne(element, 'signal')),
  };
}

export function viewOf(outlook: Outlook, diagram: Diagram, world: World): View {
  return { ...outlook, unsteady: unsteadyOf(outlook, diagram, world) };
}

/** Written by scripts, decisions, mappings and events of the process and of all it calls, or brought back by what it has called. */
function unsteadyOf(outlook: Outlook, diagram: Diagram, world: World): Set<string> {
  const names = new Set(
    [...calledFrom(diagram)].flatMap(({ process }) =>
      process.elements.filter(({ id }) => outlook.coming.has(id)).flatMap(writtenBy),
    ),
  );
  for (const chain of chains(world)) {
    const { el, inner } = last(chain);
    if (inner === undefined) continue;
    for (const [name, value] of Object.entries(inner.vars)) if (world.vars[name] !== value) names.add(name);
    for (const name of unsteadyOf(outlook, calledDiagram(diagram, elementOf(diagram, el)), inner)) names.add(name);
  }
  return names;
}

/** The process and all it calls, one through the other too. */
function calledFrom(diagram: Diagram, found = new Set<Diagram>()): Set<Diagram> {
  found.add(diagram);
  for (const element of diagram.process.elements) {
    if (element.type !== 'callActivity') continue;
    const called = calledDiagram(diagram, element);
    if (![...found].some(({ process }) => process === called.process)) calledFrom(called, found);
  }
  return found;
}

const everyName = ['a', 'b', 'c', 'item', 'w'];

/** What the events of one that needs several bring may be anything. */
function writtenBy(element: ElementModel): readonly string[] {
  if (needsAll(element)) return everyName;
  const { resultVariable } = element.script ?? element.decision ?? {};
  const mapped = (element.outputs ?? []).map(({ target }) => target);
  return resultVariable === undefined ? mapped : [resultVariable];
}

function isSteady({ unsteady }: View, texts: readonly (string | undefined)[]): boolean {
  return !texts.some((text) => text?.match(/[a-z]\w*/gi)?.some((name) => unsteady.has(name)) === true);
}

const throwsOne = (element: ElementModel, kind: EventKind): boolean =>
  thrownBy(element).some((event) => event.kind === kind);

/** Scopes that may lose the tokens in them without being terminated. */
function emptiedBy({ file }: Diagram, { type, scope, events = [], interrupting }: ElementModel): string[] {
  const process = file.processes.find(({ elements }) => elements.some(({ id }) => id === scope));
  const around = process?.elements.find(({ id }) => id === scope)?.scope;
  if (type === 'endEvent' && events.some(({ kind }) => kind === 'terminate' || kind === 'cancel')) return [scope];
  if (type === 'startEvent' && around !== undefined && events.length > 0 && interrupting !== false) return [around];
  return [];
}

export const isCalm = ({ doomed }: Outlook, chain: Chain): boolean => !chain.some(({ el }) => doomed.has(el));

/** A token on `flow`, which the element at its end takes. */
export function isTakenAlone(diagram: Diagram, outlook: View, chain: Chain, flow: string): boolean {
  const element = elementOf(diagram, flowOf(diagram, flow).target);
  const { type, events = [], outgoing, startQuantity = 1 } = element;
  if (!isCalm(outlook, chain) || inAdHoc(diagram, chain) || looksAround(element)) return false;
  // Whether it begins depends on data.
  if (isTask(element) && element.inputSets !== undefined) return false;
  if (!leadsPlainly(diagram, element, [flow])) return false;
  if (isTask(element) || isScope(element)) return startQuantity === 1 && beginsAlone(diagram, outlook, chain, element);
  switch (type) {
    case 'exclusiveGateway':
    case 'inclusiveGateway':
      return outgoing.length < 2 || isSteady(outlook, conditionsOf(diagram, element));
    case 'complexGateway':
      return false;
    case 'eventBasedGateway':
      return opensAlone(
        outlook,
        outgoing.map((each) => elementOf(diagram, flowOf(diagram, each).target)),
      );
    case 'intermediateCatchEvent':
      return opensAlone(outlook, [element]);
    case 'endEvent':
    case 'intermediateThrowEvent':
      return events.every(
        ({ kind }) => kind === 'message' || kind === 'link' || (kind === 'escalation' && isUnheard(diagram, chain)),
      );
    default:
      return true;
  }
}

/** Nothing around catches escalations: what is thrown here goes out of the process. */
function isUnheard(diagram: Diagram, chain: Chain): boolean {
  return chain.every((node, depth) => {
    const listeners =
      depth === 0
        ? handlersOf(diagram, node.el).map(({ start }) => start)
        : listenersOf(diagram, elementOf(diagram, node.el));
    return !listeners.some(({ events = [] }) => events.some(({ kind }) => kind === 'escalation'));
  });
}

/** Its caller hears an escalation of what `chain` ends with. */
export const isToldAlone = (diagram: Diagram, outlook: View, chain: Chain): boolean =>
  isCalm(outlook, chain) && isUnheard(diagram, chain);

const conditionsOf = (diagram: Diagram, { outgoing }: ElementModel): (string | undefined)[] =>
  outgoing.map((flow) => flowOf(diagram, flow).condition?.text);

/** All expressions of a repeated activity. */
function loopTexts({ loop }: ElementModel): (string | undefined)[] {
  if (loop === undefined) return [];
  if (loop.kind === 'standard') return [loop.condition?.text, loop.maximum?.text];
  return [loop.cardinality?.text, loop.collection?.text];
}

/** Waits for tokens by what others do. */
const looksAround = ({ type, incoming }: ElementModel): boolean =>
  (type === 'inclusiveGateway' || type === 'complexGateway') && incoming.length > 1;

function inAdHoc(diagram: Diagram, chain: Chain): boolean {
  return chain.length > 1 && elementOf(diagram, last(chain).el).adHoc !== undefined;
}

function leadsPlainly(diagram: Diagram, { outgoing, scope }: ElementModel, origin: readonly string[]): boolean {
  if (outgoing.some((flow) => isComplexJoin(elementOf(diagram, flowOf(diagram, flow).target)))) return false;
  return insideOf(diagram, scope)
    .filter(looksAround)
    .every(({ id }) => endsOf(diagram, origin, id).size <= 1);
}

const isComplexJoin = (element: ElementModel): boolean => element.type === 'complexGateway' && looksAround(element);

function opensAlone(outlook: View, catchers: readonly ElementModel[]): boolean {
  return catchers.every(({ events = [] }) =>
    events.every(
      (event) =>
        (event.kind !== 'signal' || outlook.hushed) &&
        (event.kind !== 'conditional' || isSteady(outlook, [event.condition.text])),
    ),
  );
}

/** A condition may have become true that is not looked at any more when what listens is gone. */
function closesAlone(outlook: View, catchers: readonly ElementModel[]): boolean {
  const isAsked = catchers.some(({ events = [] }) => events.some(({ kind }) => kind === 'conditional'));
  return !isAsked && opensAlone(outlook, catchers);
}

/** What hangs on an activity and in it. */
function listenersOf(diagram: Diagram, { id }: ElementModel): ElementModel[] {
  return [...boundariesOf(diagram, id), ...handlersOf(diagram, id).map(({ start }) => start)];
}

/** An activity, of those of a loop its body. */
function beginsAlone(diagram: Diagram, outlook: View, chain: Chain, element: ElementModel): boolean {
  if (!opensAlone(outlook, listenersOf(diagram, element))) return false;
  if (element.loop !== undefined)
    return isSteady(outlook, loopTexts(element)) && isLeftAlone(diagram, outlook, chain, element);
  return instanceBeginsAlone(diagram, outlook, chain, element);
}

/** `chain` ends with what will hold the instance: a scope or the body of a loop. */
function instanceBeginsAlone(diagram: Diagram, outlook: View, chain: Chain, element: ElementModel): boolean {
  if (element.type === 'callActivity') return outlook.unsteady.size === 0;
  if (!instantly(element)) return true;
  return (
    element.script === undefined && element.decision === undefined && isLeftAlone(diagram, outlook, chain, element)
  );
}

export function isRoundAlone(diagram: Diagram, outlook: View, chain: Chain): boolean {
  const { el, log } = last(chain);
  const element = elementOf(diagram, el);
  return (
    isCalm(outlook, chain) &&
    element.inputSets === undefined &&
    (log.length === 0 || undoerOf(diagram, el) !== undefined) &&
    isSteady(outlook, loopTexts(element)) &&
    isLeftAlone(diagram, outlook, chain.slice(0, -1), element) &&
    instanceBeginsAlone(diagram, outlook, chain, element)
  );
}

/** A scope in which nothing moves any more is over, or a call has ended; `chain` ends with it. */
export function isOverAlone(diagram: Diagram, outlook: View, chain: Chain): boolean {
  const { el, handler, log, undoable, inner, awaits } = last(chain);
  // A complex gateway may still have its second phase.
  if (!isCalm(outlook, chain) || handler === true || Object.keys(awaits).length > 0) return false;
  const handlers = handlersOf(diagram, el).map(({ start }) => start);
  if (chain.length === 1 && diagram.process.outputSets !== undefined) return false;
  if (chain.length === 1) return outlook.hushed && closesAlone(outlook, handlers);
  const element = elementOf(diagram, el);
  if (element.adHoc !== undefined || (inner !== undefined && outlook.unsteady.size > 0)) return false;
  if (log.length > 0 || undoable !== undefined || (inner !== undefined && leavesLog(diagram, element, inner))) {
    // Of rounds in sequence the order is given, and nothing else is remembered between them.
    const { loop } = element;
    const inTurn = last(chain.slice(0, -1)).as === 'body' && loop?.kind === 'multiInstance' && loop.sequential;
    if (!inTurn || !outlook.forgetful || loop.completionCondition !== undefined) return false;
  }
  return isLeftAlone(diagram, outlook, chain.slice(0, -1), element);
}

function leavesLog(diagram: Diagram, element: ElementModel, { root }: World): boolean {
  const called = calledDiagram(diagram, element);
  return root.log.length > 0 || undoingSub(called, called.process.id) !== undefined;
}

/**
 * What has a handler to undo it is remembered by its name, and nothing else is remembered in its scope any more: nothing comes before or
 * after it that would make a difference.
 */
function isRememberedAlone(diagram: Diagram, { coming, forgetful }: Outlook, { id, scope }: ElementModel): boolean {
  if (undoerOf(diagram, id) === undefined) return undoingSub(diagram, id) === undefined;
  const others = insideOf(diagram, scope).filter((other) => other.id !== id && coming.has(other.id));
  return (
    forgetful &&
    !others.some(
      (other) => isScope(other) || undoerOf(diagram, other.id) !== undefined || other.type === 'callActivity',
    )
  );
}

/** An activity is done; `chain` ends with what has held it. */
function isLeftAlone(diagram: Diagram, outlook: View, chain: Chain, element: ElementModel): boolean {
  const { id, loop } = element;
  if (!isRememberedAlone(diagram, outlook, element)) return false;
  if (inAdHoc(diagram, chain)) return false;
  if (loop?.kind === 'multiInstance' && (loop.completionCondition !== undefined || loop.behavior !== 'all'))
    return false;
  if (!closesAlone(outlook, listenersOf(diagram, element))) return false;
  return isSteady(outlook, conditionsOf(diagram, element)) && leadsPlainly(diagram, element, waysOut(diagram, id));
}
