// Every act that is possible in a world without anything from outside; each gives the world after it.
import { isOverAlone, isRoundAlone, isTakenAlone, isToldAlone, viewOf, type Outlook, type View } from './alone.ts';
import type { ElementModel } from 'quytrinh/model';
import { isTrue } from './condition.ts';
import { calledDiagram, caughtBy, diagramOf, elementOf, flowOf, isScope, isTask, type Diagram } from './diagram.ts';
import {
  arrive,
  askAdHoc,
  begin,
  beginBeside,
  beginHeld,
  broadcast,
  complete,
  hearCalled,
  nextRound,
  pass,
  startRound,
  throwOfRound,
  trigger,
  undoNext,
} from './act.ts';
import { availableSet, availableSetOfProcess } from './data.ts';
import { complexMayReset, complexMayStart, hasToken, inclusiveMayFire, parallelMayFire } from './joins.ts';
import { openEvents } from './waits.ts';
import {
  chains,
  isHeardByAll,
  isLate,
  last,
  nameOf,
  take,
  textOf,
  wholeOf,
  worldOf,
  type Chain,
  type Node,
  type World,
} from './world.ts';

/** One act at the node at the end of a chain. */
interface Move {
  readonly index: number;
  readonly act: Act;
  /** See alone.ts. */
  readonly alone: boolean;
}
type Act = (copy: World, chain: Chain) => void;
type Attempt = (act: Act, alone?: boolean) => void;

/** Given an outlook: of those that may be done alone only one, where there is such a one. */
export function movesOf(diagram: Diagram, text: string, outlook?: Outlook): World[] {
  const world = worldOf(text);
  const moves: Move[] = [];
  listMoves(diagram, world, outlook, moves);
  world.beside.forEach((other, at) => {
    const own: Move[] = [];
    listMoves(diagramOf(diagram, other), other, outlook, own);
    for (const { index, act, alone } of own)
      moves.push({
        index: 0,
        alone,
        act: (copy) => {
          const same = copy.beside[at];
          if (same !== undefined) act(same, chains(same)[index] ?? []);
        },
      });
  });
  const single = moves.find(({ alone }) => alone);
  return (single === undefined ? moves : [single]).map(({ index, act }) => {
    // In a fresh copy; the index finds the same node again there.
    const copy = worldOf(text);
    act(copy, chains(copy)[index] ?? []);
    return copy;
  });
}

function listMoves(diagram: Diagram, world: World, from: Outlook | undefined, moves: Move[]): void {
  if (world.status !== 'active') return;
  const outlook = from === undefined ? undefined : viewOf(from, diagram, world);
  const all = chains(world);
  all.forEach((chain, index) => {
    const node = last(chain);
    const attempt: Attempt = (act, alone = false) => {
      moves.push({ index, act, alone });
    };
    if (node.as === 'scope' && node.cancels !== true) {
      const before = moves.length;
      for (const flow of new Set(node.tokens)) {
        const alone = outlook !== undefined && isTakenAlone(diagram, outlook, chain, flow);
        tokenMoves(diagram, world, chain, flow, (act) => {
          attempt(act, alone);
        });
      }
      // Tokens that wait for others keep no planned activity from beginning.
      const isWaiting = node.planned !== undefined && node.kids.length === 0 && moves.length === before;
      for (const join of Object.keys(node.awaits))
        if (complexMayReset(diagram, node, elementOf(diagram, join)))
          attempt((copy, way) => {
            resetComplex(diagram, copy, way, join);
          });
      if (node.asks === 'enough' || (node.asks === 'over' && isIdle(node) && node.planned === undefined))
        attempt((copy, way) => {
          askAdHoc(diagram, copy, way);
        });
      else if ((isIdle(node) || isWaiting) && node.failed === undefined) goOn(diagram, chain, outlook, attempt);
    }
    if (node.inner !== undefined) calledMoves(diagram, chain, outlook, attempt);
    if (node.as === 'body') roundMoves(diagram, chain, outlook, attempt);
    if (node.undo !== undefined && node.kids.length === 0)
      attempt((copy, way) => {
        undoNext(diagram, copy, way);
      });
    if (node.begins !== undefined && availableSetOfProcess(diagram, world.vars) !== null)
      attempt((copy, way) => {
        begin(diagram, copy, last(way).begins ?? {});
      });
    if (
      node.as === 'held' &&
      node.begins === undefined &&
      availableSet(diagram, elementOf(diagram, node.el), world.vars) !== null
    )
      attempt((copy, way) => {
        beginHeld(diagram, copy, way);
      });
    for (const key of new Set(node.due))
      attempt((copy, way) => {
        take(last(way).due, key);
        if (openEvents(diagram, way).includes(key)) trigger(diagram, copy, way, key);
      });
    for (const id of openEvents(diagram, chain)) {
      const { event } = caughtBy(diagram, id);
      if (event?.kind !== 'conditional') continue;
      // On the boundary it sees what the activity has for itself too (decision of the machine, kept to here).
      const value = isTrue(event.condition.text, { ...world.vars, ...node.mapped });
      if (value === (Object.hasOwn(node.seen, id) && node.seen[id])) continue;
      attempt((copy, way) => {
        last(way).seen[id] = value;
        if (value) trigger(diagram, copy, way, id);
      });
    }
  });
  for (const signal of new Set(world.air))
    for (const order of [1, -1])
      moves.push({
        index: 0,
        alone: false,
        act: (copy) => {
          take(copy.air, signal);
          broadcast(diagram, copy, signal, order);
        },
      });
}

