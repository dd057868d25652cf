// A call activity: whom it calls, and whether all variables travel.
import type { CalledModel } from '../../model/process-model.ts';
import type { DialectFacts } from '../dialects/dialect-facts.ts';
import { expressionOf, hasJuel } from '../expression/read-expression.ts';
import type { ReadContext } from '../read-context.ts';
import { attribute } from '../xml/tree.ts';
import type { XmlNode } from '../xml/xml-node.ts';

export function readCall(context: ReadContext, node: XmlNode, facts: DialectFacts): CalledModel | undefined {
  if (facts.called !== undefined && facts.called.processId.text !== '') return facts.called;
  const written = attribute(node, 'calledElement');
  const text = written?.value.trim() ?? '';
  if (written === undefined || text === '') return undefined;
  const processId =
    hasJuel(text) || text.startsWith('=')
      ? expressionOf(context, text, written, 'literal')
      : ({ kind: 'literal', text: context.resolve(node, text).id, at: context.at(written) } as const);
  return { binding: 'latest', propagateAllParent: true, propagateAllChild: true, ...facts.called, processId };
}
