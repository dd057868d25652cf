// Processes that wake each other for ever: one look at what is due ends all the same, says which, and starves nobody.
import { afterEach, describe, expect, it } from 'vitest';
import { bpmn, end, message, start, throwing, timer, catching } from '../machine/bpmn-text.ts';
import { bench, BEGIN, HOUR, type Bench } from './setup.ts';

describe('work without end', () => {
  let on: Bench;
  afterEach(() => on.dispose());

  it('is told by name, and left for the next look', { timeout: 120_000 }, async () => {
    on = await bench('memory');
    await on.deploy(
      bpmn([start('s', message('go')), throwing('t', message('go')), end('e')], ['s -> t -> e'], { id: 'echo' }),
      bpmn([start('s'), catching('c', timer('PT1H')), end('e')], ['s -> c -> e']),
    );
    const waiting = await on.start();
    await on.engine.publish({ message: 'go', timeToLiveMs: HOUR });
    on.clock.set(BEGIN + HOUR);
    const counts = await on.engine.runDue();
    expect(counts).toMatchObject({ timers: 1, messages: 10_000 });
    expect(await on.status(waiting)).toBe('completed');
    expect(on.troubles).toEqual([
      expect.stringMatching(/^outbox .*: EngineError: DUE_ENDLESS: .* 10000 times in a row, now outbox .*message "go"/),
    ]);
    expect((await on.engine.health()).lastTrouble?.message).toMatch(/^DUE_ENDLESS/);
    // Nothing of it is lost.
    expect(await on.store.outbox(10)).toHaveLength(1);
  });
});
