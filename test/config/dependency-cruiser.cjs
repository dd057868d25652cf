// What `npm run deps` holds the imports to. The tables are the design; the rules below are made from them.
// test/house/import-rules.test.ts proves that they bite.

/** Room → the rooms it may import. A folder of src/ that is not listed here fails the build. */
const mayImport = {
  model: [],
  text: ['model'],
  lifecycle: ['model'],
  time: ['model', 'lifecycle'],
  feel: ['model', 'time'],
  schema: ['model', 'time', 'feel'],
  authority: ['model', 'lifecycle', 'time', 'feel'],
  bpmn: ['model'],
  machine: ['model', 'lifecycle', 'time', 'feel'],
  lint: ['model', 'time', 'feel', 'schema', 'machine'],
  audit: ['model'],
  engine: ['model', 'lifecycle', 'time', 'feel', 'schema', 'authority', 'machine', 'audit'],
  stores: ['model', 'engine', 'audit'],
  analysis: ['model', 'time', 'machine'],
};
const belowTheKit = Object.keys(mayImport);
mayImport.testing = belowTheKit;
mayImport.cli = [...belowTheKit, 'testing'];

/** src/index.ts, the front door of the package. */
const theIndexMayImport = [...belowTheKit, 'testing'];

/** Package → the only rooms it may be imported in. */
const onlyHomeOf = {
  xstate: ['lifecycle', 'machine'],
  'date-fns': ['time'],
  '@date-fns/tz': ['time'],
  croner: ['time'],
  'lezer-feel': ['feel'],
  'dmn-moddle': ['feel'],
  'bpmn-moddle': ['bpmn'],
  uuid: ['engine'],
  ajv: ['time', 'authority', 'bpmn', 'cli'],
};

/** Module of Node → the only rooms it may be imported in; all the rest of Node is for the shell. */
const onlyHomeOfNodeModule = { crypto: ['audit'], sqlite: ['stores'] };
const shell = ['stores', 'testing', 'cli'];
const host = '^src/engine/host(/|[.]ts$)';

/** Folders with a front door of their own inside a room: each loads a driver, only for those who ask for it. */
const innerDoors = ['stores/sqlite', 'stores/postgres'];

const rooms = Object.keys(mayImport);
const anyOf = (names) => `(${names.join('|')})`;
const inside = (names) => `^src/${anyOf(names)}/`;
const literal = (name) => name.replace('/', '[/]').replace('.', '[.]');
const doors = ['^src/[^/]+/index[.]ts$', ...innerDoors.map((folder) => `^src/${folder}/index[.]ts$`)];

const error = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

module.exports = {
  forbidden: [
    error(
      'no-cycle',
      'Two files that need each other are one file, or need a third below them.',
      {},
      { circular: true },
    ),

    ...rooms.map((room) =>
      error(
        `room-${room}`,
        `${room}/ may import ${mayImport[room].length === 0 ? 'no other room' : mayImport[room].join(', ')}.`,
        { path: inside([room]) },
        { path: '^src/', pathNot: inside([room, ...mayImport[room]]) },
      ),
    ),
    error(
      'room-index',
      'src/index.ts gathers what the rooms export; the command is not part of the library.',
      { path: '^src/[^/]+$' },
      { path: '^src/', pathNot: inside(theIndexMayImport) },
    ),

    error(
      'unlisted-folder',
      'List the new folder in test/config/dependency-cruiser.cjs.',
      {},
      {
        path: '^src/[^/]+/',
        pathNot: inside(rooms),
      },
    ),
    error(
      'unlisted-folder-imports',
      'List the new folder in test/config/dependency-cruiser.cjs.',
      {
        path: '^src/[^/]+/',
        pathNot: inside(rooms),
      },
      {},
    ),
    error(
      'unlisted-folder-orphan',
      'List the new folder in test/config/dependency-cruiser.cjs.',
      {
        orphan: true,
        path: '^src/[^/]+/',
        pathNot: inside(rooms),
      },
      {},
    ),

    error(
      'front-door',
      'Import the room’s index.ts, or the public name of the package; only model/ is open by file.',
      { path: '^src/([^/]+)/' },
      { path: '^src/[^/]+/', pathNot: ['^src/$1/', '^src/model/', ...doors] },
    ),
    error(
      'front-door-index',
      'Import the room’s index.ts; only model/ is open by file.',
      { path: '^src/[^/]+$' },
      { path: '^src/[^/]+/', pathNot: ['^src/model/', ...doors] },
    ),
    error(
      'front-door-outside',
      'Tests, examples and benches use the package as its users do: import from `quytrinh/<room>`.',
      { path: '^(test|examples|bench)/' },
      { path: '^src/[^/]+/', pathNot: [...doors, '^src/cli/', '^src/model/'] },
    ),
    error(
      'driver-on-demand',
      'A driver is loaded only by those who ask for it: import() it, or leave it to its own public name.',
      { path: '^src/([^/]+|stores/[^/]+)$' },
      { path: `^src/${anyOf(innerDoors)}/`, dependencyTypesNot: ['dynamic-import', 'type-only'] },
    ),

    ...Object.entries(onlyHomeOf).map(([name, homes]) =>
      error(
        `home-of-${name.replace(/\W+/g, '-').replace(/^-/, '')}`,
        `${name} is only for ${homes.join(', ')}.`,
        { path: '^src/', pathNot: inside(homes) },
        { path: `^(node_modules/)?${literal(name)}(/|$)`, dependencyTypesNot: ['local'] },
      ),
    ),
    ...Object.entries(onlyHomeOfNodeModule).map(([name, homes]) =>
      error(
        `home-of-node-${name}`,
        `node:${name} is only for ${homes.join(', ')}.`,
        { path: '^src/', pathNot: inside(homes) },
        { path: `^(node:)?${name}$`, dependencyTypes: ['core'] },
      ),
    ),
    error(
      'pure-core',
      `Files, sockets and processes are for ${shell.join(', ')} and the engine’s host.`,
      { path: '^src/', pathNot: [inside(shell), host] },
      { dependencyTypes: ['core'], pathNot: `^(node:)?${anyOf(Object.keys(onlyHomeOfNodeModule))}$` },
    ),

    error(
      'only-real-dependencies',
      'What src/ imports stands under `dependencies` in package.json.',
      { path: '^src/' },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
    ),
    error('resolvable', 'The import leads nowhere.', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(fixtures|dist)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    // Types count too: a type imported upward ties the rooms as tightly as a value.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'node', 'import', 'types', 'default'],
      extensions: ['.ts', '.js', '.cjs', '.mjs', '.json', '.d.ts'],
    },
  },
};
