// The trail as an event log for process mining: IEEE 1849-2016 (XES), one trace per instance.
import { isDefinitionHistory } from '../../model/definition.ts';
import type { Instant, JsonObject } from '../../model/json.ts';
import type { JournalEntry } from '../../model/journal.ts';
import { eventDescriber, type DescribeEvent, type XesEvent } from './describe-event.ts';
import { attribute, isXmlName } from './xml.ts';

/**
 * The document in pieces. Entries may come in any interleaving, those of one instance in order; the log needs them
 * together, so the pieces of all traces are kept until the end.
 */
export async function* toXes(
  entries: Iterable<JournalEntry> | AsyncIterable<JournalEntry>,
  labels: XesLabels,
): AsyncGenerator<string> {
  const traces = new Map<string, Trace>();
  for await (const entry of entries) {
    if (isDefinitionHistory(entry.instanceId)) continue; // no case, nobody's work on one
    let trace = traces.get(entry.instanceId);
    if (trace === undefined) {
      trace = { describe: (labels.describer ?? eventDescriber)(), head: traceHead(entry), events: [] };
      traces.set(entry.instanceId, trace);
    }
    for (const event of entry.events) {
      const described = trace.describe(event, entry);
      if (described !== null) trace.events.push(eventElement(described, entry, labels));
    }
  }
  yield logHead(labels);
  for (const { head, events } of traces.values()) yield `  <trace>\n${head}${events.join('')}  </trace>\n`;
  yield '</log>\n';
}

export interface XesLabels {
  /** `concept:name` of the log, e.g. the procedure's name. */
  readonly logName: string;
  /** Element id → name for people. An element without one keeps its id. */
  readonly names: Readonly<Record<string, string>>;
  /** Makes, for each instance, what tells activities from other events; `eventDescriber` when absent. */
  readonly describer?: () => DescribeEvent;
}

interface Trace {
  readonly describe: DescribeEvent;
  readonly head: string;
  readonly events: string[];
}

// The order of the parts is the schema's: extensions, globals, classifiers, attributes, traces.
const logHead = ({ logName }: XesLabels): string => `<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xes.features="">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
  <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <global scope="trace">
${text('concept:name', '', 4)}  </global>
  <global scope="event">
${text('concept:name', '', 4)}${text('lifecycle:transition', 'complete', 4)}${date('time:timestamp', 0, 4)}  </global>
  <classifier name="Activity" keys="concept:name"/>
  <classifier name="ActivityTransition" keys="concept:name lifecycle:transition"/>
${text('concept:name', logName, 2)}${text('lifecycle:model', 'standard', 2)}`;

/** The instance, and of its first event (`instance.started`) what names the case: process and business key. */
function traceHead({ instanceId, events }: JournalEntry): string {
  const { process, businessKey } = events.find(({ type }) => type === 'instance.started') ?? nothing;
  return text('concept:name', instanceId, 4) + scalars('', { process, businessKey }, 4);
}
const nothing: JsonObject = {};

function eventElement(event: XesEvent, entry: JournalEntry, { names }: XesLabels): string {
  const { element, transition, instance, resource } = event;
  return (
    '    <event>\n' +
    text('concept:name', Object.hasOwn(names, element) ? (names[element] ?? element) : element, 6) +
    (instance === undefined ? '' : text('concept:instance', instance, 6)) +
    text('lifecycle:transition', transition, 6) +
    date('time:timestamp', entry.at, 6) +
    (resource === undefined ? '' : text('org:resource', resource, 6)) +
    text('element', element, 6) +
    scalars('', { seq: entry.seq, command: entry.command.type }, 6) +
    // By what right somebody acted belongs to what he did, not to what followed from it.
    (resource === undefined ? '' : scalars('authority.', entry.authority ?? {}, 6)) +
    '    </event>\n'
  );
}

const text = (key: string, value: string, indent: number): string => line('string', key, value, indent);
const date = (key: string, at: Instant, indent: number): string =>
  line('date', key, new Date(at).toISOString(), indent);

/** Texts, numbers and truth values; what is nested stays in the journal. */
function scalars(prefix: string, object: Readonly<Record<string, unknown>>, indent: number): string {
  return Object.entries(object)
    .map(([name, value]) => {
      const key = prefix + name;
      if (!isXmlName(key)) return '';
      if (typeof value === 'string') return text(key, value, indent);
      if (typeof value === 'boolean') return line('boolean', key, String(value), indent);
      if (typeof value !== 'number') return '';
      return line(Number.isSafeInteger(value) ? 'int' : 'float', key, String(value), indent);
    })
    .join('');
}

const line = (element: string, key: string, value: string, indent: number): string =>
  `${' '.repeat(indent)}<${element}${attribute('key', key)}${attribute('value', value)}/>\n`;
