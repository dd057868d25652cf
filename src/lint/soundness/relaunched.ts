// Places that a loop may fill again and again while it goes on: a split inside a loop sends one token back and one out of
// it, or two of them back. A token that stays in such a place can meet its successor there, so that the reduction must
// not pass it at once.
import type { Net } from './net.ts';

/** `strict`: also what is filled by a split whose branches stay in the loop; most of these are joined again in time. */
export function relaunched({ places, transitions }: Net, strict: boolean): ReadonlySet<number> {
  const after: number[][] = places.map(() => []);
  for (const { consume, produce } of transitions) for (const from of consume) after[from]?.push(...produce);
  const ring = ringsOf(after);
  const found = new Set<number>();
  const open = transitions.flatMap(({ consume, produce }) => {
    const back = produce.filter((to) => consume.some((from) => ring[from] === ring[to]));
    if (back.length === 0) return [];
    return strict && back.length > 1 ? produce : produce.filter((to) => !back.includes(to));
  });
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (found.has(place)) continue;
    found.add(place);
    open.push(...(after[place] ?? []));
  }
  return found;
}

/** Strongly connected components (Tarjan), without recursion; the number of its component for each place. */
function ringsOf(after: readonly (readonly number[])[]): number[] {
  const component = after.map(() => -1);
  const found = after.map(() => -1);
  const low = after.map(() => 0);
  const trail: number[] = [];
  let count = 0;
  let components = 0;
  for (const root of after.keys()) {
    if (found[root] !== -1) continue;
    const stack = [{ place: root, next: 0 }];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const { place } = top;
      if (top.next === 0) {
        found[place] = low[place] = count++;
        trail.push(place);
      }
      const to = after[place]?.[top.next++];
      if (to !== undefined) {
        if (found[to] === -1) stack.push({ place: to, next: 0 });
        else if (component[to] === -1) low[place] = Math.min(low[place] ?? 0, found[to] ?? 0);
        continue;
      }
      stack.pop();
      const above = stack.at(-1);
      if (above !== undefined) low[above.place] = Math.min(low[above.place] ?? 0, low[place] ?? 0);
      if (low[place] !== found[place]) continue;
      for (let member = trail.pop(); member !== undefined; member = trail.pop()) {
        component[member] = components;
        if (member === place) break;
      }
      components += 1;
    }
  }
  return component;
}
