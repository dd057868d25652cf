// `npm run build` ends here: every public name must load from dist/ by import and by require, with the same exports.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { exports: doors } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  exports: Record<string, string | object>;
};

const names = Object.keys(doors).filter((door) => typeof doors[door] === 'object');
for (const name of names.map((door) => door.replace('.', 'quytrinh'))) {
  const imported = Object.keys((await import(name)) as object).toSorted();
  const required = Object.keys(require(name) as object).toSorted();
  if (imported.join() !== required.join()) {
    throw new Error(`${name} exports ${imported.join()} by import, but ${required.join()} by require`);
  }
}
process.stdout.write(`${String(names.length)} public names load from dist/ by import and by require\n`);
