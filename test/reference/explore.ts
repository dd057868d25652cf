// All worlds at rest that a step can lead to: every order of the acts inside the step is tried.
import { outlookOf, type Outlook } from './alone.ts';
import type { Diagram } from './diagram.ts';
import { moveTexts } from './moves.ts';
import { chains, last, logOf, wholeOf, worldOf, type World } from './world.ts';

/** What was completed and terminated in a step, with repetitions, and of all that live after it what is remembered in them. */
export interface Deeds {
  readonly logs: ReadonlyMap<string, readonly string[]>;
  readonly done: readonly string[];
  readonly killed: readonly string[];
}

export interface Rests {
  readonly rests: readonly string[];
  /** False: there are more worlds than were tried. */
  readonly all: boolean;
}

/**
 * Of at most `most` worlds, which matters only when there are more: those after the acts found first, or last, come first. `seen`: only the rests with these deeds are wanted. What a step has done only grows, and
 * so does what is remembered: a world that has anything else is on no way to them.
 */
export function restsOf(
  diagram: Diagram,
  begun: readonly string[],
  most: number,
  seen?: Deeds,
  from: 'first' | 'last' = 'last',
): Rests {
  const among = seen === undefined ? () => true : within(diagram, seen);
  const known = new Set(begun);
  const rests: string[] = [];
  const ahead = begun.filter((text) => among(worldOf(text)));
  for (let text = ahead.pop(); text !== undefined; text = ahead.pop()) {
    const next = moveTexts(diagram, text, seen === undefined ? undefined : outlook(diagram, worldOf(text), seen));
    if (next.length === 0) rests.push(text);
    if (from === 'first') next.reverse();
    for (const each of next) {
      if (known.has(each)) continue;
      known.add(each);
      if (!among(worldOf(each))) continue;
      if (known.size >= most) return { rests, all: false };
      ahead.push(each);
    }
  }
  return { rests, all: true };
}

/** Of a world, all that it has called and all beside it. */
export function deedsOf(world: World): { readonly done: string[]; readonly killed: string[] } {
  const all = wholeOf(world);
  return { done: all.flatMap(({ done }) => done), killed: all.flatMap(({ killed }) => killed) };
}

function within(diagram: Diagram, seen: Deeds): (world: World) => boolean {
  return (world) => {
    const { done, killed } = deedsOf(world);
    if (without(done, seen.done).length + without(killed, seen.killed).length > 0) return false;
    const { coming, doomed, forgetful } = outlook(diagram, world, seen);
    return !forgetful || isRemembered(world, seen.logs, (el) => !coming.has(el) && !doomed.has(el));
  };
}

/** What scopes that live on remember so far is the beginning of what one such scope remembers in the end. */
function isRemembered(world: World, logs: Deeds['logs'], livesOn: (el: string) => boolean): boolean {
  if (!world.beside.every((other) => isRemembered(other, logs, livesOn))) return false;
  if (world.status !== 'active') return true;
  return chains(world).every((chain) => {
    const { el, log, inner } = last(chain);
    if (chain.some(({ handler, undo }) => handler === true || undo !== undefined)) return true;
    const own = logOf(log).join(' ');
    const fits =
      own === '' || !livesOn(el) || logs.get(el)?.some((other) => `${other} `.startsWith(`${own} `)) === true;
    return fits && (inner === undefined || isRemembered(inner, logs, livesOn));
  });
}

function outlook(diagram: Diagram, world: World, seen: Deeds): Outlook {
  const { done, killed } = deedsOf(world);
  const left = { done: without(seen.done, done), killed: without(seen.killed, killed) };
  return outlookOf(diagram, world, { ...left, alive: [...seen.logs.keys()] });
}

/** Both with repetitions. */
function without(whole: readonly string[], part: readonly string[]): string[] {
  const left = [...whole];
  for (const each of part) {
    const index = left.indexOf(each);
    if (index >= 0) left.splice(index, 1);
  }
  return left;
}
