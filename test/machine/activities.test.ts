// Tasks, their data and their lives: BPMN 2.0.2 §13.3.2, §13.3.3; WS-HumanTask 1.1 §4.10.
import { describe, expect, it } from 'vitest';
import {
  and,
  bpmn,
  call,
  el,
  end,
  extension,
  io,
  manual,
  mapping,
  receive,
  script,
  send,
  service,
  start,
  sub,
  user,
} from './bpmn-text.ts';
import { begin } from './driver.ts';

describe('human tasks', () => {
  const one = bpmn([start('s'), user('a'), end('e')], ['s -> a -> e']);
  const taskOf = (run: Awaited<ReturnType<typeof begin>>) => {
    const [taskId = '', task] = Object.entries(run.state.tasks)[0] ?? [];
    return { taskId, state: task?.state, assignee: task?.assignee };
  };

  it('are claimed, started, released, given to another and completed', async () => {
    const run = await begin(one);
    const { taskId } = taskOf(run);
    expect(taskOf(run)).toMatchObject({ state: 'ready', assignee: null });
    run.do({ type: 'task.claim', taskId, by: 'an' });
    expect(taskOf(run)).toMatchObject({ state: 'reserved', assignee: 'an' });
    run.do({ type: 'task.start', taskId, by: 'an' });
    expect(taskOf(run)).toMatchObject({ state: 'inProgress', assignee: 'an' });
    run.do({ type: 'task.release', taskId });
    expect(taskOf(run)).toMatchObject({ state: 'ready', assignee: null });
    run.do({ type: 'task.assign', taskId, to: 'binh' });
    expect(taskOf(run)).toMatchObject({ state: 'reserved', assignee: 'binh' });
    run.complete('a', { ok: true }, 'binh');
    expect(run.state.status).toBe('completed');
    expect(run.variables()).toEqual({ ok: true });
    expect(run.events.find((event) => event.type === 'task.closed')).toMatchObject({
      by: 'binh',
      outcome: 'completed',
    });
  });

  it('refuse what their state does not allow, and then nothing has changed', async () => {
    const run = await begin(one);
    const { taskId } = taskOf(run);
    const before = structuredClone(run.state);
    expect(() => run.do({ type: 'task.release', taskId })).toThrow(/TASK_STATE.*ready.*release/);
    run.do({ type: 'task.claim', taskId, by: 'an' });
    expect(() => run.do({ type: 'task.claim', taskId, by: 'binh' })).toThrow(/TASK_STATE/);
    expect(() => run.do({ type: 'task.claim', taskId: '99', by: 'an' })).toThrow(/TASK_UNKNOWN/);
    run.do({ type: 'task.release', taskId });
    expect(run.state).toEqual(before);
    run.complete('a');
    expect(() => run.do({ type: 'task.claim', taskId, by: 'an' })).toThrow(/INSTANCE_ENDED/);
  });

  it('carry what the model says of them, evaluated when they begin', async () => {
    const facts = extension(
      '<zeebe:assignmentDefinition assignee="= boss" candidateGroups="mot_cua, van_phong" candidateUsers="= [&quot;an&quot;]"/>' +
        '<zeebe:taskSchedule dueDate="2026-01-09T17:00:00+07:00" followUpDate="= late"/><zeebe:priorityDefinition priority="= 10 + 5"/>' +
        '<zeebe:formDefinition formId="f1"/><quytrinh:performer role="truong_phong" unit="P1" signs="true" modes="KT,TM"/>',
    );
    const run = await begin(bpmn([start('s'), user('a', facts, { name: 'Xem xét' })], ['s -> a']), {
      boss: 'chi',
      late: '2026-01-08T08:00:00+07:00',
    });
    expect(run.events.find((event) => event.type === 'task.created')).toMatchObject({
      task: {
        name: 'Xem xét',
        assignee: 'chi',
        candidateGroups: ['mot_cua', 'van_phong'],
        candidateUsers: ['an'],
        dueAt: Date.parse('2026-01-09T17:00:00+07:00'),
        followUpAt: Date.parse('2026-01-08T08:00:00+07:00'),
        priority: 15,
        form: 'f1',
        role: 'truong_phong',
        unit: 'P1',
        signs: true,
        modes: ['KT', 'TM'],
      },
    });
    expect(Object.values(run.state.tasks)).toMatchObject([{ state: 'reserved', assignee: 'chi' }]);
  });

  it.each([
    ['assignee', '<zeebe:assignmentDefinition assignee="= 5"/>', 'TEXT_EXPECTED'],
    ['candidates', '<zeebe:assignmentDefinition candidateUsers="= 5"/>', 'LIST_EXPECTED'],
    ['dueDate', '<zeebe:taskSchedule dueDate="= 5"/>', 'TEXT_EXPECTED'],
    ['followUpDate', '<zeebe:taskSchedule followUpDate="= [1]"/>', 'TEXT_EXPECTED'],
  ])('say which of these cannot be used: %s', async (expression, facts, reason) => {
    const run = await begin(bpmn([start('s'), user('a', extension(facts))], ['s -> a']));
    expect(run.events.find((event) => event.type === 'incident.raised')).toMatchObject({
      code: 'EXPRESSION_FAILED',
      params: { expression, reason },
    });
  });

  it('exclude who did the elements they are separated from, and only these are remembered', async () => {
    const separated = extension('<quytrinh:separation elements="a"/>');
    const run = await begin(bpmn([start('s'), user('a'), user('b'), user('c', separated)], ['s -> a -> b -> c']));
    run.complete('a', {}, 'an');
    run.complete('b', {}, 'binh');
    expect(run.state.performers).toEqual({ a: ['an'] });
    expect(run.last.find((event) => event.type === 'task.created')).toMatchObject({ task: { excluded: ['an'] } });
  });

  it('are withdrawn when their instance is cancelled', async () => {
    const run = await begin(one);
    run.do({ type: 'instance.cancel', reason: 'withdrawn by the citizen' });
    expect(run.state).toMatchObject({ status: 'cancelled', tasks: {}, elements: {} });
    expect(run.last.map(({ type }) => type)).toEqual([
      'task.closed',
      'element.terminated',
      'element.terminated',
      'instance.terminated',
    ]);
  });
});

