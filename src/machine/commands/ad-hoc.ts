// adHoc.activate: somebody starts one more activity of an ad-hoc subprocess.
import type { Command } from '../../model/commands.ts';
import { startOne } from '../elements/ad-hoc-sub-process.ts';
import { nodeOf, type Run } from '../run.ts';
import { invalidArgument } from '../../model/invalid.ts';

export function adHocActivate(run: Run, { element, scope }: Extract<Command, { type: 'adHoc.activate' }>): void {
  const node = run.graph.nodes.get(element);
  for (const [id, live] of Object.entries(run.state.elements)) {
    const fits = node?.scope?.id === live.element && (scope === undefined || scope === id);
    if (!fits || nodeOf(run, live.element).type !== 'adHocSubProcess' || live.loop !== undefined) continue;
    startOne(run, nodeOf(run, live.element), id, element);
    return;
  }
  throw invalidArgument('element', 'NOT_AD_HOC', { element });
}
