// Where a dossier stands, as its row says, against what its journal says. The moment of the first warning rests on the calendar of that
// day, which no journal keeps: of it only what follows from the clock is asked.
import { callableProcesses } from '../machine/index.ts';
import type { InstanceState } from '../model/instance-state.ts';
import type { Instant } from '../model/json.ts';
import type { ProcessModel } from '../model/process-model.ts';
import { dossierClock, dossierStatusCode } from '../time/index.ts';
import { modelOf } from './definitions/model-of.ts';
import type { DefinitionRow, InstanceRow, Store } from './ports.ts';

export type ModelOf = (row: InstanceRow) => Promise<ProcessModel | null>;

/** Models of a store's definitions, each read once; null: it can't be read, which is told of the definitions. */
export function modelsOf(store: Store): ModelOf {
  const known = new Map<string, ProcessModel | null>();
  return async ({ process, definition }) => {
    const key = `${process}:${definition}`;
    let model = known.get(key);
    if (model === undefined) {
      const row = (await store.definitions({ process })).find(({ hash }) => hash === definition);
      model = row === undefined ? null : processIn(row, store);
      known.set(key, model);
    }
    return model;
  };
}

function processIn(row: DefinitionRow, store: Store): ProcessModel | null {
  try {
    return callableProcesses(modelOf(row, store)).find(({ id }) => id === row.process) ?? null;
  } catch {
    return null;
  }
}

/** `at`: the moment of its last step. */
export async function sameStanding(
  row: InstanceRow,
  state: InstanceState,
  at: Instant,
  processOf: ModelOf,
): Promise<boolean> {
  const model = await processOf(row);
  return sameLight(row, state) && (model === null || row.dossier.status === dossierStatusCode(model, state, at));
}

function sameLight({ dossier: { light, riskAt, dueAt } }: InstanceRow, state: InstanceState): boolean {
  const clock = dossierClock(state);
  if (clock === undefined) return light === null && riskAt === null && dueAt === null;
  const { warned, pauses, endedAt } = clock;
  const stands = endedAt ?? (clock.state === 'paused' ? pauses.at(-1)?.fromAt : undefined);
  if (stands === undefined) {
    const given = Math.min(...warned.map((warning) => warning.at));
    return light === null && dueAt === clock.dueAt && (given === Infinity || (riskAt !== null && riskAt <= given));
  }
  if (riskAt !== null || dueAt !== null || light === null) return false;
  if (stands > clock.dueAt) return light === 'overdue';
  return endedAt === undefined
    ? light === (warned.length > 0 ? 'atRisk' : 'onTime')
    : light === 'early' || light === 'onTime';
}
