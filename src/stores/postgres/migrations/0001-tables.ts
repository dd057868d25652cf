// Format 1: the tables. A released migration never changes: a new format is a new file with the next number.
//
// Texts are compared byte by byte (COLLATE "C"): the order of ids must not depend on the language of the server, and indexes of
// such columns survive an update of its locales. What the store does not look into is kept as text, not as jsonb: it comes back
// to the letter, and may hold `\u0000`. There are no foreign keys between the rows of a step: all of them are written by one
// function in one transaction, and a check per row is dear.
//
// Instances lie in two partitions. A deleted row touches no index, so the end of an instance leaves those of the active ones alone
// and adds to the indexes of the ended, where its neighbours have just been added; in one table its new version would go into each
// index at another place. Lists of the active ones, which are few beside all that have ended, read no others.
import { ENTRY_OF_INSTANCE } from '../names.ts';
import type { Migration } from './migration.ts';

export const tables: Migration = {
  number: 1,
  sql: (s) => `
    CREATE TABLE ${s}.definitions (
      process text COLLATE "C" NOT NULL,
      version bigint NOT NULL,
      hash bytea NOT NULL,
      name text NOT NULL,
      version_tag text,
      deployed_at bigint NOT NULL,
      file text NOT NULL,
      source text NOT NULL,
      model text NOT NULL,
      state text NOT NULL,
      approval text,
      effective_from_at bigint,
      effective_to_at bigint,
      suspended boolean NOT NULL,
      changed bigint NOT NULL,
      PRIMARY KEY (process, version),
      UNIQUE (process, hash)
    );

    CREATE TABLE ${s}.starts (
      no bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      process text COLLATE "C" NOT NULL,
      definition bytea NOT NULL,
      element text NOT NULL,
      kind text COLLATE "C" NOT NULL,
      name text COLLATE "C" NOT NULL,
      due_at bigint,
      firings_left bigint NOT NULL,
      try_at bigint,
      attempts bigint NOT NULL DEFAULT 0,
      trouble text,
      FOREIGN KEY (process, definition) REFERENCES ${s}.definitions (process, hash)
    );
    CREATE INDEX starts_of_process ON ${s}.starts (process);

    CREATE TABLE ${s}.journal (
      position bigint PRIMARY KEY,
      instance_id text COLLATE "C" NOT NULL,
      seq bigint NOT NULL,
      at bigint NOT NULL,
      hash bytea NOT NULL,
      text text NOT NULL,
      CONSTRAINT ${ENTRY_OF_INSTANCE} UNIQUE (instance_id, seq)
    );

    CREATE SEQUENCE ${s}.instances_no_seq;
    CREATE TABLE ${s}.instances (
      no bigint NOT NULL DEFAULT nextval('${s}.instances_no_seq'),
      instance_id text COLLATE "C" NOT NULL,
      process text COLLATE "C" NOT NULL,
      definition bytea NOT NULL,
      status text COLLATE "C" NOT NULL,
      suspended boolean NOT NULL,
      business_key text COLLATE "C",
      started_at bigint NOT NULL,
      ended_at bigint,
      seq bigint NOT NULL,
      hash bytea NOT NULL,
      snapshot text NOT NULL,
      dossier_status smallint NOT NULL,
      light text COLLATE "C",
      risk_at bigint,
      due_at bigint
    ) PARTITION BY LIST (status);
    ALTER SEQUENCE ${s}.instances_no_seq OWNED BY ${s}.instances.no;
    CREATE TABLE ${s}.instances_active PARTITION OF ${s}.instances (PRIMARY KEY (instance_id))
      FOR VALUES IN ('active') WITH (fillfactor = 70);
    CREATE TABLE ${s}.instances_ended PARTITION OF ${s}.instances (PRIMARY KEY (instance_id)) DEFAULT;
    CREATE INDEX instances_by_age ON ${s}.instances (no);
    CREATE INDEX instances_by_dossier ON ${s}.instances (dossier_status, process, no);
    CREATE INDEX instances_by_light ON ${s}.instances (light, status) WHERE light IS NOT NULL;
    CREATE INDEX instances_by_due ON ${s}.instances (due_at, no) WHERE due_at IS NOT NULL;
    CREATE INDEX instances_by_risk ON ${s}.instances (risk_at) WHERE risk_at IS NOT NULL;
    CREATE INDEX instances_by_process ON ${s}.instances (process, no);
    CREATE INDEX instances_by_business_key ON ${s}.instances (business_key) WHERE business_key IS NOT NULL;
    CREATE INDEX instances_by_definition ON ${s}.instances (definition, no);
    CREATE INDEX instances_by_start ON ${s}.instances (started_at);
    CREATE INDEX instances_by_end ON ${s}.instances (ended_at) WHERE ended_at IS NOT NULL;
    CREATE INDEX instances_suspended ON ${s}.instances (instance_id) WHERE suspended;
    -- The rare ends: the others are nearly all.
    CREATE INDEX instances_by_status ON ${s}.instances_ended (status, no) WHERE status <> 'completed';

    CREATE TABLE ${s}.used_keys (
      key text COLLATE "C" PRIMARY KEY,
      instance_id text COLLATE "C" NOT NULL,
      seq bigint NOT NULL,
      result text NOT NULL
    );

    CREATE TABLE ${s}.holds (
      name text COLLATE "C" PRIMARY KEY,
      instance_id text COLLATE "C" NOT NULL
    );
    CREATE INDEX holds_of_instance ON ${s}.holds (instance_id);

    CREATE TABLE ${s}.tasks (
      instance_id text COLLATE "C" NOT NULL,
      task_id text COLLATE "C" NOT NULL,
      process text COLLATE "C" NOT NULL,
      business_key text COLLATE "C",
      element text COLLATE "C" NOT NULL,
      state text NOT NULL,
      assignee text COLLATE "C",
      created_at bigint NOT NULL,
      due_at bigint,
      task text NOT NULL,
      candidate text COLLATE "C" NOT NULL,
      PRIMARY KEY (instance_id, task_id)
    );
    CREATE INDEX tasks_by_candidate ON ${s}.tasks (candidate, created_at, instance_id, task_id);
    CREATE INDEX tasks_by_age ON ${s}.tasks (created_at, instance_id, task_id);
    CREATE INDEX tasks_by_assignee ON ${s}.tasks (assignee, created_at, instance_id, task_id) WHERE assignee IS NOT NULL;
    CREATE INDEX tasks_by_element ON ${s}.tasks (process, element, created_at, instance_id, task_id);
    CREATE INDEX tasks_by_due ON ${s}.tasks (due_at, instance_id, task_id) WHERE due_at IS NOT NULL;

    -- Most tasks are offered to one only, who stands in their row; here are the others.
    CREATE TABLE ${s}.further_candidates (
      instance_id text COLLATE "C" NOT NULL,
      task_id text COLLATE "C" NOT NULL,
      candidate text COLLATE "C" NOT NULL,
      created_at bigint NOT NULL,
      PRIMARY KEY (instance_id, task_id, candidate)
    );
    CREATE INDEX further_candidates_by_age ON ${s}.further_candidates (candidate, created_at, instance_id, task_id);
    CREATE VIEW ${s}.task_candidates AS
      SELECT instance_id, task_id, candidate, created_at FROM ${s}.tasks
      UNION ALL SELECT instance_id, task_id, candidate, created_at FROM ${s}.further_candidates;

    CREATE TABLE ${s}.timers (
      instance_id text COLLATE "C" NOT NULL,
      timer_id text COLLATE "C" NOT NULL,
      element text NOT NULL,
      due_at bigint NOT NULL,
      try_at bigint NOT NULL,
      attempts bigint NOT NULL DEFAULT 0,
      trouble text,
      PRIMARY KEY (instance_id, timer_id)
    );
    CREATE INDEX timers_by_due ON ${s}.timers (try_at, instance_id, timer_id);
    CREATE INDEX timers_postponed ON ${s}.timers (attempts) WHERE attempts > 0;

    CREATE TABLE ${s}.jobs (
      instance_id text COLLATE "C" NOT NULL,
      job_id text COLLATE "C" NOT NULL,
      process text COLLATE "C" NOT NULL,
      element text NOT NULL,
      job_type text COLLATE "C" NOT NULL,
      retries bigint NOT NULL,
      available_at bigint NOT NULL,
      headers text NOT NULL,
      created_at bigint NOT NULL,
      lease_owner text,
      lease_until_at bigint,
      fence bigint NOT NULL,
      free_at bigint GENERATED ALWAYS AS (CASE WHEN retries > 0 THEN greatest(available_at, lease_until_at) END) STORED,
      PRIMARY KEY (instance_id, job_id)
    );
    CREATE INDEX jobs_by_free ON ${s}.jobs (job_type, free_at, instance_id, job_id) WHERE free_at IS NOT NULL;
    CREATE INDEX jobs_exhausted ON ${s}.jobs (instance_id, job_id) WHERE retries <= 0;

    CREATE TABLE ${s}.subscriptions (
      instance_id text COLLATE "C" NOT NULL,
      subscription_id text COLLATE "C" NOT NULL,
      element text NOT NULL,
      kind text COLLATE "C" NOT NULL,
      name text COLLATE "C" NOT NULL,
      key text COLLATE "C",
      PRIMARY KEY (instance_id, subscription_id)
    );
    CREATE INDEX subscriptions_by_name ON ${s}.subscriptions (kind, name, key);

    CREATE TABLE ${s}.incidents (
      instance_id text COLLATE "C" NOT NULL,
      incident_id text COLLATE "C" NOT NULL,
      process text COLLATE "C" NOT NULL,
      element text NOT NULL,
      code text NOT NULL,
      params text NOT NULL,
      raised_at bigint NOT NULL,
      PRIMARY KEY (instance_id, incident_id)
    );
    CREATE INDEX incidents_by_age ON ${s}.incidents (raised_at, instance_id, incident_id);

    CREATE TABLE ${s}.outbox (
      no bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      id text COLLATE "C" NOT NULL UNIQUE,
      kind text NOT NULL,
      name text NOT NULL,
      key text COLLATE "C",
      variables text NOT NULL,
      created_at bigint NOT NULL,
      try_at bigint NOT NULL DEFAULT 0,
      attempts bigint NOT NULL DEFAULT 0,
      trouble text
    );
    CREATE INDEX outbox_by_turn ON ${s}.outbox (try_at, no) WHERE kind <> 'notice';
    CREATE INDEX outbox_notices ON ${s}.outbox (try_at, no) WHERE kind = 'notice';
    CREATE INDEX outbox_postponed ON ${s}.outbox (attempts) WHERE attempts > 0;
    CREATE INDEX outbox_by_call ON ${s}.outbox (key) WHERE kind = 'callStart';

    CREATE TABLE ${s}.messages (
      no bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      id text COLLATE "C" NOT NULL UNIQUE,
      name text COLLATE "C" NOT NULL,
      key text COLLATE "C",
      variables text NOT NULL,
      expires_at bigint NOT NULL
    );
    CREATE INDEX messages_by_name ON ${s}.messages (name, key);
    CREATE INDEX messages_by_expiry ON ${s}.messages (expires_at);

    CREATE TABLE ${s}.checkpoints (
      size bigint PRIMARY KEY,
      root bytea NOT NULL,
      at bigint NOT NULL,
      frontier text NOT NULL,
      note text NOT NULL
    );
  `,
};
