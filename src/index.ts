// quytrinh: reads BPMN 2.0 files of internal procedures, proves them sound, compiles them into state machines and runs
// them durably. This file joins the rooms for who wants one import; each room is also a subpath of the package.
import { compileDirectory, grantsOf, readDirectory, type Directory } from './authority/index.ts';
import { parse } from './bpmn/index.ts';
import {
  openEngine as openEngineOn,
  type Engine as CoreEngine,
  type Definition,
  type DeployOptions,
  type EngineOptions as CoreOptions,
} from './engine/index.ts';
import { validate } from './lint/index.ts';
import { object, text } from './model/argument.ts';
import type { DirectoryData, Grant } from './model/authority.ts';
import type { Diagnostic } from './model/diagnostic.ts';
import { engineError } from './model/engine-error.ts';
import type { BpmnModel } from './model/process-model.ts';
import type { Store } from './engine/index.ts';
import { memoryStore } from './stores/index.ts';

export { compile, type CompileResult, type ProcessMachine, type StepContext } from './machine/index.ts';
export { parse, validate };
export { diagnosticText, errorText, formatDiagnostic, type Lang } from './text/index.ts';
export { isEngineError, type EngineError, type EngineErrorCode } from './model/engine-error.ts';
export type { Diagnostic } from './model/diagnostic.ts';
export type { BpmnModel, ProcessModel } from './model/process-model.ts';
export type { Instant, JsonValue, Variables } from './model/json.ts';
export {
  bpmnError,
  systemClock,
  type Clock,
  type Definition,
  type Instance,
  type Job,
  type JobCall,
  type LeasedJob,
  type Receipt,
  type Store,
  type Task,
} from './engine/index.ts';
export { memoryStore } from './stores/index.ts';
export { vietnamCalendar } from './time/index.ts';

export interface EngineOptions extends Omit<CoreOptions, 'store' | 'directory'> {
  /** A file (SQLite), `postgres://user@host/database`, `:memory:`, or a store. */
  readonly store: string | Store;
  /** Compiled, or the data of a directory file: checked, and its grants taken along. */
  readonly directory?: Directory | DirectoryData;
}

export interface Engine extends CoreEngine {
  /** Reads, checks and keeps a BPMN file given as text. EngineError DEFINITION_INVALID names the first problem. */
  deployText(source: string, file?: string, options?: DeployOptions): Promise<readonly Definition[]>;
}

/** Opens an engine on a file or a store. Throws EngineErrors, see `openEngine` of `quytrinh/engine`. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  object('options', options);
  const { store: given, directory: people, ...rest } = options;
  const store = typeof given === 'string' ? await storeOf(given) : given;
  const engine = await openEngineOn({ ...rest, store, ...peopleOf(people, rest.grants) });
  return {
    ...engine,
    deployText: async (source, file = 'process.bpmn', how = {}) => {
      text('source', source);
      text('file', file);
      const { model, diagnostics } = await checkText(source, file);
      if (model === null) throw invalid(file, diagnostics);
      return engine.deploy(model, source, how);
    },
  };
}

/** Parses and runs every rule: the model only when no finding is an error. */
export async function checkText(
  source: string | Uint8Array,
  file: string,
): Promise<{ readonly model: BpmnModel | null; readonly diagnostics: readonly Diagnostic[] }> {
  const read = await parse(source, { file });
  const diagnostics = [...read.diagnostics, ...(read.model === null ? [] : validate(read.model))];
  const sound = diagnostics.every(({ severity }) => severity !== 'error');
  return { model: sound ? read.model : null, diagnostics };
}

async function storeOf(name: string): Promise<Store> {
  if (name === ':memory:') return memoryStore();
  if (/^postgres(ql)?:\/\//.test(name)) {
    const { postgresStore } = await import('./stores/postgres/index.ts');
    return postgresStore(name);
  }
  const { sqliteStore } = await import('./stores/sqlite/index.ts');
  return sqliteStore(name);
}

function peopleOf(
  people: Directory | DirectoryData | undefined,
  grants: readonly Grant[] | undefined,
): Pick<CoreOptions, 'directory' | 'grants'> {
  const given = grants === undefined ? {} : { grants };
  if (people === undefined) return given;
  if ('holdingsOf' in people) return { directory: people, ...given }; // compiled: data have no functions
  const read = readDirectory(people);
  if (!read.ok)
    throw engineError(
      'DIRECTORY_INVALID',
      { reason: read.problems.map(({ code, pointer }) => `${code} at ${pointer}`).join('; ') },
      read.problems,
    );
  return { directory: compileDirectory(read.data), grants: [...grantsOf(read.data), ...(grants ?? [])] };
}

function invalid(file: string, diagnostics: readonly Diagnostic[]): Error {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  const where = first === undefined ? '' : `${first.code} (${first.at.line}:${first.at.column})`;
  return engineError('DEFINITION_INVALID', { file, count: errors.length, first: where });
}
