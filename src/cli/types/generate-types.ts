// The declared types of a BPMN file as a TypeScript module: one type for the variables of each process, for what goes into each activity
// and comes out, for what each message brings.
import type { BpmnModel, ProcessModel } from '../../model/process-model.ts';
import type { SchemaFact } from '../../model/schema.ts';
import { toTypeScript, typeNameOf } from '../../schema/index.ts';

export interface GeneratedTypes {
  readonly text: string;
  /** Types written; 0 when the file declares none. */
  readonly count: number;
}

export function generateTypes(model: BpmnModel, file: string): GeneratedTypes {
  const taken = new Set(['Json']);
  const declarations: string[] = [];
  const processes: string[] = [];
  const messages: string[] = [];

  /** Writes the type and gives its name. */
  const declare = (wanted: string, { schema }: SchemaFact, about: string): string => {
    const name = free(wanted, taken);
    const { text, declared } = toTypeScript(schema, schema, name);
    declarations.push(`/** ${inComment(about)} */\nexport type ${name} = ${text};\n`);
    for (const [inner, type] of declared) {
      taken.add(inner);
      declarations.push(`export type ${inner} = ${type};\n`);
    }
    return name;
  };

  for (const process of model.processes) {
    const parts = partsOf(process, declare);
    if (parts.length > 0) processes.push(`  readonly ${quoted(process.id)}: {\n${parts.join('\n')}\n  };`);
  }
  for (const { id, name = id, schema } of model.messages) {
    if (schema === undefined) continue;
    const type = declare(`Message${typeNameOf(name)}`, schema, `What the message "${name}" brings.`);
    messages.push(`  readonly ${quoted(name)}: ${type};`);
  }

  const text = [
    `// Types of ${inComment(file)}, made by \`quytrinh types\`. Make them again when the file changes.`,
    '',
    ...(declarations.length === 0 ? [] : [json]),
    ...declarations,
    '/** By the id of the process; activities by their ids. */',
    `export interface ProcessTypes ${block(processes)}`,
    '',
    '/** By the name of the message. */',
    `export interface MessageTypes ${block(messages)}`,
    '',
  ];
  return { text: text.join('\n'), count: declarations.length };
}

const json = `/** Plain JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json | undefined };
`;

type Declare = (wanted: string, fact: SchemaFact, about: string) => string;

function partsOf({ id, schema, elements }: ProcessModel, declare: Declare): string[] {
  const prefix = typeNameOf(id);
  const parts: string[] = [];
  if (schema !== undefined) {
    parts.push(
      `    readonly variables: ${declare(`${prefix}Variables`, schema, `Variables of the process "${id}".`)};`,
    );
  }
  const activities = elements.flatMap((element) => {
    const { input, output } = element.schemas ?? {};
    const name = `${prefix}${typeNameOf(element.id)}`;
    const label = element.name ?? element.id;
    const lines = [
      ...(input === undefined ? [] : [`readonly input: ${declare(`${name}Input`, input, `What "${label}" needs.`)};`]),
      ...(output === undefined
        ? []
        : [`readonly output: ${declare(`${name}Output`, output, `What completes "${label}".`)};`]),
    ];
    return lines.length === 0 ? [] : [`      readonly ${quoted(element.id)}: { ${lines.join(' ')} };`];
  });
  if (activities.length > 0) parts.push(`    readonly activities: {\n${activities.join('\n')}\n    };`);
  return parts;
}

function block(lines: readonly string[]): string {
  return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n}`;
}

function free(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) name = `${wanted}${number}`;
  taken.add(name);
  return name;
}

function quoted(name: string): string {
  return JSON.stringify(name).replace(/[\u2028\u2029]/g, ' ');
}

/** A text of the file must not end the comment or the line. */
function inComment(text: string): string {
  return text.replace(/\*\//g, '* /').replace(/\s+/g, ' ');
}