describe('jobs', () => {
  const one = bpmn(
    [
      start('s'),
      service(
        'a',
        extension(
          '<zeebe:taskDefinition type="mail" retries="2"/><zeebe:taskHeaders><zeebe:header key="k" value="v"/></zeebe:taskHeaders>',
        ),
      ),
      end('e'),
    ],
    ['s -> a -> e'],
  );

  it('have a type, retries and headers, and take their result once', async () => {
    const run = await begin(one);
    expect(run.last.find((event) => event.type === 'job.created')).toMatchObject({
      jobType: 'mail',
      retries: 2,
      headers: { k: 'v' },
    });
    const [jobId = ''] = Object.keys(run.state.jobs);
    run.complete('a', { sent: 1 });
    expect(run.variables()).toEqual({ sent: 1 });
    expect(() => run.do({ type: 'job.complete', jobId, variables: {} })).toThrow(/INSTANCE_ENDED/);
  });

  it.each([
    ['= n', [3], null],
    ['= "4"', [4], null],
    ['= 0', [], '0'],
    ['= 2.5', [], '2.5'],
    ['= "many"', [], '"many"'],
    ['= true', [], 'true'],
  ])('are tried as often as the model says (%s), or not made when it says no number', async (retries, made, found) => {
    const definition = `<zeebe:taskDefinition type="mail" retries="${retries.replaceAll('"', '&quot;')}"/>`;
    const run = await begin(bpmn([start('s'), service('a', extension(definition))], ['s -> a']));
    expect(Object.values(run.state.jobs).map((job) => job.retries)).toEqual(made);
    const raised = run.events.find((event) => event.type === 'incident.raised');
    if (found === null) expect(raised).toBeUndefined();
    else expect(raised).toMatchObject({ params: { expression: 'retries', reason: 'COUNT_EXPECTED', found } });
  });

  it('are tried again until their retries are used up, then wait for an operator', async () => {
    const run = await begin(one);
    const [jobId = ''] = Object.keys(run.state.jobs);
    run.do({ type: 'job.fail', jobId, message: 'no network', retries: 1, retryAt: run.now + 1000 });
    expect(run.state.jobs[jobId]).toMatchObject({ retries: 1, retryAt: run.now + 1000 });
    expect(run.incidents()).toEqual([]);
    run.failJob('a');
    expect(run.incidents()).toEqual(['JOB_RETRIES_EXHAUSTED a']);
    expect(run.open()).toEqual(['a']);
    run.resolve();
    expect(run.state.jobs[jobId]).toEqual({ on: expect.any(String) as string, jobType: 'mail', retries: 1 });
    expect(run.incidents()).toEqual([]);
    run.complete('a');
    expect(run.state.status).toBe('completed');
  });

  it('may still be completed while their incident is open, which closes with them', async () => {
    const run = await begin(one);
    run.failJob('a');
    run.complete('a');
    expect(run.state.status).toBe('completed');
    expect(run.incidents()).toEqual([]);
    expect(run.last.map(({ type }) => type)).toContain('incident.resolved');
  });
});

