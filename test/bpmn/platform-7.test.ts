// The Camunda 7 family: the same names under four namespaces, `${…}` expressions as FEEL.
import { describe, expect, it } from 'vitest';
import type { Read } from './definitions.ts';
import { definitions, read } from './definitions.ts';

const vendors = {
  camunda: 'http://camunda.org/schema/1.0/bpmn',
  operaton: 'http://operaton.org/schema/1.0/bpmn',
  flowable: 'http://flowable.org/bpmn',
  activiti: 'http://activiti.org/bpmn',
} as const;

/** `c:` stands for the vendor's prefix. */
async function readAs(vendor: keyof typeof vendors, content: string): Promise<Read> {
  const process = `<bpmn:process xmlns:${vendor}="${vendors[vendor]}" id="P" c:versionTag="v7" c:historyTimeToLive="P30D">${content}</bpmn:process>`;
  return read(definitions(process.replaceAll(/\bc:(?=[a-z])/gi, `${vendor}:`)));
}

const extended = (inner: string): string => `<bpmn:extensionElements>${inner}</bpmn:extensionElements>`;

describe.each(Object.keys(vendors) as (keyof typeof vendors)[])('%s', (vendor) => {
  it('reads tasks', async () => {
    const { model, element, diagnostics } = await readAs(
      vendor,
      `<bpmn:userTask id="u" c:assignee="\${nguoi.id}" c:candidateUsers="anna, binh" c:candidateGroups="mot_cua,\${phong}" c:dueDate="\${dateTime().plusDays(3)}" c:followUpDate="2026-11-24" c:priority="50" c:formKey="embedded:a" c:formRef="don">
        ${extended('<c:properties><c:property name="mau" value="01"/><c:property name="quytrinh.sla.duration" value="PT8H"/></c:properties>')}</bpmn:userTask>
       <bpmn:serviceTask id="x" c:type="external" c:topic="tra-cuu" c:asyncBefore="true">${extended('<c:failedJobRetryTimeCycle>R3/PT10M</c:failedJobRetryTimeCycle><c:field name="url" stringValue="a"/><c:field name="b"><c:string>c</c:string></c:field>')}</bpmn:serviceTask>
       <bpmn:serviceTask id="y" c:class="vn.gov.TraCuu" c:resultVariable="kq"/><bpmn:serviceTask id="z" c:delegateExpression="\${guiThu}"/><bpmn:sendTask id="w" c:expression="#{thu.gui(ho_so)}"/>
       <bpmn:serviceTask id="m" c:type="mail">${extended('<c:failedJobRetryTimeCycle>PT1M, PT5M</c:failedJobRetryTimeCycle>')}</bpmn:serviceTask>
       <bpmn:businessRuleTask id="d" c:decisionRef="le_phi" c:decisionRefBinding="versionTag" c:decisionRefVersionTag="v2" c:resultVariable="phi"/>
       <bpmn:scriptTask id="s" scriptFormat="juel" c:resultVariable="tong"><bpmn:script>\${a + b}</bpmn:script></bpmn:scriptTask>
       <bpmn:endEvent id="e"><bpmn:messageEventDefinition c:type="external" c:topic="bao-tin"/></bpmn:endEvent>
       <bpmn:startEvent id="b" c:formKey="f"/>`,
    );
    expect(diagnostics).toEqual([]);
    expect(model.processes[0]?.versionTag).toBe('v7');
    expect(element('u')).toMatchObject({
      assignment: {
        assignee: { kind: 'feel', text: 'nguoi.id' },
        candidateUsers: { kind: 'literal', text: 'anna, binh' },
        candidateGroups: { kind: 'feel', text: '"mot_cua," + string(phong)' },
        dueDate: { kind: 'feel', text: 'now() + duration("P3D")' },
        followUpDate: { kind: 'literal', text: '2026-11-24' },
        priority: { kind: 'literal', text: '50' },
      },
      form: { key: 'embedded:a', id: 'don' },
      properties: { mau: '01' },
      sla: { duration: 'PT8H' },
    });
    expect(element('x').job).toMatchObject({
      type: { kind: 'literal', text: 'tra-cuu' },
      retries: { text: '3' },
      headers: { url: 'a', b: 'c', retryBackoff: 'PT10M' },
    });
    expect(element('m').job).toMatchObject({ retries: { text: '3' }, headers: { retryBackoff: 'PT1M, PT5M' } });
    expect(element('y').job).toMatchObject({ type: { text: 'vn.gov.TraCuu' }, resultVariable: 'kq' });
    expect(['z', 'w', 'm'].map((id) => element(id).job?.type)).toMatchObject([
      { kind: 'literal', text: 'guiThu' },
      { kind: 'literal', text: 'thu.gui(ho_so)' },
      { kind: 'literal', text: 'mail' },
    ]);
    expect(element('d')).toMatchObject({
      decision: { decisionId: { text: 'le_phi' }, binding: 'versionTag', versionTag: 'v2', resultVariable: 'phi' },
    });
    expect(element('d').job).toBeUndefined();
    expect(element('s').script).toMatchObject({ expression: { kind: 'feel', text: 'a + b' }, resultVariable: 'tong' });
    expect(element('e').events).toMatchObject([{ kind: 'message', job: { type: { text: 'bao-tin' } } }]);
    expect(element('b').form).toEqual({ key: 'f' });
  });

  it('reads mappings, calls and collections', async () => {
    const { element, diagnostics } = await readAs(
      vendor,
      `<bpmn:task id="t">${extended(
        `<c:inputOutput><c:inputParameter name="a">chữ</c:inputParameter><c:inputParameter name="b">\${x}</c:inputParameter><c:inputParameter name="c"/>
         <c:inputParameter name="d"><c:list><c:value>1</c:value><c:value>\${y}</c:value></c:list></c:inputParameter>
         <c:inputParameter name="e"><c:map><c:entry key="k &quot;">\${z}</c:entry><c:entry key="l"><c:list/></c:entry></c:map></c:inputParameter>
         <c:outputParameter name="f">\${g}</c:outputParameter></c:inputOutput>`,
      )}</bpmn:task>
      <bpmn:callActivity id="q" calledElement="\${ten}" c:calledElementBinding="deployment">${extended('<c:in source="a" target="b"/><c:in sourceExpression="${a + 1}" target="c"/><c:in variables="all"/><c:out source="d" target="e"/>')}</bpmn:callActivity>
      <bpmn:callActivity id="r" calledElement="P"/>
      <bpmn:task id="l"><bpmn:multiInstanceLoopCharacteristics c:collection="cac_so" c:elementVariable="so"/></bpmn:task>
      <bpmn:task id="k"><bpmn:multiInstanceLoopCharacteristics c:collection="\${p.ds}"/></bpmn:task>
      <bpmn:task id="j"><bpmn:multiInstanceLoopCharacteristics><bpmn:loopDataInputRef>cac_so</bpmn:loopDataInputRef></bpmn:multiInstanceLoopCharacteristics></bpmn:task>`,
    );
    expect(diagnostics).toEqual([]);
    expect(element('t').inputs?.map((one) => [one.target, one.source.kind, one.source.text])).toEqual([
      ['a', 'literal', 'chữ'],
      ['b', 'feel', 'x'],
      ['c', 'feel', 'null'],
      ['d', 'feel', '["1", y]'],
      ['e', 'feel', '{"k \\"": z, "l": []}'],
    ]);
    expect(element('t').outputs).toMatchObject([{ target: 'f', source: { text: 'g' } }]);
    expect(element('q')).toMatchObject({
      called: {
        processId: { kind: 'feel', text: 'ten' },
        binding: 'deployment',
        propagateAllParent: true,
        propagateAllChild: false,
      },
      inputs: [
        { source: { kind: 'feel', text: 'a' }, target: 'b' },
        { source: { text: 'a + 1' }, target: 'c' },
      ],
      outputs: [{ source: { text: 'd' }, target: 'e' }],
    });
    expect(element('r').called).toMatchObject({
      processId: { kind: 'literal', text: 'P' },
      propagateAllParent: false,
      propagateAllChild: false,
    });
    expect(['l', 'k', 'j'].map((id) => element(id).loop)).toMatchObject([
      { collection: { kind: 'feel', text: 'cac_so' }, element: 'so' },
      { collection: { kind: 'feel', text: 'p.ds' } },
      { collection: { kind: 'feel', text: 'cac_so' } },
    ]);
  });
});

