// Every diagnostic code, by the room that finds it. Stable: a code is never renamed or reused once released.
// The sentences in `text/` are typed by this list, so that a code without its sentence does not compile.

/** Found while reading the file. */
export const bpmnCodes = [
  'XML_SYNTAX', // not well-formed
  'XML_NOT_BPMN', // root is not bpmn:definitions
  'XML_TOO_LARGE',
  'XML_TOO_DEEP',
  'XML_DOCTYPE', // a document type declaration (entity bombs)
  'XML_ENCODING',
  'DUPLICATE_ID',
  'NAME_RESERVED', // __proto__
  'DANGLING_REFERENCE',
  'UNKNOWN_ELEMENT',
  'UNKNOWN_ATTRIBUTE',
  'MISSING_ATTRIBUTE',
  'INVALID_VALUE',
  'EXPRESSION_FOREIGN', // an expression language or construct that can't be translated
  'EXTENSION_IGNORED', // an extension element of another vendor, kept but without effect
  'NO_PROCESS',
  'XML_EMPTY',
  'XML_NOT_XML', // another kind of file: JSON, a Word document, plain text
  'XML_NUL',
  'XML_TOO_MANY', // elements in the file, or attributes in a tag
  'XML_TAG_MISMATCH',
  'XML_TAG_OPEN', // never closed
  'XML_ATTRIBUTE_TWICE',
  'XML_PREFIX_UNDECLARED',
  'XML_ENTITY_UNKNOWN',
  'IMPLICIT_THROW_ALONE', // the event of a multi-instance marker, standing by itself
  'EXTENSION_MISPLACED', // a fact of our namespace on an element that can't have it
  'EXTENSION_REPEATED', // a fact of our namespace that may stand but once, given again
] as const;

/** Found by the rules over the model. */
export const lintCodes = [
  'EXPRESSION_SYNTAX',
  'EXPRESSION_UNKNOWN_FUNCTION',
  'EXPRESSION_NOT_RUNNABLE', // in a foreign language, at a place where it would be evaluated
  'DURATION_SYNTAX',
  'DATE_SYNTAX',
  'CYCLE_SYNTAX',
  'START_EVENT_MISSING',
  'START_EVENT_INCOMING',
  'END_EVENT_OUTGOING',
  'ELEMENT_UNREACHABLE',
  'ELEMENT_DEAD_END',
  'BOUNDARY_INCOMING',
  'BOUNDARY_NOT_ATTACHED',
  'BOUNDARY_EVENT_KIND',
  'COMPENSATION_OUTGOING',
  'COMPENSATION_HANDLER_MISSING',
  'COMPENSATION_HANDLER_INVALID',
  'COMPENSATION_ACTIVITY_UNKNOWN',
  'EVENT_KIND_NOT_ALLOWED',
  'EVENT_KINDS_TOGETHER', // a compensation or a cancel among events that must all happen
  'EVENT_DEFINITION_MISSING',
  'EVENT_REFERENCE_MISSING',
  'EVENT_VALUE_MISSING', // a timer without time, a conditional event without condition
  'EVENT_CODE_MISSING', // an error or escalation without a code
  'LINK_NAME_MISSING',
  'LINK_TARGET_MISSING',
  'LINK_SOURCE_MISSING',
  'LINK_TARGET_DUPLICATE',
  'FLOW_CROSSES_SCOPE',
  'FLOW_EVENT_SUBPROCESS', // an event subprocess or a compensation handler has a sequence flow
  'FLOW_CONDITION_MISSING',
  'FLOW_CONDITION_UNUSED',
  'FLOW_DEFAULT_INVALID',
  'FLOW_DEFAULT_MISSING', // all flows of a split have conditions; none may be true
  'GATEWAY_SINGLE',
  'GATEWAY_MIXED',
  'EVENT_GATEWAY_TARGET',
  'EVENT_GATEWAY_TARGET_SHARED',
  'EVENT_GATEWAY_RECEIVE_BOUNDARY',
  'EVENT_GATEWAY_SINGLE',
  'EVENT_GATEWAY_INCOMING',
  'EVENT_SUBPROCESS_START',
  'AD_HOC_CONTENT',
  'JOB_BACKOFF_SYNTAX',
  'JOB_RETRIES_INVALID',
  'LOOP_INCOMPLETE',
  'LOOP_COLLECTION_UNKNOWN',
  'QUANTITY_INVALID', // startQuantity or completionQuantity below 1
  'MESSAGE_CORRELATION_MISSING',
  'MESSAGE_FLOW_SOURCE',
  'MESSAGE_FLOW_TARGET',
  'MESSAGE_FLOW_SAME_POOL',
  'PARTICIPANT_MULTIPLICITY',
  'DATA_COLLECTION_MISMATCH',
  'DATA_MESSAGE_MISMATCH', // data of an element is of another type than its message
  'DATA_ASSOCIATION_SOURCES',
  'DATA_ASSIGNMENT_TARGET', // an assignment to what is no path of names
  'DATA_WHILE_EXECUTING',
  'DATA_SETS_OF_EVENT',
  'DECISION_MISSING', // in none of the DMN files that are checked with it
  'CALL_TARGET_MISSING',
  'NAME_TWICE', // two messages, signals, errors or escalations that cannot be told apart
  'TASK_NAME_MISSING',
  'SCHEMA_INVALID',
  'VARIABLE_NOT_DECLARED',
  'TASK_PERFORMER_MISSING',
  'SLA_STEPS_EXCEED_TOTAL',
  'SLA_UNTIL_UNKNOWN',
  'SLA_WARNING_SYNTAX',
  'SLA_PHASE_UNKNOWN', // a phase begins at an element that is not there
  'SLA_PHASE_NAME', // two phases of one name
  'SLA_PHASE_UNREACHABLE', // the end of a phase can't be reached from its beginning
  'SEPARATION_UNKNOWN',
  'PAUSE_WITHOUT_SLA',
  'PAUSE_REQUEST_UNKNOWN',
  'PAUSE_CAUSE_UNKNOWN', // a cause that is not on the list of the policy
  'PAUSE_UNSTATED', // the policy wants a reason or a list that the model does not write down
  'UNSOUND_DEADLOCK', // a join that can never fire
  'UNSOUND_LACK_OF_SYNCHRONISATION', // several tokens where one is meant
  'UNSOUND_NO_COMPLETION',
  'SOUNDNESS_UNDECIDED', // the state space is over its limit
  'SOUNDNESS_NOT_CHECKED', // too many branches of an inclusive gateway, or token quantities
] as const;

/** Found while compiling: what this engine can't run is refused, never skipped. */
export const machineCodes = ['NOT_EXECUTABLE', 'EVENT_NOT_SUPPORTED', 'FEATURE_NOT_SUPPORTED'] as const;

export type BpmnCode = (typeof bpmnCodes)[number];
export type LintCode = (typeof lintCodes)[number];
export type MachineCode = (typeof machineCodes)[number];
export type DiagnosticCode = BpmnCode | LintCode | MachineCode;
