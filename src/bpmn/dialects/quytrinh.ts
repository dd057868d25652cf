// Our own namespace: the facts of the procedure that BPMN has no word for, in the model's shapes.
import type { SourceRange } from '../../model/diagnostic.ts';
import type {
  CostItem,
  DocumentFact,
  DutySeparation,
  PauseFact,
  PerformerFact,
  ProcedureFact,
  SignMode,
  SlaFact,
  StatusFact,
} from '../../model/procedure-facts.ts';
import { signModes } from '../../model/procedure-facts.ts';
import type { JsonValue } from '../../model/json.ts';
import type { ActivitySchemas, SchemaFact } from '../../model/schema.ts';
import type { Expression } from '../../model/process-model.ts';
import { compact, nonEmpty } from '../compact.ts';
import type { ReadContext } from '../read-context.ts';
import type { XmlNode } from '../xml/xml-node.ts';
import { collectFacts } from './collect-facts.ts';
import type { RawFact } from './collect-facts.ts';
import type { FactName } from './fact-table.ts';

export interface QuytrinhFacts {
  readonly procedure?: ProcedureFact;
  readonly sla?: SlaFact;
  /** Process only: clocks of phases. */
  readonly phases?: readonly SlaFact[];
  readonly pause?: PauseFact;
  readonly status?: StatusFact;
  readonly performer?: PerformerFact;
  readonly separation?: DutySeparation;
  readonly documents?: readonly DocumentFact[];
  readonly costs?: readonly CostItem[];
  /** `counting` of a timer. */
  readonly timerCounting?: 'elapsed' | 'working';
  readonly correlationKey?: Expression;
  /** Variable that takes the result of a script or decision. */
  readonly resultVariable?: string;
  /** Process or message. */
  readonly schema?: SchemaFact;
  /** Activity. */
  readonly schemas?: ActivitySchemas;
}

export function quytrinhFacts(context: ReadContext, node: XmlNode): QuytrinhFacts {
  const facts = collectFacts(context, node);
  if (facts.length === 0) return {};
  const read = <T>(name: FactName, build: (values: Values, at: SourceRange, fact: RawFact) => T): T[] =>
    facts
      .filter((fact) => fact.name === name)
      .map((fact) => build((key) => fact.values.get(key)?.text || undefined, context.at(fact.place), fact));
  const slas = read('sla', readSla);
  const isProcess = node.local === 'process';
  return compact<QuytrinhFacts>({
    procedure: read('procedure', readProcedure)[0],
    sla: isProcess ? slas.find(({ name }) => name === undefined) : slas[0],
    phases: isProcess ? nonEmpty(slas.filter(({ name }) => name !== undefined)) : undefined,
    pause: read('pause', readPause)[0],
    status: read('status', readStatus)[0],
    performer: read('performer', readPerformer)[0],
    separation: read('separation', (values, at) => ({ elements: list(values('elements')), at }))[0],
    documents: nonEmpty(read('document', readDocument)),
    costs: nonEmpty(read('cost', readCost)),
    timerCounting: read('timer', (values) =>
      values('counting') === 'working' ? ('working' as const) : ('elapsed' as const),
    )[0],
    correlationKey: read('correlation', (values, at) => feel(values('key') ?? '', at))[0],
    resultVariable: read('result', (values) => values('variable'))[0],
    ...schemasOf(
      read('schema', (values, at, fact) => readSchemaFact(context, values, at, fact)),
      node,
    ),
  });
}

type Values = (key: string) => string | undefined;

function readProcedure(values: Values, at: SourceRange, fact: RawFact): ProcedureFact {
  return compact<ProcedureFact>({
    code: values('code'),
    name: values('name'),
    agency: values('agency'),
    domainField: values('domainField'),
    decision: values('decision'),
    legalBasis: [...fact.texts.map((one) => one.text), ...list(values('legalBasis'), ';')].filter(
      (text) => text !== '',
    ),
    at,
  });
}

function readSla(values: Values, at: SourceRange): SlaFact {
  return compact<SlaFact>({
    duration: values('duration') ?? '',
    counting: values('counting') === 'calendar' ? 'calendar' : 'working',
    policy: values('policy'),
    warn: list(values('warn')),
    name: values('name'),
    from: values('from'),
    until: values('until'),
    legalBasis: values('legalBasis'),
    at,
  });
}

function readPause(values: Values, at: SourceRange): PauseFact {
  const effect = values('effect');
  return compact<PauseFact>({
    cause: values('cause') ?? '',
    effect: effect === 'restart' || effect === 'exclude' ? effect : undefined,
    reason: values('reason')?.replace(/^=\s*/, ''),
    documents: values('documents')?.replace(/^=\s*/, ''),
    request: values('request'),
    legalBasis: values('legalBasis'),
    at,
  });
}

function readStatus(values: Values, at: SourceRange): StatusFact {
  const number = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));
  return compact<StatusFact>({
    code: number(values('code')),
    after: number(values('after')),
    decision: values('decision') === 'true',
    at,
  });
}

function readPerformer(values: Values, at: SourceRange): PerformerFact {
  const modes = list(values('modes')).filter((mode): mode is SignMode =>
    (signModes as readonly string[]).includes(mode),
  );
  return compact<PerformerFact>({
    role: values('role'),
    unit: values('unit'),
    signs: values('signs') === 'true',
    modes,
    at,
  });
}

function readDocument(values: Values, at: SourceRange): DocumentFact {
  const direction = values('direction') === 'out' ? 'out' : 'in';
  return compact<DocumentFact>({ direction, code: values('code'), name: values('name') ?? '', at });
}

function readCost(values: Values, at: SourceRange): CostItem {
  const kind = values('kind');
  return compact<CostItem>({
    kind: kind === 'service' || kind === 'fee' ? kind : 'hours',
    amount: Number(values('amount')),
    note: values('note'),
    at,
  });
}

type ReadSchema = { readonly of: 'input' | 'output'; readonly fact: SchemaFact } | null;

/** The text must be JSON; whether it is a schema is a rule's to say. */
function readSchemaFact(context: ReadContext, values: Values, at: SourceRange, { place }: RawFact): ReadSchema {
  const text = values('json') ?? '';
  const of = values('for') === 'input' ? 'input' : 'output';
  try {
    return { of, fact: { schema: JSON.parse(text) as JsonValue, at } };
  } catch {
    const params = { name: 'json', value: text.slice(0, 60), parent: 'quytrinh:schema', allowed: 'JSON Schema' };
    context.report('INVALID_VALUE', 'error', place, params);
    return null;
  }
}

function schemasOf(read: readonly ReadSchema[], { local }: XmlNode): Pick<QuytrinhFacts, 'schema' | 'schemas'> {
  const found = (of: 'input' | 'output'): SchemaFact | undefined => read.find((one) => one?.of === of)?.fact;
  const first = read.find((one) => one !== null)?.fact;
  if (local === 'process' || local === 'message') return first === undefined ? {} : { schema: first };
  const schemas = compact<ActivitySchemas>({ input: found('input'), output: found('output') });
  return Object.keys(schemas).length === 0 ? {} : { schemas };
}

function feel(text: string, at: SourceRange): Expression {
  return { kind: 'feel', text: text.replace(/^=\s*/, ''), at };
}

function list(text: string | undefined, separator = ','): readonly string[] {
  return (text ?? '')
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
