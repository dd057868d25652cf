// Namespaces by their URI. Prefixes are the author's free choice, so nothing in this room compares prefixes.

export const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
export const BPMN_DI = 'http://www.omg.org/spec/BPMN/20100524/DI';
export const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
export const ZEEBE = 'http://camunda.org/schema/zeebe/1.0';
export const QUYTRINH = 'urn:quytrinh:bpmn:1';

/** Camunda 7 and the engines of the same family: same names, each with its own URI. */
export const PLATFORM_7: ReadonlySet<string> = new Set([
  'http://camunda.org/schema/1.0/bpmn',
  'http://operaton.org/schema/1.0/bpmn',
  'http://flowable.org/bpmn',
  'http://activiti.org/bpmn',
]);

/** Namespaces whose content has no effect on a run: drawing, colours, editor settings, XML's own. */
export const WITHOUT_EFFECT: ReadonlySet<string> = new Set([
  '',
  BPMN,
  BPMN_DI,
  XSI,
  'http://www.w3.org/XML/1998/namespace',
  'http://www.w3.org/2000/xmlns/',
  'http://www.omg.org/spec/DD/20100524/DC',
  'http://www.omg.org/spec/DD/20100524/DI',
  'http://camunda.org/schema/modeler/1.0',
  'http://bpmn.io/schema/bpmn/biocolor/1.0',
  'http://www.omg.org/spec/BPMN/non-normative/color/1.0',
]);
