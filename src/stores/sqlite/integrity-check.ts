// Reads the whole file and says what is wrong with it as a file: pages, indexes, gaps in the journal, tables that disagree. What the
// entries say, and whether somebody rewrote them, is the audit trail's business.
import { definitionHistoryPrefix } from '../../model/definition.ts';
import type { Connection } from './connection.ts';

export interface StoreFault {
  /**
   * `structure`: pages or indexes of the file; `position`: the journal has a gap; `steps`: an instance and its journal disagree;
   * `hash`: an instance does not end with the hash of its last entry; `candidates`: the look-up of tasks by whom they are offered to disagrees with the tasks.
   */
  readonly code: 'structure' | 'position' | 'steps' | 'hash' | 'candidates';
  /** Where: SQLite's sentence, a position, or an instance. */
  readonly detail: string;
}

export function integrityCheck(db: Connection): readonly StoreFault[] {
  return db.read(() => {
    const structure = [
      ...db
        .prepare('PRAGMA integrity_check')
        .all()
        .map((row) => String(row.integrity_check)),
      ...db
        .prepare('PRAGMA foreign_key_check')
        .all()
        .map((row) => `row ${String(row.rowid)} of ${String(row.table)} has no ${String(row.parent)}`),
    ].filter((sentence) => sentence !== 'ok');
    // On broken pages the other answers would mislead.
    if (structure.length > 0) return structure.map((detail) => ({ code: 'structure', detail }));
    return checks.flatMap(({ code, sql }) =>
      db
        .prepare(`${sql} LIMIT ${MOST_FAULTS}`)
        .all()
        .map((row): StoreFault => ({ code, detail: String(row.detail) })),
    );
  });
}

/** Of each kind; one is enough to distrust a file. */
const MOST_FAULTS = 100;

const checks: readonly { readonly code: StoreFault['code']; readonly sql: string }[] = [
  {
    code: 'position',
    sql: `SELECT position AS detail FROM (SELECT position, row_number() OVER (ORDER BY position) AS place FROM journal)
      WHERE position <> place`,
  },
  {
    code: 'steps',
    sql: `SELECT instances.instance_id AS detail FROM instances
      LEFT JOIN (SELECT instance_id, count(*) AS entries, max(seq) AS last FROM journal GROUP BY instance_id) AS found
        ON found.instance_id = instances.instance_id
      WHERE found.entries IS NOT instances.seq OR found.last IS NOT instances.seq
      UNION ALL
      SELECT instance_id FROM journal WHERE instance_id NOT IN (SELECT instance_id FROM instances)
        AND instance_id NOT LIKE '${definitionHistoryPrefix}%' GROUP BY instance_id
        -- Of an archived instance the texts are gone but for the last; what they were is the trail's business.
        HAVING sum(text = '') <> count(*) - 1`,
  },
  {
    code: 'hash',
    sql: `SELECT instances.instance_id AS detail FROM instances JOIN journal
        ON journal.instance_id = instances.instance_id AND journal.seq = instances.seq
      WHERE journal.hash <> instances.hash`,
  },
  {
    code: 'candidates',
    sql: `SELECT task_candidates.instance_id AS detail FROM task_candidates
      LEFT JOIN tasks ON tasks.instance_id = task_candidates.instance_id AND tasks.task_id = task_candidates.task_id
      WHERE tasks.created_at IS NOT task_candidates.created_at`,
  },
];