/** What a called process does is done in it; then its caller hears of it. */
function calledMoves(diagram: Diagram, chain: Chain, outlook: View | undefined, attempt: Attempt): void {
  const node = last(chain);
  const { inner } = node;
  if (inner === undefined) return;
  const called = calledDiagram(diagram, elementOf(diagram, node.el));
  const moves: Move[] = [];
  listMoves(called, inner, outlook, moves);
  for (const { index, act, alone } of moves)
    attempt((_copy, way) => {
      const own = last(way).inner;
      if (own !== undefined) act(own, chains(own)[index] ?? []);
    }, alone);
  if (inner.told.length > 0 || (inner.status !== 'active' && inner.sent.every(isLate))) {
    const isOver = inner.told.length === 0 && inner.status === 'completed';
    const isAlone = isOver ? isOverAlone : isToldAlone;
    attempt(
      (copy, way) => {
        hearCalled(diagram, copy, way);
      },
      outlook !== undefined && (isOver || inner.told.length > 0) && isAlone(diagram, outlook, chain),
    );
  }
}

const isIdle = ({ tokens, kids }: Node): boolean => tokens.length === 0 && kids.length === 0;

/** Nothing moves in a scope any more: it is over, or an ad-hoc subprocess goes on. */
function goOn(diagram: Diagram, chain: Chain, outlook: View | undefined, attempt: Attempt): void {
  const node = last(chain);
  const [next, ...rest] = node.planned ?? [];
  if (next !== undefined)
    attempt((copy, way) => {
      if (rest.length > 0) last(way).planned = rest;
      else delete last(way).planned;
      arrive(diagram, copy, way, next);
    });
  else if (
    chain.length === 1 ||
    node.enough === true ||
    elementOf(diagram, node.el).adHoc?.completionCondition === undefined
  )
    attempt(
      (copy, way) => {
        complete(diagram, copy, way);
      },
      outlook !== undefined && isOverAlone(diagram, outlook, chain),
    );
}

/** Rounds of a parallel multi-instance begin side by side, all others one when the last is over. */
function roundMoves(diagram: Diagram, chain: Chain, outlook: View | undefined, attempt: Attempt): void {
  const body = last(chain);
  const element = elementOf(diagram, body.el);
  const [turn] = body.loop?.turns ?? [];
  if (turn !== undefined) {
    for (const order of turn.events[0]?.kind === 'signal' ? [1, -1] : [1])
      attempt((copy, way) => {
        throwOfRound(diagram, copy, way, element, order);
      });
    return;
  }
  const alone = outlook !== undefined && isRoundAlone(diagram, outlook, chain);
  if (element.loop?.kind === 'multiInstance' && !element.loop.sequential) {
    if (body.loop !== undefined && body.loop.started < body.loop.total)
      attempt((copy, way) => {
        startRound(diagram, copy, way, element);
      }, alone);
  } else if (body.kids.length === 0)
    attempt((copy, way) => {
      nextRound(diagram, copy, way, element);
    }, alone);
}

