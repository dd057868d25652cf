// The plain data of the reference interpreter: a tree of live nodes, tokens written on the sequence flows they lie on. There
// are no ids: two worlds that look alike are the same world, so that all orders inside a step can be tried and compared.
import type { EventModel } from 'quytrinh/model';
import type { Values } from './condition.ts';

export type Vars = Record<string, number | boolean | null>;

/** A completed activity that can be undone; `inner`: what was completed inside, the oldest first. */
export interface Done {
  readonly el: string;
  readonly inner?: readonly Done[];
  /** It lives again itself, since it has an event subprocess to undo it. */
  readonly itself?: true;
  /** A call: what the called process has done, and its variables of then. */
  readonly called?: Undoable;
  /** Variables that it had for itself: its handler has them too. */
  readonly mapped?: Vars;
}

export interface Undoable {
  readonly log: readonly Done[];
  readonly vars: World['vars'];
}

export interface Node {
  /** Element id; of the root: the process id. */
  el: string;
  /** wait: a task or catch event; gate: event-based gateway; undo: compensation under way; stuck: waits for an operator; held: for its
   * data inputs. */
  as: 'scope' | 'body' | 'wait' | 'gate' | 'undo' | 'stuck' | 'held';
  kids: Node[];
  /** Scopes: flows that carry a token, one entry for each token. */
  tokens: string[];
  /** Timers held by this node that have fired, one entry for each time. */
  spent: string[];
  /** What was completed inside and can be undone, the oldest first. */
  log: Done[];
  /** An interrupting event subprocess has taken over this scope. */
  taken?: true;
  /** Complex gateways of this scope that wait for the rest: the flows they have no token of yet. */
  awaits: Record<string, string[]>;
  /** Signals on their way to what this node holds, from other instances. */
  due: string[];
  /** Of events that need several: those that have happened. */
  heard: Record<string, number[]>;
  /** And what they have brought. */
  brought: Record<string, World['vars']>;
  /** Ad-hoc subprocess in sequence: what is still to begin. */
  planned?: string[];
  /** Ad-hoc subprocess: it has to ask whether it is enough, at once or when nothing is alive in it any more. */
  asks?: 'enough' | 'over';
  /** Ad-hoc subprocess: it was enough. */
  enough?: true;
  /** A call that has completed: what can be undone of it. */
  undoable?: Undoable;
  /** Conditional events held by this node: the value when last looked at. */
  seen: Record<string, boolean>;
  /** `turns`: what rounds that are done have still to throw, then to ask, with what their conditions see beside the variables. */
  loop?: {
    total: number;
    started: number;
    done: number;
    turns?: { readonly events: readonly EventModel[]; readonly facts: Values }[];
  };
  /** Place in a repeated activity, from 0. */
  round?: number;
  /** Compensation: what is still to be undone; the last is next. */
  undo?: Done[];
  /** A transaction that is being cancelled. */
  cancels?: true;
  /** Handlers of compensation that run here; they are no part of the normal flow. */
  handler?: true;
  /** Its work has failed and waits for an operator: the incident. */
  failed?: 'JOB_RETRIES_EXHAUSTED' | 'CALL_FAILED' | 'DATA_OUTPUTS_MISSING';
  /** A process that is held for its data: how it will begin. */
  begins?: { readonly startEvent?: string; readonly part?: number };
  /** The input set it began with. */
  inputSet?: string;
  /** Results of work that can't be left so far. */
  results?: Vars;
  /** Variables that the mappings of a call have made for it; its handler has them too, and they end with both. */
  mapped?: Vars;
  /** A call activity: the process it has called, a world of its own with variables of its own. */
  inner?: World;
}

export interface World {
  status: 'active' | 'completed' | 'failed' | 'cancelled';
  vars: Vars;
  root: Node;
  /** Completed in this step, with repetitions. */
  done: string[];
  /** Terminated in this step, with repetitions. */
  killed: string[];
  /** Signals thrown and not yet delivered. */
  air: string[];
  /** Signals that other instances have still to hear. */
  sent: string[];
  /** Of the whole: instances that began by what was thrown in one of it. */
  beside: World[];
  /** Of a called process: escalations that nobody caught in it and its caller has not heard of so far. */
  told: string[];
  /** A called process that has completed and lives again to be undone. */
  again?: true;
  /** The error that nobody caught. */
  code?: string;
}

/** Root first; the last is the node itself. */
export type Chain = readonly Node[];

export function newNode(el: string, as: Node['as']): Node {
  return { el, as, kids: [], tokens: [], spent: [], log: [], awaits: {}, seen: {}, due: [], heard: {}, brought: {} };
}

export function last(chain: Chain): Node {
  const node = chain.at(-1);
  if (node === undefined) throw new Error('empty chain');
  return node;
}

/** Every live node with the way to it. */
export function chains(world: World): Node[][] {
  const found: Node[][] = [];
  const walk = (chain: Node[]): void => {
    found.push(chain);
    for (const kid of last(chain).kids) walk([...chain, kid]);
  };
  walk([world.root]);
  return found;
}

