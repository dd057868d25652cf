// All worlds at rest that a step can lead to: every order of the acts inside the step is tried.
import { outlookOf, type Outlook } from './alone.ts';
import type { Diagram } from './diagram.ts';
import { moveTexts } from './moves.ts';
import { chains, last, worldOf, type World } from './world.ts';

/** What was completed and terminated in a step, with repetitions. */
export interface Deeds {
  readonly done: readonly string[];
  readonly killed: readonly string[];
}

/**
 * Null when there are more worlds than `most`. `seen`: only the rests with these deeds are wanted. What a step has done only grows, so that
 * a world that has done anything else is on no way to them.
 */
export function restsOf(diagram: Diagram, begun: readonly string[], most: number, seen?: Deeds): string[] | null {
  const among = seen === undefined ? () => true : within(seen);
  const known = new Set(begun);
  const rests: string[] = [];
  const ahead = begun.filter((text) => among(worldOf(text)));
  for (let text = ahead.pop(); text !== undefined; text = ahead.pop()) {
    const next = moveTexts(diagram, text, seen === undefined ? undefined : outlook(diagram, worldOf(text), seen));
    if (next.length === 0) rests.push(text);
    for (const each of next) {
      if (known.has(each)) continue;
      known.add(each);
      if (!among(worldOf(each))) continue;
      if (known.size >= most) return null;
      ahead.push(each);
    }
  }
  return rests;
}

/** Of a world and all that it has called. */
export function deedsOf(world: World): { readonly done: string[]; readonly killed: string[] } {
  const deeds = { done: [...world.done], killed: [...world.killed] };
  for (const chain of chains(world)) {
    const { inner } = last(chain);
    if (inner === undefined) continue;
    const { done, killed } = deedsOf(inner);
    deeds.done.push(...done);
    deeds.killed.push(...killed);
  }
  return deeds;
}

function within(seen: Deeds): (world: World) => boolean {
  return (world) => {
    const { done, killed } = deedsOf(world);
    return without(done, seen.done).length + without(killed, seen.killed).length === 0;
  };
}

function outlook(diagram: Diagram, world: World, seen: Deeds): Outlook {
  const { done, killed } = deedsOf(world);
  return outlookOf(diagram, world, without(seen.done, done), without(seen.killed, killed));
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
