// Writes a BPMN file in a few lines, so that a test shows only what it is about. Everything goes through real XML and the real
// reader. Messages, signals, errors and escalations are declared by themselves, from the references to them.
//
//   bpmn([start('s'), user('a'), end('e')], ['s -> a -> e'])
//
// A flow line is a chain 'a -> b -> c'; its last flow may carry ' if <FEEL>' or ' default'. Flow ids are 'a_b' (again: 'a_b_2').

export interface El {
  readonly tag: string;
  readonly id: string;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  readonly inner: string;
}

export type Attributes = El['attributes'];

export interface BpmnOptions {
  readonly id?: string;
  /** Correlation key (FEEL) of a message, by its name. */
  readonly keys?: Readonly<Record<string, string>>;
  /** Inside the process' extensionElements. */
  readonly extensions?: string;
  /** Beside the process: further processes, global tasks, lanes … */
  readonly more?: string;
  /** Inside the process: artifacts, properties. */
  readonly inside?: string;
  readonly attributes?: Attributes;
}

const namespaces =
  'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" ' +
  'xmlns:quytrinh="urn:quytrinh:bpmn:1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

export function bpmn(elements: readonly El[], flows: readonly string[], options: BpmnOptions = {}): string {
  const body = processText(elements, flows, options) + (options.more ?? '');
  return `<definitions ${namespaces} targetNamespace="urn:test">${declarations(body, options.keys ?? {})}${body}</definitions>`;
}

/** A process alone, for `more`. */
export function processText(elements: readonly El[], flows: readonly string[], options: BpmnOptions = {}): string {
  const { id = 'p', extensions, inside = '', attributes = {} } = options;
  const own = extensions === undefined ? '' : extension(extensions);
  return `<process id="${id}" isExecutable="true"${attributeText(attributes)}>${own}${content(elements, flows)}${inside}</process>`;
}

export function el(tag: string, id: string, inner = '', attributes: Attributes = {}): El {
  return { tag, id, attributes, inner };
}

export const extension = (xml: string): string => `<extensionElements>${xml}</extensionElements>`;

// events
export const start = (id: string, inner = '', attributes: Attributes = {}): El =>
  el('startEvent', id, inner, attributes);
export const end = (id: string, inner = ''): El => el('endEvent', id, inner);
export const catching = (id: string, inner: string, attributes: Attributes = {}): El =>
  el('intermediateCatchEvent', id, inner, attributes);
export const throwing = (id: string, inner = ''): El => el('intermediateThrowEvent', id, inner);
export const boundary = (id: string, on: string, inner: string, interrupting = true, attributes: Attributes = {}): El =>
  el('boundaryEvent', id, inner, { attachedToRef: on, cancelActivity: interrupting, ...attributes });

// tasks
export const user = (id: string, inner = '', attributes: Attributes = {}): El => el('userTask', id, inner, attributes);
export const manual = (id: string, inner = '', attributes: Attributes = {}): El =>
  el('manualTask', id, inner, attributes);
/** The job type is the id. */
export const service = (id: string, inner = '', attributes: Attributes = {}): El =>
  el('serviceTask', id, inner, attributes);
export const script = (id: string, expression: string, variable?: string): El =>
  el(
    'scriptTask',
    id,
    extension(
      `<zeebe:script expression="= ${escaped(expression)}"${variable === undefined ? '' : ` resultVariable="${variable}"`}/>`,
    ),
  );
export const receive = (id: string, message: string): El => el('receiveTask', id, '', { messageRef: message });
export const send = (id: string, message: string, inner = ''): El => el('sendTask', id, inner, { messageRef: message });
export const call = (id: string, process: string, inner = '', attributes: Attributes = {}): El =>
  el('callActivity', id, inner, { calledElement: process, ...attributes });

// gateways
export const xor = (id: string): El => el('exclusiveGateway', id);
export const and = (id: string): El => el('parallelGateway', id);
export const or = (id: string): El => el('inclusiveGateway', id);
export const eventGateway = (id: string, attributes: Attributes = {}): El =>
  el('eventBasedGateway', id, '', attributes);
export const complex = (id: string, activation?: string): El =>
  el(
    'complexGateway',
    id,
    activation === undefined ? '' : `<activationCondition>${escaped(activation)}</activationCondition>`,
  );

// subprocesses
export const sub = (
  id: string,
  elements: readonly El[],
  flows: readonly string[],
  inner = '',
  attributes: Attributes = {},
  tag = 'subProcess',
): El => el(tag, id, `${inner}${content(elements, flows)}`, attributes);
/** Event subprocess. */
export const onEvent = (id: string, elements: readonly El[], flows: readonly string[]): El =>
  sub(id, elements, flows, '', { triggeredByEvent: true });

// event definitions
export const timer = (duration: string): string =>
  `<timerEventDefinition><timeDuration>${escaped(duration)}</timeDuration></timerEventDefinition>`;
export const cycle = (text: string): string =>
  `<timerEventDefinition><timeCycle>${escaped(text)}</timeCycle></timerEventDefinition>`;
export const date = (text: string): string =>
  `<timerEventDefinition><timeDate>${escaped(text)}</timeDate></timerEventDefinition>`;
export const message = (name: string): string => `<messageEventDefinition messageRef="${name}"/>`;
export const signal = (name: string): string => `<signalEventDefinition signalRef="${name}"/>`;
export const error = (code?: string): string =>
  `<errorEventDefinition${code === undefined ? '' : ` errorRef="${code}"`}/>`;
export const escalation = (code?: string): string =>
  `<escalationEventDefinition${code === undefined ? '' : ` escalationRef="${code}"`}/>`;
