// Boxed expressions: moddle's objects → DmnExpression.
import type { DmnEntry, DmnExpression, DmnFunction, DmnTable } from '../../model/dmn.ts';

/** What moddle gives: a typed object with whatever properties its descriptor names. */
export interface XmlElement {
  readonly $type: string;
  readonly [property: string]: unknown;
}

export function attribute(element: XmlElement, name: string): string | undefined {
  const value = element[name];
  return typeof value === 'string' ? value : undefined;
}

export function child(element: XmlElement, name: string): XmlElement | undefined {
  const value = element[name];
  return isElement(value) ? value : undefined;
}

export function children(element: XmlElement, name: string): XmlElement[] {
  const value = element[name];
  return Array.isArray(value) ? value.filter(isElement) : [];
}

function isElement(value: unknown): value is XmlElement {
  return typeof value === 'object' && value !== null && '$type' in value;
}

/** The element's `<text>`. */
export function text(element: XmlElement): string {
  return attribute(element, 'text') ?? '';
}

/** `id`: of the nearest element above that has one. */
export function read(element: XmlElement, parentId: string): DmnExpression {
  const id = attribute(element, 'id') ?? parentId;
  const box = { id, typeRef: attribute(element, 'typeRef') };
  const inner = (name: string): DmnExpression => readChild(element, name, id);
  switch (element.$type) {
    case 'dmn:FunctionDefinition':
      return readFunction(element, parentId);
    case 'dmn:DecisionTable':
      return readTable(element, id);
    case 'dmn:Context': {
      const entries = children(element, 'contextEntry');
      const results = entries.filter((entry) => nameOf(entry) === undefined);
      return {
        kind: 'context',
        ...box,
        entries: entries
          .filter((entry) => nameOf(entry) !== undefined)
          .map((entry) => readEntry(entry, 'variable', 'value', id)),
        result: results[0] && readChild(results[0], 'value', id),
      };
    }
    case 'dmn:List':
      return { kind: 'list', ...box, items: children(element, 'elements').map((item) => read(item, id)) };
    case 'dmn:Relation':
      return {
        kind: 'relation',
        ...box,
        columns: children(element, 'column').map((column) => attribute(column, 'name') ?? ''),
        rows: children(element, 'row').map((row) => children(row, 'elements').map((item) => read(item, id))),
      };
    case 'dmn:Invocation':
      return {
        kind: 'invocation',
        ...box,
        called: inner('calledFunction'),
        bindings: children(element, 'binding').map((binding) => readEntry(binding, 'parameter', 'bindingFormula', id)),
      };
    case 'dmn:Conditional':
      return {
        kind: 'conditional',
        ...box,
        condition: nested(element, 'if', id),
        then: nested(element, 'then', id),
        otherwise: nested(element, 'else', id),
      };
    case 'dmn:Filter':
      return { kind: 'filter', ...box, source: nested(element, 'in', id), match: nested(element, 'match', id) };
    case 'dmn:For':
    case 'dmn:Some':
    case 'dmn:Every': {
      const kind = element.$type === 'dmn:For' ? 'for' : element.$type === 'dmn:Some' ? 'some' : 'every';
      return {
        kind,
        ...box,
        variable: attribute(element, 'iteratorVariable') ?? '',
        source: nested(element, 'in', id),
        body: nested(element, kind === 'for' ? 'return' : 'satisfies', id),
      };
    }
    default:
      return { kind: 'literal', ...box, text: text(element) };
  }
}

function nameOf(entry: XmlElement): string | undefined {
  const variable = child(entry, 'variable');
  return variable && attribute(variable, 'name');
}

function readChild(element: XmlElement, name: string, id: string): DmnExpression {
  const found = child(element, name);
  return found === undefined ? { kind: 'literal', id, typeRef: undefined, text: '' } : read(found, id);
}

/** `<if><literalExpression/></if>`: the expression within a wrapper. */
function nested(element: XmlElement, name: string, id: string): DmnExpression {
  const wrapper = child(element, name);
  return wrapper === undefined
    ? { kind: 'literal', id, typeRef: undefined, text: '' }
    : readChild(wrapper, 'value', id);
}

function readEntry(entry: XmlElement, variableName: string, valueName: string, id: string): DmnEntry {
  const variable = child(entry, variableName);
  return {
    name: (variable && attribute(variable, 'name')) ?? '',
    typeRef: variable && attribute(variable, 'typeRef'),
    value: readChild(entry, valueName, id),
  };
}

export function readFunction(element: XmlElement, parentId: string): DmnFunction {
  const id = attribute(element, 'id') ?? parentId;
  const body = child(element, 'body');
  const kind = attribute(element, 'kind');
  return {
    kind: 'function',
    id,
    typeRef: attribute(element, 'typeRef'),
    language: kind === 'Java' || kind === 'PMML' ? kind : 'FEEL',
    parameters: children(element, 'formalParameter').map((parameter) => ({
      name: attribute(parameter, 'name') ?? '',
      typeRef: attribute(parameter, 'typeRef'),
    })),
    body: body && read(body, id),
  };
}

function readTable(element: XmlElement, id: string): DmnTable {
  const textOf = (owner: XmlElement, name: string): string | undefined => {
    const found = child(owner, name);
    return found && text(found);
  };
  return {
    kind: 'table',
    id,
    typeRef: attribute(element, 'typeRef'),
    hitPolicy: attribute(element, 'hitPolicy') ?? 'UNIQUE',
    aggregation: attribute(element, 'aggregation'),
    inputs: children(element, 'input').map((input) => {
      const expression = child(input, 'inputExpression');
      return {
        expression: textOf(input, 'inputExpression') ?? '',
        typeRef: expression && attribute(expression, 'typeRef'),
        values: textOf(input, 'inputValues'),
      };
    }),
    outputs: children(element, 'output').map((output) => ({
      name: attribute(output, 'name'),
      typeRef: attribute(output, 'typeRef'),
      values: textOf(output, 'outputValues'),
      otherwise: textOf(output, 'defaultOutputEntry'),
    })),
    rules: children(element, 'rule').map((rule) => ({
      id: attribute(rule, 'id') ?? id,
      tests: children(rule, 'inputEntry').map(text),
      outputs: children(rule, 'outputEntry').map(text),
    })),
  };
}
