// What the store shows of the definitions against their history in the journal: who changes a day of effect, a model or a start row
// behind the engine is found here.
import { contentHash } from '../audit/index.ts';
import type { DefinitionEvent } from '../model/definition.ts';
import { applyDefinitionEvent, type Lives } from './definitions/life.ts';
import { startsOf } from './definitions/start-rows.ts';
import type { DefinitionRow, StartRow, Store } from './ports.ts';
import { sameJson } from './same-json.ts';

/** By process. `keys`: changes with an idempotency key. */
export type Histories = Map<string, { readonly lives: Lives; readonly keys: number }>;

/** One entry of a history further. Throws when it is none. */
export function followDefinitions(
  histories: Histories,
  process: string,
  events: readonly DefinitionEvent[],
  hasKey: boolean,
): void {
  const { lives = new Map(), keys = 0 } = histories.get(process) ?? {};
  histories.set(process, { lives: events.reduce(applyDefinitionEvent, lives), keys: keys + Number(hasKey) });
}

/** Processes whose definitions are not what their history says. */
export async function strayedDefinitions(store: Store, histories: Histories): Promise<readonly string[]> {
  const rows = await store.definitions();
  const starts = await store.starts({});
  const processes = new Set([...histories.keys(), ...[...rows, ...starts].map(({ process }) => process)]);
  const isSound = (process: string): boolean => {
    const lives = histories.get(process)?.lives ?? new Map();
    const own = rows.filter((row) => row.process === process);
    return (
      own.length === lives.size &&
      own.every((row) => isVersion(row, lives)) &&
      sameStarts(
        process,
        lives,
        own,
        starts.filter((row) => row.process === process),
        store,
      )
    );
  };
  return [...processes].filter((process) => !isSound(process)).sort();
}

function isVersion(row: DefinitionRow, lives: Lives): boolean {
  const life = lives.get(row.version);
  if (life === undefined) return false;
  const { held: _held, model, ...shown } = life;
  const { hash, versionTag, state, approval, effectiveFromAt, effectiveToAt, suspended } = row;
  return (
    sameJson({ hash, versionTag, state, approval, effectiveFromAt, effectiveToAt, suspended }, shown) &&
    contentHash(row.source) === hash &&
    contentHash(row.model) === model
  );
}

/** Exactly the starts of the version in force and the versions that wait; of timed ones only that they are of a version. */
function sameStarts(
  process: string,
  lives: Lives,
  rows: readonly DefinitionRow[],
  starts: readonly StartRow[],
  store: Store,
): boolean {
  const expected: string[] = [];
  for (const [version, { state, suspended, hash, effectiveFromAt }] of lives) {
    const row = rows.find((candidate) => candidate.version === version);
    if (state === 'approved') expected.push(`version  ${version} ${hash} ${effectiveFromAt}`);
    if (state === 'effective' && !suspended && row !== undefined) {
      const own = startsOf(row, 0, 'UTC', store).filter(({ kind }) => kind !== 'timer');
      expected.push(...own.map(nameOf));
    }
  }
  const found = starts.filter(({ kind }) => kind !== 'timer').map(nameOf);
  const hashes = new Set(rows.map(({ hash }) => hash));
  return (
    sameJson(found.sort(), expected.sort()) &&
    starts.every((row) => row.process === process && hashes.has(row.definition))
  );
}

function nameOf({ kind, element, name, definition, dueAt }: StartRow): string {
  return `${kind} ${element} ${name} ${definition} ${dueAt}`;
}
