// Plain BPMN: flows, scopes, lanes, data, loops, events, and what belongs to the file as a whole.
import { describe, expect, it } from 'vitest';
import { definitions, inProcess, read } from './definitions.ts';

describe('sequence flows', () => {
  it('derives incoming and outgoing from the flows, whatever the elements list', async () => {
    const { element, model, diagnostics } = await read(
      inProcess(`<bpmn:startEvent id="a"><bpmn:outgoing>nowhere</bpmn:outgoing></bpmn:startEvent>
        <bpmn:task id="b"/><bpmn:task id="c"/>
        <bpmn:sequenceFlow id="f1" sourceRef="a" targetRef="b"/>
        <bpmn:sequenceFlow sourceRef="a" targetRef="b"/>
        <bpmn:sequenceFlow sourceRef="a" targetRef="b"/>
        <bpmn:sequenceFlow id="f2" sourceRef="tns:a" targetRef="tns:c"/>`),
    );
    expect(model.processes[0]?.flows.map((flow) => flow.id)).toEqual(['f1', 'a->b', 'a->b#2', 'f2']);
    expect(element('a')).toMatchObject({ incoming: [], outgoing: ['f1', 'a->b', 'a->b#2', 'f2'] });
    expect(element('c')).toMatchObject({ incoming: ['f2'], outgoing: [] });
    expect(diagnostics).toMatchObject([
      { code: 'DANGLING_REFERENCE', severity: 'warning', params: { property: 'outgoing', target: 'nowhere' } },
    ]);
  });

  it('takes the order of an element’s own list before the order of the file', async () => {
    const { element } = await read(
      inProcess(`<bpmn:exclusiveGateway id="a" default="f1"><bpmn:outgoing>f3</bpmn:outgoing><bpmn:outgoing>f1</bpmn:outgoing></bpmn:exclusiveGateway>
        <bpmn:task id="b"/>
        <bpmn:sequenceFlow id="f1" sourceRef="a" targetRef="b"/><bpmn:sequenceFlow id="f2" sourceRef="a" targetRef="b"/><bpmn:sequenceFlow id="f3" sourceRef="a" targetRef="b"/>`),
    );
    expect(element('a')).toMatchObject({ outgoing: ['f3', 'f1', 'f2'], defaultFlow: 'f1' });
    expect(element('b').incoming).toEqual(['f1', 'f2', 'f3']);
  });

  it('finds missing ends where the elements name the flow', async () => {
    const { model, codes } = await read(
      inProcess(`<bpmn:task id="a"><bpmn:outgoing>f</bpmn:outgoing></bpmn:task><bpmn:task id="b"><bpmn:incoming>f</bpmn:incoming></bpmn:task>
        <bpmn:sequenceFlow id="f"/>`),
    );
    expect(codes).toEqual([]);
    expect(model.processes[0]?.flows).toMatchObject([{ source: 'a', target: 'b' }]);
  });

  it('leaves out flows that lead nowhere, and says why', async () => {
    const { model, diagnostics } = await read(
      inProcess(`<bpmn:task id="tham-dinh"/><bpmn:dataObject id="ho-so"/>
        <bpmn:sequenceFlow id="f" sourceRef="tham-dinh" targetRef="tham-dịnh"/>
        <bpmn:sequenceFlow id="g" sourceRef="tham-dinh"/>
        <bpmn:sequenceFlow id="h" sourceRef="tham-dinh" targetRef="ho-so"/>`),
    );
    expect(model.processes[0]?.flows).toEqual([]);
    expect(diagnostics).toMatchObject([
      {
        code: 'DANGLING_REFERENCE',
        severity: 'error',
        elementId: 'f',
        at: { line: 11, column: 57 },
        params: { source: 'f', property: 'targetRef', target: 'tham-dịnh', suggestion: ' Did you mean "tham-dinh"?' },
      },
      { code: 'MISSING_ATTRIBUTE', severity: 'error', elementId: 'g', params: { name: 'targetRef' } },
      { code: 'DANGLING_REFERENCE', severity: 'error', elementId: 'h', params: { target: 'ho-so' } },
    ]);
  });
});

