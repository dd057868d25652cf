// Pools that exchange messages inside the engine: each message finds the dossier that its conversation belongs to (BPMN 2.0.2 §8.4.2).
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ProcessEvent } from 'quytrinh/model';
import { eventText } from 'quytrinh/text';
import {
  catching,
  el,
  end,
  io,
  message,
  onEvent,
  multiInstance,
  processText,
  receive,
  start,
  sub,
  throwing,
  user,
  type El,
} from '../machine/bpmn-text.ts';
import { bench, storeKinds, type Bench } from './setup.ts';

interface Exchange {
  /** Property → how it is read from each message. */
  readonly properties?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Correlation keys; absent: none is written. */
  readonly keys?: readonly (readonly string[])[];
  readonly flows?: string;
  readonly pools: readonly string[];
}

const reading = (from: string, path: string): string =>
  `<correlationPropertyRetrievalExpression messageRef="${from}"><messagePath>${path}</messagePath></correlationPropertyRetrievalExpression>`;

function collaboration({ properties = {}, keys, flows = '', pools }: Exchange): string {
  const body = pools.join('');
  const paths = Object.entries(properties);
  const messages = new Set([
    ...[...body.matchAll(/messageRef="([^"]+)"/g), ...flows.matchAll(/messageRef="([^"]+)"/g)].map(([, name]) => name),
    ...paths.flatMap(([, from]) => Object.keys(from)),
  ]);
  const conversation = (keys ?? [])
    .map(
      (parts, index) =>
        `<correlationKey id="K${index}">${parts.map((part) => `<correlationPropertyRef>${part}</correlationPropertyRef>`).join('')}</correlationKey>`,
    )
    .join('');
  return `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="urn:test">
    ${[...messages].map((name) => `<message id="${name}" name="${name}"/>`).join('')}
    ${paths
      .map(
        ([name, from]) =>
          `<correlationProperty id="${name}" name="${name}">${Object.entries(from)
            .map(([one, path]) => reading(one, path))
            .join('')}</correlationProperty>`,
      )
      .join('')}
    <collaboration id="col">${flows}<conversation id="talk">${conversation}</conversation></collaboration>${body}</definitions>`;
}

const pool = (id: string, elements: readonly El[], flows: readonly string[], inside = ''): string =>
  processText(elements, flows, { id, inside });
const carrying = (...inputs: string[]): string => io({ inputs });
/** Throws one message and ends. */
const sender = (id: string, name: string, ...inputs: string[]): string =>
  pool(
    id,
    [start(`${id}s`), throwing(`${id}t`, carrying(...inputs) + message(name)), end(`${id}e`)],
    [`${id}s -> ${id}t -> ${id}e`],
  );

