// All files below a folder, in order of their names. Hidden folders, node_modules and links to folders are left out.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Paths relative to `root`, with `/` between folders. A folder that can't be read counts as empty. */
export function filesBelow(root: string): string[] {
  const found: string[] = [];
  const open = [''];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    for (const entry of entriesOf(join(root, folder))) {
      const path = `${folder}${entry.name}`;
      if (entry.isDirectory()) {
        if (!entry.name.startsWith('.') && entry.name !== 'node_modules') open.push(`${path}/`);
      } else if (!entry.isSymbolicLink() || !isFolder(join(root, path))) found.push(path);
    }
  }
  return found.sort((a, b) => (a < b ? -1 : 1));
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** A link that leads nowhere stays in the list, so that somebody hears of it. */
function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