describe('data', () => {
  it('comes in by input mappings, seen inside alone, and goes out by output mappings alone', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          user(
            'a',
            io({
              inputs: ['x = base * 2', 'y = x + 1'],
              outputs: ['result.sum = x + y + given', 'result.raw = given'],
            }),
          ),
          user('b'),
        ],
        ['s -> a -> b'],
      ),
      { base: 5 },
    );
    expect(Object.values(run.state.elements).find(({ element }) => element === 'a')?.variables).toEqual({
      x: 10,
      y: 11,
    });
    expect(run.variables()).toEqual({ base: 5 });
    run.complete('a', { given: 1, secret: 2 });
    expect(run.variables()).toEqual({ base: 5, result: { sum: 22, raw: 1 } });
  });

  it('goes to the nearest scope that has the variable, else to the process', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          sub('p1', [start('s1'), user('a'), end('e1')], ['s1 -> a -> e1'], io({ inputs: ['local = 1'] })),
          user('b'),
        ],
        ['s -> p1 -> b'],
      ),
    );
    run.complete('a', { local: 2, far: 3 });
    expect(run.variables()).toEqual({ far: 3 });
    expect(run.events.filter((event) => event.type === 'variables.set').map(({ values }) => values)).toContainEqual({
      local: 2,
    });
  });

  it('stops with an incident when a mapping fails, which is mended and tried again', async () => {
    const run = await begin(
      bpmn([start('s'), user('a', io({ outputs: ['name = upper case(person)'] })), end('e')], ['s -> a -> e']),
    );
    run.complete('a', { person: 'an' });
    expect(run.variables()).toEqual({ name: 'AN' });
  });

  it('keeps results while the way out is stuck', async () => {
    const run = await begin(bpmn([start('s'), user('a'), user('b')], ['s -> a', 'a -> b if given > limit']));
    run.complete('a', { given: 5 });
    expect(run.incidents()).toEqual(['EXPRESSION_FAILED a']);
    run.resolve({ limit: 3 });
    expect(run.open()).toEqual(['b']);
    expect(run.variables()).toEqual({ given: 5, limit: 3 });
  });

  it('is set by an operator, in a scope or in the process', async () => {
    const run = await begin(bpmn([start('s'), sub('p1', [start('s1'), user('a')], ['s1 -> a'])], ['s -> p1']), {
      x: 1,
    });
    const scope = Object.entries(run.state.elements).find(([, { element }]) => element === 'p1')?.[0] ?? '';
    run.do({ type: 'variables.set', variables: { x: 2 } });
    run.do({ type: 'variables.set', variables: { x: 3 }, scope });
    expect(run.variables()).toEqual({ x: 2 });
    expect(run.state.elements[scope]?.variables).toEqual({ x: 3 });
    expect(() => run.do({ type: 'variables.set', variables: {}, scope: '999' })).toThrow(/ARGUMENT_INVALID/);
  });

  it('never reaches through the names of built-in properties', async () => {
    const run = await begin(
      bpmn(
        [start('s'), script('a', 'if constructor = null then "none" else "found"', 'seen'), user('b')],
        ['s -> a -> b'],
      ),
    );
    expect(run.variables()).toEqual({ seen: 'none' });
  });
});