export const conditional = (feel: string): string =>
  `<conditionalEventDefinition><condition>${escaped(feel)}</condition></conditionalEventDefinition>`;
export const link = (name: string): string => `<linkEventDefinition name="${name}"/>`;
export const compensate = (activity?: string, waits = true): string =>
  `<compensateEventDefinition waitForCompletion="${waits}"${activity === undefined ? '' : ` activityRef="${activity}"`}/>`;
export const terminate = '<terminateEventDefinition/>';
export const cancel = '<cancelEventDefinition/>';

// loops
export interface MultiInstance {
  readonly collection?: string;
  readonly element?: string;
  readonly outputs?: string;
  readonly output?: string;
  readonly cardinality?: string;
  readonly until?: string;
  readonly sequential?: boolean;
  readonly attributes?: Attributes;
  readonly inner?: string;
}
export function multiInstance(loop: MultiInstance): string {
  const zeebe = {
    ...(loop.collection === undefined ? {} : { inputCollection: `= ${loop.collection}` }),
    ...(loop.element === undefined ? {} : { inputElement: loop.element }),
    ...(loop.outputs === undefined ? {} : { outputCollection: loop.outputs }),
    ...(loop.output === undefined ? {} : { outputElement: `= ${loop.output}` }),
  };
  const own = Object.keys(zeebe).length === 0 ? '' : extension(`<zeebe:loopCharacteristics${attributeText(zeebe)}/>`);
  const count = loop.cardinality === undefined ? '' : `<loopCardinality>${escaped(loop.cardinality)}</loopCardinality>`;
  const until = loop.until === undefined ? '' : `<completionCondition>${escaped(loop.until)}</completionCondition>`;
  const attributes = attributeText({ isSequential: loop.sequential ?? false, ...loop.attributes });
  return `<multiInstanceLoopCharacteristics${attributes}>${own}${count}${loop.inner ?? ''}${until}</multiInstanceLoopCharacteristics>`;
}
export const loopWhile = (condition: string | undefined, attributes: Attributes = {}): string =>
  `<standardLoopCharacteristics${attributeText(attributes)}>${condition === undefined ? '' : `<loopCondition>${escaped(condition)}</loopCondition>`}</standardLoopCharacteristics>`;

// mappings
/** Mappings as 'target = FEEL'. */
export function mapping({
  inputs = [],
  outputs = [],
}: {
  readonly inputs?: readonly string[];
  readonly outputs?: readonly string[];
}): string {
  const line = (kind: string) => (text: string) => {
    const [target = '', ...source] = text.split(' = ');
    return `<zeebe:${kind} source="= ${escaped(source.join(' = '))}" target="${target}"/>`;
  };
  return `<zeebe:ioMapping>${inputs.map(line('input')).join('')}${outputs.map(line('output')).join('')}</zeebe:ioMapping>`;
}
export const io = (mappings: Parameters<typeof mapping>[0]): string => extension(mapping(mappings));
/** Compensation: `boundary` event (by id) and its handler. */
export const association = (source: string, target: string): string =>
  `<association id="${source}_${target}" associationDirection="One" sourceRef="${source}" targetRef="${target}"/>`;

export function escaped(text: string): string {
  return text.replace(
    /[&<>"]/g,
    (found) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[found] ?? found,
  );
}

function content(elements: readonly El[], flows: readonly string[]): string {
  const defaults = new Map<string, string>();
  const used = new Map<string, number>();
  const lines: string[] = [];
  for (const line of flows) {
    const match = /^(.*?)( default| if .*)?$/s.exec(line);
    const ids = (match?.[1] ?? '').split('->').map((id) => id.trim());
    const tail = match?.[2] ?? '';
    ids.slice(1).forEach((target, index) => {
      const source = ids[index] ?? '';
      const many = (used.get(`${source}_${target}`) ?? 0) + 1;
      used.set(`${source}_${target}`, many);
      const id = many === 1 ? `${source}_${target}` : `${source}_${target}_${many}`;
      const last = index === ids.length - 2;
      if (last && tail === ' default') defaults.set(source, id);
      const condition = last && tail.startsWith(' if ') ? tail.slice(4) : null;
      const inner =
        condition === null
          ? ''
          : `<conditionExpression xsi:type="tFormalExpression">${escaped(condition)}</conditionExpression>`;
      lines.push(`<sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}">${inner}</sequenceFlow>`);
    });
  }
  const written = elements.map(({ tag, id, attributes, inner }) => {
    const preset = defaults.get(id);
    const all = preset === undefined ? attributes : { ...attributes, default: preset };
    return `<${tag} id="${id}"${attributeText(all)}>${inner}</${tag}>`;
  });
  return [...written, ...lines].join('\n');
}

function attributeText(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('');
}

function declarations(body: string, keys: Readonly<Record<string, string>>): string {
  const names = (reference: string): string[] => [
    ...new Set([...body.matchAll(new RegExp(`${reference}="([^"]+)"`, 'g'))].map((match) => match[1] ?? '')),
  ];
  const key = (name: string): string =>
    keys[name] === undefined ? '' : extension(`<zeebe:subscription correlationKey="= ${escaped(keys[name])}"/>`);
  return [
    ...names('messageRef').map((name) => `<message id="${name}" name="${name}">${key(name)}</message>`),
    ...names('signalRef').map((name) => `<signal id="${name}" name="${name}"/>`),
    ...names('errorRef').map((name) => `<error id="${name}" errorCode="${name}"/>`),
    ...names('escalationRef').map((name) => `<escalation id="${name}" escalationCode="${name}"/>`),
  ].join('');
}
