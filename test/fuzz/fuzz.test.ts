// A small fixed budget of random processes with random lives; `npm run fuzz` goes on for as long as somebody wants.
import { describe, expect, it } from 'vitest';
import type { BpmnModel } from 'quytrinh/model';
import { builder, conditional, dataSet, feel, modelOf } from './builder.ts';
import { allCells, allFacets, cellsOf, facetsOf } from './cells.ts';
import { prototypeNames } from './nonsense.ts';
import { randomOf } from './random.ts';
import { again, explain, randomModel, runSeed } from './run-seed.ts';
import { run } from './run.ts';

describe('random processes', () => {
  it('are the same for the same seed', () => {
    expect(randomModel(7)).toEqual(randomModel(7));
    expect(randomModel(7)).not.toEqual(randomModel(8));
  });

  it('keep the laws, go with the reference at every step and come to an end', () => {
    const ends = new Set<string>();
    const cells = new Set<string>();
    const facets = new Set<string>();
    let [steps, compared, called, endless] = [0, 0, 0, 0];
    for (let seed = 1; seed <= 500; seed += 1) {
      const one = runSeed(seed);
      const { outcome } = one;
      if (outcome.kind !== 'held') expect.unreachable(`${again(seed)}\n${outcome.kind} ${explain(one)}`);
      else {
        // Instances that wake one another without end have none.
        if (outcome.end === 'endless') endless += 1;
        else ends.add(outcome.end);
        steps += outcome.steps;
        compared += outcome.compared;
        called += outcome.members.length - 1;
        for (const cell of cellsOf(outcome.members)) cells.add(cell);
        for (const facet of facetsOf(outcome.members)) facets.add(facet);
      }
    }
    expect([...ends].sort()).toEqual(['cancelled', 'completed', 'failed', 'incident']);
    expect(endless).toBeLessThan(5);
    expect(steps).toBeGreaterThan(3_000);
    // A step with too many orders to try is not compared, nor what follows; that must stay rare.
    expect(compared).toBeGreaterThan(steps * 0.99);
    expect(called).toBeGreaterThan(100);
    // What is rare has to keep the laws, in more lives, without the reference.
    for (let seed = 501; seed <= 1_500; seed += 1) {
      const one = runSeed(seed, false);
      if (one.outcome.kind !== 'held') expect.unreachable(`${again(seed)}\n${one.outcome.kind} ${explain(one)}`);
      else {
        for (const cell of cellsOf(one.outcome.members)) cells.add(cell);
        for (const facet of facetsOf(one.outcome.members)) facets.add(facet);
      }
    }
    // Everything that is executed has lived in one of them.
    expect(allCells.filter((cell) => !cells.has(cell))).toEqual([]);
    expect(allFacets.filter((facet) => !facets.has(facet))).toEqual([]);
  }, 120_000);

  it('come to an end in nested ad-hoc subprocesses that idle until what is done in them is enough', () => {
    const own = builder();
    const enough = (text: string) =>
      ({ adHoc: { ordering: 'sequential', cancelRemaining: true, completionCondition: feel(text) } }) as const;
    own.link(own.add('startEvent', 'p').id, own.add('adHocSubProcess', 'p', enough('c = 1')).id);
    own.add('adHocSubProcess', 'A2', enough('b = 0'));
    own.add('adHocSubProcess', 'A4', enough('a = 3'));
    own.add('userTask', 'A5');
    for (let seed = 1; seed <= 20; seed += 1)
      expect(run({ model: modelOf({ p: own }), random: randomOf(seed) })).toMatchObject({ kind: 'held' });
  });

  it('come to an end where only variables let more tokens go on', () => {
    const own = builder();
    const wait = own.add('intermediateCatchEvent', 'p', { events: conditional('c = 2') });
    const fork = own.add('parallelGateway', 'p');
    own.link(own.add('startEvent', 'p').id, wait.id);
    own.link(wait.id, fork.id);
    const last = own.add('userTask', 'p');
    for (let branch = 0; branch < 4; branch += 1) {
      const task = own.add('userTask', 'p');
      own.link(fork.id, task.id);
      own.link(task.id, last.id);
    }
    own.link(last.id, own.add('userTask', 'p').id);
    for (let seed = 1; seed <= 20; seed += 1)
      expect(run({ model: modelOf({ p: own }), random: randomOf(seed), steps: 0 })).toMatchObject({ end: 'completed' });
  });

  it('come to an end where only data let more tokens go on', () => {
    const own = builder();
    const wait = own.add('task', 'p');
    wait.inputSets = [dataSet('set', [own.declare('dataInput', `${wait.id}_i`, wait.id)])];
    wait.dataInputs = [
      { sources: [own.declare('dataObject', 'd', 'p')], target: `${wait.id}_i`, assignments: [], at: wait.at },
    ];
    const fork = own.add('parallelGateway', 'p');
    own.link(own.add('startEvent', 'p').id, wait.id);
    own.link(wait.id, fork.id);
    for (let branch = 0; branch < 4; branch += 1) own.link(fork.id, own.add('userTask', 'p').id);
    for (let seed = 1; seed <= 20; seed += 1)
      expect(run({ model: modelOf({ p: own }), random: randomOf(seed), steps: 0 })).toMatchObject({ end: 'completed' });
  });

  it('come to an end where a circle leads to more than another round of it', () => {
    const own = builder();
    const choice = own.add('exclusiveGateway', 'p');
    const again = own.add('userTask', 'p');
    const scope = own.add('subProcess', 'p');
    own.link(own.add('startEvent', 'p').id, choice.id);
    own.link(choice.id, again.id, 'b <= 3');
    own.link(again.id, choice.id);
    choice.defaultFlow = own.link(choice.id, scope.id).id;
    for (let task = 0; task < 4; task += 1) own.add('userTask', scope.id);
    for (let seed = 1; seed <= 20; seed += 1)
      expect(run({ model: modelOf({ p: own }), random: randomOf(seed), steps: 0 })).toMatchObject({ end: 'completed' });
  });

  it('live the same whatever their elements are called: as objects call what is always in them', () => {
    const used = new Set<string>();
    for (let seed = 1; seed <= 60; seed += 1) {
      const model = randomModel(seed);
      const random = randomOf(seed);
      const ids = model.processes.flatMap(({ elements }) => elements.map(({ id }) => id));
      const names = new Map(prototypeNames.map((name) => [random.pick(ids), name]));
      const renamed = (text: string): string =>
        text.replaceAll(/"(\w+)"/g, (all, id: string) => (names.has(id) ? `"${names.get(id)!}"` : all));
      const before = eventsOf(model, seed);
      const after = eventsOf(JSON.parse(renamed(JSON.stringify(model))) as BpmnModel, seed);
      expect(after).toBe(renamed(before));
      for (const name of prototypeNames) if (after.includes(`"element":"${name}"`)) used.add(name);
    }
    expect(prototypeNames.filter((name) => used.has(name))).toEqual(prototypeNames);
  });
});

/** The journals of a life. */
function eventsOf(model: BpmnModel, seed: number): string {
  const outcome = run({ model, random: randomOf(seed ^ 0x5eed) });
  if (outcome.kind !== 'held') throw new Error(outcome.kind === 'differs' ? outcome.report : 'does not compile');
  return JSON.stringify(outcome.members.map(({ history }) => history));
}