/** Takes one entry out of a multiset. */
export function take(list: string[], entry: string): void {
  const index = list.indexOf(entry);
  if (index < 0) throw new Error(`no ${entry} to take`);
  list.splice(index, 1);
}

export function removeKid(parent: Node, kid: Node): void {
  parent.kids.splice(parent.kids.indexOf(kid), 1);
}

/** Ends a node and all it holds without completing. */
export function kill(world: World, parent: Node, node: Node): void {
  removeKid(parent, node);
  const mourn = (dead: Node): void => {
    world.killed.push(dead.el);
    dead.kids.forEach(mourn);
    if (dead.inner === undefined) return;
    if (dead.inner.status === 'active') mourn(dead.inner.root);
    // The throwing instance is gone: all others hear it, its caller too.
    world.sent.push(...dead.inner.sent.map(heardByAll));
    remember(world, dead.inner);
  };
  mourn(node);
}

/** A signal that also the world whose list it is in hears. */
export const heardByAll = (signal: string): string => `${nameOf(signal)}*`;
export const isHeardByAll = (signal: string): boolean => signal.endsWith('*');

/** A signal that was thrown after the instance had ended. */
export const late = (signal: string): string => `${signal}+`;
export const isLate = (signal: string): boolean => signal.endsWith('+');

export const nameOf = (signal: string): string => signal.replace(/[*+]$/, '');

/** What has happened in a called process in this step is part of what happened. */
export function remember(world: World, inner: World): void {
  world.done.push(...inner.done);
  world.killed.push(...inner.killed);
}

/** Leaves of what is remembered, in order; of what undoes itself also that it is. */
export function logOf(log: readonly Done[]): string[] {
  return log.flatMap(({ el, inner, itself }) => {
    if (inner === undefined) return [el];
    return itself === true ? [`${el}!`, ...logOf(inner)] : logOf(inner);
  });
}

/** The world, all it has called and all that began beside it. */
export function wholeOf(world: World): World[] {
  const called = chains(world).flatMap((chain) => last(chain).inner ?? []);
  return [world, ...[...called, ...world.beside].flatMap(wholeOf)];
}

/** The same world at the beginning of a step. */
export function rested(world: World): World {
  const calm = (node: Node): Node => ({
    ...node,
    kids: node.kids.map(calm),
    ...(node.inner === undefined ? {} : { inner: rested(node.inner) }),
  });
  const beside = world.beside.filter(({ status }) => status === 'active').map(rested);
  return { ...world, root: calm(world.root), beside, done: [], killed: [], told: [] };
}

/** The same text for the same world, whatever the order in which it came about. */
export function textOf(world: World): string {
  return JSON.stringify(sortedWorld(world));
}

function sortedWorld(world: World): World {
  return {
    ...world,
    vars: sortedRecord(world.vars),
    root: sortedNode(world.root),
    done: [...world.done].sort(),
    killed: [...world.killed].sort(),
    air: [...world.air].sort(),
    told: [...world.told].sort(),
    sent: [...world.sent].sort(),
    beside: world.beside
      .map((one) => ({ one, text: textOf(one) }))
      .sort((a, b) => (a.text < b.text ? -1 : 1))
      .map(({ one }) => sortedWorld(one)),
  };
}

export function worldOf(text: string): World {
  return JSON.parse(text) as World;
}

function sortedNode(node: Node): Node {
  const kids = node.kids.map(sortedNode).map((kid) => ({ kid, text: JSON.stringify(kid) }));
  kids.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
  const {
    el,
    as,
    tokens,
    spent,
    due,
    heard,
    brought,
    planned,
    asks,
    enough,
    undoable,
    log,
    taken,
    awaits,
    seen,
    loop,
    round,
    undo,
    cancels,
    handler,
    failed,
    begins,
    inputSet,
    results,
    mapped,
    inner,
  } = node;
  return {
    el,
    as,
    kids: kids.map(({ kid }) => kid),
    tokens: [...tokens].sort(),
    spent: [...spent].sort(),
    log,
    awaits: sortedRecord(awaits),
    seen: sortedRecord(seen),
    due: [...due].sort(),
    heard: sortedRecord(heard),
    brought: sortedRecord(brought),
    ...(planned === undefined ? {} : { planned }),
    ...(asks === undefined ? {} : { asks }),
    ...(enough === undefined ? {} : { enough }),
    ...(undoable === undefined ? {} : { undoable }),
    ...(taken === undefined ? {} : { taken }),
    ...(loop === undefined ? {} : { loop }),
    ...(round === undefined ? {} : { round }),
    ...(undo === undefined ? {} : { undo }),
    ...(cancels === undefined ? {} : { cancels }),
    ...(handler === undefined ? {} : { handler }),
    ...(failed === undefined ? {} : { failed }),
    ...(begins === undefined ? {} : { begins }),
    ...(inputSet === undefined ? {} : { inputSet }),
    ...(results === undefined ? {} : { results: sortedRecord(results) }),
    ...(mapped === undefined ? {} : { mapped: sortedRecord(mapped) }),
    ...(inner === undefined ? {} : { inner: sortedWorld(inner) }),
  };
}

function sortedRecord<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
