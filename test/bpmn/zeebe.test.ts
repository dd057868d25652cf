// The Camunda 8 profile: the first-class way to author.
import { describe, expect, it } from 'vitest';
import { definitions, inProcess, read } from './definitions.ts';

const extended = (tag: string, inner: string, rest = ''): string =>
  `<bpmn:${tag} id="a"><bpmn:extensionElements>${inner}</bpmn:extensionElements>${rest}</bpmn:${tag}>`;

describe('zeebe', () => {
  it('reads a user task', async () => {
    const { element, diagnostics } = await read(
      inProcess(
        extended(
          'userTask',
          `<zeebe:userTask/><zeebe:assignmentDefinition assignee="=nguoi_nop.id" candidateGroups="mot_cua, ke_toan" candidateUsers='=["anna"]'/>
           <zeebe:taskSchedule dueDate="=han" followUpDate="2026-11-24T16:30:00+07:00"/><zeebe:priorityDefinition priority="70"/>
           <zeebe:formDefinition formId="don" bindingType="deployment"/><zeebe:taskHeaders><zeebe:header key="mau" value="TK01"/></zeebe:taskHeaders>
           <zeebe:properties><zeebe:property name="mau_so" value="02"/></zeebe:properties>
           <zeebe:ioMapping><zeebe:input source="=a" target="b"/><zeebe:input source="x" target="c"/><zeebe:output source="=d" target="e.f"/></zeebe:ioMapping>`,
        ),
      ),
    );
    expect(diagnostics).toEqual([]);
    expect(element('a')).toMatchObject({
      assignment: {
        assignee: { kind: 'feel', text: 'nguoi_nop.id', at: { line: 10 } },
        candidateGroups: { kind: 'literal', text: 'mot_cua, ke_toan' },
        candidateUsers: { kind: 'feel', text: '["anna"]' },
        dueDate: { kind: 'feel', text: 'han', at: { line: 11 } },
        followUpDate: { kind: 'literal', text: '2026-11-24T16:30:00+07:00' },
        priority: { kind: 'literal', text: '70' },
      },
      form: { id: 'don' },
      properties: { mau: 'TK01', mau_so: '02' },
      inputs: [
        { source: { kind: 'feel', text: 'a' }, target: 'b' },
        { source: { kind: 'literal', text: 'x' }, target: 'c' },
      ],
      outputs: [{ source: { text: 'd' }, target: 'e.f' }],
    });
    expect(element('a').job).toBeUndefined();
  });

  it.each([
    [
      'serviceTask',
      '<zeebe:taskDefinition type="=loai" retries="5"/><zeebe:taskHeaders><zeebe:header key="k" value="v"/></zeebe:taskHeaders>',
      { job: { type: { kind: 'feel', text: 'loai' }, retries: { kind: 'literal', text: '5' }, headers: { k: 'v' } } },
    ],
    [
      'sendTask',
      '<zeebe:taskDefinition type="gui"/>',
      { job: { type: { kind: 'literal', text: 'gui' }, headers: {} } },
    ],
    [
      'scriptTask',
      '<zeebe:script expression="=a + 1" resultVariable="b"/>',
      { script: { expression: { kind: 'feel', text: 'a + 1' }, resultVariable: 'b' } },
    ],
    ['scriptTask', '<zeebe:taskDefinition type="js"/>', { job: { type: { text: 'js' } } }],
    [
      'businessRuleTask',
      '<zeebe:calledDecision decisionId="le_phi" resultVariable="phi" bindingType="versionTag" versionTag="v2"/>',
      {
        decision: {
          decisionId: { kind: 'literal', text: 'le_phi' },
          resultVariable: 'phi',
          binding: 'versionTag',
          versionTag: 'v2',
        },
      },
    ],
    [
      'callActivity',
      '<zeebe:calledElement processId="=ten" propagateAllChildVariables="false"/>',
      {
        called: {
          processId: { kind: 'feel', text: 'ten' },
          propagateAllParent: true,
          propagateAllChild: false,
          binding: 'latest',
        },
      },
    ],
    ['startEvent', '<zeebe:formDefinition formKey="bieu-mau"/>', { form: { key: 'bieu-mau' } }],
  ])('reads a %s with %s', async (tag, inner, expected) => {
    const { element, diagnostics } = await read(inProcess(extended(tag, inner)));
    expect(diagnostics).toEqual([]);
    expect(element('a')).toMatchObject(expected);
    if ('decision' in expected) expect(element('a').job).toBeUndefined();
  });

  it('reads collections of a multi-instance marker', async () => {
    const { element } = await read(
      inProcess(`<bpmn:task id="a"><bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements>
        <zeebe:loopCharacteristics inputCollection="=cac_so" inputElement="so" outputCollection="y_kien" outputElement="=tra_loi"/>
        </bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics></bpmn:task>`),
    );
    expect(element('a').loop).toMatchObject({
      collection: { kind: 'feel', text: 'cac_so' },
      element: 'so',
      outputCollection: 'y_kien',
      outputElement: { kind: 'feel', text: 'tra_loi' },
      behavior: 'all',
    });
  });

  it('reads messages, versions and throwing messages', async () => {
    const { model, element } = await read(
      definitions(`<bpmn:message id="M" name="m"><bpmn:extensionElements><zeebe:subscription correlationKey="=so_ho_so"/></bpmn:extensionElements></bpmn:message>
        <bpmn:process id="P"><bpmn:extensionElements><zeebe:versionTag value="v1"/></bpmn:extensionElements>
        ${extended('endEvent', '<zeebe:taskDefinition type="gui-tin"/>', '<bpmn:messageEventDefinition messageRef="M"/>')}</bpmn:process>`),
    );
    expect(model.messages[0]?.correlationKey).toMatchObject({ kind: 'feel', text: 'so_ho_so' });
    expect(model.processes[0]?.versionTag).toBe('v1');
    expect(element('a').events).toMatchObject([
      { kind: 'message', ref: 'M', job: { type: { kind: 'literal', text: 'gui-tin' } } },
    ]);
  });

  it('knows the namespace under any prefix, and leaves braces in literals alone', async () => {
    const { element } = await read(
      inProcess(
        '<bpmn:serviceTask id="a"><bpmn:extensionElements xmlns:z8="http://camunda.org/schema/zeebe/1.0"><z8:taskDefinition type="${x}"/></bpmn:extensionElements></bpmn:serviceTask>',
      ),
    );
    expect(element('a').job?.type).toMatchObject({ kind: 'literal', text: '${x}' });
  });
});
