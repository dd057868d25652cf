// Declared types are held to where data comes in: nothing of a refused command stays.
import { afterEach, describe, expect, it } from 'vitest';
import { isEngineError } from 'quytrinh';
import { errorText } from 'quytrinh/text';
import {
  bpmn,
  call,
  catching,
  end,
  extension,
  message,
  processText,
  service,
  start,
  user,
  type El,
} from '../machine/bpmn-text.ts';
import { bench, type Bench } from './setup.ts';

const schema = (value: object | boolean, of = 'output'): string =>
  `<quytrinh:schema for="${of}"><![CDATA[${JSON.stringify(value)}]]></quytrinh:schema>`;
const object = (properties: object, more: object = {}): object => ({ type: 'object', properties, ...more });
const dossier = object(
  { so: { type: 'string', pattern: '^HS-\\d+$' }, le_phi: { type: 'integer', minimum: 0 } },
  { required: ['so'], additionalProperties: false },
);
const withExtension = (element: El, xml: string): El => ({ ...element, inner: extension(xml) + element.inner });
const process = (elements: readonly El[], flows: readonly string[], declared: object = dossier, more = ''): string =>
  bpmn(elements, flows, { extensions: schema(declared), more });
const wrong = (path: string, rule: string) => ({ code: 'VARIABLES_INVALID', params: { path, rule } });

