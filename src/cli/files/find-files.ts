// Files, folders and patterns → the files meant, each once.
import { lstatSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { usageError } from '../usage-error.ts';
import { filesBelow } from './files-below.ts';
import { glob, isPattern } from './glob.ts';

/** A folder means every file in it, at any depth, that is `wanted`: BPMN files when nothing is said. Throws a UsageError for a name that leads to no file. */
export function findFiles(names: readonly string[], wanted: (file: string) => boolean = isBpmnFile): string[] {
  return [...new Set(names.flatMap((name) => filesOf(name, wanted)))];
}

/** What `validate` reads. */
export function isModelFile(file: string): boolean {
  return isBpmnFile(file) || /\.dmn$/i.test(file);
}

function isBpmnFile(file: string): boolean {
  return /\.(bpmn|bpmn20\.xml)$/i.test(file);
}

function filesOf(name: string, wanted: (file: string) => boolean): string[] {
  const stats = statOf(name);
  if (stats?.isDirectory() === true) {
    const found = filesBelow(name).filter(wanted);
    if (found.length === 0) throw usageError(emptyFolder(wanted), { name });
    return found.map((file) => join(name, file));
  }
  if (stats !== undefined) return [name];
  const found = isPattern(name) ? glob(name) : [];
  if (found.length === 0) throw usageError(isPattern(name) ? 'nothingMatches' : 'fileMissing', { name, file: name });
  return found;
}

/** A link that leads nowhere is there: that it can't be read is said later, as a problem of that file. */
function statOf(name: string): ReturnType<typeof statSync> {
  try {
    return statSync(name, { throwIfNoEntry: false }) ?? lstatSync(name, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function emptyFolder(wanted: (file: string) => boolean): 'folderEmpty' | 'folderWithoutModels' | 'folderWithout' {
  if (wanted === isModelFile) return 'folderWithoutModels';
  return wanted === isBpmnFile ? 'folderEmpty' : 'folderWithout';
}
