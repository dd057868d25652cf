// The peer: bpmn-engine, the usual BPMN engine for Node. It lives in bench/peer/node_modules and is installed when first needed.
import { spawnSync } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const name = 'bpmn-engine';
/** A package of its own, so that the project itself never depends on the peer. */
const folder = path.resolve(import.meta.dirname, '..', 'peer');

export interface Peer {
  readonly name: string;
  /** Reads the text once; gives the act that runs one instance to its end in memory. */
  prepare(text: string, options?: { readonly defer?: boolean }): Promise<() => Promise<void>>;
}

let found: Peer | null | undefined;

/** Null, and said once, when it cannot be installed (no network): then there is nothing to compare with. */
export function findPeer(): Peer | null {
  return (found ??= isInstalled() || install() ? load() : null);
}

function isInstalled(): boolean {
  return existsSync(path.join(folder, 'node_modules', name, 'package.json'));
}

function install(): boolean {
  process.stderr.write('installing bpmn-engine into bench/peer/node_modules …\n');
  const npm = process.env.npm_execpath;
  const [command, first] = npm === undefined ? ['npm', []] : [process.execPath, [npm]];
  const { status } = spawnSync(command, [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) process.stderr.write('bpmn-engine could not be installed: nothing is compared with it\n');
  return status === 0;
}

function load(): Peer {
  const require = createRequire(path.join(folder, 'package.json'));
  const { Engine } = require(name) as { Engine: new (options: object) => PeerEngine };
  const about = readFileSync(path.join(folder, 'node_modules', name, 'package.json'), 'utf8');
  const { version } = JSON.parse(about) as { version: string };
  return {
    name: `${name} ${version}`,
    prepare: async (text, { defer = false } = {}) => {
      // Reading and linking happen once, as on our side: what runs is made from the serialised definition.
      const [definition] = await new Engine({ name: 'bench', source: text }).getDefinitions();
      if (definition === undefined) throw new Error('the peer found no definition');
      const sourceContext = definition.environment.options.source;
      return () => runInstance(new Engine({ name: 'bench', sourceContext }), defer);
    },
  };
}

/** `defer`: answers later instead of at once; its call stack does not survive a long chain of answers given at once. */
function runInstance(engine: PeerEngine, defer: boolean): Promise<void> {
  const listener = new EventEmitter();
  listener.on('activity.wait', (waiting: { signal(): void }) => {
    if (defer) setImmediate(() => waiting.signal());
    else waiting.signal();
  });
  const services = { work: (_scope: unknown, done: (error: null) => void) => done(null) };
  return new Promise((resolve, reject) => {
    engine.once('end', () => resolve());
    engine.once('error', reject);
    engine.execute({ listener, services }, (error) => {
      if (error) reject(error);
    });
  });
}

interface PeerEngine extends EventEmitter {
  getDefinitions(): Promise<readonly { readonly environment: { readonly options: { readonly source: object } } }[]>;
  execute(options: object, callback: (error?: Error) => void): void;
}
