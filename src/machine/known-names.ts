// Names an expression of a process may use: FEEL needs them to read names with spaces.
import type { ProcessModel } from '../model/process-model.ts';

export function knownNames(process: ProcessModel): string[] {
  const names = new Set<string>();
  const add = (name: string | undefined): void => {
    // A target may be a path (`nguoi_nop.ten`): its first part is the variable.
    const first = name?.split('.')[0]?.trim().replace(/\s+/g, ' ');
    if (first !== undefined && first !== '') names.add(first);
  };
  for (const datum of process.data) add(datum.name);
  for (const element of process.elements) {
    for (const mapping of [...(element.inputs ?? []), ...(element.outputs ?? [])]) add(mapping.target);
    add(element.script?.resultVariable);
    add(element.decision?.resultVariable);
    if (element.loop?.kind !== 'multiInstance') continue;
    add(element.loop.element);
    add(element.loop.outputCollection);
  }
  return [...names];
}

/** The name as an expression writes it, its blanks and line breaks made one space; null when it could not be written there. */
export function readName(name: string | undefined): string | null {
  const read = name?.trim().replace(/\s+/g, ' ') ?? '';
  return /^[\p{L}_][\p{L}\p{N}_]*( [\p{L}\p{N}_]+)*$/u.test(read) ? read : null;
}
