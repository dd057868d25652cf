// DMN XML → DmnModel. Reading alone: nothing is compiled, nothing is looked up outside of the text.
import type { DmnDecision, DmnDiagnostic, DmnKnowledge, DmnModel, DmnService, DmnType } from '../../model/dmn.ts';
import { dmnNamespaces, moddleFor } from './packages.ts';
import { attribute, child, children, read, readFunction, text } from './read-expression.ts';
import type { XmlElement } from './read-expression.ts';

/** Characters of one DMN file. */
const MAX_LENGTH = 20_000_000;

export interface ReadDmnResult {
  /** Absent when the file could not be read at all. */
  readonly model?: DmnModel;
  readonly diagnostics: readonly DmnDiagnostic[];
}

export async function readDmn(xml: string): Promise<ReadDmnResult> {
  if (xml.length > MAX_LENGTH) return failed('DMN_TOO_LARGE', { length: xml.length, limit: MAX_LENGTH });
  const namespace = dmnNamespaces.find((uri) => xml.includes(`"${uri}"`) || xml.includes(`'${uri}'`));
  if (namespace === undefined) return failed('DMN_NOT_DMN', {});
  try {
    const { rootElement, warnings } = await moddleFor(namespace).fromXML(xml, 'dmn:Definitions');
    const diagnostics = warnings.map(({ message }) => contentProblem(message));
    return { model: createModel(rootElement as XmlElement), diagnostics };
  } catch (error) {
    return failed('DMN_XML', { reason: error instanceof Error ? oneLine(error.message) : 'unknown' });
  }
}

function failed(code: DmnDiagnostic['code'], params: DmnDiagnostic['params']): ReadDmnResult {
  return { diagnostics: [{ code, severity: 'error', elementId: '', params }] };
}

const oneLine = (message: string): string => message.replace(/\s+/g, ' ').trim();

function contentProblem(message: string): DmnDiagnostic {
  const place = /line: (\d+)\s+column: (\d+)/.exec(message);
  return {
    code: 'DMN_CONTENT',
    severity: 'warning',
    elementId: '',
    params: { reason: oneLine(message) },
    ...(place === null ? {} : { line: Number(place[1]) + 1, column: Number(place[2]) + 1 }),
  };
}

function createModel(root: XmlElement): DmnModel {
  const elements = children(root, 'drgElement');
  const of = (type: string): XmlElement[] => elements.filter((element) => element.$type === type);
  return {
    namespace: attribute(root, 'namespace') ?? '',
    name: attribute(root, 'name') ?? '',
    imports: children(root, 'import').map((element) => ({
      name: attribute(element, 'name') ?? '',
      namespace: attribute(element, 'namespace') ?? '',
    })),
    types: children(root, 'itemDefinition').map(createType),
    inputs: of('dmn:InputData').map((element) => ({ kind: 'input', ...named(element) })),
    decisions: of('dmn:Decision').map(createDecision),
    knowledge: of('dmn:BusinessKnowledgeModel').map(createKnowledge),
    services: of('dmn:DecisionService').map(createService),
  };
}

function named(element: XmlElement): { id: string; name: string; typeRef: string | undefined } {
  const variable = child(element, 'variable');
  const name = attribute(element, 'name') ?? (variable && attribute(variable, 'name')) ?? '';
  return {
    id: attribute(element, 'id') ?? name,
    name: (variable && attribute(variable, 'name')) ?? name,
    typeRef: variable && attribute(variable, 'typeRef'),
  };
}

function createType(element: XmlElement): DmnType {
  const allowed = child(element, 'allowedValues');
  const constraint = child(element, 'typeConstraint');
  const functionItem = child(element, 'functionItem');
  return {
    name: attribute(element, 'name') ?? '',
    typeRef: attribute(element, 'typeRef')?.trim(),
    isCollection: element['isCollection'] === true,
    allowedValues: allowed && text(allowed),
    constraint: constraint && text(constraint),
    components: children(element, 'itemComponent').map(createType),
    functionItem: functionItem && {
      parameters: children(functionItem, 'parameters').map((parameter) => attribute(parameter, 'typeRef')),
      result: attribute(functionItem, 'outputTypeRef'),
    },
  };
}

function requirementsOf(element: XmlElement): string[] {
  const requirements = [...children(element, 'informationRequirement'), ...children(element, 'knowledgeRequirement')];
  return requirements.flatMap((requirement) =>
    ['requiredInput', 'requiredDecision', 'requiredKnowledge'].flatMap((name) => hrefs(requirement, name)),
  );
}

function hrefs(element: XmlElement, name: string): string[] {
  const single = child(element, name);
  const list = single === undefined ? children(element, name) : [single];
  return list.flatMap((reference) => attribute(reference, 'href') ?? []);
}

function createDecision(element: XmlElement): DmnDecision {
  const logic = child(element, 'decisionLogic');
  const own = named(element);
  return { kind: 'decision', ...own, requires: requirementsOf(element), logic: logic && read(logic, own.id) };
}

function createKnowledge(element: XmlElement): DmnKnowledge {
  const logic = child(element, 'encapsulatedLogic');
  const own = named(element);
  return { kind: 'knowledge', ...own, requires: requirementsOf(element), logic: logic && readFunction(logic, own.id) };
}

function createService(element: XmlElement): DmnService {
  return {
    kind: 'service',
    ...named(element),
    outputDecisions: hrefs(element, 'outputDecision'),
    encapsulatedDecisions: hrefs(element, 'encapsulatedDecision'),
    inputDecisions: hrefs(element, 'inputDecision'),
    inputData: hrefs(element, 'inputData'),
  };
}
