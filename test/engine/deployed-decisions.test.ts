// Which version of a decision a business rule task asks, by its binding.
import { afterEach, describe, expect, it } from 'vitest';
import { verifyStore } from 'quytrinh/engine';
import { decision, dmn, literal } from '../feel/dmn/dmn-xml.ts';
import { bpmn, el, end, extension, start, user } from '../machine/bpmn-text.ts';
import { bench, BEGIN, HOUR, storeKinds, type Bench } from './setup.ts';

const fee = (amount: number): string => dmn(decision('fee', literal(`${amount}`)));
const asks = (binding: string, id: string): string => {
  const called = `<zeebe:calledDecision decisionId="d_fee" resultVariable="fee" bindingType="${binding}"/>`;
  const rule = el('businessRuleTask', 'r', extension(called));
  return bpmn([start('s'), rule, user('a'), end('e')], ['s -> r -> a -> e'], { id });
};

describe.each(storeKinds)('a decision on the %s store', (kind) => {
  let on: Bench;
  afterEach(() => on.dispose());
  const answer = async (process: string): Promise<unknown> => {
    const { variables } = await on.engine.instance(await on.start({}, process));
    return variables['fee'];
  };

  it('is the newest, or the one that was there when the process was deployed, also for who runs on', async () => {
    on = await bench(kind);
    await on.engine.deployDecisions(fee(1));
    await on.deploy(asks('deployment', 'old'), asks('latest', 'new'));
    on.clock.set(BEGIN + HOUR);
    await on.engine.deployDecisions(fee(2));
    expect([await answer('old'), await answer('new')]).toEqual([1, 2]);
    await on.deploy(asks('deployment', 'young'));
    expect(await answer('young')).toBe(2);
    const other = await on.another();
    const { instanceId } = await other.start('old');
    expect((await other.instance(instanceId)).variables).toMatchObject({ fee: 1 });
    expect(await verifyStore(on.store)).toMatchObject({ sound: true, strayed: [] });
  });

  it('that came only after the process is the first that came', async () => {
    on = await bench(kind);
    await on.deploy(asks('deployment', 'old'));
    await on.start({}, 'old');
    expect(await on.incidents()).toEqual(['DECISION_UNKNOWN r']);
    on.clock.set(BEGIN + HOUR);
    await on.engine.deployDecisions(fee(1));
    await on.engine.deployDecisions(fee(2));
    expect(await answer('old')).toBe(1);
  });
});
