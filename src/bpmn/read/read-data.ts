// Data: objects, stores, properties, inputs and outputs, and the associations that move values between them.
import type { AssociationModel, DataAssociationModel, DataModel, DataSetModel } from '../../model/process-model.ts';
import { compact } from '../compact.ts';
import { emptyExpression, readExpression } from '../expression/read-expression.ts';
import { BPMN } from '../namespaces.ts';
import type { ReadContext } from '../read-context.ts';
import { child, children, flagOtherThan, value } from '../xml/tree.ts';
import type { XmlNode } from '../xml/xml-node.ts';
import { reference, references } from './reference.ts';

const kinds: Readonly<Record<string, { readonly kind: DataModel['kind']; readonly ref?: string }>> = {
  dataObject: { kind: 'dataObject' },
  dataObjectReference: { kind: 'dataObjectReference', ref: 'dataObjectRef' },
  dataStoreReference: { kind: 'dataStoreReference', ref: 'dataStoreRef' },
  property: { kind: 'property' },
  dataInput: { kind: 'dataInput' },
  dataOutput: { kind: 'dataOutput' },
  inputDataItem: { kind: 'dataInput' },
  outputDataItem: { kind: 'dataOutput' },
};

/**
 * Data declared directly inside `holder` (a process, subprocess, activity or event), those of its ioSpecification and the items of
 * its multi-instance marker included.
 */
export function readData(context: ReadContext, holder: XmlNode, scope: string): readonly DataModel[] {
  const inside = [...children(holder, 'ioSpecification'), ...children(holder, 'multiInstanceLoopCharacteristics')];
  const nodes = [...holder.children, ...inside.flatMap((one) => one.children)];
  return nodes.flatMap((node) => {
    const known = node.uri === BPMN && Object.hasOwn(kinds, node.local) ? kinds[node.local] : undefined;
    if (known === undefined || context.duplicates.has(node)) return [];
    return [
      compact<DataModel>({
        kind: known.kind,
        id: context.idOf(node, scope),
        name: value(node, 'name'),
        scope,
        ref: known.ref === undefined ? undefined : reference(context, node, known.ref),
        itemRef: reference(context, node, 'itemSubjectRef'),
        isCollection: flagOtherThan(false, node, 'isCollection'),
        at: context.at(node),
      }),
    ];
  });
}

export function readDataAssociations(
  context: ReadContext,
  holder: XmlNode,
  local: 'dataInputAssociation' | 'dataOutputAssociation',
): readonly DataAssociationModel[] {
  return children(holder, local).map((node) => {
    const transformation = child(node, 'transformation');
    return compact<DataAssociationModel>({
      sources: references(context, node, 'sourceRef'),
      target: reference(context, node, 'targetRef'),
      transformation: transformation && readExpression(context, transformation, 'feel'),
      assignments: children(node, 'assignment').map((one) => {
        const from = child(one, 'from');
        const to = child(one, 'to');
        const none = emptyExpression(context.at(one));
        return {
          from: from ? readExpression(context, from, 'feel') : none,
          to: to ? readExpression(context, to, 'feel') : none,
        };
      }),
      at: context.at(node),
    });
  });
}

/** Sets of its ioSpecification; those of a throw event stand in the event itself. Without data in any they say nothing. */
export function readDataSets(
  context: ReadContext,
  holder: XmlNode,
  scope: string,
  side: 'input' | 'output',
): readonly DataSetModel[] | undefined {
  const [Side, other] = side === 'input' ? ['Input', 'outputSetRefs'] : ['Output', 'inputSetRefs'];
  const holders = [holder, ...children(holder, 'ioSpecification')];
  const sets = holders
    .flatMap((one) => children(one, `${side}Set`))
    .map((node): DataSetModel => ({
      id: context.idOf(node, scope),
      data: references(context, node, `data${Side}Refs`),
      optional: references(context, node, `optional${Side}Refs`),
      whileExecuting: references(context, node, `whileExecuting${Side}Refs`),
      goesWith: references(context, node, other),
      at: context.at(node),
    }));
  return sets.some(({ data }) => data.length > 0) ? sets : undefined;
}

export function readAssociations(context: ReadContext, holder: XmlNode, scope: string): readonly AssociationModel[] {
  return children(holder, 'association').flatMap((node) => {
    const source = reference(context, node, 'sourceRef');
    const target = reference(context, node, 'targetRef');
    if (source === undefined || target === undefined || context.duplicates.has(node)) return [];
    const written = value(node, 'associationDirection')?.toLowerCase();
    const direction = written === 'one' || written === 'both' ? written : 'none';
    return [{ id: context.idOf(node, scope), source, target, direction, at: context.at(node) }];
  });
}
