// Who catches an error or an escalation: from the place where it is thrown outward, first the event subprocesses of each
// scope, then the boundary events (BPMN 2.0.2 §10.5.1, §13.5.3). At one level the one that names the code goes first.
import type { ElementInstance } from '../model/instance-state.ts';
import type { Node } from './graph.ts';
import { own } from './own.ts';
import { nodeOf, type Run } from './run.ts';

export interface Catcher {
  /** Boundary event or start event of an event subprocess. */
  readonly node: Node;
  /** Live element it listens on. */
  readonly on: string;
  /** Which of its definitions, when it has several. */
  readonly part?: number;
}

/** `from`: the live element in which it is thrown, an activity (its own boundary counts) or a scope. */
export function findCatcher(run: Run, from: string, kind: 'error' | 'escalation', code: string): Catcher | null {
  let inner: string | null = null;
  for (let id: string | undefined = from; id !== undefined; id = run.state.elements.get(id)?.parent) {
    const instance: ElementInstance | undefined = run.state.elements.get(id);
    if (instance === undefined) return null;
    const node = nodeOf(run, instance.element);
    const within = inner;
    inner = instance.element;
    // What was completed and lives again to be compensated catches nothing any more.
    if (instance.compensates !== undefined && node.element?.isForCompensation !== true) continue;
    if (node.scope === null && run.state.reopened === true) continue;
    // Of a repeated subprocess each round is a scope, the body around them is none.
    const inside = instance.loop !== undefined ? null : pick(run, id, listening(run, node, id, within), kind, code);
    if (inside !== null) return inside;
    if (instance.item !== undefined) continue; // the boundary of a loop is its body's
    const outside = pick(run, id, node.boundary, kind, code);
    if (outside !== null) return outside;
  }
  return null;
}

function pick(
  run: Run,
  on: string,
  candidates: readonly Node[],
  kind: 'error' | 'escalation',
  code: string,
): Catcher | null {
  let any: Catcher | null = null;
  for (const node of candidates) {
    for (const [index, part] of node.events.entries()) {
      if (part.kind !== kind || (part.name !== code && part.name !== '')) continue;
      if (kind === 'error' && !completes(run, on, node, index)) continue;
      const catcher = node.events.length > 1 ? { node, on, part: index } : { node, on };
      if (part.name === code && code !== '') return catcher;
      any ??= catcher;
    }
  }
  return any;
}

/**
 * An error ends what it is thrown in and can't be kept until more happens: an event that needs all of its definitions
 * (parallel multiple) catches it only as the last of them.
 */
function completes(run: Run, on: string, node: Node, index: number): boolean {
  if (node.element?.parallelMultiple !== true) return true;
  const heard = own(run.state.elements.get(on)?.heard, node.id) ?? [];
  return node.events.every((_, other) => other === index || heard.includes(other));
}

/**
 * Start events of the event subprocesses that can still begin in a scope: none when an interrupting one has taken over or the
 * scope is a transaction being cancelled, and never the one that throws (`within`: what holds the thrower in the scope).
 */
function listening(run: Run, node: Node, scope: string, within: string | null): readonly Node[] {
  if (node.eventSubprocesses.length === 0 || run.state.elements.get(scope)?.compensation?.cancels === true) return [];
  for (const { element, parent } of run.state.elements.values()) {
    if (parent !== scope) continue;
    const subprocess = node.eventSubprocesses.find(({ id }) => id === element);
    if (subprocess?.initial.some(({ interrupting }) => interrupting) === true) return [];
  }
  return node.eventSubprocesses.filter(({ id }) => id !== within).flatMap(({ initial }) => initial);
}
