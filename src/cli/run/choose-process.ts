// Which process of the file is meant.
import type { BpmnModel, ProcessModel } from '../../model/process-model.ts';
import { usageError } from '../usage-error.ts';

/** The one that was named, else the only executable one. Throws a UsageError that lists what there is. */
export function chooseProcess(model: BpmnModel, id: string | undefined): ProcessModel {
  const executable = model.processes.filter((process) => process.executable);
  const known = executable.map((process) =>
    process.name === undefined ? process.id : `${process.id} (${process.name})`,
  );
  const params = { id: id ?? '', file: model.file, known: known.join(', ') };
  if (known.length === 0) throw usageError('processNone', params);
  if (id !== undefined) {
    const found = executable.find((process) => process.id === id);
    if (found !== undefined) return found;
    throw usageError(
      model.processes.some((process) => process.id === id) ? 'processNotExecutable' : 'processUnknown',
      params,
    );
  }
  const [only] = executable;
  if (only === undefined || executable.length > 1) throw usageError('processSeveral', params);
  return only;
}
