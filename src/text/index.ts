// Front door of the room `text`: code → sentence, Vietnamese and English.
export { languages } from './lang.ts';
export type { Lang, Sentence } from './lang.ts';
export type { DiagnosticText, MessageAndMend } from './diagnostic-text.ts';
export { diagnosticTexts } from './diagnostic-texts.ts';
export { diagnosticText, formatDiagnostic, severityTexts } from './format-diagnostic.ts';
export { definitionEventText, definitionEventTexts, definitionStateTexts } from './definition-texts.ts';
export { argumentProblemsVi } from './argument-problems-vi.ts';
export { dmnText } from './dmn-texts.ts';
export { errorText } from './error-text.ts';
export { errorTextsVi } from './error-texts.ts';
export { feelText, feelTextsVi } from './feel-texts.ts';
export { timeProblemText, timeProblemTexts } from './time-texts.ts';
export { noticeText, noticeTexts, type NoticeText } from './notice-text.ts';
export { clockProblemText, legalBasisText, timeReasonText } from './time-reason-text.ts';
export {
  clockLightTexts,
  clockProblemTexts,
  clockStateTexts,
  dataProblemTexts,
  timeReasonTexts,
} from './time-reason-texts.ts';
export { documentFaultText } from './document-texts.ts';
export { migrationProblemText, migrationTexts } from './migration-texts.ts';
export { tablesText, tableTexts } from './table-texts.ts';
export { databaseProblemsVi, fileProblemsVi, storeReason } from './store-texts.ts';
export { auditText, auditTexts } from './audit-texts.ts';
export { authorityText, authorityTexts } from './authority-texts.ts';
export { schemaFaultText, schemaText } from './schema-texts.ts';
export { machineTexts } from './machine-texts.ts';
export { lintTexts } from './lint-texts.ts';
export { foundTexts, reasonTexts } from './reason-texts.ts';
export { incidentText, incidentTexts } from './incident-texts.ts';
export { eventText } from './event-text.ts';
export type { EventTextOptions } from './event-text.ts';
export { eventTexts, outcomeTexts } from './event-texts.ts';
export { elementTypeText, elementTypeTexts, eventKindTexts, eventPositionTexts } from './element-type-texts.ts';
export type { EventPosition } from './element-type-texts.ts';
export { formatInstant, formatMinutes } from './format-time.ts';
