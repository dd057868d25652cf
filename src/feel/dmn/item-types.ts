// Item definitions → FEEL types, and what names stand inside values of a type.
import type { DmnDiagnostic, DmnModel, DmnType } from '../../model/dmn.ts';
import { compileUnaryTests } from '../expression.ts';
import type { NameShapes } from '../syntax/parse.ts';
import type { FeelType } from '../values/kinds.ts';
import { ANY, simpleType } from '../values/types.ts';

export type ResolveType = (name: string) => FeelType | undefined;

/** Nesting of item definitions; a definition that contains itself ends here as Any. */
const MAX_NESTING = 24;

export function createTypeResolver(
  model: DmnModel,
  imported: ReadonlyMap<string, DmnModel>,
  report: (diagnostic: DmnDiagnostic) => void,
): ResolveType {
  const done = new Map<string, FeelType | undefined>();
  const resolvers = new Map<string, ResolveType>();

  function resolve(name: string, depth: number): FeelType | undefined {
    const plain = name.replace(/^feel:/, '').trim();
    if (depth > MAX_NESTING) return ANY;
    if (depth === 0 && done.has(plain)) return done.get(plain);
    const definition = model.types.find((type) => type.name === plain);
    const type = definition === undefined ? (simpleType(plain) ?? fromImport(plain)) : build(definition, depth + 1);
    if (depth === 0) done.set(plain, type);
    return type;
  }

  function fromImport(name: string): FeelType | undefined {
    for (const [prefix, other] of imported) {
      if (prefix !== '' && !name.startsWith(`${prefix}.`)) continue;
      let resolver = resolvers.get(prefix);
      if (resolver === undefined) resolvers.set(prefix, (resolver = createTypeResolver(other, new Map(), report)));
      const found = resolver(prefix === '' ? name : name.slice(prefix.length + 1));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function build(definition: DmnType, depth: number): FeelType {
    const allowed = checked(baseOf(definition, depth), definition.allowedValues, definition.name);
    const whole: FeelType = definition.isCollection ? { kind: 'list', element: allowed } : allowed;
    return checked(whole, definition.constraint, definition.name);
  }

  function baseOf(definition: DmnType, depth: number): FeelType {
    const { components, functionItem, typeRef } = definition;
    if (components.length > 0) {
      return { kind: 'context', entries: new Map(components.map((one) => [one.name, build(one, depth + 1)])) };
    }
    if (functionItem !== undefined) {
      const parameters = functionItem.parameters.map((name) => optional(name, depth));
      return { kind: 'function', parameters, result: optional(functionItem.result, depth) };
    }
    return optional(typeRef, depth);
  }

  function optional(name: string | undefined, depth: number): FeelType {
    return name === undefined ? ANY : (resolve(name, depth) ?? ANY);
  }

  function checked(base: FeelType, tests: string | undefined, name: string): FeelType {
    if (tests === undefined || tests.trim() === '') return base;
    const compiled = compileUnaryTests(tests);
    if (!compiled.ok) {
      const { code, from, to, params } = compiled.problem;
      report({ code, severity: 'error', elementId: name, params, expression: { text: tests, from, to } });
      return base;
    }
    const { expression } = compiled;
    return { kind: 'checked', base, allows: (value) => expression.run(value, () => undefined, { now: 0 }) === true };
  }

  return (name) => resolve(name, 0);
}

/** The names of a context type's entries, so that `a.first-name` can be read. */
export function shapeOf(type: FeelType | undefined, depth = 0): NameShapes | null {
  if (type === undefined || depth > 6) return null;
  switch (type.kind) {
    case 'checked':
      return shapeOf(type.base, depth);
    case 'list':
      return shapeOf(type.element, depth);
    case 'context':
      return Object.fromEntries([...type.entries].map(([name, entry]) => [name, shapeOf(entry, depth + 1)]));
    default:
      return null;
  }
}
