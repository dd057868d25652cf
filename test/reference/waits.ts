// What a world waits for: open work and events that may come, each as `holder path > element`.
import { boundariesOf, elementOf, eventOf, flowOf, handlersOf, type Diagram } from './diagram.ts';
import type { ElementModel } from 'quytrinh/model';
import { last, type Chain } from './world.ts';

/** Elements that may be triggered from outside on the node at the end of the chain. */
export function openEvents(diagram: Diagram, chain: Chain): string[] {
  const node = last(chain);
  const found: ElementModel[] = [];
  if (node.as === 'scope' && node.taken !== true && node.cancels !== true)
    found.push(...handlersOf(diagram, node.el).map(({ start }) => start));
  if (guarded(chain)) found.push(...boundariesOf(diagram, node.el));
  if (node.as === 'wait') found.push(elementOf(diagram, node.el));
  if (node.as === 'gate')
    found.push(...elementOf(diagram, node.el).outgoing.map((flow) => elementOf(diagram, flowOf(diagram, flow).target)));
  return found.filter((element) => isOpen(element, node.spent)).map(({ id }) => id);
}

/** Is the node what its element's boundary events hang on: not a round of a loop, not stuck on its way out? */
export function guarded(chain: Chain): boolean {
  const node = last(chain);
  const parent = chain.at(-2);
  return (
    parent !== undefined && parent.as !== 'body' && node.as !== 'stuck' && node.as !== 'undo' && node.as !== 'gate'
  );
}

function isOpen(element: ElementModel, spent: readonly string[]): boolean {
  if (element.type === 'receiveTask') return true;
  const event = eventOf(element);
  if (event?.kind === 'timer') {
    const times = event.timer === 'cycle' ? Number(/^R(\d+)/.exec(event.value.text)?.[1]) : 1;
    return spent.filter((id) => id === element.id).length < times;
  }
  return event?.kind === 'message' || event?.kind === 'signal' || event?.kind === 'conditional';
}

/** Open work: the tasks a person or a service completes. */
export function isWork(diagram: Diagram, chain: Chain): boolean {
  const node = last(chain);
  const { type } = elementOf(diagram, node.el);
  return node.as === 'wait' && (type === 'userTask' || type === 'serviceTask');
}
