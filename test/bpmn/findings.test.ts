// What the reader finds wrong in a file that can be read: code, place, and the name that was meant.
import { describe, expect, it } from 'vitest';
import { parse } from 'quytrinh/bpmn';
import { bpmnCodes } from 'quytrinh/model';
import { diagnosticTexts } from 'quytrinh/text';
import { definitions, inProcess, read } from './definitions.ts';

describe('an implicit throw event', () => {
  it('that stands by itself is refused by name', async () => {
    const { diagnostics } = await read(
      inProcess('<bpmn:implicitThrowEvent id="i"><bpmn:signalEventDefinition/></bpmn:implicitThrowEvent>'),
    );
    expect(diagnostics).toMatchObject([{ code: 'IMPLICIT_THROW_ALONE', severity: 'error', params: { id: 'i' } }]);
  });
});

describe('ids', () => {
  it('reports the second bearer of an id with both places, and keeps the first', async () => {
    const { model, diagnostics } = await read(
      inProcess('<bpmn:task id="a" name="một"/>\n<bpmn:userTask id="a" name="hai"/>\n<bpmn:sequenceFlow id="a"/>'),
    );
    expect(model.processes[0]?.elements).toMatchObject([{ type: 'task', name: 'một' }]);
    expect(diagnostics).toMatchObject([
      {
        code: 'DUPLICATE_ID',
        severity: 'error',
        elementId: 'a',
        at: { line: 11, column: 1 },
        related: [{ line: 10, column: 1 }],
        params: { firstLine: 10 },
      },
      { code: 'DUPLICATE_ID', at: { line: 12, column: 1 } },
    ]);
  });

  it('takes ids in any script, and warns of what is no XML name', async () => {
    const { model, diagnostics } = await read(
      inProcess('<bpmn:task id="Thẩm_định.1"/><bpmn:task id="1 a"/><bpmn:task id=" "/>'),
    );
    expect(model.processes[0]?.elements.map((one) => one.id)).toEqual(['Thẩm_định.1', '1 a', 'P/task#1']);
    expect(diagnostics.map((one) => [one.code, one.severity, one.params.value ?? one.params.name])).toEqual([
      ['INVALID_VALUE', 'warning', '1 a'],
      ['MISSING_ATTRIBUTE', 'warning', 'id'],
      ['INVALID_VALUE', 'warning', ''],
    ]);
  });

  it('refuse __proto__ wherever something is named, and no other name that objects come with', async () => {
    const names = ['constructor', 'toString', 'hasOwnProperty'].map((id) => `<bpmn:task id="${id}"/>`).join('');
    expect((await read(inProcess(names))).diagnostics).toEqual([]);
    const { diagnostics } = await read(
      inProcess(
        '<bpmn:task id="__proto__"/><bpmn:task id="a"><bpmn:extensionElements><zeebe:ioMapping ' +
          'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"><zeebe:output source="= 1" target="__proto__.polluted"/>' +
          '</zeebe:ioMapping></bpmn:extensionElements></bpmn:task>',
      ),
    );
    expect(diagnostics.map(({ code, severity, params }) => [code, severity, params.attribute])).toEqual([
      ['NAME_RESERVED', 'error', 'id'],
      ['NAME_RESERVED', 'error', 'target'],
    ]);
  });

  it('counts an id of the drawing that is taken as a lesser trouble', async () => {
    const di =
      '<di:BPMNDiagram xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI"><di:BPMNPlane id="P" bpmnElement="Q"/></di:BPMNDiagram>';
    const { diagnostics } = await read(definitions(`<bpmn:process id="P"/>${di}`));
    expect(diagnostics).toMatchObject([
      { code: 'DUPLICATE_ID', severity: 'warning' },
      { code: 'DANGLING_REFERENCE', severity: 'warning', params: { property: 'bpmnElement', target: 'Q' } },
    ]);
  });
});

