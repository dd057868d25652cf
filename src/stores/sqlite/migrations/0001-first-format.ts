// Format 1. A released migration never changes: a new format is a new file with the next number.
//
// Rows of an instance lie together (WITHOUT ROWID, instance first; instance ids are ordered by time), so that a step touches few
// pages. Tables with long rows (journal, instances) keep a row number and a look-up instead. Hashes are 32 bytes. There are no
// foreign keys between the rows of a step: all of them are written by one function in one transaction, and a check per row is dear.
import type { Migration } from './migration.ts';

export const firstFormat: Migration = {
  number: 1,
  sql: `
    CREATE TABLE definitions (
      process TEXT NOT NULL,
      version INTEGER NOT NULL,
      hash BLOB NOT NULL,
      name TEXT NOT NULL,
      version_tag TEXT,
      deployed_at INTEGER NOT NULL,
      file TEXT NOT NULL,
      source TEXT NOT NULL,
      model TEXT NOT NULL,
      state TEXT NOT NULL,
      approval TEXT,
      effective_from_at INTEGER,
      effective_to_at INTEGER,
      suspended INTEGER NOT NULL,
      changed INTEGER NOT NULL,
      PRIMARY KEY (process, version),
      UNIQUE (process, hash)
    ) STRICT;

    CREATE TABLE starts (
      no INTEGER PRIMARY KEY,
      process TEXT NOT NULL,
      definition BLOB NOT NULL,
      element TEXT NOT NULL,
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      due_at INTEGER,
      firings_left INTEGER NOT NULL,
      try_at INTEGER,
      attempts INTEGER NOT NULL DEFAULT 0,
      trouble TEXT,
      FOREIGN KEY (process, definition) REFERENCES definitions (process, hash)
    ) STRICT;
    CREATE INDEX starts_of_process ON starts (process);

    CREATE TABLE journal (
      position INTEGER PRIMARY KEY,
      instance_id TEXT NOT NULL,
      seq INTEGER NOT NULL,
      at INTEGER NOT NULL,
      hash BLOB NOT NULL,
      text TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX journal_of_instance ON journal (instance_id, seq);

    CREATE TABLE instances (
      no INTEGER PRIMARY KEY,
      instance_id TEXT NOT NULL UNIQUE,
      process TEXT NOT NULL,
      definition BLOB NOT NULL,
      status TEXT NOT NULL,
      suspended INTEGER NOT NULL,
      business_key TEXT,
      started_at INTEGER NOT NULL,
      ended_at INTEGER,
      seq INTEGER NOT NULL,
      hash BLOB NOT NULL,
      snapshot TEXT NOT NULL,
      dossier_status INTEGER NOT NULL,
      light TEXT,
      risk_at INTEGER,
      due_at INTEGER
    ) STRICT;
    CREATE INDEX instances_by_dossier ON instances (dossier_status, process);
    CREATE INDEX instances_by_light ON instances (light, status) WHERE light IS NOT NULL;
    CREATE INDEX instances_by_due ON instances (due_at) WHERE due_at IS NOT NULL;
    CREATE INDEX instances_by_risk ON instances (risk_at) WHERE risk_at IS NOT NULL;
    CREATE INDEX instances_by_status ON instances (status);
    CREATE INDEX instances_by_process ON instances (process, status);
    CREATE INDEX instances_by_business_key ON instances (business_key) WHERE business_key IS NOT NULL;
    CREATE INDEX instances_by_definition ON instances (definition);
    CREATE INDEX instances_by_start ON instances (started_at);
    CREATE INDEX instances_by_end ON instances (ended_at) WHERE ended_at IS NOT NULL;
    CREATE INDEX instances_suspended ON instances (no) WHERE suspended = 1;

    CREATE TABLE used_keys (
      key TEXT PRIMARY KEY,
      instance_id TEXT NOT NULL,
      seq INTEGER NOT NULL,
      result TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE holds (
      name TEXT PRIMARY KEY,
      instance_id TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX holds_of_instance ON holds (instance_id);

    CREATE TABLE tasks (
      instance_id TEXT NOT NULL,
      task_id TEXT NOT NULL,
      process TEXT NOT NULL,
      business_key TEXT,
      element TEXT NOT NULL,
      state TEXT NOT NULL,
      assignee TEXT,
      created_at INTEGER NOT NULL,
      due_at INTEGER,
      task TEXT NOT NULL,
      PRIMARY KEY (instance_id, task_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX tasks_by_age ON tasks (created_at);
    CREATE INDEX tasks_by_assignee ON tasks (assignee, created_at) WHERE assignee IS NOT NULL;
    CREATE INDEX tasks_by_element ON tasks (process, element, created_at);
    CREATE INDEX tasks_by_due ON tasks (due_at) WHERE due_at IS NOT NULL;

    CREATE TABLE task_candidates (
      candidate TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      instance_id TEXT NOT NULL,
      task_id TEXT NOT NULL,
      PRIMARY KEY (candidate, created_at, instance_id, task_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE timers (
      instance_id TEXT NOT NULL,
      timer_id TEXT NOT NULL,
      element TEXT NOT NULL,
      due_at INTEGER NOT NULL,
      try_at INTEGER NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0,
      trouble TEXT,
      PRIMARY KEY (instance_id, timer_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX timers_by_due ON timers (try_at);
    CREATE INDEX timers_postponed ON timers (attempts) WHERE attempts > 0;

    CREATE TABLE jobs (
      instance_id TEXT NOT NULL,
      job_id TEXT NOT NULL,
      process TEXT NOT NULL,
      element TEXT NOT NULL,
      job_type TEXT NOT NULL,
      retries INTEGER NOT NULL,
      available_at INTEGER NOT NULL,
      headers TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      lease_owner TEXT,
      lease_until_at INTEGER,
      fence INTEGER NOT NULL,
      free_at INTEGER AS (CASE WHEN retries > 0 THEN max(available_at, ifnull(lease_until_at, available_at)) END) VIRTUAL,
      PRIMARY KEY (instance_id, job_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX jobs_by_free ON jobs (job_type, free_at) WHERE free_at IS NOT NULL;
    CREATE INDEX jobs_exhausted ON jobs (instance_id) WHERE retries <= 0;

    CREATE TABLE subscriptions (
      instance_id TEXT NOT NULL,
      subscription_id TEXT NOT NULL,
      element TEXT NOT NULL,
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      key TEXT,
      PRIMARY KEY (instance_id, subscription_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX subscriptions_by_name ON subscriptions (kind, name, key);

    CREATE TABLE incidents (
      instance_id TEXT NOT NULL,
      incident_id TEXT NOT NULL,
      process TEXT NOT NULL,
      element TEXT NOT NULL,
      code TEXT NOT NULL,
      params TEXT NOT NULL,
      raised_at INTEGER NOT NULL,
      PRIMARY KEY (instance_id, incident_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX incidents_by_age ON incidents (raised_at);

    CREATE TABLE outbox (
      no INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      key TEXT,
      variables TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      try_at INTEGER NOT NULL DEFAULT 0,
      attempts INTEGER NOT NULL DEFAULT 0,
      trouble TEXT
    ) STRICT;
    CREATE INDEX outbox_by_turn ON outbox (try_at) WHERE kind <> 'notice';
    CREATE INDEX outbox_notices ON outbox (try_at) WHERE kind = 'notice';
    CREATE INDEX outbox_postponed ON outbox (attempts) WHERE attempts > 0;
    CREATE INDEX outbox_by_call ON outbox (key) WHERE kind = 'callStart';

    CREATE TABLE messages (
      no INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      key TEXT,
      variables TEXT NOT NULL,
      expires_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX messages_by_name ON messages (name, key);
    CREATE INDEX messages_by_expiry ON messages (expires_at);

    CREATE TABLE checkpoints (
      size INTEGER PRIMARY KEY,
      root BLOB NOT NULL,
      at INTEGER NOT NULL,
      frontier TEXT NOT NULL,
      note TEXT NOT NULL
    ) STRICT;
  `,
};
