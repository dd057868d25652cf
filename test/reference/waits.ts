// What a world waits for: open work and events that may come, each as `holder path > element`.
import {
  boundariesOf,
  caughtBy,
  elementOf,
  flowOf,
  handlersOf,
  needsAll,
  partsOf,
  type Catch,
  type Diagram,
} from './diagram.ts';
import type { ElementModel } from 'quytrinh/model';
import { last, type Chain, type Node } from './world.ts';

/** What may be triggered from outside on the node at the end of the chain. */
export function openEvents(diagram: Diagram, chain: Chain): Catch[] {
  const node = last(chain);
  const found: ElementModel[] = [];
  if (node.as === 'scope' && node.taken !== true && node.cancels !== true && node.failed === undefined)
    found.push(...handlersOf(diagram, node.el).map(({ start }) => start));
  // What was completed and lives again to be undone listens no more.
  const undone = node.handler === true && elementOf(diagram, node.el).isForCompensation !== true;
  if (guarded(chain) && !undone) found.push(...boundariesOf(diagram, node.el));
  if (node.as === 'wait') found.push(elementOf(diagram, node.el));
  if (node.as === 'gate')
    found.push(...elementOf(diagram, node.el).outgoing.map((flow) => elementOf(diagram, flowOf(diagram, flow).target)));
  return found.flatMap(partsOf).filter((key) => isOpen(diagram, node, key));
}

/** Is the node what its element's boundary events hang on: not a round of a loop, not stuck on its way out? */
export function guarded(chain: Chain): boolean {
  const node = last(chain);
  const parent = chain.at(-2);
  const works = node.as !== 'stuck' && node.as !== 'held' && node.as !== 'undo' && node.as !== 'gate';
  return parent !== undefined && parent.as !== 'body' && works && node.failed !== 'DATA_OUTPUTS_MISSING';
}

function isOpen(diagram: Diagram, node: Node, key: Catch): boolean {
  const { element, event, part } = caughtBy(diagram, key);
  if (element.type === 'receiveTask') return true;
  // One of several that must all happen is over once it has, unless the event interrupts nothing and goes on listening.
  const heard = part !== undefined && needsAll(element) && heardOf(node, element.id).includes(part);
  if (heard && element.interrupting !== false) return false;
  if (event?.kind === 'timer') {
    const times = event.timer === 'cycle' ? Number(/^R(\d+)/.exec(event.value.text)?.[1]) : 1;
    return node.spent.filter((each) => each === key).length < times;
  }
  return event?.kind === 'message' || event?.kind === 'signal' || event?.kind === 'conditional';
}

export function heardOf({ heard }: Node, id: string): readonly number[] {
  return Object.hasOwn(heard, id) ? (heard[id] ?? []) : [];
}

/** Open work: the tasks a person or a service completes. */
export function isWork(diagram: Diagram, chain: Chain): boolean {
  const node = last(chain);
  const { type } = elementOf(diagram, node.el);
  if (node.failed === 'DATA_OUTPUTS_MISSING') return false;
  return node.as === 'wait' && (type === 'userTask' || type === 'serviceTask' || type === 'businessRuleTask');
}
