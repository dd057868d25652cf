// How the package is built: one entry per public name in the exports map of package.json, and the command.
import { existsSync, readFileSync } from 'node:fs';
import { defineConfig } from 'tsup';

const { exports: doors } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  exports: Record<string, string | { source: string }>;
};

const byOutput = (sources: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    sources.filter((path) => existsSync(path)).map((path) => [path.replace(/^\.\/src\/(.*)\.ts$/, '$1'), path]),
  );

const rooms = Object.values(doors).flatMap((door) => (typeof door === 'object' ? [door.source] : []));

export default defineConfig({
  entry: byOutput([...rooms, './src/cli/main.ts']),
  // Both kinds, so that neither types nor code need care from users of CommonJS. Each kind shares its chunks
  // (`splitting`): a room is loaded once, whichever public name it was asked by.
  format: ['esm', 'cjs'],
  splitting: true,
  dts: { entry: byOutput(rooms) },
  sourcemap: true,
  clean: true,
  // In CommonJS, `import.meta.url` is made from `__filename`.
  shims: true,
  platform: 'node',
  target: 'node22',
  // `node:sqlite` exists only with its prefix.
  removeNodeProtocol: false,
});
