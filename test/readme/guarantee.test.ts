// The guarantee of the README, by killing processes: a command that was acknowledged is durable, a step is applied wholly or not at
// all, a timer fires once however long nothing was running, service work is delivered at least once with the same idempotency key
// and its result is taken exactly once, and no instance stops another.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { openEngine, type Engine } from 'quytrinh';
import { verifyStore } from 'quytrinh/engine';
import { sqliteStore } from 'quytrinh/stores/sqlite';
import { manualClock } from 'quytrinh/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quytrinh-guarantee-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('what was acknowledged is there after any kill, and every step is whole', { timeout: 120_000 }, async () => {
  const store = join(folder, 'agency.sqlite');
  const acknowledged = new Map<string, number>();
  let sum = 0;
  for (const lines of [1, 7, 40, 41, 150]) {
    sum += lines;
    for (const line of await killAfter(lines, store)) {
      const [instanceId = '', seq = ''] = line.split(' ');
      acknowledged.set(instanceId, Math.max(acknowledged.get(instanceId) ?? 0, Number(seq)));
    }
    expect(await soundness(store)).toEqual({ sound: true });
  }
  const engine = await openEngine({ store });
  expect([...acknowledged.values()].reduce((all, seq) => all + seq, 0)).toBeGreaterThanOrEqual(sum);
  for (const [instanceId, seq] of acknowledged) {
    expect((await engine.history(instanceId)).length, instanceId).toBeGreaterThanOrEqual(seq);
  }
  await expectWholeSteps(engine);
  await engine.close();
});

it(
  'a job whose worker dies is given out again under the same key; its result is taken once',
  { timeout: 120_000 },
  async () => {
    const store = join(folder, 'agency.sqlite');
    const log = join(folder, 'calls.txt');
    const startAt = Date.parse('2026-03-02T08:00:00+07:00');
    // Each worker comes when the lease of the one before has run out.
    const work = (turn: number, end: 'killed' | 'alive'): string | number | null => {
      const arguments_ = [
        fileURLToPath(new URL('./children/worker.ts', import.meta.url)),
        store,
        log,
        String(startAt + turn * 120_000),
        end,
      ];
      const { signal, status, stderr } = spawnSync(process.execPath, ['--conditions=source', ...arguments_]);
      expect(stderr.toString()).toBe('');
      return signal ?? status;
    };
    const calls = (): string[] => readFileSync(log, 'utf8').trim().split('\n');

    expect(work(0, 'killed')).toBe('SIGKILL');
    expect(work(1, 'killed')).toBe('SIGKILL');
    expect(calls()).toHaveLength(2);
    expect(work(2, 'alive')).toBe(0);
    expect(calls()).toHaveLength(3);
    expect(work(3, 'alive')).toBe(0);
    expect(calls()).toHaveLength(3);
    expect(new Set(calls()).size).toBe(1);

    const engine = await openEngine({ store });
    const [instance, ...others] = (await engine.instances()).rows;
    expect(others).toEqual([]);
    expect(instance).toMatchObject({ status: 'completed', variables: { answer: 'found' } });
    const events = (await engine.history(instance?.instanceId ?? '')).flatMap((entry) => entry.events);
    expect(events.filter(({ type }) => type === 'job.closed')).toEqual([
      expect.objectContaining({ outcome: 'completed' }),
    ]);
    await engine.close();
    expect(await soundness(store)).toEqual({ sound: true });
  },
);

it('a timer fires once, however long nothing was running and wherever a kill falls', { timeout: 120_000 }, async () => {
  const store = join(folder, 'agency.sqlite');
  const instances = await startWaiting(store, 5);
  const night = (at: number, end: 'before' | 'after' | 'alive'): string | number | null => {
    const script = fileURLToPath(new URL('./children/night.ts', import.meta.url));
    const { signal, status, stderr } = spawnSync(process.execPath, [
      '--conditions=source',
      script,
      store,
      `${at}`,
      end,
    ]);
    expect(stderr.toString()).toBe('');
    return signal ?? status;
  };
  const firings = async (): Promise<number[]> => {
    const engine = await openEngine({ store, clock: manualClock(BEGIN) });
    const histories = await Promise.all(instances.map((instanceId) => engine.history(instanceId)));
    await engine.close();
    return histories.map((entries) => entries.filter(({ command }) => command.type === 'timer.fire').length);
  };

  expect(night(BEGIN + 29 * DAY, 'alive')).toBe(0);
  expect(await firings()).toEqual([0, 0, 0, 0, 0]);
  expect(night(BEGIN + 10 * YEAR, 'before')).toBe('SIGKILL');
  expect(await firings()).toEqual([0, 0, 0, 0, 0]);
  expect(night(BEGIN + 10 * YEAR, 'after')).toBe('SIGKILL');
  expect(night(BEGIN + 11 * YEAR, 'alive')).toBe(0);
  expect(night(BEGIN + 20 * YEAR, 'alive')).toBe(0);
  expect(await firings()).toEqual([1, 1, 1, 1, 1]);
  expect(await soundness(store)).toEqual({ sound: true });
});

