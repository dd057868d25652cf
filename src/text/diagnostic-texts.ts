// All diagnostics' sentences, joined; typed by the list of codes, so that a code without its sentence does not compile.
import type { DiagnosticCode } from '../model/diagnostic-codes.ts';
import { bpmnTexts } from './bpmn-texts.ts';
import type { DiagnosticText } from './diagnostic-text.ts';
import { lintTexts } from './lint-texts.ts';
import { machineTexts } from './machine-texts.ts';

export const diagnosticTexts = { ...bpmnTexts, ...lintTexts, ...machineTexts } as const satisfies Record<
  DiagnosticCode,
  DiagnosticText
>;
