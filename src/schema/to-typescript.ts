// A schema as a TypeScript type. What a type can't say (limits, patterns) is left to the check when the value comes; where the schema says
// nothing it is `Json`, which the file that holds the types declares.
import type { JsonObject, JsonValue } from '../model/json.ts';
import { isObject, type SchemaType } from './keywords.ts';
import { resolveRef } from './resolve-ref.ts';

/** The text of a type. References become names: `declared` gives those that were met, with their schemas. */
export function toTypeScript(schema: JsonValue, root: JsonValue, prefix: string): TypeText {
  const declared = new Map<string, string>();
  const open: [string, JsonValue][] = [];
  const nameOfRef = (ref: string): string => {
    const name = `${prefix}${typeNameOf(ref === '#' ? 'root' : (ref.split('/').at(-1) ?? ''))}`;
    if (!declared.has(name)) {
      declared.set(name, 'Json');
      open.push([name, resolveRef(ref, root) ?? true]);
    }
    return name;
  };
  const text = typeOf(schema, nameOfRef, '');
  for (let next = open.pop(); next !== undefined; next = open.pop())
    declared.set(next[0], typeOf(next[1], nameOfRef, ''));
  return { text, declared };
}

export interface TypeText {
  readonly text: string;
  /** Types of their own that it names. */
  readonly declared: ReadonlyMap<string, string>;
}

/** An identifier in the manner of a type: `nguoi nop` → `NguoiNop`. */
export function typeNameOf(text: string): string {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D');
  const words = plain.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return /^[A-Za-z]/.test(name) ? name : `T${name}`;
}

type NameOfRef = (ref: string) => string;

function typeOf(schema: JsonValue, nameOfRef: NameOfRef, indent: string): string {
  if (!isObject(schema)) return schema === false ? 'never' : 'Json';
  const inner = (part: JsonValue): string => typeOf(part, nameOfRef, indent);
  const parts: string[] = [];
  if (schema.const !== undefined) parts.push(literal(schema.const));
  else if (Array.isArray(schema.enum)) parts.push(union((schema.enum as readonly JsonValue[]).map(literal)));
  else if (schema.type !== undefined || schema.properties !== undefined) {
    const types = (schema.type === undefined ? ['object'] : [schema.type].flat()) as readonly SchemaType[];
    parts.push(union(types.map((type) => ofType(type, schema, nameOfRef, indent))));
  }
  if (typeof schema.$ref === 'string') parts.push(nameOfRef(schema.$ref));
  for (const keyword of ['anyOf', 'oneOf'])
    if (Array.isArray(schema[keyword])) parts.push(union((schema[keyword] as readonly JsonValue[]).map(inner)));
  if (Array.isArray(schema.allOf)) parts.push(...(schema.allOf as readonly JsonValue[]).map(inner));
  const known = [...new Set(parts)].filter((part) => part !== 'Json');
  if (known.length < 2) return known[0] ?? 'Json';
  return known.map((part) => (part.includes(' | ') && !part.startsWith('{') ? `(${part})` : part)).join(' & ');
}

function ofType(type: SchemaType, schema: JsonObject, nameOfRef: NameOfRef, indent: string): string {
  switch (type) {
    case 'integer':
    case 'number':
      return 'number';
    case 'array':
      return listOf(schema, nameOfRef, indent);
    case 'object':
      return objectOf(schema, nameOfRef, indent);
    default:
      return type;
  }
}

function listOf({ items, prefixItems }: JsonObject, nameOfRef: NameOfRef, indent: string): string {
  const rest = items === undefined ? 'Json' : typeOf(items, nameOfRef, indent);
  if (!Array.isArray(prefixItems)) return `readonly (${rest})[]`;
  // A list may end early unless it says otherwise: so the first ones may be missing.
  const first = (prefixItems as readonly JsonValue[]).map((part) => `(${typeOf(part, nameOfRef, indent)})?`);
  return `readonly [${[...first, ...(items === false ? [] : [`...(${rest})[]`])].join(', ')}]`;
}

function objectOf(schema: JsonObject, nameOfRef: NameOfRef, indent: string): string {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required = new Set(Array.isArray(schema.required) ? (schema.required as readonly string[]) : []);
  const deeper = `${indent}  `;
  const lines = Object.entries(properties).flatMap(([name, part]) => {
    const mark = required.has(name) ? '' : '?';
    const described = isObject(part) ? part.description : undefined;
    const text = typeOf(part, nameOfRef, deeper);
    return [...comment(described, deeper), `${deeper}readonly ${keyText(name)}${mark}: ${text};`];
  });
  for (const name of required)
    if (!Object.hasOwn(properties, name)) lines.push(`${deeper}readonly ${keyText(name)}: Json;`);
  const others = schema.additionalProperties;
  // Beside named entries an index would have to allow all of their types.
  if (others !== false)
    lines.push(
      `${deeper}readonly [name: string]: ${lines.length > 0 ? 'Json | undefined' : typeOf(others ?? true, nameOfRef, deeper)};`,
    );
  return lines.length === 0 ? 'Readonly<Record<string, never>>' : `{\n${lines.join('\n')}\n${indent}}`;
}

function comment(text: JsonValue | undefined, indent: string): string[] {
  return typeof text === 'string' && text !== ''
    ? [`${indent}/** ${text.replace(/\*\//g, '*\\/').replace(/\s+/g, ' ')} */`]
    : [];
}

function keyText(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name);
}

/** Texts of a model must not end a literal, a line or a file. */
function literal(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(value).replace(/[\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16)}`);
  }
  return 'Json';
}

function union(types: readonly string[]): string {
  return types.includes('Json') ? 'Json' : [...new Set(types)].join(' | ') || 'never';
}
