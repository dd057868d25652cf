// What every store must do, as a list of checks without a test framework: whoever writes a store wraps them in the one at hand.
import type { Store } from '../engine/index.ts';
import type { StoreCheck } from './store-contract/check.ts';
import { archiveChecks } from './store-contract/archive-checks.ts';
import { commitChecks } from './store-contract/commit-checks.ts';
import { definitionChecks } from './store-contract/definition-checks.ts';
import { durableChecks } from './store-contract/durable-checks.ts';
import { jobChecks } from './store-contract/job-checks.ts';
import { journalChecks } from './store-contract/journal-checks.ts';
import { leaseChecks } from './store-contract/lease-checks.ts';
import { listChecks } from './store-contract/list-checks.ts';
import { messageChecks } from './store-contract/message-checks.ts';
import { pageChecks } from './store-contract/page-checks.ts';
import { postponeChecks } from './store-contract/postpone-checks.ts';
import { rowChecks } from './store-contract/row-checks.ts';
import { searchChecks } from './store-contract/search-checks.ts';
import { tableChecks } from './store-contract/table-checks.ts';
import { taskChecks } from './store-contract/task-checks.ts';
import { timerChecks } from './store-contract/timer-checks.ts';

/**
 * The contract of the store port. Each check makes a fresh, empty store, opens it, and cleans up after itself; `run` rejects with
 * an AssertionError that says what is wrong.
 *
 *     for (const { name, run } of storeContract(() => ({ store: memoryStore() }))) it(name, run);
 */
export function storeContract(makeStore: MakeStore): readonly ContractCheck[] {
  return checks.map(({ name, run }) => ({
    name,
    run: async () => {
      const { store, again = () => store, cleanUp } = await makeStore();
      try {
        await store.open();
        await run(store, again);
      } finally {
        await store.close();
        await cleanUp?.();
      }
    },
  }));
}

const checks: readonly StoreCheck[] = [
  ...commitChecks,
  ...rowChecks,
  ...taskChecks,
  ...listChecks,
  ...pageChecks,
  ...searchChecks,
  ...timerChecks,
  ...jobChecks,
  ...leaseChecks,
  ...postponeChecks,
  ...messageChecks,
  ...definitionChecks,
  ...journalChecks,
  ...archiveChecks,
  ...tableChecks,
  ...durableChecks,
];

export type MakeStore = () => StoreUnderTest | Promise<StoreUnderTest>;

export interface StoreUnderTest {
  /** Empty and not open yet. */
  readonly store: Store;
  /** Another, unopened way to the same data, as another process has it. Without it the store itself is opened again. */
  readonly again?: () => Store;
  /** Called once the store is closed. */
  readonly cleanUp?: () => Promise<void>;
}

export interface ContractCheck {
  readonly name: string;
  readonly run: () => Promise<void>;
}
