// Stores with any number of instances that wait, made through the store's own port: one instance is really begun, and what the engine
// gave the store to write is written again and again with other names, instants and hashes.
import { openEngine, type Store } from 'quytrinh';
import { GENESIS_HASH, sealEntry } from 'quytrinh/audit';
import { memoryStore } from 'quytrinh/stores';
import { manualClock } from 'quytrinh/testing';
import { taskIn } from './drive-machine.ts';
import type { Batch } from './write-by-hand.ts';

type StepWrite = Batch[number];

/** A task of the officer that the variable names, who has thirty days. */
export const waitingText = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="bench"
  targetNamespace="urn:quytrinh:bench"><process id="p" isExecutable="true">
  <startEvent id="start"/><endEvent id="end"/><endEvent id="over"/>
  <userTask id="task"><extensionElements><zeebe:assignmentDefinition assignee="=officer"/></extensionElements></userTask>
  <boundaryEvent id="late" attachedToRef="task"><timerEventDefinition><timeDuration>P30D</timeDuration></timerEventDefinition></boundaryEvent>
  <sequenceFlow id="f1" sourceRef="start" targetRef="task"/><sequenceFlow id="f2" sourceRef="task" targetRef="end"/>
  <sequenceFlow id="f3" sourceRef="late" targetRef="over"/>
</process></definitions>`;

export const TERM_MS = 30 * 86_400_000;

export interface Filling {
  readonly instances: number;
  /** Instant at which the instance of that number is begun. */
  readonly startedAt: (number: number) => number;
  readonly tasksOfOne: number;
}

/** Fills a new store, and closes it. `task`: id of the task within its instance. */
export async function fill(
  store: Store,
  { instances, startedAt, tasksOfOne }: Filling,
): Promise<{ perSecond: number; task: string }> {
  const first = await openEngine({ store });
  await first.deployText(waitingText);
  await first.close();
  await store.open();
  const templates = new Map<number, Template>();
  let task = '';
  const from = performance.now();
  for (let done = 0; done < instances;) {
    const batch: StepWrite[] = [];
    for (; batch.length < 512 && done < instances; done += 1) {
      const at = startedAt(done);
      let template = templates.get(at);
      if (template === undefined) templates.set(at, (template = await templateAt(at)));
      ({ task } = template);
      batch.push(copyOf(template, done, Math.floor(done / tasksOfOne)));
    }
    for (const { ok } of await store.commit(batch)) if (!ok) throw new Error('an instance was refused');
  }
  const seconds = (performance.now() - from) / 1_000;
  await store.close();
  return { perSecond: instances / seconds, task };
}

export function idOf(number: number): string {
  return `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

export function officerOf(number: number): string {
  return `officer-${String(number).padStart(6, '0')}`;
}

const ID = 'THE-INSTANCE';
const OFFICER = 'THE-OFFICER';

interface Template {
  readonly text: string;
  readonly task: string;
}

async function templateAt(now: number): Promise<Template> {
  const steps: StepWrite[] = [];
  const memory = memoryStore();
  const store: Store = {
    ...memory,
    commit: (batch) => {
      steps.push(...batch);
      return memory.commit(batch);
    },
  };
  const engine = await openEngine({ store, clock: manualClock(now) });
  await engine.deployText(waitingText);
  const { instanceId, events } = await engine.start('p', { variables: { officer: OFFICER } });
  await engine.close();
  const step = steps.find(({ instance }) => instance.instanceId === instanceId);
  return { text: JSON.stringify(step).replaceAll(instanceId, ID), task: taskIn(events) };
}

function copyOf({ text }: Template, number: number, officer: number): StepWrite {
  const step = JSON.parse(text.replaceAll(ID, idOf(number)).replaceAll(OFFICER, officerOf(officer))) as StepWrite;
  const hash = sealEntry(GENESIS_HASH, step.entry.text);
  return { ...step, instance: { ...step.instance, hash }, entry: { ...step.entry, hash } };
}
