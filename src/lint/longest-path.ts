// Longest path through one scope. Edges that close a loop are left out, so every element counts once.
import type { ElementModel } from '../model/process-model.ts';
import type { LintContext } from './context.ts';
import { successorsOf } from './graph.ts';

export interface WeightedPath {
  readonly minutes: number;
  /** Names of the elements on the path that have a time. */
  readonly steps: readonly string[];
}

/** From any root to the end of the scope, or up to and including the element `until`. */
export function longestPath(
  roots: readonly string[],
  until: string | undefined,
  weigh: (element: ElementModel) => WeightedPath,
  context: LintContext,
): WeightedPath {
  const { order, loops } = topological(roots, context);
  const best = new Map<string, WeightedPath>();
  for (const root of roots) best.set(root, { minutes: 0, steps: [] });
  let longest: WeightedPath = { minutes: 0, steps: [] };
  for (const id of order) {
    const element = context.elements.get(id);
    const before = best.get(id);
    if (element === undefined || before === undefined) continue;
    const own = weigh(element);
    const after = { minutes: before.minutes + own.minutes, steps: [...before.steps, ...own.steps] };
    if ((until === undefined || id === until) && after.minutes > longest.minutes) longest = after;
    if (id === until) continue;
    const attached = new Set(context.boundariesOf.get(id)?.map((boundary) => boundary.id));
    for (const next of successorsOf(element, context)) {
      if (loops.has(`${id} ${next}`)) continue;
      // Whoever leaves by a boundary event may do so before the step has used its time.
      const candidate = attached.has(next) ? before : after;
      const known = best.get(next);
      if (known === undefined || candidate.minutes > known.minutes) best.set(next, candidate);
    }
  }
  return longest;
}

interface Order {
  readonly order: readonly string[];
  /** Edges back to an element that is still open: `from to`. */
  readonly loops: ReadonlySet<string>;
}

function topological(roots: readonly string[], context: LintContext): Order {
  const done = new Set<string>();
  const open = new Set<string>();
  const loops = new Set<string>();
  const order: string[] = [];
  const nextOf = (id: string): string[] => {
    const element = context.elements.get(id);
    return element === undefined ? [] : successorsOf(element, context);
  };
  for (const root of roots) {
    if (done.has(root) || open.has(root)) continue;
    const stack = [{ id: root, next: nextOf(root), at: 0 }];
    open.add(root);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const next = top.next[top.at++];
      if (next === undefined) {
        stack.pop();
        open.delete(top.id);
        done.add(top.id);
        order.push(top.id);
      } else if (open.has(next)) {
        loops.add(`${top.id} ${next}`);
      } else if (!done.has(next)) {
        open.add(next);
        stack.push({ id: next, next: nextOf(next), at: 0 });
      }
    }
  }
  return { order: order.reverse(), loops };
}
