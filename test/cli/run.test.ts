// `quytrinh run`: exit codes, the events of both formats, time, stores.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { quytrinh, SLOW, workFolder, type Ended } from './quytrinh.ts';
import { bpmn, catchMessage, timer, userTask } from './sample.ts';

const { path, write } = workFolder();
const START = '2026-06-01T08:00:00+07:00';

interface Line {
  readonly type: string;
  readonly at: string;
  readonly instanceId: string;
  readonly elementId: string | null;
  readonly [field: string]: unknown;
}
const linesOf = ({ out }: Ended): Line[] =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

const message = '<message id="m" name="Trả lời"/>';
const office = write('office.bpmn', bpmn([{ id: 'p', elements: [userTask('a'), timer('t', 'PT2H'), userTask('b')] }]));
const several = write(
  'several.bpmn',
  bpmn([
    { id: 'p', elements: [userTask('a')] },
    { id: 'q', elements: [userTask('b')] },
    { id: 'r', elements: [userTask('c')], executable: false },
  ]),
);
const gateway = '<exclusiveGateway id="g" name="Chọn"/>';
const stuck = write(
  'stuck.bpmn',
  bpmn([{ id: 'p', elements: [gateway] }]).replace(
    'targetRef="p_end"/>',
    'targetRef="p_end"><conditionExpression xsi:type="tFormalExpression">=di = 1</conditionExpression></sequenceFlow>' +
      '<sequenceFlow id="x" sourceRef="g" targetRef="p_end"><conditionExpression xsi:type="tFormalExpression">=di = 2</conditionExpression></sequenceFlow>',
  ),
);
const circle = write(
  'circle.bpmn',
  bpmn([{ id: 'p', elements: [userTask('a'), gateway.replace('/>', ' default="back"/>')] }]).replace(
    'sourceRef="g" targetRef="p_end"/>',
    'sourceRef="g" targetRef="p_end"><conditionExpression xsi:type="tFormalExpression">=xong = true</conditionExpression></sequenceFlow>' +
      '<sequenceFlow id="back" sourceRef="g" targetRef="a"/>',
  ),
);

