// Gathers the quytrinh facts of one element from both notations, elements of the namespace and `quytrinh.…` properties,
// and holds them against the table.
import { elementTypes, isActivity } from '../../model/element-types.ts';
import type { ElementType } from '../../model/element-types.ts';
import { QUYTRINH } from '../namespaces.ts';
import type { Placed, ReadContext } from '../read-context.ts';
import { extensions } from '../xml/tree.ts';
import type { XmlNode } from '../xml/xml-node.ts';
import { factTable, kinds } from './fact-table.ts';
import type { FactName, FactRule } from './fact-table.ts';
import { extensionProperties, factPrefix } from './properties.ts';

export interface RawFact {
  readonly name: FactName;
  readonly place: Placed;
  readonly values: Map<string, { readonly text: string; readonly place: Placed }>;
  /** Texts of child elements, by name. */
  readonly texts: readonly { readonly name: string; readonly text: string }[];
}

/** Only facts that are complete and valid come back; what is wrong with the others has been reported. */
export function collectFacts(context: ReadContext, node: XmlNode): readonly RawFact[] {
  const facts: RawFact[] = [];
  for (const one of extensions(node)) if (one.uri === QUYTRINH) addElement(context, node, one, facts);
  addProperties(context, node, facts);
  const once = new Set<string>();
  return facts.filter((fact) => isValid(context, node, fact) && isOnce(context, node, fact, once));
}

/** A fact that was given already and may stand but once is reported; of those with a name only one may be without. */
function isOnce(context: ReadContext, owner: XmlNode, fact: RawFact, once: Set<string>): boolean {
  const rule: FactRule = factTable[fact.name];
  const named = rule.manyOn?.includes(owner.local) === true && (fact.values.get('name')?.text ?? '') !== '';
  if (rule.many === true || named) return true;
  if (once.has(fact.name)) {
    repeated(context, fact.place, `quytrinh:${fact.name}`, owner);
    return false;
  }
  once.add(fact.name);
  return true;
}

function repeated(context: ReadContext, place: Placed, name: string, owner: XmlNode): void {
  context.report('EXTENSION_REPEATED', 'error', place, { name, parent: owner.name });
}

function ruleOf(name: string): FactRule | undefined {
  return isFactName(name) ? factTable[name] : undefined;
}

function isFactName(name: string): name is FactName {
  return Object.hasOwn(factTable, name);
}

function addElement(context: ReadContext, owner: XmlNode, node: XmlNode, facts: RawFact[]): void {
  const rule = ruleOf(node.local);
  if (rule === undefined || !isFactName(node.local)) {
    context.report('UNKNOWN_ELEMENT', 'error', node, {
      name: node.name,
      parent: owner.name,
      suggestion: context.suggest(node.local, Object.keys(factTable)),
    });
    return;
  }
  const values: RawFact['values'] = new Map();
  for (const one of node.attributes) {
    if (one.uri !== '' && one.uri !== QUYTRINH) continue;
    if (Object.hasOwn(rule.attributes, one.local)) values.set(one.local, { text: one.value.trim(), place: one });
    else unknownAttribute(context, one, one.name, node.name, rule);
  }
  const body = node.text.trim();
  if (rule.body !== undefined && body !== '') values.set(rule.body, { text: body, place: node });
  const texts = node.children.flatMap((inner) => {
    if (inner.uri === QUYTRINH && rule.children?.includes(inner.local) === true)
      return [{ name: inner.local, text: inner.text.trim() }];
    context.report('UNKNOWN_ELEMENT', 'error', inner, {
      name: inner.name,
      parent: node.name,
      suggestion: context.suggest(inner.local, rule.children ?? []),
    });
    return [];
  });
  facts.push({ name: node.local, place: node, values, texts });
}

/** `quytrinh.<fact>.<attribute>`; where a fact may be given several times, `quytrinh.<fact>.<n>.<attribute>`. */
function addProperties(context: ReadContext, owner: XmlNode, facts: RawFact[]): void {
  const groups = new Map<string, RawFact>();
  const said = new Set<string>();
  for (const property of extensionProperties(owner)) {
    if (!property.name.startsWith(factPrefix) || property.value === '') continue;
    const [, name = '', index = '', attribute = ''] =
      /^quytrinh\.([^.]*)(?:\.(\d+))?\.([^.]*)$/.exec(property.name) ?? [];
    const rule = ruleOf(name);
    if (rule === undefined || !isFactName(name)) {
      const names = Object.keys(factTable);
      context.report('UNKNOWN_ELEMENT', 'error', property.node, {
        name: property.name,
        parent: owner.name,
        suggestion: context.suggest(name, names),
      });
    } else if (!Object.hasOwn(rule.attributes, attribute)) {
      unknownAttribute(context, property.node, attribute === '' ? property.name : attribute, `quytrinh.${name}`, rule);
    } else {
      const key = `${name}.${index}`;
      const further = rule.many === true || (index !== '' && rule.manyOn?.includes(owner.local) === true);
      const word = further ? property.name : `${name}.${attribute}`;
      if (said.has(word)) repeated(context, property.node, property.name, owner);
      said.add(word);
      const before = groups.get(key) ?? (further ? undefined : facts.find((fact) => fact.name === name));
      const group = before ?? { name, place: property.node, values: new Map(), texts: [] };
      if (before === undefined) facts.push(group);
      groups.set(key, group);
      // Where both notations say something, the element is the more deliberate one.
      if (!group.values.has(attribute))
        group.values.set(attribute, { text: property.value.trim(), place: property.node });
    }
  }
}

function unknownAttribute(context: ReadContext, place: Placed, name: string, parent: string, rule: FactRule): void {
  context.report('UNKNOWN_ATTRIBUTE', 'error', place, {
    name,
    parent,
    suggestion: context.suggest(name, Object.keys(rule.attributes)),
  });
}

function isValid(context: ReadContext, owner: XmlNode, fact: RawFact): boolean {
  const rule: FactRule = factTable[fact.name];
  const name = `quytrinh:${fact.name}`;
  if (!rule.on.includes(owner.local) && !(rule.on.includes('activity') && isActivityNode(owner))) {
    context.report('EXTENSION_MISPLACED', 'error', fact.place, {
      name,
      parent: owner.name,
      allowed: rule.on.join(', '),
    });
    return false;
  }
  let valid = true;
  for (const [key, { text, place }] of fact.values) {
    const { pattern, allowed } = kinds[rule.attributes[key] ?? 'text'];
    if (pattern === undefined || pattern.test(text)) continue;
    context.report('INVALID_VALUE', 'error', place, { name: key, value: text.slice(0, 60), parent: name, allowed });
    valid = false;
  }
  for (const key of rule.required ?? []) {
    if ((fact.values.get(key)?.text ?? '') !== '') continue;
    context.report('MISSING_ATTRIBUTE', 'error', fact.place, { name: key, parent: name });
    valid = false;
  }
  return valid;
}

function isActivityNode(node: XmlNode): boolean {
  return Object.hasOwn(elementTypes, node.local) && isActivity(node.local as ElementType);
}
