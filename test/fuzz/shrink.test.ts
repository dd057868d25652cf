// A failing process is made smaller within a bound, whatever way it fails.
import { expect, it } from 'vitest';
import { builder, modelOf } from './builder.ts';
import { randomOf } from './random.ts';
import { run } from './run.ts';
import { shrink } from './shrink.ts';

it('what has no end is made smaller without living to its end again and again', () => {
  const own = builder();
  const merge = own.add('exclusiveGateway', 'p');
  own.link(own.add('startEvent', 'p').id, merge.id);
  const fork = own.add('parallelGateway', 'p');
  own.link(merge.id, fork.id);
  for (let branch = 0; branch < 12; branch += 1) own.link(fork.id, own.add('userTask', 'p').id);
  const choice = own.add('exclusiveGateway', 'p');
  const last = own.add('userTask', 'p');
  own.link(fork.id, last.id);
  own.link(last.id, choice.id);
  // No driver ever sets so much.
  own.link(choice.id, own.add('endEvent', 'p').id, 'a = 9');
  choice.defaultFlow = own.link(choice.id, merge.id).id;
  const model = modelOf({ p: own });
  const outcome = run({ model, random: randomOf(1), steps: 0, compares: false });
  if (outcome.kind !== 'differs') expect.unreachable(outcome.kind);
  else {
    expect(outcome.report).toContain('no end');
    const small = shrink(model, outcome);
    expect(small.outcome.report).toContain('no end');
    expect(small.model.processes[0]?.elements.length).toBeLessThan(own.elements.length);
  }
}, 20_000);
