// Transaction (BPMN 2.0.2 §13.3.5): a subprocess that a cancel end event ends by compensating what was completed in it.
export { subProcess as transaction } from './sub-process.ts';