describe('quytrinh run', { timeout: SLOW }, () => {
  it('ends with 3 when work waits for people, and says for what', async () => {
    const { code, out } = await quytrinh('run', office);
    expect(code).toBe(3);
    expect(out).toContain('ĐANG CHỜ:\n  - việc "Việc a"');
    expect(out).toContain('--auto');
  });

  it('--auto completes work, and a timer is still waited for', async () => {
    const { code, out } = await quytrinh('run', office, '--auto', '--at', START, '--lang', 'en');
    expect(code).toBe(3);
    expect(out).toContain('WAITING:\n  - timer 01/06/2026 10:00 at "Đợi t"');
  });

  it('--auto --fast-forward runs to the end, each event at its own moment', async () => {
    const [pretty, lines] = await Promise.all([
      quytrinh('run', office, '--auto', '--fast-forward', '--at', START),
      quytrinh('run', office, '--auto', '--fast-forward', '--at', START, '--format', 'ndjson'),
    ]);
    expect(pretty.code).toBe(0);
    expect(pretty.out).toMatch(/\n01\/06\/2026 08:00 {2}Bắt đầu quy trình\n/);
    expect(pretty.out).toMatch(/\n01\/06\/2026 10:00 {2}Kết thúc hẹn giờ: đã đến giờ\n/);
    expect(pretty.out).toContain('HOÀN THÀNH');
    expect(lines.code).toBe(0);
    expect(lines.err).toContain('HOÀN THÀNH');
    const events = linesOf(lines);
    expect(events[0]).toMatchObject({ type: 'instance.started', at: START, elementId: null, process: 'p' });
    expect(events.at(-1)).toMatchObject({ type: 'instance.completed', at: '2026-06-01T10:00:00+07:00' });
    expect(new Set(events.map(({ instanceId }) => instanceId)).size).toBe(1);
    const armed = events.find(({ type }) => type === 'timer.armed');
    expect(armed).toMatchObject({ elementId: 't', element: 't', dueAt: '2026-06-01T10:00:00+07:00' });
    // an event that only names a part is still about an element
    expect(events.find(({ type }) => type === 'timer.closed')).toMatchObject({ elementId: 't', outcome: 'fired' });
    for (const event of events)
      expect(Object.keys(event).slice(0, 4)).toEqual(['type', 'at', 'instanceId', 'elementId']);
  });

  it('without a wait it completes on the clock of the computer', async () => {
    const before = Date.now();
    const ended = await quytrinh('run', write('plain.bpmn', bpmn([{ id: 'p' }])), '--format', 'ndjson');
    expect(ended.code).toBe(0);
    const [first] = linesOf(ended);
    expect(first?.at).toMatch(/\+07:00$/);
    expect(Date.parse(first?.at ?? '')).toBeGreaterThanOrEqual(before);
  });

  it('--auto answers receive tasks and jobs, not events that wait for a message', async () => {
    const service =
      '<serviceTask id="s" name="Gửi"><extensionElements><z:taskDefinition xmlns:z="http://camunda.org/schema/zeebe/1.0" type="gui"/></extensionElements></serviceTask>';
    const receive = '<receiveTask id="r" name="Nhận" messageRef="m"/>';
    const [tasks, event] = await Promise.all([
      quytrinh('run', write('receive.bpmn', bpmn([{ id: 'p', elements: [receive, service] }], message)), '--auto'),
      quytrinh('run', write('catch.bpmn', bpmn([{ id: 'p', elements: [catchMessage('c', 'm')] }], message)), '--auto'),
    ]);
    expect(tasks.code).toBe(0);
    expect(event.code).toBe(3);
    expect(event.out).toContain('thông điệp "Trả lời" tại "Chờ c"');
  });

  it('deploys all processes of the file, so that they can talk', async () => {
    const asked = '<startEvent id="qs" name="Được hỏi"><messageEventDefinition messageRef="m"/></startEvent>';
    const answer =
      '<intermediateThrowEvent id="qe" name="Đáp"><messageEventDefinition messageRef="n"/></intermediateThrowEvent>';
    const rows = [
      {
        id: 'p',
        elements: ['<sendTask id="s" name="Hỏi" messageRef="m"/>', '<receiveTask id="r" name="Nhận" messageRef="n"/>'],
      },
      { id: 'q', start: asked, elements: [userTask('b'), answer] },
    ];
    const file = write('pair.bpmn', bpmn(rows, `${message}<message id="n" name="Đáp"/>`));
    const ended = await quytrinh('run', file, '--process', 'p', '--auto', '--format', 'ndjson');
    expect(ended.code).toBe(0);
    const done = linesOf(ended).filter(({ type }) => type === 'instance.completed');
    expect(new Set(done.map(({ instanceId }) => instanceId)).size).toBe(2);
  });

  it('chooses among several processes only when it is told', async () => {
    const [none, unknown, drawing, chosen] = await Promise.all([
      quytrinh('run', several),
      quytrinh('run', several, '--process', 'z'),
      quytrinh('run', several, '--process', 'r'),
      quytrinh('run', several, '--process', 'q', '--auto'),
    ]);
    for (const { code, out, err } of [none, unknown, drawing]) {
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain('p (Quy trình p), q (Quy trình q)');
    }
    expect(chosen.code).toBe(0);
  });

  it('starts with the variables it is given, as text or from a file', async () => {
    const file = write('bien.json', '{"di": 2}');
    const [text, fromFile] = await Promise.all([
      quytrinh('run', stuck, '--variables', '{"di": 1}'),
      quytrinh('run', stuck, '--variables', `@${file}`),
    ]);
    expect([text.code, fromFile.code]).toEqual([0, 0]);
    expect(fromFile.out).toContain('Dữ liệu: {"di":2}');
  });

  it.each([
    [['--variables', '{"di": '], 'JSON'],
    [['--variables', '[1]'], 'đối tượng JSON'],
    [['--variables', '@khong-co.json'], 'Không có tệp'],
    [['--at', '01/06/2026'], 'YYYY-MM-DD'],
    [['--limit', '0'], '--limit'],
    [['--store', '/khong-co/kho.db'], 'không có thư mục'],
  ])('ends with 2 for %j', async (args, said) => {
    const { code, out, err } = await quytrinh('run', stuck, ...args);
    expect(err).toContain(said);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  it('ends with 1 for a file with errors, an incident, an uncaught error', async () => {
    const uncaught = bpmn([{ id: 'p', elements: [] }], '<error id="e" errorCode="X"/>').replace(
      'name="Kết thúc"/>',
      'name="Kết thúc"><errorEventDefinition errorRef="e"/></endEvent>',
    );
    const [broken, incident, failed, missing] = await Promise.all([
      quytrinh('run', write('broken.bpmn', '<definitions'), '--format', 'ndjson'),
      quytrinh('run', stuck),
      quytrinh('run', write('uncaught.bpmn', uncaught)),
      quytrinh('run', path('none.bpmn')),
    ]);
    expect(broken).toMatchObject({ code: 1, out: '' });
    expect(broken.err).toMatch(/broken\.bpmn:1:\d+ {2}lỗi {2}XML_/);
    expect(incident.code).toBe(1);
    expect(incident.out).toContain('CÓ SỰ CỐ');
    expect(incident.out).toContain('NO_FLOW_TAKEN');
    expect(failed.code).toBe(1);
    expect(failed.out).toContain('THẤT BẠI');
    expect(missing.code).toBe(2);
  });

  it('stops with 1 when empty results lead round and round, or the limit is reached', async () => {
    const endless = bpmn([{ id: 'p', elements: [catchMessage('c', 'm')] }], message).replace(
      '</process>',
      '<subProcess id="w" triggeredByEvent="true"><startEvent id="ws" isInterrupting="false"><timerEventDefinition><timeCycle xsi:type="tFormalExpression">R/PT1H</timeCycle></timerEventDefinition></startEvent><endEvent id="we"/><sequenceFlow id="wf" sourceRef="ws" targetRef="we"/></subProcess></process>',
    );
    const [round, limited] = await Promise.all([
      quytrinh('run', circle, '--auto', '--at', START),
      quytrinh('run', write('endless.bpmn', endless), '--fast-forward', '--at', START, '--limit', '30', '--lang', 'en'),
    ]);
    expect(round.code).toBe(1);
    expect(round.out).toContain('quay vòng mãi qua "Việc a"');
    expect(limited.code).toBe(1);
    expect(limited.out).toContain('after 30 automatic acts');
    expect(limited.out).toContain('02/06/2026');
  });

  it('keeps the run in a store, which the next run shares without touching what is there', async () => {
    const store = path('kho.db');
    const first = await quytrinh('run', office, '--store', store, '--at', START);
    expect(first.code).toBe(3);
    const second = await quytrinh(
      'run',
      office,
      '--store',
      store,
      '--at',
      START,
      '--auto',
      '--fast-forward',
      '--format',
      'ndjson',
    );
    expect(second.code).toBe(0);
    expect(new Set(linesOf(second).map(({ instanceId }) => instanceId)).size).toBe(1);
    expect(readFileSync(store).subarray(0, 15).toString()).toBe('SQLite format 3');
    const verified = await quytrinh('audit', 'verify', store, '--format', 'json');
    expect(verified.code).toBe(0);
    expect(JSON.parse(verified.out)).toMatchObject({ sound: true, instances: 2, firstBad: null });
  });

  it('does not jump past a timer of another instance of the store', async () => {
    const store = path('chung.db');
    const short = write('short.bpmn', bpmn([{ id: 'p', elements: [timer('t', 'PT1H')] }]));
    expect((await quytrinh('run', short, '--store', store, '--at', START)).code).toBe(3);
    const { code, err } = await quytrinh('run', office, '--store', store, '--at', START, '--auto', '--fast-forward');
    expect(code).toBe(2);
    expect(err).toContain('kho riêng');
  });
});
