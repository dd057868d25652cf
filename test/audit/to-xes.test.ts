// The XES export, read back by an independent parser and held against the shape of the IEEE 1849-2016 schema.
import fc from 'fast-check';
import { toXes, type XesLabels } from 'quytrinh/audit';
import { Parser } from 'saxen';
import { describe, expect, it } from 'vitest';
import type { JournalEntry, Typed } from '../../src/model/journal.ts';
import { collect } from './collect.ts';

interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
}

/** Strict: errors, warnings and text outside of tags are failures. */
function parse(xml: string): XmlElement {
  const top: XmlElement = { name: '', attributes: {}, children: [] };
  const open = [top];
  const refuse = (what: string | Error): never => {
    throw new Error(`not well-formed: ${String(what)}`);
  };
  // The parser is lenient about these two.
  expect(xml).not.toMatch(/(?![\t\n\r\u007f-\u009f])[\p{Cc}\p{Cs}\ufffe\uffff]/u);
  for (const [, value] of xml.matchAll(/="([^"]*)"/g)) expect(value).not.toContain('<');
  new Parser()
    .on('openTag', (name, attributes, decode) => {
      const raw = Object.entries(attributes());
      const element = {
        name,
        attributes: Object.fromEntries(raw.map(([key, value]) => [key, decode(value)])),
        children: [],
      };
      open.at(-1)!.children.push(element);
      open.push(element);
    })
    .on('closeTag', () => {
      open.pop();
    })
    .on('text', (text) => {
      if (text.trim() !== '') refuse(text);
    })
    .on('error', refuse)
    .on('warn', refuse)
    .parse(xml);
  expect(open).toHaveLength(1);
  expect(top.children).toHaveLength(1);
  return top.children[0]!;
}

const kinds: Readonly<Record<string, RegExp>> = {
  string: /^[^]*$/,
  date: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  int: /^-?\d+$/,
  float: /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/,
  boolean: /^(true|false)$/,
};
const xmlName = /^[\p{L}_:][\p{L}\p{N}_:.-]*$/u;
const ncName = /^[\p{L}_][\p{L}\p{N}_.-]*$/u;

/** The rules of the schema, and those of the standard's text that a schema cannot say. */
function checkShape(log: XmlElement): void {
  expect(log.name).toBe('log');
  expect(log.attributes).toEqual({ 'xes.version': '1849.2016', 'xes.features': '' });
  const order = ['extension', 'global', 'classifier', 'attribute', 'trace'];
  const parts = log.children.map(({ name }) => (name in kinds ? 'attribute' : name));
  expect(parts).toEqual(parts.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)));

  const prefixes = log.children
    .filter(({ name }) => name === 'extension')
    .map(({ attributes }) => attributes['prefix']);
  const globals: Readonly<Record<string, string[]>> = Object.fromEntries(
    log.children
      .filter(({ name }) => name === 'global')
      .map(({ attributes, children }) => [attributes['scope']!, keysOf(children)]),
  );
  expect(Object.keys(globals)).toEqual(['trace', 'event']);
  for (const { attributes } of log.children.filter(({ name }) => name === 'classifier')) {
    expect(attributes['name']).toMatch(ncName);
    for (const key of attributes['keys']!.split(' ')) expect(globals['event']).toContain(key);
  }

  function keysOf(children: readonly XmlElement[]): string[] {
    const keys = children
      .filter(({ name }) => name in kinds)
      .map(({ name, attributes, children: nested }) => {
        expect(Object.keys(attributes)).toEqual(['key', 'value']);
        expect(attributes['key']).toMatch(xmlName);
        expect(attributes['value']).toMatch(kinds[name]!);
        expect(nested).toEqual([]);
        const [prefix, rest] = attributes['key']!.split(':');
        if (rest !== undefined) expect(prefixes).toContain(prefix);
        return attributes['key']!;
      });
    expect(new Set(keys).size).toBe(keys.length);
    return keys;
  }

  keysOf(log.children);
  for (const trace of log.children.filter(({ name }) => name === 'trace')) {
    expect(keysOf(trace.children)).toEqual(expect.arrayContaining(globals['trace']!));
    for (const event of trace.children.filter(({ name }) => !(name in kinds))) {
      expect(event.name).toBe('event');
      expect(keysOf(event.children)).toEqual(expect.arrayContaining(globals['event']!));
    }
  }
}

const labels: XesLabels = {
  logName: 'Cấp phép <môi trường> & "khoáng sản"',
  names: { Duyet: 'Duyệt hồ sơ', Trinh: 'Trình ký' },
};
const valuesOf = ({ children }: XmlElement): Record<string, string> =>
  Object.fromEntries(
    children.filter(({ name }) => name in kinds).map(({ attributes }) => [attributes['key']!, attributes['value']!]),
  );
const childrenOf = (element: XmlElement, name: string): XmlElement[] =>
  element.children.filter((child) => child.name === name);

async function xes(entries: readonly JournalEntry[], by = labels): Promise<XmlElement> {
  const log = parse((await collect(toXes(entries, by))).join(''));
  checkShape(log);
  return log;
}

const at = Date.UTC(2026, 1, 26, 9, 30);
const entry = (
  instanceId: string,
  seq: number,
  events: readonly Typed[],
  more: Partial<JournalEntry> = {},
): JournalEntry => ({
  instanceId,
  seq,
  at: at + seq * 60_000,
  command: { type: 'task.complete', taskId: '4' },
  actor: { kind: 'person', personId: 'nv.an' },
  authority: null,
  events,
  ...more,
});