it('an instance that is poisoned stops no other, nor does a kill beside it', { timeout: 120_000 }, async () => {
  const store = join(folder, 'agency.sqlite');
  const [poisoned = '', ...others] = await startWaiting(store, 4);
  const database = new DatabaseSync(store);
  database.prepare(`UPDATE instances SET snapshot = '{"broken":' WHERE instance_id = ?`).run(poisoned);
  database.close();

  const script = fileURLToPath(new URL('./children/night.ts', import.meta.url));
  const { signal } = spawnSync(process.execPath, ['--conditions=source', script, store, `${BEGIN + YEAR}`, 'after']);
  expect(signal).toBe('SIGKILL');
  const troubles: string[] = [];
  // What failed beside the kill is tried again a little later.
  const clock = manualClock(BEGIN + YEAR + DAY);
  const engine = await openEngine({ store, clock, onTrouble: (_trouble, what) => troubles.push(what) });
  await engine.runDue();
  for (const instanceId of others) {
    const [task, ...more] = (await engine.tasks({ instanceId })).rows;
    expect(more).toEqual([]);
    await engine.complete(task?.taskId ?? '', { actor: 'can_bo_e' });
    expect((await engine.instance(instanceId)).status).toBe('completed');
  }
  expect(troubles.every((what) => what.includes(poisoned))).toBe(true);
  expect(troubles.length).toBeGreaterThan(0);
  await engine.close();
});

/** Dossiers that wait for thirty days, and then for a clerk. */
async function startWaiting(store: string, count: number): Promise<string[]> {
  const engine = await openEngine({ store, clock: manualClock(BEGIN) });
  await engine.deployText(posted);
  const instances: string[] = [];
  for (let n = 0; n < count; n += 1) instances.push((await engine.start('posted')).instanceId);
  await engine.close();
  return instances;
}

const DAY = 86_400_000;
const YEAR = 366 * DAY;
const BEGIN = Date.parse('2026-03-02T08:00:00+07:00');
const posted = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:test">
  <bpmn:process id="posted" isExecutable="true">
    <bpmn:startEvent id="s" />
    <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="t" />
    <bpmn:intermediateCatchEvent id="t">
      <bpmn:timerEventDefinition><bpmn:timeDuration>P30D</bpmn:timeDuration></bpmn:timerEventDefinition>
    </bpmn:intermediateCatchEvent>
    <bpmn:sequenceFlow id="f2" sourceRef="t" targetRef="a" />
    <bpmn:userTask id="a" name="After thirty days" />
    <bpmn:sequenceFlow id="f3" sourceRef="a" targetRef="e" />
    <bpmn:endEvent id="e" />
  </bpmn:process>
</bpmn:definitions>`;

/** Lets a clerk work until he has said so many lines, then kills him; what he said meanwhile counts too. */
async function killAfter(lines: number, store: string): Promise<string[]> {
  const child = spawn(
    process.execPath,
    ['--conditions=source', fileURLToPath(new URL('./children/clerk.ts', import.meta.url)), store],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const told: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    told.push(line);
    if (told.length === lines) child.kill('SIGKILL');
  }
  expect(told.length).toBeGreaterThanOrEqual(lines);
  return told;
}

async function soundness(file: string): Promise<object> {
  const store = sqliteStore(file, { readOnly: true });
  await store.open();
  const { sound, trail, strayed } = await verifyStore(store);
  const faults = await store.integrityCheck();
  await store.close();
  return sound && faults.length === 0 ? { sound } : { trail, strayed, faults };
}

/** The list of tasks, written in the same transaction, shows what the state waits for: nothing more and nothing less. */
async function expectWholeSteps(engine: Engine): Promise<void> {
  let waiting = 0;
  for (let cursor: string | undefined; ;) {
    const page = await engine.instances(cursor === undefined ? {} : { cursor });
    for (const { instanceId, active, status } of page.rows) {
      const tasks = (await engine.tasks({ instanceId })).rows.map(({ element }) => element);
      expect(tasks, instanceId).toEqual(active.map(({ element }) => element));
      expect(tasks.length, instanceId).toBe(status === 'active' ? 1 : 0);
      waiting += tasks.length;
    }
    if (page.next === null) break;
    cursor = page.next;
  }
  expect(waiting).toBeGreaterThan(0);
}
