// Small BPMN files: elements in a row between a start and an end.
export interface Row {
  readonly id: string;
  /** XML of the elements, each with its id; they are joined in this order. */
  readonly elements?: readonly string[];
  readonly executable?: boolean;
  /** More XML inside the process: boundary events, other branches. */
  readonly more?: string;
  /** In place of a none start event. */
  readonly start?: string;
}

export function bpmn(rows: readonly Row[], roots = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="urn:test">
${rows.map(processXml).join('\n')}
${roots}
</definitions>
`;
}

function processXml({ id, elements = [], executable = true, more = '', start }: Row): string {
  const first = start ?? `<startEvent id="${id}_start" name="Bắt đầu"/>`;
  const all = [first, ...elements, `<endEvent id="${id}_end" name="Kết thúc"/>`];
  const ids = all.map((xml) => /id="([^"]+)"/.exec(xml)?.[1] ?? '');
  const flows = ids
    .slice(1)
    .map((target, at) => `  <sequenceFlow id="${id}_flow${at}" sourceRef="${ids[at] ?? ''}" targetRef="${target}"/>`);
  return [
    `<process id="${id}" name="Quy trình ${id}" isExecutable="${String(executable)}">`,
    ...all.map((xml) => `  ${xml}`),
    ...flows,
    more,
    '</process>',
  ].join('\n');
}

export const userTask = (id: string): string => `<userTask id="${id}" name="Việc ${id}"/>`;

export const timer = (id: string, duration: string): string =>
  `<intermediateCatchEvent id="${id}" name="Đợi ${id}"><timerEventDefinition><timeDuration xsi:type="tFormalExpression">${duration}</timeDuration></timerEventDefinition></intermediateCatchEvent>`;

export const catchMessage = (id: string, message: string): string =>
  `<intermediateCatchEvent id="${id}" name="Chờ ${id}"><messageEventDefinition messageRef="${message}"/></intermediateCatchEvent>`;