describe('toXes', () => {
  const dossier = [
    entry('hs-1', 1, [
      { type: 'instance.started', process: 'CapPhep', businessKey: 'H26.01-0001' },
      { type: 'element.completed', id: '2', element: 'Start', parent: '1' },
      { type: 'element.activated', id: '3', element: 'Duyet', parent: '1' },
      { type: 'task.created', taskId: '4', id: '3', element: 'Duyet', task: { name: 'Duyệt' } },
    ]),
    entry('hs-2', 1, [
      { type: 'instance.started', process: 'CapPhep' },
      { type: 'element.activated', id: '2', element: 'GoiDichVu', parent: '1' },
    ]),
    entry('hs-1', 2, [{ type: 'task.changed', taskId: '4', state: 'reserved', assignee: 'nv.an' }]),
    entry('hs-1', 3, [{ type: 'task.changed', taskId: '4', state: 'ready', assignee: null }]),
    entry('hs-1', 4, [{ type: 'task.changed', taskId: '4', state: 'reserved', assignee: 'nv.chi' }]),
    entry('hs-1', 5, [{ type: 'task.changed', taskId: '4', state: 'inProgress', assignee: 'nv.chi' }]),
    entry(
      'hs-1',
      6,
      [
        { type: 'task.closed', taskId: '4', element: 'Duyet', outcome: 'completed', by: 'nv.chi' },
        { type: 'variables.set', scope: '1', values: {} },
        { type: 'element.completed', id: '3', element: 'Duyet', parent: '1' },
        { type: 'element.completed', id: '5', element: 'End', parent: '1' },
      ],
      {
        authority: {
          kind: 'grant',
          principal: 'gd.binh',
          instrument: '12/GUQ-STNMT',
          level: 2,
          share: 0.5,
          collective: false,
          why: { nested: true },
          'not a name': 'x',
        },
      },
    ),
    entry('hs-2', 2, [{ type: 'element.terminated', id: '2', element: 'GoiDichVu', parent: '1' }]),
  ];

  it('gives one trace per instance, with its steps in order and as the standard lifecycle names them', async () => {
    const log = await xes(dossier);
    expect(valuesOf(log)).toEqual({ 'concept:name': labels.logName, 'lifecycle:model': 'standard' });
    const [first, second] = childrenOf(log, 'trace');
    expect(valuesOf(first!)).toEqual({ 'concept:name': 'hs-1', process: 'CapPhep', businessKey: 'H26.01-0001' });
    expect(valuesOf(second!)).toEqual({ 'concept:name': 'hs-2', process: 'CapPhep' });
    const steps = (trace: XmlElement) =>
      childrenOf(trace, 'event')
        .map(valuesOf)
        .map((event) => [
          event['concept:name'],
          event['concept:instance'],
          event['lifecycle:transition'],
          event['org:resource'],
        ]);
    expect(steps(first!)).toEqual([
      ['Start', '2', 'complete', undefined],
      ['Duyệt hồ sơ', '3', 'schedule', undefined],
      ['Duyệt hồ sơ', '3', 'assign', 'nv.an'],
      ['Duyệt hồ sơ', '3', 'reassign', 'nv.chi'],
      ['Duyệt hồ sơ', '3', 'start', 'nv.chi'],
      ['Duyệt hồ sơ', '3', 'complete', 'nv.chi'],
      ['End', '5', 'complete', undefined],
    ]);
    expect(steps(second!)).toEqual([
      ['GoiDichVu', '2', 'start', undefined],
      ['GoiDichVu', '2', 'ate_abort', undefined],
    ]);
  });

  it('says when, by which command and by what right', async () => {
    const events = childrenOf(childrenOf(await xes(dossier), 'trace')[0]!, 'event');
    expect(valuesOf(events[5]!)).toEqual({
      'concept:name': 'Duyệt hồ sơ',
      'concept:instance': '3',
      'lifecycle:transition': 'complete',
      'time:timestamp': '2026-02-26T09:36:00.000Z',
      'org:resource': 'nv.chi',
      element: 'Duyet',
      seq: '6',
      command: 'task.complete',
      'authority.kind': 'grant',
      'authority.principal': 'gd.binh',
      'authority.instrument': '12/GUQ-STNMT',
      'authority.level': '2',
      'authority.share': '0.5',
      'authority.collective': 'false',
    });
    expect(valuesOf(events[6]!)).not.toHaveProperty('authority.kind');
  });

  it('takes another way to tell activities', async () => {
    const describer = () => (event: Typed) => ({ element: event.type, transition: 'unknown' as const });
    const log = await xes(dossier.slice(0, 1), { ...labels, describer });
    expect(childrenOf(childrenOf(log, 'trace')[0]!, 'event').map((event) => valuesOf(event)['concept:name'])).toEqual(
      dossier[0]!.events.map(({ type }) => type),
    );
  });

  it('is well-formed without entries', async () => {
    expect(childrenOf(await xes([]), 'trace')).toEqual([]);
  });

  it('carries any text that XML can hold, and marks what it cannot', async () => {
    const nameOf = async (name: string) => valuesOf(await xes([], { ...labels, logName: name }))['concept:name'];
    expect(await nameOf('a & <b> "c" \'d\' ]]> &amp;\t\r\n é 😀 \u0085')).toBe(
      'a & <b> "c" \'d\' ]]> &amp;\t\r\n é 😀 \u0085',
    );
    expect(await nameOf('x\u0000\u000b\u001f\ud800\ufffe\uffffy')).toBe('x\ufffd\ufffd\ufffd\ufffd\ufffd\ufffdy');
    const allowed = fc
      .string({ unit: 'binary' })
      .filter((text) => !/(?![\t\n\r\u007f-\u009f])[\p{Cc}\ufffe\uffff]/u.test(text));
    await fc.assert(
      fc.asyncProperty(allowed, async (text) => {
        expect(await nameOf(text)).toBe(text);
      }),
      { numRuns: 300 },
    );
  });
});