describe('scopes and lanes', () => {
  it('flattens subprocesses of every kind in document order', async () => {
    const { model, element } = await read(
      inProcess(`<bpmn:subProcess id="s"><bpmn:task id="a"/><bpmn:transaction id="t"><bpmn:task id="b"/></bpmn:transaction></bpmn:subProcess>
        <bpmn:subProcess id="e" triggeredByEvent="true"><bpmn:startEvent id="es" isInterrupting="false"><bpmn:signalEventDefinition/></bpmn:startEvent></bpmn:subProcess>
        <bpmn:adHocSubProcess id="h" ordering="Sequential" cancelRemainingInstances="false"><bpmn:task id="c"/><bpmn:completionCondition>xong</bpmn:completionCondition></bpmn:adHocSubProcess>
        <bpmn:task/>`),
    );
    expect(model.processes[0]?.elements.map((one) => [one.id, one.scope])).toEqual([
      ['s', 'P'],
      ['a', 's'],
      ['t', 's'],
      ['b', 't'],
      ['e', 'P'],
      ['es', 'e'],
      ['h', 'P'],
      ['c', 'h'],
      ['P/task#1', 'P'],
    ]);
    expect(element('e').triggeredByEvent).toBe(true);
    expect(element('s').triggeredByEvent).toBeUndefined();
    expect(element('es')).toMatchObject({ interrupting: false, events: [{ kind: 'signal' }] });
    expect(element('h').adHoc).toMatchObject({
      ordering: 'sequential',
      cancelRemaining: false,
      completionCondition: { kind: 'feel', text: 'xong' },
    });
  });

  it('gives an element its innermost lane, and what is inside or attached its holder’s', async () => {
    const { model, element } = await read(
      inProcess(`<bpmn:laneSet>
          <bpmn:lane id="so" name="Sở"><bpmn:flowNodeRef>a</bpmn:flowNodeRef><bpmn:flowNodeRef>s</bpmn:flowNodeRef>
            <bpmn:childLaneSet>
              <bpmn:lane id="phong" name="Phòng"><bpmn:flowNodeRef>a</bpmn:flowNodeRef></bpmn:lane>
              <bpmn:lane id="khong-ten"/>
            </bpmn:childLaneSet>
          </bpmn:lane>
          <bpmn:lane id="gd" name="Giám đốc"><bpmn:extensionElements><quytrinh:performer role="giam_doc" signs="true" modes="KT, TUQ"/></bpmn:extensionElements></bpmn:lane>
        </bpmn:laneSet>
        <bpmn:boundaryEvent id="x" attachedToRef="a" cancelActivity="false"><bpmn:timerEventDefinition/></bpmn:boundaryEvent>
        <bpmn:userTask id="a"/><bpmn:subProcess id="s"><bpmn:task id="b"/></bpmn:subProcess><bpmn:task id="c"/>`),
    );
    expect(['a', 'x', 's', 'b', 'c'].map((id) => element(id).lane)).toEqual(['phong', 'phong', 'so', 'so', undefined]);
    expect(element('a').performer).toBeUndefined();
    expect(
      model.processes[0]?.lanes.map((lane) => [lane.id, lane.parent, lane.performer?.role, lane.performer?.signs]),
    ).toEqual([
      ['so', undefined, 'Sở', false],
      ['phong', 'so', 'Phòng', false],
      ['khong-ten', 'so', 'Sở', false],
      ['gd', undefined, 'giam_doc', true],
    ]);
    expect(model.processes[0]?.lanes[3]?.performer).toMatchObject({ modes: ['KT', 'TUQ'] });
    expect(element('x')).toMatchObject({ attachedTo: 'a', interrupting: false });
  });
});

