// An engine on a fresh store with a clock by hand, and short words for what the tests do with it.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngine, type Engine, type EngineOptions } from 'quytrinh';
import type { Store } from 'quytrinh/engine';
import { memoryStore } from 'quytrinh/stores';
import { sqliteStore } from 'quytrinh/stores/sqlite';
import { manualClock, type ManualClock } from 'quytrinh/testing';
import type { Variables } from 'quytrinh/model';

export const BEGIN = Date.parse('2026-01-05T08:00:00+07:00');
export const HOUR = 3_600_000;
export const storeKinds = ['memory', 'sqlite'] as const;
export type StoreKind = (typeof storeKinds)[number];

export interface Bench {
  readonly engine: Engine;
  readonly clock: ManualClock;
  readonly store: Store;
  /** What was told in the background. */
  readonly troubles: string[];
  /** Another engine on the same data; with SQLite over a connection of its own. */
  another(options?: Partial<EngineOptions>): Promise<Engine>;
  deploy(...sources: string[]): Promise<void>;
  start(variables?: Variables, process?: string): Promise<string>;
  /** Elements with an open task, sorted; of one instance or of all. */
  tasks(instanceId?: string): Promise<string[]>;
  taskId(instanceId: string, element: string): Promise<string>;
  complete(instanceId: string, element: string, variables?: Variables): Promise<void>;
  status(instanceId: string): Promise<string>;
  incidents(): Promise<string[]>;
  /** Closes everything and removes the files. */
  dispose(): Promise<void>;
  /** SQLite: a copy of the file, made while the engine is closed. */
  copy(): string;
}

export async function bench(kind: StoreKind, options: Partial<EngineOptions> = {}): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), 'engine-'));
  const file = join(folder, 'store.db');
  const memory = memoryStore();
  // Tests ask what is kept, not whether it survives a loss of power: that is tested with the stores.
  const newStore = (): Store => (kind === 'memory' ? memory : sqliteStore(file, { durability: 'normal' }));
  const clock = manualClock(BEGIN);
  const troubles: string[] = [];
  const opened: Engine[] = [];
  const open = async (store: Store, more: Partial<EngineOptions> = {}): Promise<Engine> => {
    const onTrouble = (trouble: unknown, what: string): void => void troubles.push(`${what}: ${String(trouble)}`);
    const engine = await openEngine({ clock, onTrouble, ...options, ...more, store });
    opened.push(engine);
    return engine;
  };
  const store = newStore();
  const engine = await open(store);
  let copies = 0;
  const taskId = async (instanceId: string, element: string): Promise<string> => {
    const { rows } = await engine.tasks({ instanceId, element });
    if (rows[0] === undefined) throw new Error(`no open task of ${element}`);
    return rows[0].taskId;
  };
  return {
    engine,
    clock,
    store,
    troubles,
    another: (more) => open(newStore(), more),
    deploy: async (...sources) => {
      for (const source of sources) await engine.deployText(source);
    },
    start: async (variables = {}, process = 'p') => (await engine.start(process, { variables })).instanceId,
    tasks: async (instanceId) =>
      (await engine.tasks(instanceId === undefined ? { limit: 1000 } : { instanceId })).rows
        .map(({ element }) => element)
        .sort(),
    taskId,
    complete: async (instanceId, element, variables = {}) => {
      await engine.complete(await taskId(instanceId, element), { actor: 'an', variables });
    },
    status: async (instanceId) => (await engine.instance(instanceId)).status,
    incidents: async () => (await engine.incidents({})).rows.map(({ code, element }) => `${code} ${element}`),
    dispose: async () => {
      for (const one of opened) await one.close().catch(() => undefined);
      rmSync(folder, { recursive: true, force: true });
    },
    copy: () => {
      copies += 1;
      const target = join(folder, `copy-${copies}.db`);
      cpSync(file, target);
      return target;
    },
  };
}
