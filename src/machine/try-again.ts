// A live element that waits with an incident tries again, from wherever it stands.
import type { ElementInstance } from '../model/instance-state.ts';
import { resumeActivity } from './activity.ts';
import { resumeTriggered } from './event-subprocess.ts';
import type { Node } from './graph.ts';
import { attempt } from './incident.ts';
import { continueLoop } from './loop.ts';
import { enterPassing } from './passing.ts';
import { nodeOf, type Run } from './run.ts';

export function tryAgain(run: Run, on: string): void {
  const instance = run.state.elements.get(on);
  if (instance === undefined) return;
  const node = nodeOf(run, instance.element);
  const { behaviour } = node;
  if (behaviour.kind === 'activity') {
    attempt(run, on, node.id, () => {
      if (isTriggered(node, instance)) resumeTriggered(run, node, on);
      else if (instance.loop === undefined) resumeActivity(run, node, on);
      else continueLoop(run, node, on);
    });
    return;
  }
  const token = { node, scope: instance.parent ?? '', retry: on };
  enterPassing(run, instance.via === undefined ? token : { ...token, via: instance.via }, (entering) => {
    behaviour.enter(run, node, entering);
  });
}

/** An event subprocess that could not begin yet when its event happened. */
export function isTriggered(node: Node, { children }: ElementInstance): boolean {
  return node.element?.triggeredByEvent === true && children === undefined;
}