describe('tasks without waiting', () => {
  it('manual and abstract tasks are over as soon as they begin; scripts leave their value', async () => {
    const run = await begin(
      bpmn(
        [start('s'), manual('m'), el('task', 't'), script('f', '1 + n', 'sum'), end('e')],
        ['s -> m -> t -> f -> e'],
      ),
      { n: 2 },
    );
    expect(run.state.status).toBe('completed');
    expect(run.variables()).toEqual({ n: 2, sum: 3 });
    expect(run.done()).toEqual(['s', 'm', 't', 'f', 'e', 'p']);
  });

  it('a send task throws its message with its key and goes on; a receive task waits for one', async () => {
    const run = await begin(
      bpmn(
        [start('s'), send('a', 'order', io({ inputs: ['item = "pen"'] })), receive('b', 'answer'), end('e')],
        ['s -> a -> b -> e'],
        {
          keys: { order: 'id', answer: 'id' },
        },
      ),
      { id: 7 },
    );
    expect(run.events.find((event) => event.type === 'message.thrown')).toMatchObject({ name: 'order', key: '7' });
    expect(Object.values(run.state.subscriptions)).toMatchObject([{ kind: 'message', name: 'answer', key: '7' }]);
    run.message('answer', { yes: true }, '7');
    expect(run.state.status).toBe('completed');
    expect(run.variables()).toEqual({ id: 7, yes: true });
  });

  it('a correlation key that is missing is an incident', async () => {
    const run = await begin(bpmn([start('s'), receive('b', 'answer')], ['s -> b'], { keys: { answer: 'id' } }));
    expect(run.incidents()).toEqual(['CORRELATION_INVALID b']);
    run.resolve({ id: 'x' });
    expect(run.waiting()).toEqual(['b']);
  });
});

describe('tokens at an activity', () => {
  it('two tokens make two activities', async () => {
    const run = await begin(
      bpmn([start('s'), and('f'), user('a'), end('e')], ['s -> f', 'f -> a', 'f -> a', 'a -> e']),
    );
    expect(run.open()).toEqual(['a', 'a']);
    run.complete('a');
    expect(run.open()).toEqual(['a']);
    run.complete('a');
    expect(run.state.status).toBe('completed');
  });

  it('startQuantity gathers tokens, completionQuantity gives several', async () => {
    const run = await begin(
      bpmn(
        [start('s'), user('a', '', { completionQuantity: 3 }), user('b', '', { startQuantity: 3 }), end('e')],
        ['s -> a -> b -> e'],
      ),
    );
    run.complete('a');
    expect(run.open()).toEqual(['b']);
    run.complete('b');
    expect(run.state.status).toBe('completed');
  });

  it('too few tokens for a startQuantity are told', async () => {
    const run = await begin(
      bpmn(
        [start('s'), user('a', '', { completionQuantity: 2 }), user('b', '', { startQuantity: 3 })],
        ['s -> a -> b'],
      ),
    );
    run.complete('a');
    expect(run.open()).toEqual([]);
    expect(run.incidents()).toEqual(['JOIN_DEADLOCK b']);
  });
});

describe('call activity', () => {
  it('asks for the called process with mapped variables and maps the result back', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          call(
            'c',
            'other',
            extension(
              `<zeebe:calledElement processId="other" propagateAllParentVariables="false" propagateAllChildVariables="false"/>${mapping({ inputs: ['id = x'], outputs: ['y = answer'] })}`,
            ),
          ),
          user('b'),
        ],
        ['s -> c -> b'],
      ),
      { x: 4, secret: 1 },
    );
    expect(run.events.find((event) => event.type === 'call.started')).toMatchObject({
      process: 'other',
      variables: { id: 4 },
    });
    run.complete('c', { answer: 9, more: 1 });
    expect(run.variables()).toEqual({ x: 4, secret: 1, y: 9 });
    expect(run.open()).toEqual(['b']);
  });

  it('that fails is an incident, and trying again calls anew', async () => {
    const run = await begin(bpmn([start('s'), call('c', 'other'), end('e')], ['s -> c -> e']));
    const [callId = ''] = Object.keys(run.state.calls);
    run.do({ type: 'call.fail', callId, reason: 'cancelled' });
    expect(run.incidents()).toEqual(['CALL_FAILED c']);
    expect(run.open()).toEqual([]);
    run.resolve();
    expect(run.open()).toEqual(['c']);
    run.complete('c', { answer: 9 });
    expect(run.state.status).toBe('completed');
  });
});
