// What the BPMN schema allows where, asked of moddle's own description of the standard, so that it is written down once.
import { BpmnModdle } from 'bpmn-moddle';
import type { ModdleProperty } from 'bpmn-moddle';

/** What a name means inside an element of some type. */
export type Member =
  | { readonly kind: 'element'; readonly type: string; readonly typedByXsi: boolean }
  | { readonly kind: 'reference'; readonly property: string; readonly many: boolean }
  | { readonly kind: 'value'; readonly type: string };

export interface BpmnType {
  readonly name: string;
  /** By local name; attributes and children together, since tools write some of them either way. */
  readonly members: ReadonlyMap<string, Member>;
  readonly attributeNames: readonly string[];
  /** Names of the child elements allowed here. */
  readonly childNames: readonly string[];
}

export interface BpmnSchema {
  /** By name without prefix, `UserTask`. */
  readonly type: (name: string) => BpmnType | undefined;
  /** Allowed values, when the type of an attribute is an enumeration. */
  readonly values: (type: string) => readonly string[] | undefined;
}

let cached: BpmnSchema | undefined;

/** Built at the first use and kept: it depends on nothing but the standard. */
export function bpmnSchema(): BpmnSchema {
  return (cached ??= readSchema(new BpmnModdle()));
}

function readSchema(moddle: BpmnModdle): BpmnSchema {
  const bpmn = moddle.getPackage('bpmn');
  const concrete = bpmn.types.filter((type) => type.isAbstract !== true).map((type) => localName(type.name));
  const names = new Set(bpmn.types.map((type) => localName(type.name)));
  const enumerations = new Map(
    bpmn.enumerations.map((one) => [localName(one.name), one.literalValues.map((value) => value.name)] as const),
  );
  const types = new Map<string, BpmnType>();

  const read = (name: string): BpmnType => {
    const { properties } = moddle.getType(`bpmn:${name}`).$descriptor;
    const members = new Map<string, Member>();
    for (const property of properties) {
      if (property.isVirtual === true || property.isBody === true) continue;
      const own = property.ns.localName;
      // A collection is written as elements named after their types: flowElements as <task>, <exclusiveGateway> …
      const collection =
        property.isMany === true &&
        property.isReference !== true &&
        property.xml?.serialize !== 'property' &&
        own !== lowerFirst(localName(property.type));
      if (!collection) members.set(own, memberOf(property, enumerations));
      if (property.isAttr === true || property.isReference === true || !property.type.startsWith('bpmn:')) continue;
      for (const one of concrete) {
        const written = lowerFirst(one);
        if (!members.has(written) && moddle.getType(`bpmn:${one}`).hasType(property.type)) {
          members.set(written, { kind: 'element', type: one, typedByXsi: false });
        }
      }
    }
    // The standard writes a global script as a child element, as in scriptTask; moddle knows only the attribute.
    if (name === 'GlobalScriptTask') members.set('script', { kind: 'value', type: 'String' });
    const attributes = properties
      .filter((property) => property.isAttr === true)
      .map((property) => property.ns.localName);
    const children = [...members.keys()].filter((key) => !attributes.includes(key));
    return { name, members, attributeNames: attributes, childNames: children };
  };

  return {
    type: (name) => {
      const known = types.get(name);
      if (known !== undefined || !names.has(name)) return known;
      const type = read(name);
      types.set(name, type);
      return type;
    },
    values: (type) => enumerations.get(type),
  };
}

function memberOf(property: ModdleProperty, enumerations: ReadonlyMap<string, unknown>): Member {
  const type = localName(property.type);
  if (property.isReference === true)
    return { kind: 'reference', property: property.ns.localName, many: property.isMany === true };
  if (!property.type.includes(':') || enumerations.has(type)) return { kind: 'value', type };
  return { kind: 'element', type, typedByXsi: true };
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
