// Format 2: the function that writes the steps of a group, each wholly or not at all. One call is one transaction and one way
// to the server and back, and what must be held while others wait is held for as short a time as can be.
//
// Everybody takes locks in the same order, so that nobody waits in a circle: keys, names, instances (all sorted by the caller), their
// rows, and last the number of the journal. Positions have no gaps and are final, so whoever gives one must be done before the
// next may; a lock on that is held from the last statement to the end of the transaction. Waiting for the disk under it would let
// one group at a time through. So the transaction does not wait (synchronous_commit = off), and `flush_steps` does afterwards,
// together with all others: the log of the server is written in order, so what comes later in it is never kept without what came
// before, and a step whose caller was told of it is on the disk.
import { LEASED_MEANWHILE, NEWER_FORMAT, numberingLock, wakeChannel } from '../names.ts';
import type { Migration } from './migration.ts';

export const commitSteps: Migration = {
  number: 2,
  sql: (s) => `
    CREATE FUNCTION ${s}.commit_steps(
      p_begins json,
      p_steps json,
      p_entries json,
      p_keys json,
      p_names json,
      p_leases json,
      p_ends json,
      p_tasks json,
      p_candidates json,
      p_task_states json,
      p_task_drops json,
      p_timers json,
      p_timer_drops json,
      p_jobs json,
      p_job_retries json,
      p_job_drops json,
      p_subscriptions json,
      p_subscription_drops json,
      p_incidents json,
      p_incident_drops json,
      p_outbox json,
      p_outbox_drops json,
      p_message_drops json,
      p_wake boolean,
      p_format bigint
    ) RETURNS TABLE (instance_id text, reason text, found bigint, holder text, first_position bigint)
    LANGUAGE plpgsql
    -- Plans are kept for a session, and tables grow meanwhile: what is looked up by its key must never be read as a whole, neither
    -- as a table nor as an index (that of a table which is nearly empty would seem cheap).
    SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET random_page_cost = 0 SET cpu_tuple_cost = 1
    AS $function$
    #variable_conflict use_column
    DECLARE
      v_taken text[] := '{}';
      v_held text[] := '{}';
      v_named text[] := '{}';
      v_lost text[] := '{}';
      v_out text[] := '{}';
      v_kept text[] := '{}';
      v_known text[];
      v_first bigint;
      v_replaced text[];
    BEGIN
      -- A newer version may have brought the schema to its own format since it was opened.
      IF p_format <> (SELECT max(number) FROM ${s}.store_format) THEN
        RAISE EXCEPTION 'the format has changed' USING ERRCODE = '${NEWER_FORMAT}';
      END IF;
      PERFORM set_config('synchronous_commit', 'off', true);

      IF p_keys IS NOT NULL THEN
        WITH used AS (
          INSERT INTO ${s}.used_keys (key, instance_id, seq, result)
          SELECT r.key, r.instance_id, r.seq, r.result
          FROM json_to_recordset(p_keys) AS r (key text, instance_id text, seq bigint, result text)
          ON CONFLICT (key) DO NOTHING
          RETURNING instance_id
        )
        SELECT coalesce(array_agg(r.instance_id), '{}') INTO v_taken
        FROM json_to_recordset(p_keys) AS r (instance_id text)
        WHERE NOT EXISTS (SELECT 1 FROM used WHERE used.instance_id = r.instance_id);
      END IF;

      v_out := v_taken;

      IF p_names IS NOT NULL THEN
        WITH named AS (
          INSERT INTO ${s}.holds (name, instance_id)
          SELECT r.name, r.instance_id FROM json_to_recordset(p_names) AS r (name text, instance_id text)
          WHERE r.instance_id <> ALL (v_out)
          ON CONFLICT (name) DO NOTHING
          RETURNING instance_id
        )
        SELECT coalesce(array_agg(named.instance_id), '{}') INTO v_named FROM named;
        SELECT coalesce(array_agg(r.instance_id), '{}') INTO v_held
        FROM json_to_recordset(p_names) AS r (name text, instance_id text)
        WHERE r.instance_id <> ALL (v_out)
          AND NOT EXISTS (SELECT 1 FROM ${s}.holds WHERE holds.name = r.name AND holds.instance_id = r.instance_id);
        v_out := v_out || v_held;
      END IF;
      IF p_leases IS NOT NULL THEN
        SELECT coalesce(array_agg(r.instance_id), '{}') INTO v_lost
        FROM json_to_recordset(p_leases) AS r (instance_id text, job_id text, fence bigint)
        JOIN ${s}.jobs ON jobs.instance_id = r.instance_id AND jobs.job_id = r.job_id AND jobs.fence <> r.fence
        WHERE r.instance_id <> ALL (v_out);
        v_out := v_out || v_lost;
      END IF;

      IF p_begins IS NOT NULL THEN
        WITH begun AS (
          INSERT INTO ${s}.instances (instance_id, process, definition, status, suspended, business_key, started_at, ended_at,
            seq, hash, snapshot, dossier_status, light, risk_at, due_at)
          SELECT r.instance_id, r.process, decode(r.definition, 'hex'), r.status, r.suspended, r.business_key, r.started_at,
            r.ended_at, r.seq, decode(r.hash, 'hex'), r.snapshot, r.dossier_status, r.light, r.risk_at, r.due_at
          FROM json_to_recordset(p_begins) AS r (instance_id text, process text, definition text, status text, suspended boolean,
            business_key text, started_at bigint, ended_at bigint, seq bigint, hash text, snapshot text,
            dossier_status smallint, light text, risk_at bigint, due_at bigint)
          WHERE r.instance_id <> ALL (v_out)
            AND NOT EXISTS (SELECT 1 FROM ${s}.instances WHERE instances.instance_id = r.instance_id)
          ON CONFLICT DO NOTHING
          RETURNING instance_id
        )
        SELECT coalesce(array_agg(begun.instance_id), '{}') INTO v_kept FROM begun;
      END IF;
      IF p_steps IS NOT NULL THEN
        -- Nearly all steps are of active instances; the others are looked for among the ended ones.
        ${stepped(s, `status = 'active'`)}
        IF cardinality(v_out) + cardinality(v_kept) < json_array_length(p_entries) THEN
          ${stepped(s, `status <> 'active'`)}
        END IF;
      END IF;

      IF p_keys IS NOT NULL THEN
        DELETE FROM ${s}.used_keys USING json_to_recordset(p_keys) AS r (key text, instance_id text)
        WHERE used_keys.key = r.key AND r.instance_id <> ALL (v_kept) AND r.instance_id <> ALL (v_taken);
      END IF;
      IF p_names IS NOT NULL THEN
        DELETE FROM ${s}.holds USING json_to_recordset(p_names) AS r (name text, instance_id text)
        WHERE holds.name = r.name AND r.instance_id = ANY (v_named) AND r.instance_id <> ALL (v_kept);
      END IF;
      IF p_leases IS NOT NULL THEN
        -- Leased to another between the look and this moment? Then all is decided anew. From here on nobody can lease them.
        SELECT count(*) FILTER (WHERE locked.fence <> locked.held) INTO v_first FROM (
          SELECT jobs.fence, r.fence AS held
          FROM json_to_recordset(p_leases) AS r (instance_id text, job_id text, fence bigint)
          JOIN ${s}.jobs ON jobs.instance_id = r.instance_id AND jobs.job_id = r.job_id
          WHERE r.instance_id = ANY (v_kept) FOR UPDATE OF jobs
        ) AS locked;
        IF v_first > 0 THEN
          RAISE EXCEPTION 'a job was leased meanwhile' USING ERRCODE = '${LEASED_MEANWHILE}';
        END IF;
      END IF;
      IF p_ends IS NOT NULL THEN
        DELETE FROM ${s}.holds USING json_to_recordset(p_ends) AS r (instance_id text)
        WHERE holds.instance_id = r.instance_id AND r.instance_id = ANY (v_kept);
      END IF;

      IF p_tasks IS NOT NULL THEN
        WITH put AS (
          INSERT INTO ${s}.tasks (instance_id, task_id, process, business_key, element, state, assignee, created_at, due_at, task,
            candidate)
          SELECT r.* FROM json_to_recordset(p_tasks) AS r (instance_id text, task_id text, process text, business_key text,
            element text, state text, assignee text, created_at bigint, due_at bigint, task text, candidate text)
          WHERE r.instance_id = ANY (v_kept)
          ON CONFLICT (instance_id, task_id) DO UPDATE SET process = excluded.process, business_key = excluded.business_key,
            element = excluded.element, state = excluded.state, assignee = excluded.assignee, created_at = excluded.created_at,
            due_at = excluded.due_at, task = excluded.task, candidate = excluded.candidate
          RETURNING instance_id, xmax <> 0 AS replaced
        )
        SELECT array_agg(put.instance_id) FILTER (WHERE put.replaced) INTO v_replaced FROM put;
        IF v_replaced IS NOT NULL THEN
          DELETE FROM ${s}.further_candidates USING json_to_recordset(p_tasks) AS r (instance_id text, task_id text)
          WHERE further_candidates.instance_id = r.instance_id AND further_candidates.task_id = r.task_id
            AND r.instance_id = ANY (v_replaced);
        END IF;
      END IF;
      IF p_candidates IS NOT NULL THEN
        INSERT INTO ${s}.further_candidates (instance_id, task_id, candidate, created_at)
        SELECT r.* FROM json_to_recordset(p_candidates) AS r (instance_id text, task_id text, candidate text, created_at bigint)
        WHERE r.instance_id = ANY (v_kept);
      END IF;
      IF p_task_states IS NOT NULL THEN
        UPDATE ${s}.tasks SET state = r.state, assignee = r.assignee, due_at = r.due_at
        FROM json_to_recordset(p_task_states) AS r (instance_id text, task_id text, state text, assignee text, due_at bigint)
        WHERE tasks.instance_id = r.instance_id AND tasks.task_id = r.task_id AND r.instance_id = ANY (v_kept);
      END IF;
      IF p_task_drops IS NOT NULL THEN
        DELETE FROM ${s}.tasks USING json_to_recordset(p_task_drops) AS r (instance_id text, id text)
        WHERE tasks.instance_id = r.instance_id AND tasks.task_id = r.id AND r.instance_id = ANY (v_kept);
        DELETE FROM ${s}.further_candidates USING json_to_recordset(p_task_drops) AS r (instance_id text, id text)
        WHERE further_candidates.instance_id = r.instance_id AND further_candidates.task_id = r.id AND r.instance_id = ANY (v_kept);
      END IF;

      IF p_timers IS NOT NULL THEN
        INSERT INTO ${s}.timers (instance_id, timer_id, element, due_at, try_at)
        SELECT r.*, r.due_at FROM json_to_recordset(p_timers) AS r (instance_id text, timer_id text, element text, due_at bigint)
        WHERE r.instance_id = ANY (v_kept)
        ON CONFLICT (instance_id, timer_id) DO UPDATE SET element = excluded.element, due_at = excluded.due_at,
          try_at = excluded.try_at, attempts = 0, trouble = NULL;
      END IF;
      IF p_timer_drops IS NOT NULL THEN
        DELETE FROM ${s}.timers USING json_to_recordset(p_timer_drops) AS r (instance_id text, id text)
        WHERE timers.instance_id = r.instance_id AND timers.timer_id = r.id AND r.instance_id = ANY (v_kept);
      END IF;

      IF p_jobs IS NOT NULL THEN
        INSERT INTO ${s}.jobs (instance_id, job_id, process, element, job_type, retries, available_at, headers, created_at,
          lease_owner, lease_until_at, fence)
        SELECT r.* FROM json_to_recordset(p_jobs) AS r (instance_id text, job_id text, process text, element text, job_type text,
          retries bigint, available_at bigint, headers text, created_at bigint, lease_owner text, lease_until_at bigint,
          fence bigint)
        WHERE r.instance_id = ANY (v_kept)
        ON CONFLICT (instance_id, job_id) DO UPDATE SET process = excluded.process, element = excluded.element,
          job_type = excluded.job_type, retries = excluded.retries, available_at = excluded.available_at,
          headers = excluded.headers, created_at = excluded.created_at, lease_owner = excluded.lease_owner,
          lease_until_at = excluded.lease_until_at, fence = greatest(jobs.fence, excluded.fence);
      END IF;
      IF p_job_retries IS NOT NULL THEN
        UPDATE ${s}.jobs SET retries = r.retries, available_at = r.available_at, lease_owner = NULL, lease_until_at = NULL
        FROM json_to_recordset(p_job_retries) AS r (instance_id text, job_id text, retries bigint, available_at bigint)
        WHERE jobs.instance_id = r.instance_id AND jobs.job_id = r.job_id AND r.instance_id = ANY (v_kept);
      END IF;
      IF p_job_drops IS NOT NULL THEN
        DELETE FROM ${s}.jobs USING json_to_recordset(p_job_drops) AS r (instance_id text, id text)
        WHERE jobs.instance_id = r.instance_id AND jobs.job_id = r.id AND r.instance_id = ANY (v_kept);
      END IF;

      IF p_subscriptions IS NOT NULL THEN
        INSERT INTO ${s}.subscriptions (instance_id, subscription_id, element, kind, name, key)
        SELECT r.* FROM json_to_recordset(p_subscriptions) AS r (instance_id text, subscription_id text, element text, kind text,
          name text, key text)
        WHERE r.instance_id = ANY (v_kept)
        ON CONFLICT (instance_id, subscription_id) DO UPDATE SET element = excluded.element, kind = excluded.kind,
          name = excluded.name, key = excluded.key;
      END IF;
      IF p_subscription_drops IS NOT NULL THEN
        DELETE FROM ${s}.subscriptions USING json_to_recordset(p_subscription_drops) AS r (instance_id text, id text)
        WHERE subscriptions.instance_id = r.instance_id AND subscriptions.subscription_id = r.id
          AND r.instance_id = ANY (v_kept);
      END IF;

      IF p_incidents IS NOT NULL THEN
        INSERT INTO ${s}.incidents (instance_id, incident_id, process, element, code, params, raised_at)
        SELECT r.* FROM json_to_recordset(p_incidents) AS r (instance_id text, incident_id text, process text, element text,
          code text, params text, raised_at bigint)
        WHERE r.instance_id = ANY (v_kept)
        ON CONFLICT (instance_id, incident_id) DO UPDATE SET process = excluded.process, element = excluded.element,
          code = excluded.code, params = excluded.params, raised_at = excluded.raised_at;
      END IF;
      IF p_incident_drops IS NOT NULL THEN
        DELETE FROM ${s}.incidents USING json_to_recordset(p_incident_drops) AS r (instance_id text, id text)
        WHERE incidents.instance_id = r.instance_id AND incidents.incident_id = r.id AND r.instance_id = ANY (v_kept);
      END IF;

      IF p_outbox IS NOT NULL THEN
        INSERT INTO ${s}.outbox (id, kind, name, key, variables, created_at)
        SELECT r.id, r.kind, r.name, r.key, r.variables, r.created_at
        FROM json_to_recordset(p_outbox) AS r (instance_id text, id text, kind text, name text, key text, variables text,
          created_at bigint)
        WHERE r.instance_id = ANY (v_kept)
        ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name, key = excluded.key,
          variables = excluded.variables, created_at = excluded.created_at, try_at = 0, attempts = 0, trouble = NULL;
      END IF;
      IF p_outbox_drops IS NOT NULL THEN
        DELETE FROM ${s}.outbox USING json_to_recordset(p_outbox_drops) AS r (instance_id text, id text)
        WHERE outbox.id = r.id AND r.instance_id = ANY (v_kept);
      END IF;
      IF p_message_drops IS NOT NULL THEN
        DELETE FROM ${s}.messages USING json_to_recordset(p_message_drops) AS r (instance_id text, id text)
        WHERE messages.id = r.id AND r.instance_id = ANY (v_kept);
      END IF;
      IF p_wake THEN
        PERFORM pg_notify('${wakeChannel(s)}', '');
      END IF;

      -- Last: from here to the end of the transaction nobody else can number his entries.
      PERFORM pg_advisory_xact_lock(${numberingLock(s)});
      v_first := coalesce((SELECT max(position) FROM ${s}.journal), 0) + 1;
      INSERT INTO ${s}.journal (position, instance_id, seq, at, hash, text)
      SELECT v_first - 1 + row_number() OVER (), r.instance_id, r.seq, r.at, decode(r.hash, 'hex'), r.text
      FROM json_to_recordset(p_entries) AS r (instance_id text, seq bigint, at bigint, hash text, text text)
      WHERE r.instance_id = ANY (v_kept);

      RETURN QUERY
      SELECT r.instance_id,
        CASE WHEN r.instance_id = ANY (v_taken) THEN 'keyTaken' WHEN r.instance_id = ANY (v_held) THEN 'nameTaken'
          WHEN r.instance_id = ANY (v_lost) THEN 'leaseLost' ELSE 'conflict' END,
        CASE WHEN r.instance_id = ANY (v_lost) THEN (SELECT max(jobs.fence) FROM ${s}.jobs
          JOIN json_to_recordset(p_leases) AS l (instance_id text, job_id text) ON l.job_id = jobs.job_id
          WHERE jobs.instance_id = r.instance_id AND l.instance_id = r.instance_id)
          ELSE coalesce((SELECT i.seq FROM ${s}.instances AS i WHERE i.instance_id = r.instance_id), 0) END,
        (SELECT max(holds.instance_id) FROM ${s}.holds JOIN json_to_recordset(p_names) AS n (instance_id text, name text)
          ON n.name = holds.name WHERE n.instance_id = r.instance_id),
        v_first
      FROM json_to_recordset(p_entries) AS r (instance_id text)
      WHERE r.instance_id <> ALL (v_kept);
      RETURN QUERY SELECT NULL, NULL, NULL::bigint, NULL, v_first;
    END
    $function$;

    CREATE FUNCTION ${s}.flush_steps() RETURNS void LANGUAGE plpgsql AS $function$
    BEGIN
      IF current_setting('synchronous_commit') = 'off' THEN
        PERFORM set_config('synchronous_commit', 'on', true);
      END IF;
      -- Something must be written for a transaction to wait for the disk; this leaves nothing behind in any table.
      PERFORM pg_logical_emit_message(true, 'quytrinh', '');
    END
    $function$;
  `,
};

/** Steps of the instances among which the planner need look into one partition only. */
function stepped(s: string, among: string): string {
  return `WITH stepped AS (
          UPDATE ${s}.instances AS i SET process = r.process, definition = decode(r.definition, 'hex'), status = r.status,
            suspended = r.suspended, business_key = r.business_key, ended_at = r.ended_at, seq = r.seq,
            hash = decode(r.hash, 'hex'), snapshot = r.snapshot, dossier_status = r.dossier_status, light = r.light,
            risk_at = r.risk_at, due_at = r.due_at
          FROM json_to_recordset(p_steps) AS r (instance_id text, process text, definition text, status text, suspended boolean,
            business_key text, ended_at bigint, seq bigint, hash text, snapshot text, dossier_status smallint, light text,
            risk_at bigint, due_at bigint)
          WHERE i.${among} AND i.instance_id = r.instance_id AND i.seq = r.seq - 1
            AND r.instance_id <> ALL (v_out) AND r.instance_id <> ALL (v_kept)
          RETURNING i.instance_id
        )
        SELECT v_kept || coalesce(array_agg(stepped.instance_id), '{}') INTO v_kept FROM stepped;`;
}
