// What a tampered list shows is found, although snapshot and journal are untouched.
import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openEngine } from 'quytrinh';
import { verifyStore } from 'quytrinh/engine';
import { sqliteStore } from 'quytrinh/stores/sqlite';
import { describe, expect, it } from 'vitest';

const source = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:quytrinh="urn:quytrinh:bpmn:1" targetNamespace="t"><process id="p" isExecutable="true">
<extensionElements><quytrinh:sla duration="P5D"/></extensionElements>
<startEvent id="s"/><sequenceFlow id="a" sourceRef="s" targetRef="t"/><userTask id="t"><extensionElements><quytrinh:sla duration="P1D"/></extensionElements></userTask><sequenceFlow id="b" sourceRef="t" targetRef="e"/><endEvent id="e"/>
<boundaryEvent id="late" attachedToRef="t" cancelActivity="false"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>
<sequenceFlow id="c" sourceRef="late" targetRef="e"/></process></definitions>`;

async function kept(): Promise<string> {
  const file = join(mkdtempSync(join(tmpdir(), 'quytrinh-')), 'store.sqlite');
  const engine = await openEngine({ store: file });
  await engine.deployText(source);
  await engine.start('p', { businessKey: 'HS-1' });
  await engine.close();
  return file;
}

async function verdictOf(file: string): Promise<string[]> {
  const store = sqliteStore(file, { readOnly: true });
  await store.open();
  const { trail, strayed } = await verifyStore(store);
  await store.close();
  return [String(trail.sound), ...strayed.map(({ what }) => what)];
}

describe('a list beside the journal', () => {
  it('is sound as it was written', async () => {
    expect(await verdictOf(await kept())).toEqual(['true']);
  });

  it.each([
    ["UPDATE instances SET status = 'completed'", 'columns'],
    ["UPDATE instances SET business_key = 'HS-2'", 'columns'],
    ['UPDATE instances SET dossier_status = 10', 'columns'],
    ['UPDATE instances SET due_at = due_at + 86400000', 'columns'],
    ["UPDATE instances SET light = 'early'", 'columns'],
    ["UPDATE instances SET light = 'onTime', due_at = NULL, risk_at = NULL", 'columns'],
    ['UPDATE tasks SET due_at = due_at + 86400000', 'lists'],
    ["UPDATE tasks SET assignee = 'can_bo_x', state = 'reserved'", 'lists'],
    ['UPDATE timers SET due_at = due_at + 1', 'lists'],
    ["UPDATE timers SET element = 'other'", 'lists'],
    ["UPDATE tasks SET task = json_set(task, '$.name', 'x', '$.role', 'chanh_van_phong')", 'lists'],
    ['UPDATE tasks SET created_at = created_at - 1', 'lists'],
    ['UPDATE instances SET started_at = started_at - 1', 'columns'],
    ['DELETE FROM tasks', 'lists'],
    ['UPDATE journal SET at = at + 1', 'time'],
  ])('%s is told', async (sql, what) => {
    const file = await kept();
    const copy = `${file}.copy`;
    copyFileSync(file, copy);
    const db = new DatabaseSync(copy);
    db.exec(sql);
    db.close();
    expect(await verdictOf(copy)).toEqual(['true', what]);
  });
});