describe('what has no counterpart', () => {
  it('names the construct of an expression that cannot be translated', async () => {
    const { element, diagnostics } = await readAs(
      'camunda',
      '\n<bpmn:userTask id="u" c:assignee="${nhanSu.timNguoi(ho_so)}"/>',
    );
    expect(diagnostics).toMatchObject([
      {
        code: 'EXPRESSION_FOREIGN',
        severity: 'warning',
        at: { line: 10, column: 23 },
        params: { language: 'JUEL', construct: 'nhanSu.timNguoi()' },
      },
    ]);
    expect(element('u').assignment?.assignee).toMatchObject({
      kind: 'foreign',
      language: 'JUEL',
      text: '${nhanSu.timNguoi(ho_so)}',
    });
  });

  it('names scripts, listeners and attributes', async () => {
    const { diagnostics } = await readAs(
      'camunda',
      `<bpmn:scriptTask id="s" scriptFormat="groovy"><bpmn:script>x</bpmn:script></bpmn:scriptTask>
       <bpmn:task id="t">${extended('<c:inputOutput><c:inputParameter name="a"><c:script scriptFormat="js">1</c:script></c:inputParameter></c:inputOutput><c:executionListener class="x"/><c:executionListener class="y"/>')}</bpmn:task>
       <bpmn:startEvent id="e" c:initiator="i"/>`,
    );
    expect(
      diagnostics.map((one) => [one.code, one.severity, one.params.construct ?? one.params.name, one.params.count]),
    ).toEqual([
      ['EXPRESSION_FOREIGN', 'warning', 'x', undefined],
      ['EXPRESSION_FOREIGN', 'warning', '1', undefined],
      ['EXTENSION_IGNORED', 'warning', 'camunda:executionListener', 2],
      ['EXTENSION_IGNORED', 'warning', 'camunda:initiator', 1],
    ]);
  });
});

