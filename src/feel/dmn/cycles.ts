// A decision that needs itself has no value. Knowledge models may well call each other: a call ends when its condition does.
import type { DmnDiagnostic } from '../../model/dmn.ts';
import { targetsOf } from './link.ts';
import type { Linked, LinkedElement } from './link.ts';

/** The decisions that stand in a circle; each circle is reported once. */
export function findCycles(
  { elements }: Linked,
  report: (diagnostic: DmnDiagnostic) => void,
): ReadonlySet<LinkedElement> {
  const cyclic = new Set<LinkedElement>();
  const state = new Map<LinkedElement, 'open' | 'done'>();
  for (const start of elements) {
    // Depth first with a stack of its own: a file may hold a very long chain.
    const path: { linked: LinkedElement; next: Iterator<LinkedElement> }[] = [];
    const open = (linked: LinkedElement): unknown => {
      state.set(linked, 'open');
      return path.push({ linked, next: decisionsOf(linked)[Symbol.iterator]() });
    };
    if (start.element.kind !== 'decision' || state.has(start)) continue;
    open(start);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const step = top.next.next();
      if (step.done === true) {
        state.set(top.linked, 'done');
        path.pop();
        continue;
      }
      const { value } = step;
      if (state.get(value) === 'open') {
        const circle = path.slice(path.findIndex(({ linked }) => linked === value)).map(({ linked }) => linked);
        circle.forEach((linked) => cyclic.add(linked));
        const names = circle.map(({ element }) => element.name);
        const params = { name: value.element.name, path: [...names, value.element.name].join(' → ') };
        report({ code: 'DMN_CYCLE', severity: 'error', elementId: value.element.id, params });
      } else if (!state.has(value)) open(value);
    }
  }
  return cyclic;
}

function decisionsOf({ required }: LinkedElement): LinkedElement[] {
  return targetsOf(required).filter(({ element }) => element.kind === 'decision');
}