describe('activities', () => {
  it('reads loops', async () => {
    const { element } = await read(
      definitions(`<bpmn:signal id="S"/><bpmn:signalEventDefinition id="D" signalRef="S"/>
        <bpmn:process id="P">
        <bpmn:task id="a"><bpmn:multiInstanceLoopCharacteristics isSequential="true" behavior="One" oneBehaviorEventRef="D">
          <bpmn:loopCardinality>3</bpmn:loopCardinality><bpmn:completionCondition>du</bpmn:completionCondition></bpmn:multiInstanceLoopCharacteristics></bpmn:task>
        <bpmn:task id="b"><bpmn:multiInstanceLoopCharacteristics behavior="Complex">
          <bpmn:loopDataInputRef>in</bpmn:loopDataInputRef><bpmn:loopDataOutputRef>out</bpmn:loopDataOutputRef>
          <bpmn:inputDataItem id="i" name="hang_muc"/><bpmn:outputDataItem id="o"/>
          <bpmn:complexBehaviorDefinition><bpmn:condition>true</bpmn:condition><bpmn:event>
            <bpmn:dataInput id="told"/><bpmn:dataInputAssociation><bpmn:targetRef>told</bpmn:targetRef><bpmn:transformation>1</bpmn:transformation></bpmn:dataInputAssociation>
            <bpmn:signalEventDefinition signalRef="S"/><bpmn:escalationEventDefinition/></bpmn:event></bpmn:complexBehaviorDefinition>
        </bpmn:multiInstanceLoopCharacteristics>
        <bpmn:ioSpecification><bpmn:dataInput id="in" isCollection="true"/><bpmn:dataOutput id="out"/><bpmn:inputSet/><bpmn:outputSet/></bpmn:ioSpecification></bpmn:task>
        <bpmn:task id="c"><bpmn:standardLoopCharacteristics testBefore="true" loopMaximum="3"><bpmn:loopCondition>x</bpmn:loopCondition></bpmn:standardLoopCharacteristics></bpmn:task>
        </bpmn:process>`),
    );
    expect(element('a').loop).toMatchObject({
      kind: 'multiInstance',
      sequential: true,
      cardinality: { kind: 'feel', text: '3' },
      completionCondition: { text: 'du' },
      behavior: 'one',
      oneEvent: { kind: 'signal', ref: 'S', at: { line: 9 } },
    });
    expect(element('b').loop).toMatchObject({
      sequential: false,
      behavior: 'complex',
      collectionRef: 'in',
      outputCollectionRef: 'out',
      element: 'hang_muc',
      outputItem: 'o',
      complexBehaviors: [
        {
          condition: { text: 'true' },
          events: [{ kind: 'signal', ref: 'S' }, { kind: 'escalation' }],
          dataInputs: [{ target: 'told' }],
        },
      ],
    });
    expect(element('c').loop).toMatchObject({
      kind: 'standard',
      testBefore: true,
      maximum: { kind: 'feel', text: '3' },
      condition: { text: 'x' },
    });
  });

  it('names a job by operation, implementation or the element, and gives none to a task that needs none', async () => {
    const { element } = await read(
      definitions(`<bpmn:interface id="I" name="i"><bpmn:operation id="O" name="traCuu"><bpmn:inMessageRef>M</bpmn:inMessageRef></bpmn:operation></bpmn:interface><bpmn:message id="M"/>
        <bpmn:process id="P">
        <bpmn:serviceTask id="a" operationRef="O" implementation="##WebService"/>
        <bpmn:serviceTask id="b" implementation="kp:mail"/>
        <bpmn:serviceTask id="c" implementation="##unspecified"/>
        <bpmn:businessRuleTask id="d"/>
        <bpmn:sendTask id="e" messageRef="M"/>
        <bpmn:receiveTask id="f" messageRef="M" instantiate="true"/>
        <bpmn:task id="g" isForCompensation="true" startQuantity="2" completionQuantity="1"/>
        <bpmn:callActivity id="h" calledElement="tns:P"/>
        </bpmn:process>`),
    );
    expect(['a', 'b', 'c', 'd', 'e'].map((id) => element(id).job?.type.text)).toEqual([
      'traCuu',
      'kp:mail',
      'c',
      'd',
      undefined,
    ]);
    expect(element('e').messageRef).toBe('M');
    expect(element('f')).toMatchObject({ messageRef: 'M', instantiate: true });
    expect(element('g')).toMatchObject({ isForCompensation: true, startQuantity: 2 });
    expect(element('g').completionQuantity).toBeUndefined();
    expect(element('h').called).toMatchObject({
      processId: { kind: 'literal', text: 'P' },
      binding: 'latest',
      propagateAllParent: true,
      propagateAllChild: true,
    });
  });

  it('reads the standard’s own performers and owners', async () => {
    const owner = (kind: string, inner: string): string => `<bpmn:${kind}>${inner}</bpmn:${kind}>`;
    const said = (text: string): string =>
      `<bpmn:resourceAssignmentExpression><bpmn:formalExpression>${text}</bpmn:formalExpression></bpmn:resourceAssignmentExpression>`;
    const { element } = await read(
      definitions(`<bpmn:resource id="R" name="Trưởng phòng"/><bpmn:process id="P">
        <bpmn:userTask id="a">${owner('humanPerformer', said('anna'))}${owner('potentialOwner', said('user(binh), group(mot_cua), group(ke_toan)'))}</bpmn:userTask>
        <bpmn:userTask id="b">${owner('potentialOwner', '<bpmn:resourceRef>R</bpmn:resourceRef>')}</bpmn:userTask>
        </bpmn:process>`),
    );
    expect(element('a').assignment).toMatchObject({
      assignee: { kind: 'literal', text: 'anna' },
      candidateUsers: { text: 'binh' },
      candidateGroups: { text: 'mot_cua,ke_toan' },
    });
    expect(element('b').assignment).toMatchObject({ candidateGroups: { kind: 'literal', text: 'Trưởng phòng' } });
  });
});

