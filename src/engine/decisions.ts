// Deployed DMN decisions. A file is kept like a BPMN definition, once for each decision it holds, under `decision:<id>`; compiled once.
import { contentHash } from '../audit/index.ts';
import { compileDecisions, readDmn, type DecisionSet, type DmnDiagnostic } from '../feel/index.ts';
import type { BoundDecision, DecisionReference } from '../machine/index.ts';
import { engineError, type EngineErrorParams } from '../model/engine-error.ts';
import type { Instant } from '../model/json.ts';
import { partOf, type ChangeOrigin, type DefinitionLog } from './definitions/definition-log.ts';
import { putVersion } from './definitions/put-version.ts';
import type { DefinitionRow, Store } from './ports.ts';

export interface Decisions {
  /** Keeps every decision of the file, in force at once. Throws EngineError DECISIONS_INVALID. */
  deploy(
    source: string,
    about: { readonly file: string; readonly versionTag: string | null },
    origin: ChangeOrigin,
    now: Instant,
  ): Promise<readonly DefinitionRow[]>;
  /** Makes the newest versions known to `find`; cheap when nothing is new. */
  refresh(): Promise<void>;
  /**
   * `deployedAt`: of the definition that asks. A decision bound by its deployment is the one that was there then; one that came only
   * later is the first that came.
   */
  find(reference: DecisionReference, deployedAt: Instant): BoundDecision | null;
}

const PREFIX = 'decision:';

export function isDecision({ process }: Pick<DefinitionRow, 'process'>): boolean {
  return process.startsWith(PREFIX);
}

export function decisionsOf(
  store: Store,
  log: DefinitionLog,
  onTrouble: (trouble: unknown, what: string) => void,
): Decisions {
  /** Null: kept in the store, but this version can't read it; who asks it has an incident. */
  const sets = new Map<string, DecisionSet | null>();
  let rows: readonly DefinitionRow[] = [];

  const refresh = async (): Promise<void> => {
    rows = (await store.definitions()).filter(isDecision);
    for (const { hash, source, file } of rows) {
      if (sets.has(hash)) continue;
      try {
        sets.set(hash, await compiled(source, file));
      } catch (error) {
        sets.set(hash, null);
        onTrouble(error, `decisions of ${file}`);
      }
    }
  };

  return {
    deploy: async (source, { file, versionTag }, origin, now) => {
      const set = await compiled(source, file);
      const hash = contentHash(source);
      const kept: DefinitionRow[] = [];
      for (const { id, name } of set.decisions) {
        const version = { hash, process: `${PREFIX}${id}`, name, versionTag, file, source, model: 'null' };
        const by = partOf(origin, version.process, hash);
        const rows = await log.change(version.process, by, (lives) => putVersion(lives, version, false, now));
        kept.push(...rows.filter((row) => row.hash === hash));
      }
      await refresh();
      return kept;
    },
    refresh,
    find: ({ decisionId, binding, versionTag }, deployedAt) => {
      const versions = rows.filter(({ process }) => process === `${PREFIX}${decisionId}`);
      const row =
        binding === 'versionTag'
          ? versions.findLast((candidate) => candidate.versionTag === versionTag)
          : binding === 'deployment'
            ? (versions.findLast((candidate) => candidate.deployedAt <= deployedAt) ?? versions[0])
            : versions.at(-1);
      const set = row === undefined ? undefined : sets.get(row.hash);
      return row === undefined || set === undefined || set === null ? null : { set, hash: row.hash };
    },
  };
}

/** A file and what it imports are kept as one text, so that one hash stands for all that decides: a list of texts, the file first. */
export function withImports(source: string, imports: readonly string[]): string {
  return imports.length === 0 && !source.startsWith('[') ? source : JSON.stringify([source, ...imports]);
}

function textsOf(source: string): readonly string[] {
  return source.startsWith('[') ? (JSON.parse(source) as string[]) : [source];
}

async function compiled(source: string, file: string): Promise<DecisionSet> {
  const read = await Promise.all(textsOf(source).map(readDmn));
  const [main, ...imported] = read.flatMap(({ model }) => model ?? []);
  const set = main === undefined || imported.length < read.length - 1 ? null : compileDecisions(main, imported);
  const found = [...read.flatMap(({ diagnostics }) => diagnostics), ...(set?.diagnostics ?? [])];
  const errors = found.filter(({ severity }) => severity === 'error');
  if (set === null || errors.length > 0) {
    throw engineError('DECISIONS_INVALID', { ...firstOf(errors), file, count: Math.max(1, errors.length) });
  }
  return set;
}

/** Where it is, and what: `at` is the element and the text in it. */
function firstOf([first]: readonly DmnDiagnostic[]): EngineErrorParams {
  if (first === undefined) return { at: '', problem: 'DMN_XML', reason: '' };
  const { code, params, elementId, expression, line } = first;
  const place = line === undefined ? elementId : `${elementId}:${line}`;
  return { ...params, problem: code, at: expression === undefined ? place : `${place}: ${expression.text}` };
}
