// A parallel multiple start event: one instance, whose token goes on when every event has happened.
import { memoryStore, openEngine } from 'quytrinh';
import { describe, expect, it } from 'vitest';

const source = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
<message id="m" name="paid"/><message id="n" name="papers"/>
<process id="p" isExecutable="true">
<startEvent id="s" parallelMultiple="true"><messageEventDefinition messageRef="m"/><messageEventDefinition messageRef="n"/></startEvent>
<sequenceFlow id="a" sourceRef="s" targetRef="t"/><userTask id="t"/><sequenceFlow id="b" sourceRef="t" targetRef="e"/><endEvent id="e"/>
</process></definitions>`;

describe('a start event of several events that must all happen', () => {
  it.each([
    ['paid', 'papers'],
    ['papers', 'paid'],
  ])('%s, then %s', async (first, second) => {
    const engine = await openEngine({ store: memoryStore() });
    await engine.deployText(source);
    const begun = await engine.correlate({ message: first, variables: { one: 1 } });
    expect((await engine.tasks()).rows).toEqual([]);
    const next = await engine.correlate({ message: second, variables: { two: 2 } });
    expect(next.instanceId).toBe(begun.instanceId);
    expect((await engine.tasks()).rows.map(({ element }) => element)).toEqual(['t']);
    expect((await engine.instance(begun.instanceId)).variables).toEqual({ one: 1, two: 2 });
    await engine.close();
  });

  it('begins another instance when one is complete', async () => {
    const engine = await openEngine({ store: memoryStore() });
    await engine.deployText(source);
    for (const message of ['paid', 'papers', 'paid', 'papers']) await engine.correlate({ message });
    expect((await engine.instances()).rows).toHaveLength(2);
    expect((await engine.tasks()).rows).toHaveLength(2);
    await engine.close();
  });
});
