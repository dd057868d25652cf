// Where a reference inside of a schema leads: `#`, or a JSON Pointer after it.
import type { JsonValue } from '../model/json.ts';
import { isObject } from './keywords.ts';

/** Undefined when it leads nowhere. */
export function resolveRef(ref: string, root: JsonValue): JsonValue | undefined {
  let found: JsonValue | undefined = root;
  for (const step of ref.split('/').slice(1)) {
    const name = decode(step).replace(/~1/g, '/').replace(/~0/g, '~');
    if (Array.isArray(found)) found = (found as readonly JsonValue[])[Number(name)];
    else if (isObject(found) && Object.hasOwn(found, name)) found = found[name];
    else return undefined;
  }
  return found;
}

function decode(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}
