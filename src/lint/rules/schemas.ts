// Declared types: each is a JSON Schema that can be read and is of an object, and what is declared is what expressions speak of.
import { compileExpression } from '../../feel/index.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { ProcessModel } from '../../model/process-model.ts';
import type { SchemaFact } from '../../model/schema.ts';
import { readSchema, type SchemaFault } from '../../schema/index.ts';
import { labelOf, type LintContext } from '../context.ts';
import { expressionPlaces } from '../expressions.ts';
import { knownNames } from '../../machine/index.ts';
import type { Rule } from '../rule.ts';

export const schemas: Rule = {
  id: 'schemas',
  codes: ['SCHEMA_INVALID', 'VARIABLE_NOT_DECLARED'],
  check: (context) => [...invalid(context), ...undeclared(context)],
};

function invalid({ model }: LintContext): Diagnostic[] {
  return [
    ...model.processes.flatMap((process) => [
      ...findings(process.schema, process),
      ...process.elements.flatMap((element) => [
        ...findings(element.schemas?.input, element),
        ...findings(element.schemas?.output, element),
      ]),
    ]),
    ...model.messages.flatMap((message) => findings(message.schema, message)),
  ];
}

function findings(fact: SchemaFact | undefined, owner: { readonly id: string; readonly name?: string }): Diagnostic[] {
  if (fact === undefined) return [];
  const read = readSchema(fact.schema);
  const faults: readonly SchemaFault[] = read.ok ? ofObject(fact) : read.faults;
  return faults.map(({ code, pointer, params }) => ({
    code: 'SCHEMA_INVALID',
    severity: 'error',
    at: fact.at,
    elementId: owner.id,
    params: { ...params, element: labelOf(owner), pointer, problem: code },
  }));
}

/** Variables come by name. */
function ofObject({ schema }: SchemaFact): SchemaFault[] {
  const type = typeof schema === 'object' && schema !== null && 'type' in schema ? schema.type : undefined;
  return type === 'object' ? [] : [{ code: 'NOT_OBJECT', pointer: '', params: {} }];
}

/** Once for each name and place, where the process declares its variables at all. */
function undeclared(context: LintContext): Diagnostic[] {
  return expressionPlaces(context).flatMap(({ expression, ownerId, label, process }): Diagnostic[] => {
    const declared = process === undefined ? null : declaredNames(process);
    if (process === undefined || declared === null || expression.kind !== 'feel') return [];
    const compiled = compileExpression(expression.text, { names: [...declared, ...knownNames(process)] });
    if (!compiled.ok) return [];
    return compiled.expression.names
      .filter((name) => !declared.has(name))
      .map((name) => ({
        code: 'VARIABLE_NOT_DECLARED',
        severity: 'info',
        at: expression.at,
        elementId: ownerId,
        params: { element: label, name },
      }));
  });
}

/** Null: the process declares nothing. Names that the model itself makes (mappings, results, loops) count as declared. */
function declaredNames(process: ProcessModel): ReadonlySet<string> | null {
  const { schema } = process.schema ?? {};
  if (typeof schema !== 'object' || schema === null || !('properties' in schema)) return null;
  const names = (one: SchemaFact | undefined): string[] => {
    const properties = (one?.schema as { readonly properties?: object } | null | undefined)?.properties;
    return typeof properties === 'object' ? Object.keys(properties) : [];
  };
  return new Set([
    ...names(process.schema),
    ...process.elements.flatMap(({ schemas: own }) => [...names(own?.input), ...names(own?.output)]),
    ...knownNames(process),
    ...builtIn,
  ]);
}

/** What the standard gives to expressions of loops and complex gateways (BPMN 2.0.2 tables 10.29, 10.31, 10.32). */
const builtIn = [
  'loopCounter',
  'numberOfInstances',
  'numberOfActiveInstances',
  'numberOfCompletedInstances',
  'numberOfTerminatedInstances',
  'activationCount',
  'waitingForStart',
];
