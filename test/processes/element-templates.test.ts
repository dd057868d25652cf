// The element templates for modellers: what they write is what the package reads, filled in or left empty.
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'quytrinh/bpmn';
import { describe, expect, it } from 'vitest';
import { readJson, root } from './files.ts';

interface Template {
  readonly id: string;
  readonly appliesTo: readonly string[];
  readonly groups: readonly { readonly id: string }[];
  readonly properties: readonly Property[];
}
interface Property {
  readonly id?: string;
  readonly group?: string;
  readonly value?: string;
  readonly optional?: boolean;
  readonly choices?: readonly { readonly value: string }[];
  readonly condition?: { readonly property: string };
  readonly binding: { readonly type: string; readonly name?: string };
}

const templates = readJson(root, 'schemas', 'element-templates', 'quytrinh.json') as readonly Template[];

describe('the shape of the templates', () => {
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false });
  ajv.addFormat('regex', (text) => {
    try {
      new RegExp(text, 'u');
      return true;
    } catch {
      return false;
    }
  });
  const fits = ajv.compile(readJson(root, 'test', 'processes', 'element-template.schema.json') as object);

  it('is what modellers understand', () => {
    fits(templates);
    expect(fits.errors ?? []).toEqual([]);
  });

  it('is found broken wherever a word is misspelt, a needed one is missing or a value has another type', () => {
    const needed = /^(\$schema|name|id|version|appliesTo|groups|properties|label|type|binding|property|value|message)$/;
    let broken = 0;
    expect(fits(templates)).toBe(true);
    for (const { copy, owner, key } of places(templates)) {
      const value = owner[key];
      // Labels and ids of what is hidden, and a value that is set at the start, may be left out.
      const mayGo =
        !needed.test(key) || owner['type'] === 'Hidden' || ((key === 'value' || key === 'id') && 'binding' in owner);
      if (!mayGo) {
        Reflect.deleteProperty(owner, key);
        expect(`${key} missing: ${fits(copy)}`).toBe(`${key} missing: false`);
        owner[key] = value;
      }
      owner[key] = [7];
      expect(`${key} of another type: ${fits(copy)}`).toBe(`${key} of another type: false`);
      Reflect.deleteProperty(owner, key);
      owner[`${key}x`] = value;
      expect(`${key} misspelt: ${fits(copy)}`).toBe(`${key} misspelt: false`);
      broken += 1;
    }
    expect(broken).toBeGreaterThan(500);
  });
});

/** Every key of every object in turn, in a copy that may be changed and is put right afterwards by the next copy. */
function* places(
  from: unknown,
): Generator<{ readonly copy: unknown; readonly owner: Record<string, unknown>; readonly key: string }> {
  const paths: (string | number)[][] = [];
  const walk = (value: unknown, path: (string | number)[]): void => {
    if (Array.isArray(value)) value.forEach((one, at) => walk(one, [...path, at]));
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) {
        paths.push([...path, key]);
        walk(inner, [...path, key]);
      }
  };
  walk(from, []);
  for (const path of paths) {
    const copy = structuredClone(from);
    let owner = copy as Record<string, unknown>;
    for (const part of path.slice(0, -1)) owner = owner[part] as Record<string, unknown>;
    yield { copy, owner, key: String(path.at(-1)) };
  }
}

/** Values for the free texts; choices give their own. */
const examples: Readonly<Record<string, string>> = {
  'sla.duration': 'PT16H',
  'sla.warn': '80%,-P1D',
  'performer.modes': 'KT,TUQ',
  'separation.elements': 'X',
  'procedure.legalBasis': 'Luật A; Nghị định B',
};

describe.each(templates)('$id', (template) => {
  const facts = template.properties.filter((property) => property.binding.type === 'zeebe:property');

  it('fits together: ids once, groups and conditions that exist', () => {
    const ids = template.properties.flatMap((property) => property.id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const names = facts.map((property) => property.binding.name);
    expect(new Set(names).size).toBe(names.length);
    for (const { group, condition } of template.properties) {
      if (group !== undefined) expect(template.groups.map(({ id }) => id)).toContain(group);
      if (condition !== undefined) expect(ids).toContain(condition.property);
    }
  });

  it('filled in, is read without a finding, every choice of it', async () => {
    const longest = Math.max(...facts.map((property) => property.choices?.length ?? 1));
    for (let turn = 0; turn < longest; turn += 1) {
      const filled = facts.map((property) => [property.binding.name ?? '', valueOf(property, turn)] as const);
      const { model, diagnostics } = await parse(fileWith(template, filled));
      expect(diagnostics, JSON.stringify(filled)).toEqual([]);
      const [process] = model?.processes ?? [];
      expect(process?.sla ?? process?.elements.find(({ id }) => id === 'X')).toBeDefined();
    }
  });

  it('as it comes, is read without a finding', async () => {
    const kept = facts.flatMap((property) =>
      (property.value ?? '') === '' || property.condition !== undefined
        ? []
        : [[property.binding.name ?? '', property.value ?? ''] as const],
    );
    expect((await parse(fileWith(template, kept))).diagnostics).toEqual([]);
  });
});

it('a user task filled in carries its facts', async () => {
  const template = templates.find(({ id }) => id === 'quytrinh.userTask');
  const facts = template?.properties.filter((property) => property.binding.type === 'zeebe:property') ?? [];
  if (template === undefined) throw new Error('no template for user tasks');
  const filled = facts.map((property) => [property.binding.name ?? '', valueOf(property, 0)] as const);
  const { model } = await parse(fileWith(template, filled));
  const task = model?.processes[0]?.elements.find(({ id }) => id === 'X');
  expect(task?.performer).toMatchObject({ role: 'a', unit: 'a', signs: true, modes: ['KT', 'TUQ'] });
  expect(task?.sla).toMatchObject({ duration: 'PT16H', counting: 'calendar', warn: ['80%', '-P1D'] });
  expect(task?.pause).toMatchObject({ cause: 'SUPPLEMENT', effect: 'exclude' });
  expect(task?.separation?.elements).toEqual(['X']);
  expect(task?.documents).toHaveLength(2);
});

function valueOf({ binding, choices }: Property, turn: number): string {
  const values = choices?.map(({ value }) => value).filter((value) => value !== '');
  if (values !== undefined) return values[turn % values.length] ?? '';
  return examples[(binding.name ?? '').replace('quytrinh.', '')] ?? 'a';
}

function fileWith(template: Template, properties: readonly (readonly [string, string])[]): string {
  const extension = `<extensionElements><zeebe:properties>${properties
    .map(([name, value]) => `<zeebe:property name="${name}" value="${value}" />`)
    .join('')}</zeebe:properties></extensionElements>`;
  const bodies: Readonly<Record<string, string>> = {
    'bpmn:Process': `${extension}<task id="a" />`,
    'bpmn:UserTask': `<userTask id="X">${extension}</userTask>`,
    'bpmn:ReceiveTask': `<receiveTask id="X">${extension}</receiveTask>`,
    'bpmn:BoundaryEvent': `<task id="T" /><boundaryEvent id="X" attachedToRef="T">${extension}<timerEventDefinition><timeDuration>P15D</timeDuration></timerEventDefinition></boundaryEvent>`,
  };
  return `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t"><process id="P" isExecutable="true">${bodies[template.appliesTo[0] ?? ''] ?? ''}</process></definitions>`;
}
