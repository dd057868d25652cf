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
  const people = scenario.directory === undefined ? undefined : directoryOf(beside(scenario.directory));
  const more = scenario.grants === undefined ? [] : grantsOfFile(beside(scenario.grants));
  return {
    scenario,
    file: beside(scenario.file),
    calendar: loadCalendar(scenario.calendar === undefined ? undefined : beside(scenario.calendar), {}, lang),
    directory: people?.directory,
    grants: [...(people?.grants ?? []), ...more],
  };
}

function directoryOf(file: string): { readonly directory: Directory; readonly grants: readonly Grant[] } {
  const read = readDirectory(readJson(file));
  if (!read.ok) {
    throw usageError('fileShape', {
      file,
      problems: read.problems.map(({ code, pointer }) => `${pointer}: ${code}`).join('; '),
    });
  }
  return { directory: compileDirectory(read.data), grants: grantsOf(read.data) };
}

/** A list, or an object with a list; each grant is checked by the engine when it is used. */
function grantsOfFile(file: string): readonly Grant[] {
  const value = readJson(file);
  if (!Array.isArray(value)) throw usageError('fileShape', { file, problems: '[…]' });
  return value as readonly Grant[];
}

function shapeProblems(value: unknown): string | null {
  const check = new Ajv2020({ allErrors: false, strict: true, allowUnionTypes: true }).compile(schema);
  if (check(value)) return null;
  return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`.trim()).join('; ');
}
