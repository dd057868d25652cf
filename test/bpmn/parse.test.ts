// One small file through the whole reader.
import { describe, expect, it } from 'vitest';
import { parse } from 'quytrinh/bpmn';

const file = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
    xmlns:q="urn:quytrinh:bpmn:1" targetNamespace="http://example.org">
  <process id="cap-phep">
    <extensionElements><q:sla duration="P5D" warn="80%, -P1D"/></extensionElements>
    <startEvent id="nop"/>
    <sequenceFlow sourceRef="nop" targetRef="tham-dinh"/>
    <userTask id="tham-dinh" name="Thẩm định">
      <extensionElements>
        <zeebe:assignmentDefinition candidateGroups="chuyen_vien" assignee="=nguoi_xu_ly"/>
        <zeebe:properties><zeebe:property name="quytrinh.sla.duration" value="PT16H"/></zeebe:properties>
      </extensionElements>
    </userTask>
    <sequenceFlow sourceRef="tham-dinh" targetRef="het"><conditionExpression><![CDATA[dat = true]]></conditionExpression></sequenceFlow>
    <endEvent id="het"/>
  </process>
</definitions>`;

describe('parse', () => {
  it('reads a file without prefixes, flow ids or a drawing', async () => {
    const { model, diagnostics } = await parse(file, { file: 'cap-phep.bpmn' });
    expect(diagnostics).toEqual([]);
    const [process] = model?.processes ?? [];
    expect(process?.executable).toBe(true);
    expect(process?.flows.map((flow) => flow.id)).toEqual(['nop->tham-dinh', 'tham-dinh->het']);
    expect(process?.flows[1]?.condition).toMatchObject({ kind: 'feel', text: 'dat = true', at: { line: 14 } });
    expect(process?.sla).toMatchObject({ duration: 'P5D', counting: 'working', warn: ['80%', '-P1D'] });
    const task = process?.elements.find((element) => element.id === 'tham-dinh');
    expect(task).toMatchObject({
      type: 'userTask',
      name: 'Thẩm định',
      scope: 'cap-phep',
      at: { file: 'cap-phep.bpmn', line: 8, column: 5 },
      incoming: ['nop->tham-dinh'],
      outgoing: ['tham-dinh->het'],
      assignment: {
        candidateGroups: { kind: 'literal', text: 'chuyen_vien' },
        assignee: { kind: 'feel', text: 'nguoi_xu_ly' },
      },
      sla: { duration: 'PT16H', at: { line: 11 } },
    });
  });

  it('freezes the whole result', async () => {
    const { model } = await parse(file);
    expect(Object.isFrozen(model?.processes[0]?.elements[1]?.assignment)).toBe(true);
  });
});
