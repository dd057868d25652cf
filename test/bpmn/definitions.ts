// Wraps a piece of BPMN in a whole file, so that a test shows only what it is about.
import { parse } from 'quytrinh/bpmn';
import type { BpmnModel, Diagnostic, DiagnosticCode, ElementModel } from 'quytrinh/model';

/** The content stands on line 9, so its first line in a test string is line 9 too. */
export function definitions(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  xmlns:quytrinh="urn:quytrinh:bpmn:1"
  xmlns:tns="http://example.org/quy-trinh"
  targetNamespace="http://example.org/quy-trinh">

${content}
</bpmn:definitions>`;
}

export function inProcess(content: string, attributes = ''): string {
  return definitions(`<bpmn:process id="P" isExecutable="true"${attributes}>\n${content}\n</bpmn:process>`);
}

export interface Read {
  readonly model: BpmnModel;
  readonly diagnostics: readonly Diagnostic[];
  readonly element: (id: string) => ElementModel;
  readonly codes: readonly DiagnosticCode[];
}

export async function read(xml: string): Promise<Read> {
  const { model, diagnostics } = await parse(xml, { file: 'a.bpmn' });
  if (model === null) throw new TypeError(`no model: ${JSON.stringify(diagnostics)}`);
  return {
    model,
    diagnostics,
    codes: diagnostics.map((one) => one.code),
    element: (id) => {
      const found = model.processes.flatMap((process) => process.elements).find((element) => element.id === id);
      if (found === undefined) throw new TypeError(`no element ${id}`);
      return found;
    },
  };
}
