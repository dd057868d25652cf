// Where a dossier stands, as its row says, against what its journal says. The moment of the first warning rests on the calendar of that
// day, which no journal keeps: of it only what follows from the clock is asked.
import { callableProcesses } from '../machine/index.ts';
import type { InstanceState } from '../model/instance-state.ts';
import type { Instant } from '../model/json.ts';
import type { BpmnModel, ProcessModel } from '../model/process-model.ts';
import { dossierClock, dossierStatusCode } from '../time/index.ts';
import type { InstanceRow, Store } from './ports.ts';

export type ModelOf = (row: InstanceRow) => Promise<ProcessModel | null>;

/** Models of a store's definitions, each read once. */
export function modelsOf(store: Store): ModelOf {
  const known = new Map<string, ProcessModel | null>();
  return async ({ process, definition }) => {
    const key = `${process}:${definition}`;
    let model = known.get(key);
    if (model === undefined) {
      const row = (await store.definitions({ process })).find(({ hash }) => hash === definition);
      const processes = row === undefined ? [] : callableProcesses(JSON.parse(row.model) as BpmnModel);
      model = processes.find(({ id }) => id === process) ?? null;
      known.set(key, model);
    }
    return model;
  };
}

/** `at`: the moment of its last step. */
export async function sameStanding(
  row: InstanceRow,
  state: InstanceState,
  at: Instant,
  modelOf: ModelOf,
): Promise<boolean> {
  const model = await modelOf(row);
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
