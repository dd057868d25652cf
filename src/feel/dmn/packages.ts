// dmn-moddle describes DMN 1.3. The descriptor is widened by what 1.4 and 1.5 added (boxed conditional, filter and iterators, type
// constraints) and bound to the namespace of whichever version the file is in.
import { DmnModdle } from 'dmn-moddle';
import type { Moddle, ModdlePackage } from 'dmn-moddle';

/** Namespaces of the versions 1.1 to 1.5. */
export const dmnNamespaces: readonly string[] = [
  'http://www.omg.org/spec/DMN/20151101/dmn.xsd',
  'http://www.omg.org/spec/DMN/20180521/MODEL/',
  'https://www.omg.org/spec/DMN/20191111/MODEL/',
  'https://www.omg.org/spec/DMN/20211108/MODEL/',
  'https://www.omg.org/spec/DMN/20230324/MODEL/',
];

const moddles = new Map<string, Moddle>();

export function moddleFor(namespace: string): Moddle {
  let moddle = moddles.get(namespace);
  if (moddle === undefined) {
    const base = new DmnModdle().getPackage('dmn');
    moddle = new DmnModdle({ dmn: { ...base, uri: namespace, types: [...base.types.map(widen), ...added] } });
    moddles.set(namespace, moddle);
  }
  return moddle;
}

const child = (name: string): object => ({ name, type: 'ChildExpression', xml: { serialize: 'property' } });

const added: ModdlePackage['types'] = [
  { name: 'ChildExpression', superClass: ['DMNElement'], properties: [{ name: 'value', type: 'Expression' }] },
  {
    name: 'Conditional',
    superClass: ['Expression'],
    properties: [child('if'), child('then'), child('else')],
  },
  { name: 'Filter', superClass: ['Expression'], properties: [child('in'), child('match')] },
  {
    name: 'Iterator',
    isAbstract: true,
    superClass: ['Expression'],
    properties: [{ name: 'iteratorVariable', type: 'String', isAttr: true }, child('in')],
  },
  { name: 'For', superClass: ['Iterator'], properties: [child('return')] },
  { name: 'Some', superClass: ['Iterator'], properties: [child('satisfies')] },
  { name: 'Every', superClass: ['Iterator'], properties: [child('satisfies')] },
];

function widen(type: object): object {
  const { name, properties } = type as { name?: string; properties?: readonly object[] };
  if (name !== 'ItemDefinition') return type;
  const constraint = { name: 'typeConstraint', type: 'UnaryTests', xml: { serialize: 'property' } };
  return { ...type, properties: [...(properties ?? []), constraint] };
}
