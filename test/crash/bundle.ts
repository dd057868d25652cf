// A program of the tests in one file. Hundreds of source files take a second to load, one file a tenth of it; a proof that needs a
// new process for every kill is limited by nothing else.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'tsup';

/** Gives the path of the program, which lies in `folder`. */
export async function bundle(program: URL, folder: string): Promise<string> {
  await build({
    config: false,
    silent: true,
    entry: { program: fileURLToPath(program) },
    outDir: folder,
    format: 'esm',
    outExtension: () => ({ js: '.mjs' }),
    platform: 'node',
    target: 'node22',
    removeNodeProtocol: false,
    noExternal: [/./],
    external: ['pg-native'],
    // What is written for CommonJS asks for Node's own modules by `require`.
    banner: { js: `import { createRequire as r } from 'node:module'; const require = r(import.meta.url);` },
    esbuildOptions: (options) => {
      options.conditions = ['source'];
    },
  });
  return join(folder, 'program.mjs');
}
