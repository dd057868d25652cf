// Messages on their way between instances, as after an outage: how fast the outbox is emptied. Each goes by its key from an instance of
// its own to another.
import { openEngine, type Store } from 'quytrinh';
import { manualClock } from 'quytrinh/testing';
import type { Bench, Figure } from '../support/figure.ts';
import { inFiles, inPostgres } from '../support/places.ts';

export const messages: readonly Bench[] = [
  {
    name: 'messages',
    run: async ({ scale = 2_000 }) => ({ messages: await inFiles((place) => measure(place.store('ours'), scale)) }),
  },
  {
    name: 'messages-postgres',
    run: async ({ scale = 2_000 }) => ({
      'messages-postgres': await inPostgres((place) => measure(place.store('ours'), scale)),
    }),
  },
];

async function measure(store: Store, scale: number): Promise<Figure> {
  const engine = await openEngine({ store, clock: manualClock(Date.parse('2026-03-02T08:00:00+07:00')) });
  await engine.deployText(text);
  const numbers = [...Array(scale).keys()];
  for (const process of ['receiver', 'sender'])
    await Promise.all(numbers.map((number) => engine.start(process, { variables: { number } })));
  globalThis.gc?.();
  const from = performance.now();
  const { messages: delivered } = await engine.runDue();
  const seconds = (performance.now() - from) / 1_000;
  const ended = await engine.count('instances', { process: 'receiver', status: 'completed' });
  await engine.close();
  if (delivered !== scale || ended !== scale) throw new Error(`${ended} of ${scale} messages arrived`);
  return { value: scale / seconds, unit: 'messages/s', ratio: null, against: null, goal: null };
}

const text = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="bench"
  targetNamespace="urn:quytrinh:bench">
  <message id="m" name="answer"><extensionElements><zeebe:subscription correlationKey="=number"/></extensionElements></message>
  <process id="sender" isExecutable="true">
    <startEvent id="s"/><intermediateThrowEvent id="t"><messageEventDefinition messageRef="m"/></intermediateThrowEvent>
    <endEvent id="e"/>
    <sequenceFlow id="f1" sourceRef="s" targetRef="t"/><sequenceFlow id="f2" sourceRef="t" targetRef="e"/>
  </process>
  <process id="receiver" isExecutable="true">
    <startEvent id="rs"/><receiveTask id="r" messageRef="m"/><endEvent id="re"/>
    <sequenceFlow id="f3" sourceRef="rs" targetRef="r"/><sequenceFlow id="f4" sourceRef="r" targetRef="re"/>
  </process>
</definitions>`;
