// Reading into moddle's tree and writing back: nothing that anybody wrote may be lost.
import { describe, expect, it } from 'vitest';
import { roundTrip } from 'quytrinh/bpmn';
import { isEngineError } from 'quytrinh/model';
import { definitions, inProcess } from './definitions.ts';

describe('roundTrip', () => {
  it('keeps extensions of every vendor, references out of the file, and line ends in names', async () => {
    const written = await roundTrip(
      definitions(`<bpmn:process id="P" xmlns:x="urn:x" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" x:a="1" camunda:versionTag="2">
        <bpmn:extensionElements><x:b c="&lt;"><x:d>chữ &amp; số</x:d></x:b><quytrinh:sla duration="P5D"/><zeebe:versionTag value="v"/></bpmn:extensionElements>
        <bpmn:task id="t" name="a&#13;&#10;b&#9;c" laf="?"><bpmn:incoming>khong-co</bpmn:incoming></bpmn:task><bpmn:receiveTask id="r" messageRef="k:m"/>
        <bpmn:sequenceFlow id="f" sourceRef="t" targetRef="r"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression"><![CDATA[a < 1]]></bpmn:conditionExpression></bpmn:sequenceFlow>
      </bpmn:process>`),
    );
    for (const kept of [
      'x:a="1"',
      'camunda:versionTag="2"',
      '<x:b c="&#60;">',
      '<x:d>chữ &amp; số</x:d>',
      '<quytrinh:sla duration="P5D" />',
      '<zeebe:versionTag value="v" />',
      'name="a&#13;&#10;b&#9;c"',
      'laf="?"',
      '<bpmn:incoming>khong-co</bpmn:incoming>',
      'messageRef="k:m"',
      '>a &lt; 1</bpmn:conditionExpression>',
    ]) {
      expect(written).toContain(kept);
    }
    expect(await roundTrip(written)).toBe(written);
  });

  it.each([
    ['text that is no XML', 'xin chào', /not a readable BPMN file \(XML_NOT_XML, 1:1\)/],
    [
      'a second bearer of an id',
      inProcess('<bpmn:task id="a"/><bpmn:task id="a"/>'),
      /not kept whole.*duplicate ID <a>/,
    ],
    ['an element outside the standard', inProcess('<bpmn:taks id="a"/>'), /not kept whole.*taks/],
    ['an id that moddle drops', inProcess('<bpmn:task id="Bước_1"/>'), /not kept whole.*illegal ID/],
  ])('refuses %s rather than lose it', async (_name, xml, message) => {
    const error: unknown = await roundTrip(xml).catch((reason: unknown) => reason);
    expect(isEngineError(error) && [error.code, error.message]).toEqual([
      'ARGUMENT_INVALID',
      expect.stringMatching(message),
    ]);
  });
});
