// How the tests run: `npm test`, or `npm test -- test/<room>` for one room.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('../..', import.meta.url));

// `source` makes `import … from 'quytrinh/<room>'` read src/<room>/index.ts, so that no build is needed before a test. Node and Vite
// add their own conditions: with `import` given here, a require() inside a dependency would be handed an ES module.
const conditions = ['source', 'node', 'default'];

export default defineConfig({
  root,
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/house/fixtures/**'],
    environment: 'node',
    globalSetup: ['test/postgres/global-setup.ts'],
    testTimeout: 20_000,
    passWithNoTests: false,
  },
});
