// A directory file → data that can be trusted, or every problem with its JSON Pointer.
import directorySchema from '../../schemas/directory.schema.json' with { type: 'json' };
import type { AuthorityProblem, DirectoryData } from '../model/authority.ts';
import { directoryProblems } from './directory-problems.ts';
import { schemaProblems } from './schema-problems.ts';

export type DirectoryRead =
  | { readonly ok: true; readonly data: DirectoryData }
  | { readonly ok: false; readonly problems: readonly AuthorityProblem[] };

/** `json` is the parsed file (schemas/directory.schema.json). */
export function readDirectory(json: unknown): DirectoryRead {
  const shape = schemaProblems(json, directorySchema);
  if (shape.length > 0) return { ok: false, problems: shape };
  const data = json as DirectoryData;
  const problems = directoryProblems(data);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, data };
}
