// The namespace quytrinh: which fact may stand where, with which attributes, and what each may say.
// schemas/quytrinh.moddle.json describes the same to modelers; a test holds the two together.
import { signModes } from '../../model/procedure-facts.ts';

export type Kind =
  | 'text'
  | 'list'
  | 'duration'
  | 'counting'
  | 'timerCounting'
  | 'effect'
  | 'flag'
  | 'modes'
  | 'warn'
  | 'direction'
  | 'costKind'
  | 'number'
  | 'statusCode'
  | 'schemaFor';

export interface FactRule {
  /** Local names of BPMN elements; `activity` stands for all activities. */
  readonly on: readonly string[];
  readonly attributes: Readonly<Record<string, Kind>>;
  readonly required?: readonly string[];
  readonly children?: readonly string[];
  /** The attribute that may also be the text inside of the element. */
  readonly body?: string;
  /** May be given several times on one element. */
  readonly many?: boolean;
  /** Elements on which it may be given several times, where on the others it stands once. */
  readonly manyOn?: readonly string[];
}

const events = ['startEvent', 'intermediateCatchEvent', 'boundaryEvent'];

export const factTable = {
  procedure: {
    on: ['process'],
    attributes: {
      code: 'text',
      name: 'text',
      agency: 'text',
      domainField: 'text',
      decision: 'text',
      legalBasis: 'text',
    },
    children: ['legalBasis'],
  },
  // On a process one without a name is the dossier's; those with a name are phases.
  sla: {
    on: ['process', 'activity', 'intermediateCatchEvent'],
    attributes: {
      duration: 'duration',
      counting: 'counting',
      policy: 'text',
      warn: 'warn',
      name: 'text',
      from: 'text',
      until: 'text',
      legalBasis: 'text',
    },
    required: ['duration'],
    manyOn: ['process'],
  },
  pause: {
    on: ['activity', 'intermediateCatchEvent', 'boundaryEvent'],
    attributes: {
      cause: 'text',
      effect: 'effect',
      reason: 'text',
      documents: 'text',
      request: 'text',
      legalBasis: 'text',
    },
    required: ['cause'],
  },
  status: {
    on: ['activity', 'startEvent', 'intermediateCatchEvent', 'intermediateThrowEvent', 'boundaryEvent', 'endEvent'],
    attributes: { code: 'statusCode', after: 'statusCode', decision: 'flag' },
  },
  performer: {
    on: ['lane', 'userTask', 'manualTask', 'globalUserTask', 'globalManualTask'],
    attributes: { role: 'text', unit: 'text', signs: 'flag', modes: 'modes' },
  },
  separation: { on: ['userTask', 'manualTask'], attributes: { elements: 'list' }, required: ['elements'] },
  document: {
    on: ['activity', 'process'],
    attributes: { direction: 'direction', code: 'text', name: 'text' },
    required: ['direction', 'name'],
    many: true,
  },
  cost: {
    on: ['activity', 'process'],
    attributes: { kind: 'costKind', amount: 'number', note: 'text' },
    required: ['kind', 'amount'],
    many: true,
  },
  // As a property the event carries it, since a modeler gives its definition no properties.
  timer: { on: ['timerEventDefinition', ...events], attributes: { counting: 'timerCounting' }, required: ['counting'] },
  correlation: { on: ['message'], attributes: { key: 'text' }, required: ['key'] },
  // JSON Schema of variables: of the whole process, of what a message brings, of what goes into an activity or comes out.
  schema: {
    on: ['process', 'message', 'activity'],
    attributes: { for: 'schemaFor', json: 'text' },
    required: ['json'],
    body: 'json',
    many: true,
  },
  result: {
    on: ['scriptTask', 'businessRuleTask', 'globalScriptTask', 'globalBusinessRuleTask'],
    attributes: { variable: 'text' },
    required: ['variable'],
  },
} as const satisfies Record<string, FactRule>;

export type FactName = keyof typeof factTable;

const iso = String.raw`P(?!$)(\d+(\.\d+)?Y)?(\d+(\.\d+)?M)?(\d+(\.\d+)?W)?(\d+(\.\d+)?D)?(T(?=\d)(\d+(\.\d+)?H)?(\d+(\.\d+)?M)?(\d+(\.\d+)?S)?)?`;

/** What a value must look like, and how to say so. */
export const kinds: Readonly<Record<Kind, { readonly pattern?: RegExp; readonly allowed: string }>> = {
  text: { allowed: '…' },
  list: { pattern: /\S/, allowed: 'a, b, c' },
  duration: { pattern: new RegExp(`^${iso}$`), allowed: 'PT16H, P5D (ISO 8601)' },
  counting: { pattern: /^(working|calendar)$/, allowed: 'working, calendar' },
  timerCounting: { pattern: /^(elapsed|working)$/, allowed: 'elapsed, working' },
  effect: { pattern: /^(exclude|restart)$/, allowed: 'exclude, restart' },
  flag: { pattern: /^(true|false)$/, allowed: 'true, false' },
  modes: {
    pattern: new RegExp(`^\\s*((${signModes.join('|')})\\s*(,\\s*(?=\\S)|$))*$`),
    allowed: signModes.join(', '),
  },
  warn: {
    pattern: new RegExp(`^\\s*((\\d+(\\.\\d+)?%|-${iso.replace('(?!$)', '(?=[\\dT])')})\\s*(,\\s*(?=\\S)|$))+$`),
    allowed: '80%, -P1D, -PT8H',
  },
  direction: { pattern: /^(in|out)$/, allowed: 'in, out' },
  costKind: { pattern: /^(hours|service|fee)$/, allowed: 'hours, service, fee' },
  statusCode: { pattern: /^([1-9]|10)$/, allowed: '1 … 10' },
  schemaFor: { pattern: /^(input|output)$/, allowed: 'input, output' },
  number: { pattern: /^\d+(\.\d+)?$/, allowed: '0, 1.5, 25000' },
};
