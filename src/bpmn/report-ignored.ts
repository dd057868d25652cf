// Extensions without effect here: kept in the file, and said aloud. Of a vendor that is not read at all once per namespace,
// of a dialect that is read once per name, since each of those would have had an effect of its own.
import { BPMN_DI, PLATFORM_7, QUYTRINH, WITHOUT_EFFECT, ZEEBE } from './namespaces.ts';
import type { Placed, ReadContext } from './read-context.ts';
import type { XmlNode } from './xml/xml-node.ts';

/** Children of extensionElements that are read. */
const zeebeElements = words(
  'assignmentDefinition calledDecision calledElement adHoc formDefinition ioMapping loopCharacteristics priorityDefinition properties',
  'script subscription taskDefinition taskHeaders taskSchedule userTask versionTag',
);
const platform7Elements = words('inputOutput in out properties field failedJobRetryTimeCycle');
/** Attributes that are read, then those that only steer the other engine's own threads, history or forms. */
const platform7Attributes = words(
  'assignee candidateUsers candidateGroups dueDate followUpDate priority formKey formRef type topic class delegateExpression',
  'expression resultVariable resultVariableName decisionRef decisionRefBinding decisionRefVersionTag calledElementBinding',
  'calledElementVersionTag inheritVariables collection elementVariable versionTag',
  'async asyncBefore asyncAfter exclusive jobPriority taskPriority historyTimeToLive isStartableInTasklist formRefBinding',
  'modelerTemplate modelerTemplateVersion modelerTemplateIcon diagramRelationId formHandlerClass executionPlatform',
);

interface Ignored {
  readonly place: Placed;
  readonly name: string;
  readonly namespace: string;
  readonly known: boolean;
  count: number;
}

export function reportIgnored(context: ReadContext, root: XmlNode): void {
  const met = new Map<string, Ignored>();
  const meet = (uri: string, local: string, read: boolean, place: Placed, name: string): void => {
    if (read || WITHOUT_EFFECT.has(uri) || uri === QUYTRINH) return;
    const known = uri === ZEEBE || PLATFORM_7.has(uri);
    const key = known ? `${uri} ${local}` : uri;
    const before = met.get(key);
    if (before === undefined) met.set(key, { place, name, namespace: uri, known, count: 1 });
    else before.count++;
  };
  const visit = (node: XmlNode, inExtensions: boolean): void => {
    if (node.uri === BPMN_DI) return;
    for (const one of node.attributes) {
      meet(
        one.uri,
        one.local,
        PLATFORM_7.has(one.uri) ? platform7Attributes.has(one.local) : one.uri === ZEEBE,
        one,
        one.name,
      );
    }
    for (const inner of node.children) {
      const top = node.local === 'extensionElements';
      const dialect = inner.uri === ZEEBE ? zeebeElements : PLATFORM_7.has(inner.uri) ? platform7Elements : undefined;
      // What stands deeper inside an extension goes with it.
      if (!inExtensions || dialect === undefined)
        meet(inner.uri, inner.local, dialect?.has(inner.local) === true, inner, inner.name);
      visit(inner, inExtensions || top);
    }
  };
  visit(root, false);
  for (const { place, name, namespace, known, count } of met.values()) {
    context.report('EXTENSION_IGNORED', known ? 'warning' : 'info', place, { name, namespace, count });
  }
}

function words(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(' ')));
}
