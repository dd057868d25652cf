// The model that a row of a version holds.
import { badRow } from '../../model/bad-row.ts';
import type { BpmnModel } from '../../model/process-model.ts';
import { parsed } from '../parsed.ts';
import type { DefinitionRow, Store } from '../ports.ts';

type WithModel = Pick<DefinitionRow, 'process' | 'version' | 'model'>;

/** Null: a decision, which has none. Throws EngineError STORE_CORRUPT: the text is none that an engine has written. */
export function modelOrNone({ process, version, model }: WithModel, { name }: Pick<Store, 'name'>): BpmnModel | null {
  const row = `${process} ${version}`;
  const read = parsed(model, name, 'definitions', row) as BpmnModel | null;
  if (read !== null && !Array.isArray(read.processes)) throw badRow(name, 'definitions', `${row}: no processes`);
  return read;
}

/** Of a process. Throws EngineError STORE_CORRUPT. */
export function modelOf(row: WithModel, store: Pick<Store, 'name'>): BpmnModel {
  const model = modelOrNone(row, store);
  if (model === null) throw badRow(store.name, 'definitions', `${row.process} ${row.version}: no model`);
  return model;
}
