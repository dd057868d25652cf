// The words of the engine's store port, taken from one place.
export type * from '../engine/index.ts';