describe.each(storeKinds)('messages of a conversation, on %s', (kind) => {
  let on: Bench;
  afterEach(() => on.dispose());

  const orders = { orderId: { order: 'order.id', confirm: 'ref' } };
  const buyer = pool(
    'p',
    [start('s'), throwing('t', carrying('order = {id: n}') + message('order')), receive('c', 'confirm'), user('got')],
    ['s -> t -> c -> got'],
  );
  const seller = pool(
    'seller',
    [start('ss', message('order')), user('w'), el('endEvent', 'se', carrying('ref = order.id') + message('confirm'))],
    ['ss -> w -> se'],
  );

  it.each([undefined, [['orderId']]])(
    'are known by what the first one sent carries, with the keys %j',
    async (keys) => {
      on = await bench(kind);
      await on.deploy(
        collaboration({ properties: orders, ...(keys === undefined ? {} : { keys }), pools: [buyer, seller] }),
      );
      const [first, second] = [await on.start({ n: 1 }), await on.start({ n: 2 })];
      await on.engine.runDue();
      const sellers = (await on.engine.instances({ process: 'seller' })).rows;
      expect(sellers.map(({ businessKey }) => businessKey).sort()).toEqual(['1', '2']);
      await on.complete(sellers.find(({ businessKey }) => businessKey === '2')!.instanceId, 'w');
      await on.engine.runDue();
      expect([await on.tasks(first), await on.tasks(second)]).toEqual([[], ['got']]);
      // What is known of the conversation is no variable of the process.
      expect((await on.engine.instance(second)).variables).toEqual({ n: 2, ref: 2 });
    },
  );

  it('started by a message are known by it: one property that differs, or is missing, is another conversation', async () => {
    on = await bench(kind);
    await on.deploy(
      collaboration({
        properties: { a: { open: 'x.a', close: 'a1' }, b: { open: 'x.b', close: 'b1' } },
        keys: [['a', 'b']],
        pools: [
          pool(
            'taker',
            [start('ts', message('open')), catching('tc', message('close')), user('closed')],
            ['ts -> tc -> closed'],
          ),
          sender('p', 'open', 'x = {a: ka, b: kb}'),
          sender('q', 'close', 'a1 = ka', 'b1 = kb'),
        ],
      }),
    );
    await on.start({ ka: 'x&b=2', kb: 2 });
    await on.engine.runDue();
    for (const [ka, kb] of [
      ['x&b=2', 3],
      ['x', 2],
      ['x&b=2', null],
    ]) {
      await on.start({ ka: ka!, kb: kb! }, 'q');
      await on.engine.runDue();
      expect(await on.tasks()).toEqual([]);
    }
    await on.start({ ka: 'x&b=2', kb: '2' }, 'q');
    await on.engine.runDue();
    expect(await on.tasks()).toEqual(['closed']);
  });

  it('with two keys are found by either, and by that which was told before', async () => {
    on = await bench(kind);
    await on.deploy(
      collaboration({
        properties: { a: { open: 'x.a', note: 'a1' }, b: { open: 'x.b', note: 'b1' } },
        keys: [['a'], ['b']],
        pools: [
          pool(
            'taker',
            [start('ts', message('open')), catching('tc', message('note')), catching('td', message('note')), user('u')],
            ['ts -> tc -> td -> u'],
          ),
          pool(
            'p',
            [
              start('s'),
              throwing('t', carrying('x = {a: ka, b: kb}') + message('open')),
              user('go'),
              throwing('n', carrying('a1 = ja', 'b1 = jb') + message('note')),
              user('again'),
              throwing('m', carrying('a1 = ja', 'b1 = null') + message('note')),
              end('e'),
            ],
            ['s -> t -> go -> n -> again -> m -> e'],
          ),
        ],
      }),
    );
    // The first message has only b; the second both, so that a is known as well; the third only a.
    const talks = [await on.start({ ka: null, kb: 1 }), await on.start({ ka: null, kb: 2 })];
    await on.engine.runDue();
    await on.complete(talks[1]!, 'go', { ja: 7, jb: 2 });
    await on.engine.runDue();
    await on.complete(talks[1]!, 'again');
    await on.engine.runDue();
    const takers = (await on.engine.instances({ process: 'taker' })).rows;
    const tasks = await Promise.all(
      takers.map(async ({ instanceId, businessKey }) => [businessKey, await on.tasks(instanceId)]),
    );
    expect(new Map(tasks as [string, string[]][])).toEqual(
      new Map([
        ['b=1', []],
        ['b=2', ['u']],
      ]),
    );
  });

  it('are also waited for by what was opened before the key was known', async () => {
    on = await bench(kind);
    await on.deploy(
      collaboration({
        properties: { id: { order: 'n', stop: 'ref' } },
        pools: [
          pool(
            'p',
            [
              start('s'),
              throwing('t', carrying('n = k') + message('order')),
              user('work'),
              onEvent('es', [start('ess', message('stop')), user('stopped')], ['ess -> stopped']),
            ],
            ['s -> t -> work'],
          ),
          sender('q', 'stop', 'ref = k'),
        ],
      }),
    );
    const [first, second] = [await on.start({ k: 1 }), await on.start({ k: 2 })];
    await on.start({ k: 2 }, 'q');
    await on.engine.runDue();
    expect([await on.tasks(first), await on.tasks(second)]).toEqual([['work'], ['stopped']]);
  });

  it('follow the data of the process where it says how, whenever these change', async () => {
    on = await bench(kind);
    const bound =
      '<correlationSubscription id="cs" correlationKeyRef="K0"><correlationPropertyBinding correlationPropertyRef="a"><dataPath>dossier.code</dataPath></correlationPropertyBinding></correlationSubscription>';
    await on.deploy(
      collaboration({
        properties: { a: { note: 'a1' } },
        keys: [['a']],
        pools: [
          pool('p', [start('s'), catching('c', message('note')), user('got')], ['s -> c -> got'], bound),
          sender('q', 'note', 'a1 = k'),
        ],
      }),
    );
    const ids = [await on.start({ dossier: { code: 'X' } }), await on.start({ dossier: { code: 'Y' } })];
    const got = () => Promise.all(ids.map((id) => on.tasks(id)));
    await on.start({ k: 'Y' }, 'q');
    await on.engine.runDue();
    expect(await got()).toEqual([[], ['got']]);
    // Sent too early: it waits for who changes to its key.
    await on.start({ k: 'Z' }, 'q');
    await on.engine.runDue();
    await on.engine.setVariables(ids[0]!, { variables: { dossier: { code: 'Z' } } });
    // Delivered beside the step.
    await vi.waitFor(async () => {
      expect(await got()).toEqual([['got'], ['got']]);
    });
  });

  it('of each round of a repeated subprocess are a conversation of their own', async () => {
    on = await bench(kind);
    const rounds = multiInstance({ collection: '[1, 2, 3]', element: 'i', outputs: 'answers', output: 'answer' });
    const asks = sub(
      'm',
      [
        start('ms'),
        throwing('t', carrying('n = i') + message('ask')),
        el('intermediateCatchEvent', 'c', io({ outputs: ['answer = ref * 10 + i'] }) + message('answer')),
        end('me'),
      ],
      ['ms -> t -> c -> me'],
      io({ inputs: ['answer = null'] }) + rounds,
    );
    await on.deploy(
      collaboration({
        properties: { id: { ask: 'n', answer: 'ref' } },
        pools: [
          pool('p', [start('s'), asks, user('done')], ['s -> m -> done']),
          pool(
            'other',
            [start('os', message('ask')), user('w'), el('endEvent', 'oe', carrying('ref = n') + message('answer'))],
            ['os -> w -> oe'],
          ),
        ],
      }),
    );
    const id = await on.start();
    await on.engine.runDue();
    const others = (await on.engine.instances({ process: 'other' })).rows;
    for (const key of ['2', '3', '1']) {
      await on.complete(others.find(({ businessKey }) => businessKey === key)!.instanceId, 'w');
      await on.engine.runDue();
    }
    expect((await on.engine.instance(id)).variables).toMatchObject({ answers: [11, 22, 33] });
  });

  it('take the message that only the message flow between the pools names', async () => {
    on = await bench(kind);
    const flows =
      '<participant id="A" processRef="p"/><participant id="B" processRef="q"/><messageFlow id="f" sourceRef="t" targetRef="qs" messageRef="m"/>';
    await on.deploy(
      collaboration({
        flows,
        pools: [
          pool('p', [start('s'), el('sendTask', 't'), user('sent')], ['s -> t -> sent']),
          pool('q', [start('qs', '<messageEventDefinition/>'), user('got')], ['qs -> got']),
        ],
      }),
    );
    await on.start();
    await on.engine.runDue();
    expect(await on.tasks()).toEqual(['got', 'sent']);
  });

  it('are told in the history of who knows them, and replayed', async () => {
    on = await bench(kind);
    await on.deploy(collaboration({ properties: orders, pools: [buyer, seller] }));
    const id = await on.start({ n: 1 });
    const known = (await on.engine.history(id))
      .flatMap(({ events }) => events)
      .filter(({ type }) => type === 'conversation.known');
    expect(known).toEqual([{ type: 'conversation.known', scope: '1', values: { orderId: '1' } }]);
    expect(eventText(known[0] as ProcessEvent, 'vi')).toBe('Trao đổi được nhận biết theo: orderId = 1');
    expect(eventText(known[0] as ProcessEvent, 'en')).toBe('Conversation known by: orderId = 1');
    const other = await on.another();
    await on.engine.runDue();
    const [sold] = (await other.instances({ process: 'seller' })).rows;
    await on.complete(sold!.instanceId, 'w');
    await other.runDue();
    expect(await on.tasks(id)).toEqual(['got']);
  });
});
