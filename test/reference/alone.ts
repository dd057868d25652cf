// Acts whose place among the others of a step changes nothing: done alone, they spare the orders in which the same comes about. Only what
// can be said plainly is said here; every other act is tried in all orders. An act is such a one when no other can take it away, when it
// takes none away, and when both orders of it and any other give the same world:
// - what was seen of the step says that nothing ends the scopes around it (`isCalm`): so it comes sooner or later;
// - it reads no variable that is still written, or none is (`steady`);
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
  undoerOf,
  undoingSub,
  type Diagram,
} from './diagram.ts';
import { endsOf, waysOut } from './joins.ts';
import { instantly } from './leave.ts';
import { chains, last, type Chain, type World } from './world.ts';

/** What is still to be done and to be terminated in a step, and how the family is. */
export interface Outlook {
  /** Scopes that are ended or emptied by what is still to come. */
  readonly doomed: ReadonlySet<string>;
  readonly steady: boolean;
  /** No compensation is thrown any more. */
  readonly forgetful: boolean;
  /** What is still to complete. */
  readonly coming: ReadonlySet<string>;
  readonly hushed: boolean;
}

export function outlookOf(diagram: Diagram, world: World, done: readonly string[], killed: readonly string[]): Outlook {
  const { processes } = diagram.file;
  const ahead = new Set(done);
  const coming = processes.flatMap(({ elements }) => elements.filter(({ id }) => ahead.has(id)));
  const family = familyOf(world);
  const isSilent = (one: World): boolean =>
    one.air.length + one.sent.length === 0 && chains(one).every((chain) => last(chain).due.length === 0);
  return {
    doomed: new Set([...killed, ...coming.flatMap((element) => emptiedBy(diagram, element))]),
    steady: !coming.some(writes) && family.every(({ vars }) => JSON.stringify(vars) === JSON.stringify(world.vars)),
    forgetful: !coming.some((element) => throwsOne(element, 'compensate')),
    coming: ahead,
    hushed: family.every(isSilent) && !coming.some((element) => throwsOne(element, 'signal')),
  };
}

function familyOf(world: World): World[] {
  return [
    world,
    ...chains(world).flatMap((chain) => {
      const { inner } = last(chain);
      return inner === undefined ? [] : familyOf(inner);
    }),
  ];
}

const writes = (element: ElementModel): boolean => element.type === 'scriptTask' || needsAll(element);

const throwsOne = ({ type, events = [] }: ElementModel, kind: EventKind): boolean =>
  (type === 'endEvent' || type === 'intermediateThrowEvent') && events.some((event) => event.kind === kind);

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
export function isTakenAlone(diagram: Diagram, outlook: Outlook, chain: Chain, flow: string): boolean {
  const element = elementOf(diagram, flowOf(diagram, flow).target);
  const { type, events = [], outgoing, startQuantity = 1 } = element;
  if (!isCalm(outlook, chain) || inAdHoc(diagram, chain) || looksAround(element)) return false;
  if (!leadsPlainly(diagram, element, [flow])) return false;
  if (isTask(element) || isScope(element)) return startQuantity === 1 && beginsAlone(diagram, outlook, chain, element);
  switch (type) {
    case 'exclusiveGateway':
    case 'inclusiveGateway':
      return outgoing.length < 2 || outlook.steady;
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
      return events.every(({ kind }) => kind === 'message' || kind === 'link');
    default:
      return true;
  }
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

function opensAlone({ steady, hushed }: Outlook, catchers: readonly ElementModel[]): boolean {
  return catchers.every(({ events = [] }) =>
    events.every(({ kind }) => (kind !== 'signal' || hushed) && (kind !== 'conditional' || steady)),
  );
}

/** A condition may have become true that is not looked at any more when what listens is gone. */
function closesAlone(outlook: Outlook, catchers: readonly ElementModel[]): boolean {
  const isAsked = catchers.some(({ events = [] }) => events.some(({ kind }) => kind === 'conditional'));
  return !isAsked && opensAlone(outlook, catchers);
}

/** What hangs on an activity and in it. */
function listenersOf(diagram: Diagram, { id }: ElementModel): ElementModel[] {
  return [...boundariesOf(diagram, id), ...handlersOf(diagram, id).map(({ start }) => start)];
}

/** An activity, of those of a loop its body. */
function beginsAlone(diagram: Diagram, outlook: Outlook, chain: Chain, element: ElementModel): boolean {
  if (!opensAlone(outlook, listenersOf(diagram, element))) return false;
  if (element.loop !== undefined) return outlook.steady && isLeftAlone(diagram, outlook, chain, element);
  return instanceBeginsAlone(diagram, outlook, chain, element);
}

/** `chain` ends with what will hold the instance: a scope or the body of a loop. */
function instanceBeginsAlone(diagram: Diagram, outlook: Outlook, chain: Chain, element: ElementModel): boolean {
  if (element.type === 'callActivity') return outlook.steady;
  if (!instantly(element)) return true;
  return element.type !== 'scriptTask' && isLeftAlone(diagram, outlook, chain, element);
}

export function isRoundAlone(diagram: Diagram, outlook: Outlook, chain: Chain): boolean {
  const element = elementOf(diagram, last(chain).el);
  return (
    isCalm(outlook, chain) &&
    outlook.steady &&
    isLeftAlone(diagram, outlook, chain.slice(0, -1), element) &&
    instanceBeginsAlone(diagram, outlook, chain, element)
  );
}

/** A scope in which nothing moves any more is over, or a call has ended; `chain` ends with it. */
export function isOverAlone(diagram: Diagram, outlook: Outlook, chain: Chain): boolean {
  const { el, handler, log, undoable, inner } = last(chain);
  if (!isCalm(outlook, chain) || handler === true || log.length > 0 || undoable !== undefined) return false;
  const handlers = handlersOf(diagram, el).map(({ start }) => start);
  if (chain.length === 1) return outlook.hushed && closesAlone(outlook, handlers);
  const element = elementOf(diagram, el);
  if (element.adHoc !== undefined) return false;
  if (inner !== undefined) {
    const called = calledDiagram(diagram, element);
    if (!outlook.steady || inner.root.log.length > 0 || undoingSub(called, called.process.id) !== undefined)
      return false;
  }
  return isLeftAlone(diagram, outlook, chain.slice(0, -1), element);
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
function isLeftAlone(diagram: Diagram, outlook: Outlook, chain: Chain, element: ElementModel): boolean {
  const { id, outgoing, loop } = element;
  if (!isRememberedAlone(diagram, outlook, element)) return false;
  if (inAdHoc(diagram, chain)) return false;
  if (loop?.kind === 'multiInstance' && (loop.completionCondition !== undefined || loop.behavior !== 'all'))
    return false;
  if (!closesAlone(outlook, listenersOf(diagram, element))) return false;
  const isAsked = outgoing.some((flow) => flowOf(diagram, flow).condition !== undefined);
  return (!isAsked || outlook.steady) && leadsPlainly(diagram, element, waysOut(diagram, id));
}
