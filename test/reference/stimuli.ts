// What can come from outside, and all worlds it can lead to at once (when several nodes look alike: any of them).
import type { Variables } from 'quytrinh/model';
import { arrive, begin, call, complete, correct, end, finish, raise, trigger } from './act.ts';
import { calledDiagram, caughtBy, elementOf, needsAll, type Catch, type Diagram } from './diagram.ts';
import { waysTaken } from './leave.ts';
import { isWork, openEvents } from './waits.ts';
import { chains, last, rested, textOf, worldOf, type Chain, type Vars, type World } from './world.ts';

export type Stimulus =
  /** By a start event that something triggers, and which of its events when it needs several. */
  | { readonly type: 'start'; readonly vars: Variables; readonly startEvent?: string; readonly part?: number }
  | { readonly type: 'complete'; readonly path: string; readonly vars: Variables }
  | { readonly type: 'error'; readonly path: string; readonly code: string; readonly vars: Variables }
  /** Somebody begins an activity of the ad-hoc subprocess at the end of the path. */
  | { readonly type: 'activate'; readonly path: string; readonly element: string; readonly vars: Variables }
  /** A timer, message or signal for `catcher`, held by the node at the end of the path. */
  | { readonly type: 'trigger'; readonly path: string; readonly catcher: Catch; readonly vars: Variables }
  /** Variables are set; nothing else happens. The path ends in the root of the instance that has them. */
  | { readonly type: 'set'; readonly path: string; readonly vars: Variables }
  /** A worker gives up. */
  | { readonly type: 'fail'; readonly path: string; readonly vars: Variables }
  /** An operator ends the instance at the end of the path. */
  | { readonly type: 'cancel'; readonly path: string; readonly vars: Variables }
  /** An operator corrects variables and lets a stuck element go on. */
  | { readonly type: 'resolve'; readonly path: string; readonly vars: Variables };

/** Element ids from the root; of what runs in a compensation: from its handler. */
export function pathOf(chain: Chain): string {
  const handler = chain.findLastIndex((node) => node.handler === true);
  const ids = chain.slice(Math.max(handler, 0)).map(({ el }) => el);
  return `${handler < 0 ? '' : '~'}${ids.join('/')}`;
}

export function stimulate(diagram: Diagram, before: string, stimulus: Stimulus): string[] {
  if ('path' in stimulus && isBeside(diagram, stimulus.path)) return stimulateBeside(diagram, before, stimulus);
  if ('path' in stimulus && stimulus.path.includes(CALL)) return stimulateCalled(diagram, before, stimulus);
  // Results are taken when all that is wanted is there, what several events bring when all have happened.
  const isKept =
    stimulus.type === 'complete' ||
    (stimulus.type === 'trigger' && needsAll(caughtBy(diagram, stimulus.catcher).element));
  const vars = isKept ? {} : stimulus.vars;
  const fresh = (): World => {
    const world = rested(worldOf(before));
    return { ...world, vars: { ...world.vars, ...(vars as World['vars']) } };
  };
  if (stimulus.type === 'start') {
    const world = fresh();
    const { startEvent, part } = stimulus;
    begin(diagram, world, {
      ...(startEvent === undefined ? {} : { startEvent }),
      ...(part === undefined ? {} : { part }),
    });
    return [textOf(world)];
  }
  if (stimulus.type === 'set') return [textOf(fresh())];
  if (stimulus.type === 'cancel') {
    const world = fresh();
    end(world, 'cancelled');
    return [textOf(world)];
  }
  const after = new Set<string>();
  chains(fresh()).forEach((_, index) => {
    const world = fresh();
    const chain = chains(world)[index] ?? [];
    if (pathOf(chain) !== stimulus.path) return;
    const node = last(chain);
    if (stimulus.type === 'complete' && isWork(diagram, chain)) finish(diagram, world, chain, stimulus.vars as Vars);
    else if (stimulus.type === 'error' && isWork(diagram, chain))
      raise(diagram, world, chain, 'error', stimulus.code, stimulus.vars as Vars);
    else if (stimulus.type === 'trigger' && openEvents(diagram, chain).includes(stimulus.catcher)) {
      if (stimulus.catcher === node.el && elementOf(diagram, node.el).type === 'receiveTask')
        complete(diagram, world, chain);
      else trigger(diagram, world, chain, stimulus.catcher, stimulus.vars as World['vars']);
    } else if (stimulus.type === 'activate' && node.as === 'scope') activate(diagram, world, chain, stimulus.element);
    else if (stimulus.type === 'fail' && isWork(diagram, chain)) node.failed = 'JOB_RETRIES_EXHAUSTED';
    else if (stimulus.type === 'resolve' && node.results !== undefined) {
      world.vars = { ...rested(worldOf(before)).vars };
      correct(diagram, world, chain, stimulus.vars as Vars);
    } else if (stimulus.type === 'resolve' && node.failed !== undefined) {
      if (node.failed === 'CALL_FAILED') call(diagram, world, node);
      delete node.failed;
    } else if (stimulus.type === 'resolve' && node.as === 'stuck') {
      if (waysTaken(diagram, node.el, world.vars) !== null) complete(diagram, world, chain);
    } else if (stimulus.type !== 'resolve' || node.as !== 'held') return;
    after.add(textOf(world));
  });
  return [...after];
}

/** §13.3.5: in sequence another begins only when the one before has ended. */
function activate(diagram: Diagram, world: World, chain: Chain, element: string): void {
  const node = last(chain);
  const { adHoc } = elementOf(diagram, node.el);
  if (adHoc?.ordering === 'sequential') node.planned = [...(node.planned ?? []), element];
  else arrive(diagram, world, chain, element);
}

/** In an instance that began by what was thrown: the path begins with its process, or with one of its handlers. */
function isBeside({ file, process }: Diagram, path: string): boolean {
  const head = /[^~/]+/.exec(path.split(CALL)[0] ?? '')?.[0] ?? '';
  const own = file.processes.find(({ id, elements }) => id === head || elements.some((each) => each.id === head));
  return own !== process;
}

function stimulateBeside(diagram: Diagram, before: string, stimulus: Extract<Stimulus, { path: string }>): string[] {
  const after = new Set<string>();
  const calm = rested(worldOf(before));
  calm.beside.forEach((other, at) => {
    const process = diagram.file.processes.find(({ id }) => id === other.root.el);
    if (process === undefined || isBeside({ file: diagram.file, process }, stimulus.path)) return;
    for (const text of stimulate({ file: diagram.file, process }, textOf(other), stimulus))
      after.add(textOf({ ...calm, beside: calm.beside.map((one, index) => (index === at ? worldOf(text) : one)) }));
  });
  return [...after];
}

/** Between the path of a call and the path in what it has called. */
export const CALL = ' : ';

function stimulateCalled(diagram: Diagram, before: string, stimulus: Extract<Stimulus, { path: string }>): string[] {
  const [head = '', ...rest] = stimulus.path.split(CALL);
  const after = new Set<string>();
  const calm = textOf(rested(worldOf(before)));
  chains(worldOf(calm)).forEach((chain, index) => {
    const { el, inner } = last(chain);
    if (pathOf(chain) !== head || inner === undefined) return;
    const called = calledDiagram(diagram, elementOf(diagram, el));
    for (const text of stimulate(called, textOf(inner), { ...stimulus, path: rest.join(CALL) })) {
      const world = worldOf(calm);
      last(chains(world)[index] ?? []).inner = worldOf(text);
      after.add(textOf(world));
    }
  });
  return [...after];
}