describe('schema', () => {
  it.each([
    [
      '<bpmn:usertask id="a"/>',
      'UNKNOWN_ELEMENT',
      { name: 'bpmn:usertask', parent: 'bpmn:process', suggestion: ' Did you mean "userTask"?' },
    ],
    ['<bpmn:flowElements/>', 'UNKNOWN_ELEMENT', { name: 'bpmn:flowElements', suggestion: '' }],
    [
      '<bpmn:task id="a"><bpmn:task id="b"/></bpmn:task>',
      'UNKNOWN_ELEMENT',
      { name: 'bpmn:task', parent: 'bpmn:task' },
    ],
    [
      '<bpmn:task id="a" nmae="x"/>',
      'UNKNOWN_ATTRIBUTE',
      { name: 'nmae', parent: 'bpmn:task', suggestion: ' Did you mean "name"?' },
    ],
    [
      '<bpmn:task id="a" isForCompensation="yes"/>',
      'INVALID_VALUE',
      { name: 'isForCompensation', value: 'yes', allowed: 'true, false' },
    ],
    ['<bpmn:task id="a" startQuantity="two"/>', 'INVALID_VALUE', { name: 'startQuantity', value: 'two' }],
    ['<bpmn:adHocSubProcess id="a" ordering="Sequentiel"/>', 'INVALID_VALUE', { allowed: 'Parallel, Sequential' }],
    ['<bpmn:boundaryEvent id="a"/>', 'MISSING_ATTRIBUTE', { name: 'attachedToRef' }],
    [
      '<bpmn:boundaryEvent id="a" attachedToRef="b"/>',
      'DANGLING_REFERENCE',
      { source: 'a', property: 'attachedToRef', target: 'b' },
    ],
    ['<bpmn:receiveTask id="a" messageRef="b"/>', 'DANGLING_REFERENCE', { property: 'messageRef' }],
    [
      '<bpmn:endEvent id="a"><bpmn:errorEventDefinition errorRef="x"/></bpmn:endEvent>',
      'DANGLING_REFERENCE',
      { source: 'bpmn:errorEventDefinition', property: 'errorRef' },
    ],
  ])('%s', async (content, code, params) => {
    const { diagnostics } = await read(inProcess(content));
    expect(diagnostics).toMatchObject([{ code, severity: 'error', params, at: { line: 10 } }]);
  });

  it('does not take a reference out of the file for a mistake, only says that it is not followed', async () => {
    const { diagnostics } = await read(
      definitions(
        '<bpmn:import xmlns:k="urn:khac" namespace="urn:khac" location="k.bpmn" importType="x"/><bpmn:process xmlns:k="urn:khac" id="P"><bpmn:receiveTask id="a" messageRef="k:m"/></bpmn:process>',
      ),
    );
    expect(diagnostics).toMatchObject([{ code: 'DANGLING_REFERENCE', severity: 'warning', params: { target: 'k:m' } }]);
  });

  it('says when a file holds nothing to run', async () => {
    expect((await read(definitions(''))).diagnostics).toMatchObject([{ code: 'NO_PROCESS', severity: 'error' }]);
    expect((await read(definitions('<bpmn:message id="m"/>'))).diagnostics).toMatchObject([
      { code: 'NO_PROCESS', severity: 'warning' },
    ]);
    expect((await read(definitions('<bpmn:process/>'))).diagnostics).toMatchObject([
      { code: 'MISSING_ATTRIBUTE', severity: 'error', params: { name: 'id' } },
    ]);
  });

  it('guesses no more once a file is broken all over', async () => {
    const flows = Array.from(
      { length: 3000 },
      (_, i) => `<bpmn:sequenceFlow id="flow_${i}" sourceRef="flaw_${i}" targetRef="flew_${i}"/>`,
    );
    const { diagnostics } = await read(inProcess(flows.join('\n')));
    expect(diagnostics.length).toBe(6000);
    expect(diagnostics.filter((one) => one.params.suggestion !== '').length).toBeLessThanOrEqual(100);
  });
});

describe('extensions', () => {
  it('says once per foreign namespace that it has no effect, and nothing of editors’ settings', async () => {
    const { diagnostics } = await read(
      definitions(`<bpmn:process id="P" xmlns:x="urn:x" xmlns:m="http://camunda.org/schema/modeler/1.0" m:executionPlatform="Camunda Cloud" x:a="1">
        <bpmn:extensionElements><x:b><x:c/></x:b></bpmn:extensionElements><bpmn:task id="a" x:d=""/></bpmn:process>`),
    );
    expect(diagnostics).toMatchObject([
      {
        code: 'EXTENSION_IGNORED',
        severity: 'info',
        at: { line: 9 },
        params: { name: 'x:a', namespace: 'urn:x', count: 4 },
      },
    ]);
  });

  it('says of a dialect’s element that it has no effect here', async () => {
    const listener =
      '<bpmn:extensionElements><zeebe:executionListeners><zeebe:executionListener/></zeebe:executionListeners></bpmn:extensionElements>';
    const { diagnostics } = await read(
      inProcess(`<bpmn:task id="a">${listener}</bpmn:task><bpmn:task id="b">${listener}</bpmn:task>`),
    );
    expect(diagnostics).toMatchObject([
      { code: 'EXTENSION_IGNORED', severity: 'warning', params: { name: 'zeebe:executionListeners', count: 2 } },
    ]);
  });
});

it('orders the findings by their places', async () => {
  const { diagnostics } = await parse(
    inProcess('<bpmn:taks/>\n<bpmn:task id="a"/><bpmn:task id="a"/>\n<bpmn:sequenceFlow id="f"/>'),
  );
  expect(diagnostics.map((one) => one.at.line)).toEqual([10, 11, 12]);
});

it('has a sentence and a mend for every code, with the same placeholders in both languages', () => {
  for (const code of bpmnCodes) {
    const { vi, en } = diagnosticTexts[code];
    for (const text of [vi.message, vi.mend, en.message, en.mend]) expect(text).toMatch(/[.?]$|[.}]\{suggestion\}$/);
    const names = (text: { message: string; mend: string }): string[] =>
      [...new Set(`${text.message} ${text.mend}`.match(/\{\w+\}/g))].toSorted();
    expect(names(vi)).toEqual(names(en));
  }
});
