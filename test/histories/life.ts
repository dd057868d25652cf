// What is recorded: instances in the middle of everything that is durable, and how they are brought to their end later on.
import type { Engine, Store } from 'quytrinh';
import { openEngine } from 'quytrinh';
import type { SigningKey } from 'quytrinh/audit';
import { manualClock, type ManualClock } from 'quytrinh/testing';
import { jobTypes, source as dossiers } from '../crash/processes.ts';

export const origin = 'histories';
export const recordedAt = Date.parse('2026-03-02T08:00:00+07:00');

/** Three members are asked at once, for thirty days at most; and service work that fails. */
const committee = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  targetNamespace="urn:quytrinh:histories">
  <bpmn:process id="committee" isExecutable="true">
    <bpmn:startEvent id="s"/>
    <bpmn:subProcess id="round">
      <bpmn:startEvent id="rs"/>
      <bpmn:userTask id="vote" name="vote">
        <bpmn:extensionElements><zeebe:assignmentDefinition candidateGroups="= [&quot;clerk&quot;, &quot;head&quot;]"/></bpmn:extensionElements>
        <bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements>
          <zeebe:loopCharacteristics inputCollection="= members" inputElement="member"/>
        </bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>
      </bpmn:userTask>
      <bpmn:endEvent id="re"/>
      <bpmn:sequenceFlow id="r1" sourceRef="rs" targetRef="vote"/>
      <bpmn:sequenceFlow id="r2" sourceRef="vote" targetRef="re"/>
    </bpmn:subProcess>
    <bpmn:boundaryEvent id="late" attachedToRef="round">
      <bpmn:timerEventDefinition><bpmn:timeDuration>P30D</bpmn:timeDuration></bpmn:timerEventDefinition>
    </bpmn:boundaryEvent>
    <bpmn:serviceTask id="announce">
      <bpmn:extensionElements><zeebe:taskDefinition type="announce" retries="1"/></bpmn:extensionElements>
    </bpmn:serviceTask>
    <bpmn:endEvent id="e"/>
    <bpmn:endEvent id="el"/>
    <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="round"/>
    <bpmn:sequenceFlow id="f2" sourceRef="round" targetRef="announce"/>
    <bpmn:sequenceFlow id="f3" sourceRef="announce" targetRef="e"/>
    <bpmn:sequenceFlow id="f4" sourceRef="late" targetRef="el"/>
  </bpmn:process>
</bpmn:definitions>`;

const YEARS_MS = 100 * 365 * 86_400_000;

/** Fills a new store; the last act is a checkpoint. */
export async function live(store: Store, signingKey: SigningKey): Promise<void> {
  const clock = manualClock(recordedAt);
  const engine = await opened(store, clock, false, signingKey);
  await engine.deployText(dossiers, 'dossier.bpmn');
  await engine.deployText(committee, 'committee.bpmn');
  await reached(engine, clock, 'HS-1', 'end');
  await reached(engine, clock, 'HS-5', 'paid');
  await reached(engine, clock, 'HS-4', 'wait');
  await reached(engine, clock, 'HS-3', 'review');
  const members = ['an', 'bình', 'chi'];
  for (const businessKey of ['C-1', 'C-2', 'C-3', 'C-4']) {
    await engine.start('committee', { variables: { members }, businessKey });
  }
  await vote(engine, 'C-1', 1);
  await engine.suspend(await idOf(engine, 'C-2'), { actor: 'an', reason: 'waits for a paper' });
  await vote(engine, 'C-3', 3);
  await engine.runDue(); // C-3: the announcement fails
  await begin(engine, 'HS-2');
  await engine.publish({ message: 'paid', key: 'HS-6', timeToLiveMs: YEARS_MS, idempotencyKey: 'paid HS-6' });
  await engine.close();
}

/** Takes everything in it to its end, thirty years later. */
export async function finish(store: Store): Promise<void> {
  const clock = manualClock(recordedAt + 30 * 365 * 86_400_000);
  const engine = await opened(store, clock, true);
  await engine.resume(await idOf(engine, 'C-2'), { actor: 'an' });
  for (const { incidentId } of (await engine.incidents()).rows)
    await engine.resolveIncident(incidentId, { actor: 'an' });
  await vote(engine, 'C-1', 1);
  for (const number of ['HS-1', 'HS-6']) await begin(engine, number);
  for (const number of ['HS-2', 'HS-3', 'HS-4', 'HS-5']) await pay(engine, number);
  for (let round = 0; round < 20; round += 1) {
    clock.set(clock.now() + 1_000);
    await engine.runDue();
    for (const { taskId } of (await engine.tasks()).rows) await engine.complete(taskId, { actor: 'bình' });
  }
  await engine.close();
}

export interface Standing {
  readonly of: string;
  readonly status: string;
  readonly seq?: number;
  readonly active?: readonly string[];
  readonly variables: unknown;
}

/** Every instance as the engine shows it, in an order that does not depend on its id. */
export async function standing(store: Store): Promise<readonly Standing[]> {
  const engine = await openEngine({ store, origin, clock: manualClock(recordedAt) });
  const { rows } = await engine.instances({ limit: 1_000 });
  const all = rows.map(({ process, businessKey, status, seq, active, variables }): Standing => {
    const names = active.map(({ element }) => element).sort();
    const number = businessKey ?? JSON.stringify(variables.number);
    return { of: `${process} ${number}`, status, seq, active: names, variables };
  });
  await engine.close();
  return all.sort((a, b) => (a.of < b.of ? -1 : 1));
}

async function opened(store: Store, clock: ManualClock, isWell: boolean, signingKey?: SigningKey): Promise<Engine> {
  const engine = await openEngine({ store, clock, origin, ...(signingKey === undefined ? {} : { signingKey }) });
  for (const type of jobTypes) engine.handle(type, () => ({ [`did_${type}`]: true }));
  engine.handle('announce', () => {
    if (!isWell) throw new Error('no line');
    return { announced: true };
  });
  return engine;
}

async function begin(engine: Engine, number: string): Promise<void> {
  await engine.start('dossier', { variables: { number }, businessKey: number, idempotencyKey: `start ${number}` });
}

async function pay(engine: Engine, number: string): Promise<void> {
  await engine.publish({ message: 'paid', key: number, timeToLiveMs: YEARS_MS, idempotencyKey: `paid ${number}` });
}

async function reached(
  engine: Engine,
  clock: ManualClock,
  number: string,
  place: 'review' | 'wait' | 'paid' | 'end',
): Promise<void> {
  await begin(engine, number);
  await engine.runDue();
  if (place === 'review') return;
  const [review] = (await engine.tasks({ instanceId: await idOf(engine, number) })).rows;
  await engine.complete(review?.taskId ?? '', { actor: 'an', variables: { reviewed: true } });
  if (place === 'wait') return;
  clock.set(clock.now() + 1_000);
  await engine.runDue();
  if (place === 'end') await pay(engine, number);
}

async function vote(engine: Engine, businessKey: string, times: number): Promise<void> {
  const { rows } = await engine.tasks({ instanceId: await idOf(engine, businessKey) });
  for (const { taskId } of rows.slice(0, times)) await engine.complete(taskId, { actor: 'chi' });
}

async function idOf(engine: Engine, businessKey: string): Promise<string> {
  const [found] = (await engine.instances({ businessKey })).rows;
  return found?.instanceId ?? '';
}
