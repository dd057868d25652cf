// The processes that the benches run, as BPMN text: both engines read the same.

export interface Part {
  readonly xml: string;
  readonly id: string;
}

export function processText(body: string): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?>' +
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"' +
    ' id="bench" targetNamespace="urn:quytrinh:bench"><process id="p" isExecutable="true">' +
    `${body}</process></definitions>`
  );
}

export function element(type: string, id: string, attributes = '', content = ''): Part {
  return { id, xml: `<${type} id="${id}" ${attributes}>${content}</${type}>` };
}

export function flow(source: string, target: string, content = ''): string {
  return `<sequenceFlow id="${source}-${target}" sourceRef="${source}" targetRef="${target}">${content}</sequenceFlow>`;
}

/** Start, the parts one after another, end. */
export function sequence(parts: readonly Part[]): string {
  const all = [element('startEvent', 'start'), ...parts, element('endEvent', 'end')];
  const flows = all.slice(1).map((part, index) => flow(all[index]!.id, part.id));
  return processText(all.map(({ xml }) => xml).join('') + flows.join(''));
}

export function userTasks(count: number): Part[] {
  return Array.from({ length: count }, (_, index) => element('userTask', `task${index}`));
}

/** The attribute is how the peer finds its service; here it only names the job. */
export function serviceTasks(count: number): Part[] {
  const service = 'implementation="${environment.services.work}"';
  return Array.from({ length: count }, (_, index) => element('serviceTask', `task${index}`, service));
}

/** A gateway that splits into `count` user tasks, and one that joins them. */
export function branches(gateway: 'parallelGateway' | 'inclusiveGateway', count: number): string {
  const tasks = userTasks(count);
  const outer = [element('startEvent', 'start'), element(gateway, 'split'), element(gateway, 'join')];
  const flows = tasks.map(({ id }) => flow('split', id) + flow(id, 'join'));
  const parts = [...outer, ...tasks, element('endEvent', 'end')].map(({ xml }) => xml);
  return processText(parts.join('') + flow('start', 'split') + flow('join', 'end') + flows.join(''));
}

export function multiInstance(count: number): string {
  const cardinality = `<loopCardinality xsi:type="tFormalExpression">${count}</loopCardinality>`;
  const loop = `<multiInstanceLoopCharacteristics isSequential="false">${cardinality}</multiInstanceLoopCharacteristics>`;
  return sequence([element('userTask', 'task', '', loop)]);
}

/** A user task that is done again as long as its result says `again`. */
export function loop(): string {
  const parts = [
    element('startEvent', 'start'),
    element('exclusiveGateway', 'merge'),
    element('userTask', 'task'),
    element('exclusiveGateway', 'choice', 'default="choice-end"'),
    element('endEvent', 'end'),
  ];
  const again = '<conditionExpression xsi:type="tFormalExpression">=again</conditionExpression>';
  const flows = [
    flow('start', 'merge'),
    flow('merge', 'task'),
    flow('task', 'choice'),
    flow('choice', 'merge', again),
    flow('choice', 'end'),
  ];
  return processText(parts.map(({ xml }) => xml).join('') + flows.join(''));
}
