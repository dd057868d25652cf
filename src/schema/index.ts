// Front door of the room `schema`: JSON Schema (2020-12) read strictly, asked without making code of it, written as TypeScript.
export { readSchema, type CompiledSchema, type ReadSchemaResult } from './read-schema.ts';
export { schemaFormats } from './formats.ts';
export { toTypeScript, typeNameOf } from './to-typescript.ts';
export { schemaFaults, schemaProblems } from '../model/schema.ts';
export type { SchemaFault, SchemaFaultCode, SchemaProblem, SchemaProblemCode } from '../model/schema.ts';