describe('declared types', () => {
  let on: Bench;
  afterEach(() => on.dispose());

  it('are held to at the start, in both languages, and name every problem', async () => {
    on = await bench('memory');
    await on.deploy(process([start('s'), user('a'), end('e')], ['s -> a -> e']));
    const { engine } = on;
    await expect(engine.start('p')).rejects.toMatchObject(wrong('', 'REQUIRED'));
    await expect(engine.start('p', { variables: { so: 'HS-1', la: 1 } })).rejects.toMatchObject(
      wrong('', 'UNKNOWN_NAME'),
    );
    const error: unknown = await engine
      .start('p', { variables: { so: 'HS-1', le_phi: -5.5 } })
      .catch((thrown: unknown) => thrown);
    if (!isEngineError(error)) throw error;
    expect(error).toMatchObject(wrong('/le_phi', 'TYPE'));
    expect(errorText(error, 'en')).toBe('Variables are not valid: "/le_phi" is not of type integer.');
    expect(errorText(error, 'vi')).toBe('Biến không hợp lệ: "/le_phi" không thuộc kiểu số nguyên.');
    const both: unknown = await engine
      .start('p', { variables: { so: 'x', le_phi: -1 } })
      .catch((thrown: unknown) => thrown);
    expect((both as Error).cause).toMatchObject([{ pointer: '/so' }, { pointer: '/le_phi' }]);
    expect((await engine.instances()).rows).toEqual([]);
    await engine.start('p', { variables: { so: 'HS-1', le_phi: 5 } });
  });

  it('are held to when a task is completed and when variables are set; a refused act changes nothing', async () => {
    on = await bench('memory');
    const checked = withExtension(user('a'), schema(object({ dat: { type: 'boolean' } }, { required: ['dat'] })));
    await on.deploy(
      process(
        [start('s'), checked, user('b'), end('e')],
        ['s -> a -> b -> e'],
        object({ so: { type: 'string' }, le_phi: { type: 'integer' } }),
      ),
    );
    const instanceId = await on.start({ so: 'HS-1' });
    const { seq } = await on.engine.instance(instanceId);
    await expect(on.complete(instanceId, 'a')).rejects.toMatchObject(wrong('', 'REQUIRED'));
    await expect(on.complete(instanceId, 'a', { dat: 'có' })).rejects.toMatchObject(wrong('/dat', 'TYPE'));
    await expect(on.complete(instanceId, 'a', { dat: true, le_phi: 'x' })).rejects.toMatchObject(
      wrong('/le_phi', 'TYPE'),
    );
    await expect(on.engine.setVariables(instanceId, { variables: { le_phi: 1.5 } })).rejects.toMatchObject(
      wrong('/le_phi', 'TYPE'),
    );
    expect((await on.engine.instance(instanceId)).seq).toBe(seq);
    await on.engine.setVariables(instanceId, { variables: { le_phi: 2 } });
    await on.complete(instanceId, 'a', { dat: true });
    await expect(on.complete(instanceId, 'b', { so: 1 })).rejects.toMatchObject(wrong('/so', 'TYPE'));
    await on.complete(instanceId, 'b', { so: 'HS-2' });
    expect(await on.status(instanceId)).toBe('completed');
  });

  it('of a task whose outputs are mapped are those of the task alone', async () => {
    on = await bench('memory');
    const mapped = withExtension(
      user('a'),
      `${schema(object({ so: { type: 'number' } }))}<zeebe:ioMapping><zeebe:output source="=&quot;HS-&quot; + string(so)" target="so"/></zeebe:ioMapping>`,
    );
    await on.deploy(process([start('s'), mapped, user('b')], ['s -> a -> b'], dossier));
    const instanceId = await on.start({ so: 'HS-0' });
    await on.complete(instanceId, 'a', { so: 7 });
    expect((await on.engine.instance(instanceId)).variables).toEqual({ so: 'HS-7' });
  });

  it('are held to when a message comes, to a start and to one who waits', async () => {
    on = await bench('memory');
    const source = process(
      [start('s', message('filed')), catching('c', message('paid')), user('a'), end('e')],
      ['s -> c -> a -> e'],
      object({ le_phi: { type: 'integer' } }, { required: ['so'] }),
    );
    const payload = schema(object({ le_phi: { type: 'integer', minimum: 1 } }, { required: ['le_phi'] }));
    await on.deploy(source.replace('name="paid">', `name="paid">${extension(payload)}`));
    await expect(on.engine.correlate({ message: 'filed', variables: { le_phi: 'x' } })).rejects.toMatchObject(
      wrong('/le_phi', 'TYPE'),
    );
    const { instanceId } = await on.engine.correlate({ message: 'filed' });
    await expect(on.engine.correlate({ message: 'paid' })).rejects.toMatchObject(wrong('', 'REQUIRED'));
    await expect(on.engine.correlate({ message: 'paid', variables: { le_phi: 0 } })).rejects.toMatchObject(
      wrong('/le_phi', 'MINIMUM'),
    );
    expect(await on.tasks()).toEqual([]);
    await on.engine.correlate({ message: 'paid', variables: { le_phi: 1 } });
    expect(await on.tasks(instanceId)).toEqual(['a']);
  });

  it('are held to when a job is completed outside; a handler that keeps to none fails', async () => {
    on = await bench('memory');
    const work = withExtension(
      service('w'),
      '<zeebe:taskDefinition type="work" retries="3"/>' +
        schema(object({ ma: { type: 'string', minLength: 1 } }, { required: ['ma'] })) +
        schema(object({ so: { type: 'string' } }, { required: ['so'] }), 'input'),
    );
    await on.deploy(process([start('s'), work, user('a')], ['s -> w -> a'], object({ so: true, khac: true })));
    const first = await on.start({ so: 'HS-1', khac: 1 });
    const [job] = await on.engine.leaseJobs({ owner: 'outside', forMs: 1_000, limit: 1 });
    await expect(on.engine.completeJob(job!.jobId, { variables: { ma: '' } })).rejects.toMatchObject(
      wrong('/ma', 'MIN_LENGTH'),
    );
    await on.engine.completeJob(job!.jobId, { variables: { ma: 'x' } });
    expect(await on.tasks(first)).toEqual(['a']);

    const wrongOne = await on.start({ so: 4 });
    expect(await on.engine.leaseJobs({ owner: 'outside', forMs: 1_000, limit: 1 })).toEqual([]);
    expect((await on.engine.jobs()).rows.map(({ retries }) => retries)).toEqual([2]);
    expect(on.troubles.join()).toContain('"/so" is not of type string');
    await on.engine.cancel(wrongOne, { reason: 'filed by mistake' });
    on.troubles.length = 0;

    let called = 0;
    on.engine.handle('work', () => {
      called += 1;
      return { ma: 5 };
    });
    await on.start({ so: 'HS-2' });
    await on.start({ so: 3 });
    for (let times = 0; times < 10; times += 1) {
      on.clock.set(on.clock.now() + 3_600_000);
      await on.engine.runDue();
    }
    expect(called).toBe(3);
    expect(await on.incidents()).toEqual(['JOB_RETRIES_EXHAUSTED w', 'JOB_RETRIES_EXHAUSTED w']);
    expect(on.troubles.join()).toContain('"/ma" is not of type string');
    expect(on.troubles.join()).toContain('"/so" is not of type string');
  });

  it('of a called process are held to: the caller has an incident', async () => {
    on = await bench('memory');
    const called = processText([start('qs'), user('qa')], ['qs -> qa'], { id: 'q', extensions: schema(dossier) });
    await on.deploy(bpmn([start('s'), call('c', 'q'), end('e')], ['s -> c -> e'], { more: called }));
    await on.start({ so: 'wrong' });
    await on.engine.runDue();
    expect(await on.incidents()).toEqual(['CALL_FAILED c']);
  });

  it('that can not be read are refused at deployment', async () => {
    on = await bench('memory');
    await expect(on.deploy(process([start('s'), user('a')], ['s -> a'], { type: 'text' }))).rejects.toMatchObject({
      code: 'DEFINITION_INVALID',
    });
  });
});
