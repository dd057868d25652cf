// The reference models of the BPMN Model Interchange Working Group: each is read into the model and through a round trip,
// and what the inventory says it holds must still be there.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, roundTrip } from 'quytrinh/bpmn';
import { elementTypes } from 'quytrinh/model';
import type { BpmnModel } from 'quytrinh/model';

export interface MiwgResult {
  readonly passed: number;
  readonly total: number;
  readonly failed: readonly { readonly id: string; readonly reason: string }[];
}

interface Inventory {
  /** Local name in the BPMN namespace → how many. */
  readonly elements: Readonly<Record<string, number>>;
  readonly modelElementsWithId: number;
  readonly shapes: number;
  readonly edges: number;
}

/** `folder` holds `inventory.json` beside `reference/`. */
export async function runMiwg(folder: string): Promise<MiwgResult> {
  const inventories = JSON.parse(readFileSync(join(folder, 'inventory.json'), 'utf8')) as Record<string, Inventory>;
  const failed: { id: string; reason: string }[] = [];
  for (const [file, inventory] of Object.entries(inventories)) {
    const reason = await failureOf(readFileSync(join(folder, 'reference', file)), inventory);
    if (reason !== undefined) failed.push({ id: file, reason });
  }
  const total = Object.keys(inventories).length;
  return { passed: total - failed.length, total, failed };
}

export function hasMiwg(folder: string): boolean {
  return existsSync(join(folder, 'inventory.json'));
}

async function failureOf(bytes: Uint8Array, inventory: Inventory): Promise<string | undefined> {
  const { model, diagnostics } = await parse(bytes);
  const error = diagnostics.find((one) => one.severity === 'error');
  if (model === null || error !== undefined) return `not read: ${error?.code ?? 'no model'}`;
  const before = tagsOf(new TextDecoder().decode(bytes));
  const written = await roundTrip(bytes);
  if (meaning(model) !== meaning((await parse(written)).model)) return 'round trip: the model differs';
  const after = tagsOf(written);
  const drawn = countsIn(after, 'http://www.omg.org/spec/BPMN/20100524/DI');
  return (
    differenceOf(
      inventory.elements,
      countsOfModel(model),
      'model',
      (name) => Object.hasOwn(elementTypes, name) || shared.has(name),
    ) ??
    differenceOf(
      plainNames(inventory.elements),
      countsIn(after, 'http://www.omg.org/spec/BPMN/20100524/MODEL'),
      'round trip',
      () => true,
    ) ??
    differenceOf(
      { shapes: inventory.shapes, edges: inventory.edges },
      { shapes: drawn.BPMNShape ?? 0, edges: drawn.BPMNEdge ?? 0 },
      'drawing',
      () => true,
    ) ??
    differenceOf(Object.fromEntries(before), Object.fromEntries(after), 'any element or attribute', () => true)
  );
}

/** The model without its places, which a round trip moves. */
function meaning(model: BpmnModel | null): string {
  return JSON.stringify(model, (key, value: unknown) => (key === 'at' ? undefined : value));
}

/** Beside the flow nodes, what the model holds one to one. */
const shared: ReadonlySet<string> = new Set([
  'process',
  'sequenceFlow',
  'lane',
  'participant',
  'messageFlow',
  'message',
  'signal',
  'error',
  'escalation',
  'association',
]);

function countsOfModel(model: BpmnModel): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  const add = (name: string, many = 1): void => {
    counts[name] = (counts[name] ?? 0) + many;
  };
  for (const process of model.processes) {
    add('process');
    add('sequenceFlow', process.flows.length);
    add('lane', process.lanes.length);
    for (const element of process.elements) add(element.type);
  }
  add('participant', model.participants.length);
  add('messageFlow', model.messageFlows.length);
  add('message', model.messages.length);
  add('signal', model.signals.length);
  add('error', model.errors.length);
  add('escalation', model.escalations.length);
  return counts;
}

function differenceOf(
  expected: Readonly<Record<string, number>>,
  found: Readonly<Record<string, number>>,
  what: string,
  counts: (name: string) => boolean,
): string | undefined {
  for (const [name, many] of Object.entries(expected)) {
    if (!counts(name) || (what === 'model' && name === 'association')) continue;
    if ((found[name] ?? 0) < many) return `${what}: ${name} ${many} became ${found[name] ?? 0}`;
  }
  return undefined;
}

/** `URI name` of every element, and `URI @name` of every attribute that says more than the standard's default. */
function tagsOf(xml: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const uris = new Map<string, string>();
  for (const [, prefix = '', uri = ''] of xml.matchAll(/\sxmlns(?::([\w.-]+))?\s*=\s*["']([^"']*)["']/g))
    uris.set(prefix, uri);
  const add = (prefix: string, name: string): void => {
    const key = `${uris.get(prefix) ?? prefix} ${name}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  const bare = xml.replace(/<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>/g, '');
  const tag = /<(?:([\w.-]+):)?([\w.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*\/?>/g;
  for (const [, prefix = '', name = '', attributes = ''] of bare.matchAll(tag)) {
    add(prefix, plain(name));
    const attribute = /\s(?!xmlns\b)(?:([\w.-]+):)?([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
    const said = new Set<string>();
    for (const [, own = '', local = '', double, single] of attributes.matchAll(attribute)) {
      const value = double ?? single ?? '';
      // A point of the drawing can be nothing else, so its type needs no saying.
      if (defaults.get(local)?.has(value) === true || (local === 'type' && value.endsWith(':Point'))) continue;
      // moddle writes an attribute of its element's own namespace without prefix, and only once when both forms stood there.
      const holder = own === '' || own === prefix ? '-' : own;
      if (!said.has(`${holder} ${local}`)) add(holder, `@${local}`);
      said.add(`${holder} ${local}`);
    }
  }
  return counts;
}

/** The schema lets <formalExpression> stand for <expression>, which a writer may turn into <expression xsi:type="tFormalExpression">. */
function plain(name: string): string {
  return name === 'formalExpression' ? 'expression' : name;
}

function plainNames(counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const result: Record<string, number> = {};
  for (const [name, many] of Object.entries(counts)) result[plain(name)] = (result[plain(name)] ?? 0) + many;
  return result;
}

function countsIn(tags: ReadonlyMap<string, number>, uri: string): Readonly<Record<string, number>> {
  const inside = [...tags].filter(([key]) => key.startsWith(`${uri} `) && !key.includes('@'));
  return Object.fromEntries(inside.map(([key, many]) => [key.slice(uri.length + 1), many]));
}

/** Attribute → values that mean the same as its absence; a writer may leave them out. */
const defaults = readDefaults();

function readDefaults(): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const resources = dirname(fileURLToPath(import.meta.resolve('bpmn-moddle/resources/bpmn/json/bpmn.json')));
  for (const file of readdirSync(resources)) {
    const { types } = JSON.parse(readFileSync(join(resources, file), 'utf8')) as Descriptor;
    for (const property of types.flatMap((type) => type.properties ?? [])) {
      if (property.default === undefined) continue;
      found.set(property.name, (found.get(property.name) ?? new Set<string>()).add(String(property.default)));
    }
  }
  return found;
}

interface Descriptor {
  readonly types: readonly {
    readonly properties?: readonly { readonly name: string; readonly default?: string | number | boolean }[];
  }[];
}