function tokenMoves(diagram: Diagram, world: World, chain: Chain, flow: string, attempt: (act: Act) => void): void {
  const scope = last(chain);
  const element = elementOf(diagram, flowOf(diagram, flow).target);
  const { id, type, incoming, startQuantity = 1 } = element;
  const fire = (flows: readonly string[], then: (copy: World, way: Chain) => void): void => {
    attempt((copy, way) => {
      for (const each of flows) take(last(way).tokens, each);
      then(copy, way);
    });
  };
  const passOn = (copy: World, way: Chain): void => pass(diagram, copy, way, id);
  if (type === 'parallelGateway') {
    if (parallelMayFire(scope, element)) fire(incoming, passOn);
  } else if (type === 'inclusiveGateway') {
    if (inclusiveMayFire(diagram, scope, element))
      fire(
        incoming.filter((each) => hasToken(scope, each)),
        passOn,
      );
  } else if (type === 'complexGateway') {
    if (!complexMayStart(world, scope, element)) return;
    const marked = incoming.filter((each) => hasToken(scope, each));
    fire(marked, (copy, way) => {
      pass(diagram, copy, way, id);
      last(way).awaits[id] = incoming.filter((each) => !marked.includes(each));
    });
  } else if ((isTask(element) || isScope(element)) && startQuantity > 1) {
    // §13.3.2: as many tokens as it needs, from whatever flows.
    const here = scope.tokens.filter((each) => incoming.includes(each));
    for (const chosen of combinations(here, startQuantity)) fire(chosen, (copy, way) => arrive(diagram, copy, way, id));
  } else
    for (const order of throwsAmongOthers(element) ? [1, -1] : [1])
      fire([flow], (copy, way) => arrive(diagram, copy, way, id, order));
}

const throwsAmongOthers = ({ type, events = [] }: ElementModel): boolean =>
  (type === 'endEvent' || type === 'intermediateThrowEvent') &&
  events.length > 1 &&
  events.some(({ kind }) => kind === 'signal');

/**
 * §13.4.5, second phase: takes the rest and asks all conditions once more; the default flow when none is true. Flows without a
 * condition belong to the first phase. With one way in there is no second phase to speak of: only a condition that asks for it counts
 * (decisions of the machine, kept to here).
 */
function resetComplex(diagram: Diagram, world: World, chain: Chain, join: string): void {
  const scope = last(chain);
  for (const flow of scope.awaits[join] ?? []) if (hasToken(scope, flow)) take(scope.tokens, flow);
  scope.awaits = Object.fromEntries(Object.entries(scope.awaits).filter(([id]) => id !== join));
  const { incoming, outgoing, defaultFlow } = elementOf(diagram, join);
  const textFor = (flow: string): string => flowOf(diagram, flow).condition?.text ?? '';
  const asked = outgoing.filter((flow) => flow !== defaultFlow && textFor(flow) !== '');
  const split = incoming.length <= 1;
  const met = asked.filter(
    (flow) =>
      (!split || textFor(flow).includes('waitingForStart')) &&
      isTrue(textFor(flow), { ...world.vars, waitingForStart: false }),
  );
  const otherwise = !split && asked.length > 0 && met.length === 0 && defaultFlow !== undefined ? [defaultFlow] : [];
  const again = [...met, ...otherwise];
  if (again.length > 0) world.done.push(join);
  scope.tokens.push(...again);
}

function combinations(list: readonly string[], size: number): string[][] {
  if (size === 0) return [[]];
  const found = list.flatMap((first, index) =>
    combinations(list.slice(index + 1), size - 1).map((rest) => [first, ...rest]),
  );
  return [...new Map(found.map((each) => [JSON.stringify([...each].sort()), each])).values()];
}

/** The worlds of a family after one act, as texts. */
export function moveTexts(diagram: Diagram, text: string, outlook?: Outlook): string[] {
  const moves = movesOf(diagram, text, outlook);
  return [...new Set([...moves, ...carried(diagram, text)].map(textOf))];
}

/** §10.5.1: a signal is heard in all instances; those that listen when it is carried to them hear it, each in its turn. */
function carried(diagram: Diagram, text: string): World[] {
  return wholeOf(worldOf(text)).flatMap(({ sent }, from) =>
    [...new Set(sent)].map((signal) => {
      const copy = worldOf(text);
      const worlds = wholeOf(copy);
      const sender = worlds[from];
      if (sender !== undefined) take(sender.sent, signal);
      const name = nameOf(signal);
      for (const world of worlds)
        if (world.status === 'active' && (world !== sender || isHeardByAll(signal))) notify(diagram, world, name);
      beginBeside(diagram, copy, name);
      return copy;
    }),
  );
}

function notify(around: Diagram, world: World, signal: string): void {
  const diagram = diagramOf(around, world);
  for (const chain of chains(world))
    for (const key of openEvents(diagram, chain)) {
      const { event } = caughtBy(diagram, key);
      if (event?.kind === 'signal' && event.ref === signal) last(chain).due.push(key);
    }
}
