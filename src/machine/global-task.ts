// Global tasks (BPMN 2.0.2 §10.3.4) are called like processes: each is a process of that one task.
import type { ElementType } from '../model/element-types.ts';
import type { BpmnModel, GlobalTaskModel, ProcessModel } from '../model/process-model.ts';

/** The processes of a file that can be started or called: its own and its global tasks. */
export function callableProcesses(model: BpmnModel): readonly ProcessModel[] {
  return [...model.processes, ...model.globalTasks.map(globalTaskProcess)];
}

const taskTypes = {
  globalTask: 'task',
  globalUserTask: 'userTask',
  globalManualTask: 'manualTask',
  globalScriptTask: 'scriptTask',
  globalBusinessRuleTask: 'businessRuleTask',
} as const satisfies Record<GlobalTaskModel['type'], ElementType>;

function globalTaskProcess({ id, name, at, type, ...facts }: GlobalTaskModel): ProcessModel {
  const task = `${id}_task`;
  const common = { scope: id, at, incoming: [], outgoing: [] };
  const named = name === undefined ? {} : { name };
  return {
    id,
    ...named,
    at,
    executable: true,
    elements: [
      { ...common, id: `${id}_start`, type: 'startEvent', outgoing: [`${id}_in`] },
      {
        ...common,
        ...named,
        ...facts,
        id: task,
        type: taskTypes[type],
        incoming: [`${id}_in`],
        outgoing: [`${id}_out`],
      },
      { ...common, id: `${id}_end`, type: 'endEvent', incoming: [`${id}_out`] },
    ],
    flows: [
      { id: `${id}_in`, scope: id, source: `${id}_start`, target: task, at },
      { id: `${id}_out`, scope: id, source: task, target: `${id}_end`, at },
    ],
    lanes: [],
    data: [],
    associations: [],
  };
}
