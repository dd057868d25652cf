// Every scenario of every shipped procedure runs as its file says.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { memoryStore, openEngine, parse } from 'quytrinh';
import type { CalendarData, DirectoryData, GrantData } from 'quytrinh/model';
import { compileCalendar, vietnamCalendars } from 'quytrinh/time';
import { manualClock, runScenario, type Scenario } from 'quytrinh/testing';
import { describe, expect, it } from 'vitest';

const files = globSync('processes/*/scenarios/*.json');

describe('scenarios of the shipped procedures', () => {
  it('are there', () => {
    expect(files.length).toBeGreaterThanOrEqual(10);
  });

  it.each(files)('%s', async (file) => {
    const read = (name: string): string => readFileSync(path.join(path.dirname(file), name), 'utf8');
    const scenario = JSON.parse(readFileSync(file, 'utf8')) as Scenario;
    const layer = JSON.parse(read(scenario.calendar ?? '')) as CalendarData;
    const compiled = compileCalendar([layer, ...vietnamCalendars]);
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
    const calendar = compiled.value;
    const clock = manualClock(Date.parse(scenario.start.at));
    const directory = {
      ...(JSON.parse(read(scenario.directory ?? '')) as DirectoryData),
      grants: JSON.parse(read(scenario.grants ?? '')) as GrantData[],
    };
    const trouble: unknown[] = [];
    const onTrouble = (what: unknown): void => {
      trouble.push(what);
    };
    const engine = await openEngine({ store: memoryStore(), clock, calendar, directory, onTrouble });
    const source = read(scenario.file);
    await engine.deployText(source, scenario.file);
    const { model } = await parse(source);
    const process = model?.processes.find(({ id }) => id === scenario.process);
    if (process === undefined) throw new Error('no such process');
    const run = await runScenario(scenario, { engine, clock, calendar, process });
    expect(run.differences).toEqual([]);
    expect(trouble).toEqual([]);
    expect((await engine.incidents()).rows).toEqual([]);
    await engine.close();
  });
});
