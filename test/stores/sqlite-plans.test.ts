// What operators ask every day never reads a whole table: the plans SQLite makes for it, as the store asks it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { CountedList, ListFilters } from 'quytrinh/engine';
import { sqliteStore, type SqliteStore } from 'quytrinh/stores/sqlite';

const hash = 'a'.repeat(64);
const daily: { readonly [L in CountedList]: readonly ListFilters[L][] } = {
  instances: [
    { process: 'p' },
    { status: 'active' },
    { process: 'p', status: ['active', 'failed'] },
    { businessKey: 'HS-1' },
    { businessKeyPrefix: 'HS-' },
    { process: 'p', businessKeyPrefix: 'HS-' },
    { definition: hash },
    { definition: hash, status: 'active' },
    { process: 'p', status: 'active', element: 'review' },
    { startedFrom: 1, startedBefore: 2 },
    { process: 'p', startedFrom: 1, startedBefore: 2 },
    { endedFrom: 1, endedBefore: 2 },
    { hasIncident: true },
    { process: 'p', hasIncident: true },
    { suspended: true },
    { dossierStatus: 5 },
    { process: 'p', dossierStatus: [5, 6] },
    { light: { is: 'overdue', at: 5 } },
    { status: 'active', light: { is: ['atRisk', 'overdue'], at: 5 } },
    { process: 'p', status: 'active', light: { is: 'atRisk', at: 5 } },
    { process: 'p', status: 'active', suspended: true },
  ],
  tasks: [
    { instanceId: 'i' },
    { assignee: 'an' },
    { assignee: 'an', process: 'p', state: ['reserved', 'inProgress'] },
    { roles: ['clerk', 'head'] },
    { candidateUser: 'an' },
    { candidateGroup: 'clerks' },
    { candidates: ['user:an', 'role:clerk'], availableTo: ['an'] },
    { process: 'p', element: 'review' },
    { dueBefore: 5 },
    { process: 'p', dueFrom: 1, dueBefore: 5 },
    { createdFrom: 1, createdBefore: 5 },
  ],
  jobs: [{ instanceId: 'i' }, { exhausted: true }, { exhausted: true, process: 'p', jobType: 'mail' }],
  timers: [{ instanceId: 'i' }, { dueFrom: 1, dueBefore: 5 }, { dueBefore: 5, process: 'p', element: 'wait' }],
  incidents: [{ instanceId: 'i' }, { raisedFrom: 1, raisedBefore: 5 }],
};

let folder = '';
let store: SqliteStore;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quytrinh-plans-'));
  store = sqliteStore(join(folder, 'store.db'), { durability: 'normal' });
  await store.open();
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

describe.each(Object.keys(daily) as CountedList[])('the list of %s', (list) => {
  it.each(daily[list].map((filter) => ({ asked: JSON.stringify(filter), filter })))(
    'is looked up for $asked',
    async ({ filter }) => {
      const asked = await statementsOf(async (on) => {
        await (on[list] as (query: object) => Promise<unknown>)(filter);
        await on.count(list, filter);
      });
      expect(asked.length).toBeGreaterThanOrEqual(2);
      expect(asked.flatMap(plan).filter(isWholeTable)).toEqual([]);
    },
  );
});

it.each([
  ['instances', {}, 'SEARCH instances USING COVERING INDEX instances_by_due (due_at>?)'],
  ['instances', { process: 'p', status: 'active' }, 'SEARCH instances USING INDEX instances_by_due (due_at>?)'],
  ['tasks', {}, 'SEARCH tasks USING INDEX tasks_by_due (due_at>?)'],
  ['tasks', { process: 'p' }, 'SEARCH tasks USING INDEX tasks_by_due (due_at>?)'],
  ['tasks', { roles: ['clerk'] }, 'SEARCH task_candidates USING PRIMARY KEY (candidate=?)'],
  ['tasks', { assignee: 'an' }, 'SEARCH tasks USING INDEX tasks_by_assignee (assignee=?)'],
] as const)('the list of %s by deadline is read by the narrowest look-up, for %j', async (list, filter, search) => {
  const [soonest = ''] = await statementsOf(async (on) => {
    await (on[list] as (query: object) => Promise<unknown>)({ ...filter, order: 'due' });
  });
  expect(plan(soonest)).toContain(search);
});

it.each([
  ['atRisk', 'SEARCH instances USING INDEX instances_by_risk (risk_at<?)'],
  ['overdue', 'SEARCH instances USING INDEX instances_by_due (due_at<?)'],
] as const)('the active instances that are %s are looked up by when they became so', async (is, search) => {
  const [asked = ''] = await statementsOf(async (on) => {
    await on.instances({ status: 'active', light: { is, at: 5 } });
  });
  expect(plan(asked)).toContain(search);
});

it('what one instance sends, and what a key was used for, is looked up', async () => {
  const asked = await statementsOf(async (on) => {
    await on.outboxOf('i', 1);
    await on.usedKey('k');
  });
  expect(asked.length).toBeGreaterThanOrEqual(2);
  expect(asked.flatMap(plan).filter((detail) => !/^SEARCH .* USING .*(INDEX|PRIMARY KEY)/.test(detail))).toEqual(
    ['USE TEMP B-TREE FOR ORDER BY'], // the few rows of one instance
  );
});

it('knows a plan that reads a whole table', () => {
  expect(plan(`SELECT * FROM instances WHERE snapshot = ?`).filter(isWholeTable)).not.toEqual([]);
});

/** What the store asks: it prepares each text once, so a fresh connection prepares all of them. */
async function statementsOf(act: (on: SqliteStore) => Promise<void>): Promise<string[]> {
  const on = sqliteStore(join(folder, 'store.db'), { durability: 'normal' });
  await on.open();
  const prepare = vi.spyOn(DatabaseSync.prototype, 'prepare');
  try {
    await act(on);
    return prepare.mock.calls.map(([sql]) => sql).filter((sql) => sql.trim().startsWith('SELECT'));
  } finally {
    prepare.mockRestore();
    await on.close();
  }
}

function plan(sql: string): string[] {
  const database = new DatabaseSync(join(folder, 'store.db'), { readOnly: true });
  try {
    return database
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map((row) => String(row.detail));
  } finally {
    database.close();
  }
}

/** Scanned whole may be: the list that was asked for (json_each), what is stuck (incidents), and look-ups that hold only the rows wanted. */
function isWholeTable(detail: string): boolean {
  return (
    detail.startsWith('SCAN') &&
    !/^SCAN (json_each|incidents\b)|INDEX (instances_suspended|jobs_exhausted)$/.test(detail)
  );
}
