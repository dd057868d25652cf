// Finds the folders of processes/ and reads them, for the tests beside it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ElementModel, ProcessModel } from 'quytrinh/model';
import { parse } from 'quytrinh/bpmn';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const processes = join(root, 'processes');

export const procedures = [
  { folder: 'p1-van-chuyen-hang-nguy-hiem', file: 'p1.bpmn' },
  { folder: 'p8-lay-y-kien-nhieu-so', file: 'p8.bpmn' },
] as const;

export function bpmnText(procedure: (typeof procedures)[number]): string {
  return readFileSync(join(processes, procedure.folder, procedure.file), 'utf8');
}

export async function processOf(procedure: (typeof procedures)[number]): Promise<ProcessModel> {
  const { model, diagnostics } = await parse(bpmnText(procedure), { file: procedure.file });
  const [process] = model?.processes ?? [];
  if (process === undefined) throw new Error(`no process in ${procedure.file}: ${JSON.stringify(diagnostics)}`);
  return process;
}

export function readJson(...path: readonly string[]): unknown {
  return JSON.parse(readFileSync(join(...path), 'utf8')) as unknown;
}

/** What the tests read of a scenario; the schema says the rest. */
export interface ScenarioFile {
  readonly id: string;
  readonly file: string;
  readonly process: string;
  readonly calendar?: string;
  readonly directory?: string;
  readonly grants?: string;
  readonly start: { readonly by?: string };
  readonly steps: readonly {
    readonly complete?: string;
    readonly by?: string;
    readonly refused?: readonly string[];
    readonly message?: string;
    readonly check?: Expectation;
  }[];
  readonly expect: Expectation;
}
export interface Expectation {
  readonly ended?: readonly string[];
  readonly waiting?: readonly string[];
  readonly done?: readonly string[];
}

export function scenariosOf(folder: string): readonly { readonly path: string; readonly scenario: ScenarioFile }[] {
  const at = join(processes, folder, 'scenarios');
  return readdirSync(at)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({ path: join(at, name), scenario: readJson(at, name) as ScenarioFile }));
}

export function idsOf(process: ProcessModel, type: ElementModel['type']): string[] {
  return process.elements.filter((element) => element.type === type).map((element) => element.id);
}
