// The element types of BPMN 2.0 that a process can hold, each with its family.

export const elementTypes = {
  startEvent: 'event',
  intermediateCatchEvent: 'event',
  intermediateThrowEvent: 'event',
  boundaryEvent: 'event',
  endEvent: 'event',
  task: 'task',
  userTask: 'task',
  manualTask: 'task',
  serviceTask: 'task',
  sendTask: 'task',
  receiveTask: 'task',
  scriptTask: 'task',
  businessRuleTask: 'task',
  callActivity: 'call',
  subProcess: 'scope',
  transaction: 'scope',
  adHocSubProcess: 'scope',
  exclusiveGateway: 'gateway',
  parallelGateway: 'gateway',
  inclusiveGateway: 'gateway',
  eventBasedGateway: 'gateway',
  complexGateway: 'gateway',
} as const satisfies Record<string, 'event' | 'task' | 'call' | 'scope' | 'gateway'>;

export type ElementType = keyof typeof elementTypes;
export type ElementFamily = (typeof elementTypes)[ElementType];

/** Activities are what can be performed: tasks, call activities and subprocesses (BPMN 2.0.2 §10.3). */
export function isActivity(type: ElementType): boolean {
  const family: ElementFamily = elementTypes[type];
  return family === 'task' || family === 'call' || family === 'scope';
}