describe('events', () => {
  it('reads every kind of definition, own or referred to', async () => {
    const { element, diagnostics } = await read(
      definitions(`<bpmn:message id="M"/><bpmn:signal id="S"/><bpmn:error id="E" errorCode="HET_HAN"/><bpmn:escalation id="L" escalationCode="LEN"/>
        <bpmn:timerEventDefinition id="T"><bpmn:timeDate>2026-11-24T16:30:00+07:00</bpmn:timeDate></bpmn:timerEventDefinition>
        <bpmn:process id="P">
        <bpmn:intermediateCatchEvent id="a" name="Nối" parallelMultiple="true">
          <bpmn:messageEventDefinition messageRef="M"/><bpmn:signalEventDefinition signalRef="tns:S"/><bpmn:conditionalEventDefinition><bpmn:condition>x &gt; 1</bpmn:condition></bpmn:conditionalEventDefinition>
          <bpmn:timerEventDefinition><bpmn:timeDuration>PT8H</bpmn:timeDuration></bpmn:timerEventDefinition><bpmn:timerEventDefinition><bpmn:timeCycle>=chu_ky</bpmn:timeCycle></bpmn:timerEventDefinition>
          <bpmn:eventDefinitionRef>T</bpmn:eventDefinitionRef><bpmn:linkEventDefinition/>
        </bpmn:intermediateCatchEvent>
        <bpmn:endEvent id="b"><bpmn:errorEventDefinition errorRef="E"/><bpmn:escalationEventDefinition escalationRef="L"/><bpmn:cancelEventDefinition/><bpmn:terminateEventDefinition/>
          <bpmn:compensateEventDefinition activityRef="c" waitForCompletion="false"/><bpmn:compensateEventDefinition/></bpmn:endEvent>
        <bpmn:task id="c"/><bpmn:startEvent id="d"><bpmn:timerEventDefinition/></bpmn:startEvent>
        </bpmn:process>`),
    );
    expect(diagnostics).toEqual([]);
    expect(element('a').parallelMultiple).toBe(true);
    expect(element('a').events).toMatchObject([
      { kind: 'message', ref: 'M' },
      { kind: 'signal', ref: 'S' },
      { kind: 'conditional', condition: { kind: 'feel', text: 'x > 1' } },
      { kind: 'timer', timer: 'duration', counting: 'elapsed', value: { kind: 'literal', text: 'PT8H' } },
      { kind: 'timer', timer: 'cycle', value: { kind: 'feel', text: 'chu_ky' } },
      { kind: 'timer', timer: 'date', value: { kind: 'literal', text: '2026-11-24T16:30:00+07:00' }, at: { line: 10 } },
      { kind: 'link', name: 'Nối' },
    ]);
    expect(element('b').events).toMatchObject([
      { kind: 'error', ref: 'E' },
      { kind: 'escalation', ref: 'L' },
      { kind: 'cancel' },
      { kind: 'terminate' },
      { kind: 'compensate', activityRef: 'c', waitForCompletion: false },
      { kind: 'compensate', waitForCompletion: true },
    ]);
    expect(element('d').events).toMatchObject([{ kind: 'timer', value: { kind: 'literal', text: '' } }]);
  });

  it('reads gateways', async () => {
    const { element } = await read(
      inProcess(`<bpmn:eventBasedGateway id="a" instantiate="true" eventGatewayType="Parallel"/><bpmn:eventBasedGateway id="b"/>
        <bpmn:complexGateway id="c" default="f"><bpmn:activationCondition>activationCount &gt;= 2</bpmn:activationCondition></bpmn:complexGateway>
        <bpmn:sequenceFlow id="f" sourceRef="c" targetRef="b"/>`),
    );
    expect(element('a').eventGateway).toEqual({ instantiate: true, kind: 'parallel' });
    expect(element('b').eventGateway).toEqual({ instantiate: false, kind: 'exclusive' });
    expect(element('c')).toMatchObject({ defaultFlow: 'f', activationCondition: { text: 'activationCount >= 2' } });
  });
});

