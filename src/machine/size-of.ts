// How much a delivery brings.
import type { Variables } from '../model/json.ts';

/** In characters of JSON. */
export function sizeOf(variables: Variables): number {
  return JSON.stringify(variables).length;
}
