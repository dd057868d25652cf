// A process of one task, one that a message starts, one of one job.
export const oneTask = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:test" id="d">
  <message id="m" name="order"/>
  <process id="one" isExecutable="true">
    <startEvent id="s"/>
    <userTask id="a" name="Ký"/>
    <endEvent id="e"/>
    <sequenceFlow id="f1" sourceRef="s" targetRef="a"/>
    <sequenceFlow id="f2" sourceRef="a" targetRef="e"/>
  </process>
  <process id="two" isExecutable="true">
    <startEvent id="ms"><messageEventDefinition messageRef="m"/></startEvent>
    <userTask id="b" name="Nhận"/>
    <endEvent id="me"/>
    <sequenceFlow id="g1" sourceRef="ms" targetRef="b"/>
    <sequenceFlow id="g2" sourceRef="b" targetRef="me"/>
  </process>
  <process id="three" isExecutable="true">
    <startEvent id="js"/>
    <serviceTask id="number" name="Cấp số"/>
    <endEvent id="je"/>
    <sequenceFlow id="h1" sourceRef="js" targetRef="number"/>
    <sequenceFlow id="h2" sourceRef="number" targetRef="je"/>
  </process>
</definitions>`;
