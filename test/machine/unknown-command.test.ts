// A command that does not exist is refused by name, in every state; names of the prototype are no commands either.
import { describe, expect, it } from 'vitest';
import type { Command } from 'quytrinh/model';
import { bpmn, end, start, user } from './bpmn-text.ts';
import { begin } from './driver.ts';

describe('a command of an unknown type', () => {
  it.each(['task.complet', 'constructor', '__proto__', 'toString'])('%s', async (type) => {
    const run = await begin(bpmn([start('s'), user('a'), end('e')], ['s -> a -> e']));
    expect(() => run.do({ type } as unknown as Command)).toThrow(new RegExp(`ARGUMENT_INVALID.*${type}`));
    run.complete('a');
    expect(() => run.do({ type } as unknown as Command)).toThrow(new RegExp(`ARGUMENT_INVALID.*${type}`));
  });
});
