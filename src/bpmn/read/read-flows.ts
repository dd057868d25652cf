// Sequence flows. Their sourceRef and targetRef are the truth; a node's own incoming and outgoing lists only give an order
// or, where a flow names no ends, the ends themselves.
import type { FlowModel } from '../../model/process-model.ts';
import { compact } from '../compact.ts';
import { readExpression } from '../expression/read-expression.ts';
import type { ReadContext } from '../read-context.ts';
import { child, value } from '../xml/tree.ts';
import type { XmlNode } from '../xml/xml-node.ts';
import { reference, references } from './reference.ts';

/** An XML node of a flow or flow node, and the (sub)process that holds it. */
export interface Scoped {
  readonly node: XmlNode;
  readonly id: string;
  readonly scope: string;
}

export function readFlows(
  context: ReadContext,
  flows: readonly XmlNodeInScope[],
  nodes: readonly Scoped[],
): readonly FlowModel[] {
  const leaving = endsByFlow(context, nodes, 'outgoing');
  const arriving = endsByFlow(context, nodes, 'incoming');
  const elements = new Set(nodes.map((one) => one.id));
  const taken = new Set<string>();
  return flows.flatMap(({ node, scope }) => {
    const written = value(node, 'id');
    const source = reference(context, node, 'sourceRef') ?? leaving.get(written ?? '');
    const target = reference(context, node, 'targetRef') ?? arriving.get(written ?? '');
    const missing = source === undefined ? 'sourceRef' : target === undefined ? 'targetRef' : undefined;
    if (missing !== undefined || source === undefined || target === undefined) {
      context.report(
        'MISSING_ATTRIBUTE',
        'error',
        node,
        { name: missing ?? 'sourceRef', parent: node.name },
        written === undefined ? {} : { elementId: written },
      );
      return [];
    }
    // A dangling end was reported by the schema check; such a flow leads nowhere and is left out.
    if (!elements.has(source) || !elements.has(target)) {
      const stray = elements.has(source) ? target : source;
      if (context.ids.has(stray)) {
        const property = stray === source ? 'sourceRef' : 'targetRef';
        const params = { source: written ?? node.name, property, target: stray, suggestion: '' };
        context.report(
          'DANGLING_REFERENCE',
          'error',
          node,
          params,
          written === undefined ? {} : { elementId: written },
        );
      }
      return [];
    }
    const condition = child(node, 'conditionExpression');
    const empty = condition === undefined || condition.text.trim() === '';
    return [
      compact<FlowModel>({
        id: written ?? freeName(`${source}->${target}`, context, taken),
        name: value(node, 'name'),
        scope,
        source,
        target,
        condition: empty ? undefined : readExpression(context, condition, 'feel'),
        at: context.at(node),
      }),
    ];
  });
}

export interface XmlNodeInScope {
  readonly node: XmlNode;
  readonly scope: string;
}

function freeName(name: string, context: ReadContext, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free) || context.ids.has(free); number++) free = `${name}#${number}`;
  taken.add(free);
  return free;
}

function endsByFlow(
  context: ReadContext,
  nodes: readonly Scoped[],
  direction: 'incoming' | 'outgoing',
): ReadonlyMap<string, string> {
  const ends = new Map<string, string>();
  for (const { node, id } of nodes) for (const flow of references(context, node, direction)) ends.set(flow, id);
  return ends;
}

/** Flow ids per element, in document order of the flows unless the element's own list says another order. */
export function flowsByElement(
  context: ReadContext,
  flows: readonly FlowModel[],
  nodes: readonly Scoped[],
  direction: 'incoming' | 'outgoing',
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const flow of flows) {
    const end = direction === 'incoming' ? flow.target : flow.source;
    const list = found.get(end);
    if (list === undefined) found.set(end, [flow.id]);
    else list.push(flow.id);
  }
  for (const { node, id } of nodes) {
    const list = found.get(id);
    if (list === undefined || list.length < 2) continue;
    const order = new Map(references(context, node, direction).map((flow, index) => [flow, index] as const));
    const rank = (flow: string): number => order.get(flow) ?? order.size;
    list.sort((a, b) => rank(a) - rank(b));
  }
  return found;
}
