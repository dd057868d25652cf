// A scenario file and all that it names: the procedure, the calendar, the people.
import { Ajv2020 } from 'ajv/dist/2020.js';
import path from 'node:path';
import { compileDirectory, grantsOf, readDirectory, type Directory } from '../../authority/index.ts';
import type { Grant } from '../../model/authority.ts';
import type { Calendar } from '../../model/calendar.ts';
import type { Scenario } from '../../testing/index.ts';
import type { Lang } from '../../text/index.ts';
import { loadCalendar } from '../calendar/load-calendar.ts';
import { readJson } from '../files/read-json.ts';
import { usageError } from '../usage-error.ts';
import schema from '../../../schemas/scenario.schema.json' with { type: 'json' };

export interface LoadedScenario {
  readonly scenario: Scenario;
  /** Path of the BPMN file. */
  readonly file: string;
  readonly calendar: Calendar;
  readonly directory: Directory | undefined;
  readonly grants: readonly Grant[];
}

/** Paths are relative to the scenario's own folder. Throws a UsageError. */
export function loadScenario(file: string, lang: Lang): LoadedScenario {
  const value = readJson(file);
  const problems = shapeProblems(value);
  if (problems !== null) throw usageError('fileShape', { file, problems });
  const scenario = value as Scenario;
  const beside = (name: string): string => path.join(path.dirname(file), name);
  const grants = scenario.grants === undefined ? undefined : readJson(beside(scenario.grants));
  const people = scenario.directory === undefined ? undefined : peopleOf(beside(scenario.directory), grants);
  return {
    scenario,
    file: beside(scenario.file),
    calendar: loadCalendar(scenario.calendar === undefined ? undefined : beside(scenario.calendar), {}, lang),
    directory: people?.directory,
    grants: people?.grants ?? [],
  };
}

/** The grants of a file of their own take the place of those in the directory. */
function peopleOf(file: string, grants: unknown): { readonly directory: Directory; readonly grants: readonly Grant[] } {
  const people = readJson(file);
  const whole = grants === undefined || typeof people !== 'object' ? people : { ...people, grants };
  const read = readDirectory(whole);
  if (read.ok) return { directory: compileDirectory(read.data), grants: grantsOf(read.data) };
  const problems = read.problems.map(({ code, pointer }) => `${pointer}: ${code}`);
  throw usageError('fileShape', { file, problems: problems.slice(0, MOST_SHOWN).join('; ') });
}

const MOST_SHOWN = 5;

function shapeProblems(value: unknown): string | null {
  const check = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(schema);
  if (check(value)) return null;
  return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`.trim()).join('; ');
}
