// The scenarios and the sample department: right by their schemas, and every name in them leads somewhere.
import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js';
import { deniedReasonCodes } from 'quytrinh/model';
import { describe, expect, it } from 'vitest';
import { idsOf, procedures, processes, processOf, readJson, root, scenariosOf } from './files.ts';

const schema = (name: string): AnySchemaObject => readJson(root, 'schemas', `${name}.schema.json`) as AnySchemaObject;
const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true });
const validScenario = ajv.compile(schema('scenario'));

interface DirectoryFile {
  readonly persons: readonly {
    readonly id: string;
    readonly name: string;
    readonly holds: readonly { readonly unit: string; readonly position: string; readonly roles?: readonly string[] }[];
  }[];
  readonly roles: readonly {
    readonly id: string;
    readonly heldBy?: readonly { readonly position: string; readonly unit?: string }[];
  }[];
  readonly units: readonly { readonly id: string }[];
}
const directory = readJson(processes, 'so-mau', 'directory.json') as DirectoryFile;
const persons = new Set(directory.persons.map((person) => person.id));

describe.each(procedures)('scenarios of $folder', (procedure) => {
  const scenarios = scenariosOf(procedure.folder);

  it.each(scenarios.map(({ path, scenario }) => [scenario.id, path, scenario] as const))(
    '%s is a scenario of this process',
    async (id, path, scenario) => {
      expect(validScenario(scenario) ? [] : validScenario.errors).toEqual([]);
      const process = await processOf(procedure);
      expect(id).toBe(`${procedure.file.replace('.bpmn', '')}-${basename(path, '.json')}`);
      expect(scenario.process).toBe(process.id);
      expect(resolve(dirname(path), scenario.file)).toBe(join(processes, procedure.folder, procedure.file));
      for (const other of [scenario.calendar, scenario.directory, scenario.grants])
        expect(existsSync(resolve(dirname(path), other ?? ''))).toBe(true);

      const tasks = new Set(idsOf(process, 'userTask'));
      const waits = new Set([...tasks, ...idsOf(process, 'receiveTask')]);
      const ends = new Set(idsOf(process, 'endEvent'));
      const checks = [
        scenario.expect,
        ...scenario.steps.flatMap((step) => (step.check === undefined ? [] : [step.check])),
      ];
      expect(checks.flatMap((check) => check.ended ?? []).filter((end) => !ends.has(end))).toEqual([]);
      expect(checks.flatMap((check) => check.waiting ?? []).filter((wait) => !waits.has(wait))).toEqual([]);
      expect(scenario.steps.flatMap((step) => step.complete ?? []).filter((task) => !tasks.has(task))).toEqual([]);
      expect(
        [scenario.start.by ?? '', ...scenario.steps.flatMap((step) => step.by ?? [])].filter(
          (person) => !persons.has(person),
        ),
      ).toEqual([]);
      const refusals = scenario.steps.flatMap((step) => step.refused ?? []);
      expect(refusals.filter((code) => !(deniedReasonCodes as readonly string[]).includes(code))).toEqual([]);
      const done = scenario.steps.flatMap((step) =>
        step.complete === undefined || step.refused !== undefined ? [] : [step.complete],
      );
      if (scenario.expect.done !== undefined) expect(done).toEqual(scenario.expect.done);
    },
  );

  it('complete every user task and reach every end', async () => {
    const process = await processOf(procedure);
    const done = new Set(
      scenarios.flatMap(({ scenario }) =>
        scenario.steps.flatMap((step) => (step.refused === undefined ? (step.complete ?? []) : [])),
      ),
    );
    expect(idsOf(process, 'userTask').filter((task) => !done.has(task))).toEqual([]);
    const ended = new Set(scenarios.flatMap(({ scenario }) => scenario.expect.ended ?? []));
    expect(idsOf(process, 'endEvent').filter((end) => !ended.has(end))).toEqual([]);
  });

  it('send messages that the file knows, and have ids of their own', () => {
    expect(
      scenarios
        .flatMap(({ scenario }) => scenario.steps.flatMap((step) => step.message ?? []))
        .filter((name) => name !== 'Hồ sơ bổ sung'),
    ).toEqual([]);
    expect(new Set(scenarios.map(({ scenario }) => scenario.id)).size).toBe(scenarios.length);
  });
});

it('a scenario with a misspelt step is refused', () => {
  const good = scenariosOf(procedures[0].folder)[0]?.scenario;
  expect(validScenario({ ...good, steps: [{ compete: 'TiepNhan', by: 'can_bo_a' }] })).toBe(false);
  expect(validScenario({ ...good, steps: [{ advance: '1 ngày' }] })).toBe(false);
  expect(validScenario({ ...good, expect: {} })).toBe(false);
});

describe('the sample department', () => {
  it.each([
    ['directory.json', 'directory', '#'],
    ['grants.json', 'directory', '#/$defs/grants'],
    ['calendar.json', 'calendar', '#'],
  ])('%s is right by its schema', (file, name, place) => {
    const lax = new Ajv2020({ allErrors: true, strict: false });
    const own = schema(name) as { readonly $id: string };
    lax.addSchema(own);
    const valid = lax.getSchema(`${own.$id}${place === '#' ? '' : place}`);
    expect(valid?.(readJson(processes, 'so-mau', file))).toBe(true);
  });

  it('has plainly fictional persons', () => {
    for (const person of directory.persons) expect(person.name).toMatch(/^Cán bộ [A-Z]$/);
  });

  it.each(procedures)('fills every role of $folder', async (procedure) => {
    const process = await processOf(procedure);
    const unitTasks = process.elements
      .filter((element) => element.assignment?.candidateGroups !== undefined)
      .map((element) => element.id);
    const roles = process.elements
      .filter((element) => element.type === 'userTask' && !unitTasks.includes(element.id))
      .map(
        (element) =>
          element.performer?.role ??
          process.lanes.find((lane) => lane.id === element.lane)?.performer?.role ??
          `none of ${element.id}`,
      );
    const held = (role: string): boolean =>
      directory.persons.some((person) =>
        person.holds.some(
          (one) =>
            one.roles?.includes(role) === true ||
            directory.roles.some(
              (known) =>
                known.id === role &&
                known.heldBy?.some((by) => by.position === one.position && (by.unit ?? one.unit) === one.unit) === true,
            ),
        ),
      );
    expect([...new Set(roles)].filter((role) => !held(role))).toEqual([]);
  });
});
