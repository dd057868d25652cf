// BPMN XML ⇄ model, with a place for everything: plain BPMN 2.0 and the dialects of the tools people already use.
export { parse } from './parse.ts';
export type { ParseOptions, ParseResult } from './parse.ts';
export { roundTrip } from './round-trip.ts';
export { factTable } from './dialects/fact-table.ts';
export type { FactName, FactRule } from './dialects/fact-table.ts';
