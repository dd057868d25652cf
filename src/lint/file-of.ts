// A process as a file of its own, for checks that need nothing else of the file.
import type { BpmnModel, ProcessModel } from '../model/process-model.ts';

export function fileOf(process: ProcessModel): BpmnModel {
  return {
    file: process.at.file,
    processes: [process],
    messages: [],
    signals: [],
    errors: [],
    escalations: [],
    itemDefinitions: [],
    dataStores: [],
    globalTasks: [],
    participants: [],
    messageFlows: [],
    correlationProperties: [],
  };
}
