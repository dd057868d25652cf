// Every executed cell of docs/support.md: one case that shows what the standard says happens there. No cell without a case, no case
// without a cell, and each case really holds the element or event that it is named after.
import { describe, expect, it } from 'vitest';
import {
  elementCase,
  elementCaseFile,
  elementTypeNames,
  eventCase,
  eventCaseFile,
  eventCell,
  eventRowNames,
  isExecuted,
  positionNames,
} from '../../docs/support-cells.ts';
import { validate } from 'quytrinh/lint';
import { compile } from 'quytrinh/machine';
import type { BpmnModel, ElementModel } from 'quytrinh/model';
import { bench } from '../engine/setup.ts';
import { driverOf, modelOf, type Driver } from './driver.ts';
import { elementCases, eventCases } from './positions/index.ts';
import type { Case } from './positions/case.ts';
import { cellOf } from './positions/cell-of.ts';

/** The case runs as it says; gives the model and the elements that were completed in it. */
async function run(one: Case): Promise<{ readonly model: BpmnModel; readonly lived: ReadonlySet<string> }> {
  const model = await modelOf(one.bpmn);
  expect(validate(model).filter(({ severity }) => severity === 'error')).toEqual([]);
  if ('drive' in one) {
    const compiled = compile(model);
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
    const runs: Driver[] = [];
    one.drive((variables = {}, startEvent) => {
      const driver = driverOf(compiled.machine);
      driver.do({ type: 'start', variables, ...(startEvent === undefined ? {} : { startEvent }) });
      runs.push(driver);
      return driver;
    });
    return { model, lived: new Set(runs.flatMap(({ events }) => events.flatMap(elementOf))) };
  }
  const on = await bench('memory');
  try {
    await on.deploy(one.bpmn);
    await one.outside(on);
    const lived = new Set<string>();
    for (const { instanceId } of (await on.engine.instances()).rows)
      for (const { events } of await on.engine.history(instanceId))
        for (const event of events) for (const element of elementOf(event)) lived.add(element);
    return { model, lived };
  } finally {
    await on.dispose();
  }
}

const elementOf = (event: object): string[] =>
  'type' in event && event.type === 'element.completed' && 'element' in event ? [String(event.element)] : [];

const elementsOf = (model: BpmnModel): readonly ElementModel[] => model.processes.flatMap(({ elements }) => elements);

async function exportsOf(file: string): Promise<unknown[]> {
  const module = (await import(new URL(`../../${file}`, import.meta.url).href)) as Record<string, unknown>;
  return Object.values(module);
}

describe('an element is executed', () => {
  it('each by one case', () => {
    expect(Object.keys(elementCases).sort()).toEqual(elementTypeNames.filter(isExecuted).sort());
  });

  it('in the file that its link names', async () => {
    for (const type of elementTypeNames)
      expect(await exportsOf(elementCaseFile(type))).toContainEqual(
        expect.objectContaining({ [type]: elementCases[type] }),
      );
  });

  it.each(elementTypeNames.map((type) => [elementCase(type), type] as const))('%s', async (_name, type) => {
    const { model, lived } = await run(elementCases[type]);
    const own = elementsOf(model).filter((element) => element.type === type);
    expect(own.some(({ id }) => lived.has(id))).toBe(true);
  });
});

const cases = eventRowNames.flatMap((row) =>
  positionNames.flatMap((position) => {
    const one = eventCases[row][position];
    return one === undefined ? [] : [[eventCase(row, position), row, position, one] as const];
  }),
);

describe('an event is executed', () => {
  it('each by one case', () => {
    const executed = eventRowNames.flatMap((row) =>
      positionNames
        .filter((position) => eventCell(row, position) === 'executed')
        .map((position) => eventCase(row, position)),
    );
    expect(cases.map(([name]) => name)).toEqual(executed);
  });

  it('in the file that its link names', async () => {
    for (const row of eventRowNames) expect(await exportsOf(eventCaseFile(row))).toContain(eventCases[row]);
  });

  it.each(cases)('%s', async (_name, row, position, one) => {
    const { model, lived } = await run(one);
    const all = elementsOf(model);
    const own = all.filter((element) => {
      const cell = cellOf(element, all);
      return cell?.[0] === row && cell[1] === position;
    });
    // No token passes a compensation event on a boundary: it lives as its handler.
    const handler = all.find(({ isForCompensation }) => isForCompensation)?.id ?? '';
    const lives = ({ id, type, events = [] }: ElementModel): boolean =>
      lived.has(type === 'boundaryEvent' && events[0]?.kind === 'compensate' ? handler : id);
    expect(own.some(lives)).toBe(true);
  });
});
