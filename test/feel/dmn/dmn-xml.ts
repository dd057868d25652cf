// Small DMN files for tests.

export function dmn(content: string, namespace = 'https://www.omg.org/spec/DMN/20230324/MODEL/'): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="${namespace}" id="d" name="test" namespace="urn:test">${content}</definitions>`;
}

export const escape = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

export const literal = (text: string): string => `<literalExpression><text>${escape(text)}</text></literalExpression>`;

export function input(name: string, typeRef?: string): string {
  const type = typeRef === undefined ? '' : ` typeRef="${typeRef}"`;
  return `<inputData id="${idOf('i', name)}" name="${name}"><variable name="${name}"${type}/></inputData>`;
}

export function decision(name: string, logic: string, requires: readonly string[] = [], typeRef?: string): string {
  const type = typeRef === undefined ? '' : ` typeRef="${typeRef}"`;
  return `<decision id="${idOf('d', name)}" name="${name}"><variable name="${name}"${type}/>${requires.join('')}${logic}</decision>`;
}

/** XML ids have no spaces. */
const idOf = (kind: 'i' | 'd', name: string): string => `${kind}_${name.replace(/\W/g, '')}`;

export const needs = (kind: 'Input' | 'Decision', id: string): string =>
  `<informationRequirement><required${kind} href="#${id}"/></informationRequirement>`;
export const knows = (id: string): string =>
  `<knowledgeRequirement><requiredKnowledge href="#${id}"/></knowledgeRequirement>`;

export interface TableOptions {
  readonly policy?: string;
  readonly aggregation?: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly {
    readonly name?: string;
    readonly typeRef?: string;
    readonly values?: string;
    readonly otherwise?: string;
  }[];
  /** Cells of a row: first the inputs, then the outputs. */
  readonly rules: readonly (readonly string[])[];
}

export function table({ policy = 'UNIQUE', aggregation, inputs, outputs, rules }: TableOptions): string {
  const text = (tag: string, value: string): string => `<${tag}><text>${escape(value)}</text></${tag}>`;
  return `<decisionTable hitPolicy="${policy}"${aggregation === undefined ? '' : ` aggregation="${aggregation}"`}>
${inputs.map((one) => `<input>${text('inputExpression', one)}</input>`).join('')}
${outputs
  .map(
    ({ name, typeRef, values, otherwise }) =>
      `<output${name === undefined ? '' : ` name="${name}"`}${typeRef === undefined ? '' : ` typeRef="${typeRef}"`}>${values === undefined ? '' : text('outputValues', values)}${
        otherwise === undefined ? '' : text('defaultOutputEntry', otherwise)
      }</output>`,
  )
  .join('')}
${rules
  .map(
    (cells) =>
      `<rule>${cells.map((cell, i) => text(i < inputs.length ? 'inputEntry' : 'outputEntry', cell)).join('')}</rule>`,
  )
  .join('')}
</decisionTable>`;
}
