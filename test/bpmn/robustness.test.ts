// Whatever comes in, an answer comes out; and every place that is given is the place of a tag or an attribute.
import { performance } from 'node:perf_hooks';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'quytrinh/bpmn';
import type { BpmnModel, SourceRange } from 'quytrinh/model';
import { definitions, inProcess } from './definitions.ts';

const sample =
  definitions(`<!-- chú thích --><bpmn:message id="M"><bpmn:extensionElements><zeebe:subscription correlationKey="=a"/></bpmn:extensionElements></bpmn:message>
<bpmn:process id="P" name="Cấp &amp; đổi"><bpmn:laneSet><bpmn:lane id="L" name="Một cửa"><bpmn:flowNodeRef>t</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>
  <bpmn:extensionElements><quytrinh:sla duration="P5D"
      warn="80%"/></bpmn:extensionElements>
  <bpmn:startEvent id="s"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:startEvent>
  <bpmn:sequenceFlow sourceRef="s" targetRef="t"><bpmn:conditionExpression><![CDATA[a < 1]]></bpmn:conditionExpression></bpmn:sequenceFlow>
  <bpmn:userTask id="t"><bpmn:extensionElements><zeebe:assignmentDefinition
      assignee="=a"/><quytrinh:performer role="r"/></bpmn:extensionElements>
    <bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>\${n + 1}</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>
</bpmn:process>`);

function placesIn(value: unknown, found: SourceRange[] = []): readonly SourceRange[] {
  if (typeof value !== 'object' || value === null) return found;
  if ('file' in value && 'line' in value && 'column' in value) found.push(value as SourceRange);
  for (const inner of Object.values(value)) placesIn(inner, found);
  return found;
}

function textAt(xml: string, { line, column }: SourceRange): string {
  return (xml.split(/\r\n|\n|\r/)[line - 1] ?? '').slice(column - 1);
}

describe('parse never throws', () => {
  it('on any text or bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.uint8Array(),
          fc.string().map((text) => definitions(text)),
        ),
        async (xml) => {
          const { model, diagnostics } = await parse(xml);
          expect(model !== null || diagnostics.some((one) => one.severity === 'error')).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('on a good file with pieces cut out, doubled or put in', async () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '"',
      '&',
      '/>',
      ' id="t"',
      '<bpmn:task/>',
      '</bpmn:process>',
      '\u0000',
      '<![CDATA[',
      'xmlns:bpmn=""',
      '${',
      '=',
      '<zeebe:x>',
    );
    const edit = fc.record({
      from: fc.nat(sample.length),
      length: fc.nat(60),
      put: fc.oneof(piece, fc.constant('')),
      twice: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
        let xml = sample;
        for (const { from, length, put, twice } of edits) {
          const cut = xml.slice(from, from + length);
          xml = xml.slice(0, from) + put + (twice ? cut + cut : '') + xml.slice(from + length);
        }
        const { model, diagnostics } = await parse(xml, { file: 'a' });
        expect(model !== null || diagnostics.some((one) => one.severity === 'error')).toBe(true);
        for (const { at } of diagnostics) {
          expect(at.line).toBeGreaterThan(0);
          expect(at.line).toBeLessThanOrEqual(xml.split(/\r\n|\n|\r/).length);
          expect(at.column).toBeGreaterThan(0);
        }
      }),
      { numRuns: 500 },
    );
  });
});

it('gives every part of the model the place of its tag or attribute, however the lines end', async () => {
  for (const end of ['\n', '\r\n', '\r']) {
    const xml = sample.replaceAll('\n', end);
    const { model, diagnostics } = await parse(xml, { file: 'a' });
    expect(diagnostics).toEqual([]);
    const places = placesIn(model);
    expect(places.length).toBeGreaterThan(12);
    for (const place of places) expect(textAt(xml, place)).toMatch(/^(<[a-z]+:|[a-zA-Z]+=")/);
  }
  const [process] = ((await parse(sample)).model as BpmnModel).processes;
  expect(textAt(sample, process!.elements[1]!.assignment!.assignee!.at)).toMatch(/^assignee="=a"/);
  expect(textAt(sample, process!.flows[0]!.condition!.at)).toMatch(/^<bpmn:conditionExpression>/);
  expect(textAt(sample, process!.elements[0]!.events![0]!.at)).toMatch(/^<bpmn:timerEventDefinition>/);
  expect(textAt(sample, process!.sla!.at)).toMatch(/^<quytrinh:sla/);
});

describe('large files', () => {
  const tasks = (many: number, separator: string): string =>
    inProcess(
      Array.from(
        { length: many },
        (_, i) =>
          `<bpmn:userTask id="t${i}" name="Bước ${i}"/>${separator}<bpmn:sequenceFlow id="f${i}" sourceRef="t${i}" targetRef="t${(i + 1) % many}"/>`,
      ).join(separator),
    );

  it.each([
    ['on lines of their own', '\n'],
    ['on one line', ''],
  ])('reads 10,000 elements %s in linear time', async (_name, separator) => {
    const xml = tasks(5000, separator);
    const before = performance.now();
    const { model, diagnostics } = await parse(xml);
    expect(performance.now() - before).toBeLessThan(5000);
    expect(diagnostics).toEqual([]);
    expect(model?.processes[0]?.elements.length).toBe(5000);
    expect(model?.processes[0]?.elements[4999]).toMatchObject({ incoming: ['f4998'], outgoing: ['f4999'] });
  });
});