describe('expressions of plain files', () => {
  const condition = async (inner: string, definitionsLanguage = ''): Promise<unknown> => {
    const flow = `<bpmn:process id="P"><bpmn:task id="a"/><bpmn:sequenceFlow id="f" sourceRef="a" targetRef="a">${inner}</bpmn:sequenceFlow></bpmn:process>`;
    const { model } = await read(
      definitions(flow).replace('targetNamespace', `${definitionsLanguage} targetNamespace`),
    );
    const found = model.processes[0]?.flows[0]?.condition;
    return found === undefined
      ? undefined
      : [found.kind, found.text, ...(found.language === undefined ? [] : [found.language])];
  };
  const dmn = 'https://www.omg.org/spec/DMN/20191111/FEEL/';

  it.each([
    ['<bpmn:conditionExpression>a &gt; 1</bpmn:conditionExpression>', '', ['feel', 'a > 1']],
    ['<bpmn:conditionExpression>= a</bpmn:conditionExpression>', '', ['feel', 'a']],
    [
      '<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression"><![CDATA[ a < 1 ]]></bpmn:conditionExpression>',
      '',
      ['feel', 'a < 1'],
    ],
    ['<bpmn:conditionExpression>${a == 1}</bpmn:conditionExpression>', '', ['feel', 'a = 1']],
    [
      '<bpmn:conditionExpression>a</bpmn:conditionExpression>',
      'expressionLanguage="http://www.w3.org/1999/XPath"',
      ['feel', 'a'],
    ],
    ['<bpmn:conditionExpression>a</bpmn:conditionExpression>', `expressionLanguage="${dmn}"`, ['feel', 'a']],
    [
      '<bpmn:conditionExpression>a</bpmn:conditionExpression>',
      'expressionLanguage="http://groovy.codehaus.org/"',
      ['foreign', 'a', 'http://groovy.codehaus.org/'],
    ],
    [
      '<bpmn:conditionExpression>=a</bpmn:conditionExpression>',
      'expressionLanguage="http://groovy.codehaus.org/"',
      ['feel', 'a'],
    ],
    [
      `<bpmn:conditionExpression language="${dmn}">=a</bpmn:conditionExpression>`,
      'expressionLanguage="groovy"',
      ['feel', 'a'],
    ],
    [
      '<bpmn:conditionExpression language="http://www.w3.org/1999/XPath">a</bpmn:conditionExpression>',
      '',
      ['foreign', 'a', 'http://www.w3.org/1999/XPath'],
    ],
    ['<bpmn:conditionExpression language="juel">a eq 1</bpmn:conditionExpression>', '', ['feel', 'a = 1']],
    ['<bpmn:conditionExpression> </bpmn:conditionExpression>', '', undefined],
  ])('%s %s', async (inner, language, expected) => {
    expect(await condition(inner, language)).toEqual(expected);
  });
});
