// adHoc.activate: somebody starts one more activity of an ad-hoc subprocess. In sequence only one is at work (BPMN 2.0.2 §13.3.5): what is
// chosen meanwhile begins after it, in its turn.
import type { Command } from '../../model/commands.ts';
import { startOne } from '../elements/ad-hoc-sub-process.ts';
import { emit, nodeOf, type Run } from '../run.ts';
import { invalidArgument } from '../../model/invalid.ts';

export function adHocActivate(run: Run, { element, scope }: Extract<Command, { type: 'adHoc.activate' }>): void {
  const node = run.graph.nodes.get(element);
  for (const [id, live] of run.state.elements) {
    const fits = node?.scope?.id === live.element && (scope === undefined || scope === id);
    if (!fits || nodeOf(run, live.element).type !== 'adHocSubProcess') continue;
    if (live.loop !== undefined || live.enough === true) continue;
    const adHoc = nodeOf(run, live.element);
    const { planned = [], children = 0 } = live;
    if (adHoc.element?.adHoc?.ordering === 'sequential' && (children > 0 || planned.length > 0))
      emit(run, { type: 'adHoc.planned', id, elements: [...planned, element] });
    else startOne(run, adHoc, id, element);
    return;
  }
  throw invalidArgument('element', 'NOT_AD_HOC', { element });
}
