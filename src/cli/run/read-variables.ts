// `--variables`: a JSON object, or `@` and the name of a file with one.
import type { JsonValue, Variables } from '../../model/json.ts';
import { placeOf, readText } from '../files/read-json.ts';
import { usageError } from '../usage-error.ts';

/** Throws a UsageError. Sizes and depths are checked by the engine. */
export function readVariables(given: string | undefined): Variables {
  if (given === undefined) return {};
  const file = given.startsWith('@') ? given.slice(1) : null;
  const text = file === null ? given : readText(file);
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch (error) {
    const place = placeOf(error);
    if (file !== null) throw usageError('fileNotJson', { file, place });
    throw usageError('variablesNotJson', { place });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw usageError('variablesNotObject');
  return value as Variables;
}