describe('the file as a whole', () => {
  it('reads what its processes share', async () => {
    const { model, diagnostics } = await read(
      definitions(`<bpmn:itemDefinition id="I" structureRef="xsd:string" isCollection="true"/>
        <bpmn:message id="M" name="Bổ sung" itemRef="I"/><bpmn:error id="E" name="Lỗi" errorCode="E1"/><bpmn:escalation id="L" escalationCode="L1"/><bpmn:dataStore id="DS" name="Kho"/>
        <bpmn:correlationProperty id="CP"><bpmn:correlationPropertyRetrievalExpression messageRef="M"><bpmn:messagePath>ma</bpmn:messagePath></bpmn:correlationPropertyRetrievalExpression></bpmn:correlationProperty>
        <bpmn:globalUserTask id="GU" name="Ký"/><bpmn:globalScriptTask id="GS"><bpmn:script>1 + 1</bpmn:script></bpmn:globalScriptTask>
        <bpmn:collaboration id="C"><bpmn:participant id="PA" name="Sở Giao thông" processRef="tns:P"><bpmn:participantMultiplicity minimum="2" maximum="3"/></bpmn:participant><bpmn:participant id="PB" name="Người dân"/>
          <bpmn:messageFlow id="MF" sourceRef="PB" targetRef="PA" messageRef="M"/><bpmn:correlationKey id="K"><bpmn:correlationPropertyRef>CP</bpmn:correlationPropertyRef></bpmn:correlationKey></bpmn:collaboration>
        <bpmn:process id="P" name="Cấp phép" isExecutable="false">
          <bpmn:dataObject id="DO" itemSubjectRef="I"/><bpmn:dataObjectReference id="DR" dataObjectRef="DO"/><bpmn:dataStoreReference id="DSR" dataStoreRef="DS"/><bpmn:property id="PR" name="p"/>
          <bpmn:correlationSubscription correlationKeyRef="K"><bpmn:correlationPropertyBinding correlationPropertyRef="CP"><bpmn:dataPath>so_ho_so</bpmn:dataPath></bpmn:correlationPropertyBinding></bpmn:correlationSubscription>
          <bpmn:task id="a"><bpmn:property id="TP"/><bpmn:dataInputAssociation><bpmn:sourceRef>DR</bpmn:sourceRef><bpmn:targetRef>TP</bpmn:targetRef><bpmn:assignment><bpmn:from>x</bpmn:from><bpmn:to>y</bpmn:to></bpmn:assignment></bpmn:dataInputAssociation></bpmn:task>
          <bpmn:task id="b" isForCompensation="true"/><bpmn:association id="AS" sourceRef="a" targetRef="b" associationDirection="One"/>
        </bpmn:process>`),
    );
    expect(diagnostics).toEqual([]);
    expect(model).toMatchObject({
      file: 'a.bpmn',
      targetNamespace: 'http://example.org/quy-trinh',
      itemDefinitions: [{ id: 'I', structureRef: 'xsd:string', isCollection: true }],
      messages: [{ id: 'M', name: 'Bổ sung', itemRef: 'I' }],
      errors: [{ id: 'E', code: 'E1' }],
      escalations: [{ id: 'L', code: 'L1' }],
      dataStores: [{ id: 'DS', name: 'Kho' }],
      globalTasks: [
        { id: 'GU', type: 'globalUserTask', name: 'Ký' },
        { id: 'GS', type: 'globalScriptTask', script: { expression: { kind: 'feel', text: '1 + 1' } } },
      ],
      participants: [{ id: 'PA', processRef: 'P', multiplicity: { minimum: 2, maximum: 3 } }, { id: 'PB' }],
      messageFlows: [{ id: 'MF', sourceRef: 'PB', targetRef: 'PA', messageRef: 'M' }],
      correlationProperties: [{ id: 'CP', retrievals: [{ messageRef: 'M', path: { text: 'ma' } }] }],
      correlationKeys: [{ id: 'K', propertyRefs: ['CP'] }],
    });
    const [process] = model.processes;
    expect(process).toMatchObject({
      executable: false,
      participant: 'Sở Giao thông',
      data: [
        { kind: 'dataObject', id: 'DO', scope: 'P', itemRef: 'I' },
        { kind: 'dataObjectReference', id: 'DR', ref: 'DO' },
        { kind: 'dataStoreReference', id: 'DSR', ref: 'DS' },
        { kind: 'property', id: 'PR', name: 'p' },
        { kind: 'property', id: 'TP', scope: 'a' },
      ],
      associations: [{ id: 'AS', source: 'a', target: 'b', direction: 'one' }],
      correlationSubscriptions: [{ keyRef: 'K', bindings: [{ propertyRef: 'CP', path: { text: 'so_ho_so' } }] }],
    });
    expect(process?.elements[0]?.dataInputs).toMatchObject([
      { sources: ['DR'], target: 'TP', assignments: [{ from: { text: 'x' }, to: { text: 'y' } }] },
    ]);
  });
});
