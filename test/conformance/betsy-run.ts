// One run of a betsy case: an engine of its own, the handlers of the script words, and virtual time. Two words take ten
// seconds: their jobs are leased as a worker outside would, and completed when that time has passed.
import { bpmnError, openEngine, type JobCall } from 'quytrinh/engine';
import { memoryStore } from 'quytrinh/stores';
import { manualClock } from 'quytrinh/testing';
import type { BpmnModel, JsonValue, Variables } from 'quytrinh/model';

export interface BetsyRun {
  readonly log: readonly string[];
  /** What explains the errors. */
  readonly notes: string[];
  deploy(model: BpmnModel, source: string): Promise<void>;
  start(process: string, variables: Variables): Promise<void>;
  /** Virtual time passes. */
  wait(ms: number): Promise<void>;
  /** The error words of the corpus that describe how the instances ended. */
  errors(): Promise<string[]>;
  close(): Promise<void>;
}

const BEGIN = Date.parse('2026-01-05T08:00:00+07:00');
const SLOW_MS = 10_000;
const slowWords = ['WAIT_TEN_SECONDS', 'CREATE_TIMESTAMP_LOG_1', 'CREATE_TIMESTAMP_LOG_2'];
/** Stops of virtual time in one wait. */
const STOPS = 1_000;

export async function betsyRun({ markers }: { readonly markers: boolean }): Promise<BetsyRun> {
  const clock = manualClock(BEGIN);
  const log: string[] = [];
  const notes: string[] = [];
  const slow: { readonly jobId: string; readonly jobType: string; readonly endAt: number }[] = [];
  const slowEnds: { readonly beginAt: number; readonly endAt: number }[] = [];
  const engine = await openEngine({
    store: memoryStore(),
    clock,
    onTrouble: (trouble, what) => notes.push(`${what}: ${String(trouble)}`),
  });

  for (const word of ['SCRIPT_task1', 'SCRIPT_task2', 'SCRIPT_task3', 'SCRIPT_task4', 'SCRIPT_task5']) {
    engine.handle(word, () => {
      log.push(word);
      return {};
    });
  }
  engine.handle('CREATE_LOG_FILE', () => ({}));
  engine.handle('CREATE_MARKER_FILE', () => {
    if (markers) log.push('MARKER_exists');
    return {};
  });
  engine.handle('INCREMENT_INTEGER_VARIABLE', incremented);
  engine.handle('INCREMENT_INTEGER_VARIABLE_AND_LOG', (job) => {
    log.push('INCREMENT_correct');
    return incremented(job);
  });
  engine.handle('THROW_ERROR', () => {
    throw bpmnError('ERR_CODE');
  });
  // A property is a variable; a data object is reached over the input or output of the script, by data associations.
  engine.handle('SET_STRING_DATA', () => ({ data: 'String', 'Data Output': 'String' }));
  engine.handle('LOG_DATA', ({ variables }) => {
    if ((variables['Data Input'] ?? variables.data) === 'String') log.push('DATA_correct');
    return {};
  });

  const settle = async (): Promise<void> => {
    for (let stop = 0; stop < STOPS; stop += 1) {
      await engine.runDue();
      const leased = await engine.leaseJobs({ types: slowWords, owner: 'betsy', forMs: 10 * SLOW_MS, limit: 10 });
      if (leased.length === 0) return;
      for (const { jobId, jobType } of leased) {
        slow.push({ jobId, jobType, endAt: clock.now() + SLOW_MS });
      }
    }
  };
  const endSlow = async (): Promise<void> => {
    const due = slow.filter(({ endAt }) => endAt <= clock.now());
    for (const one of due) {
      slow.splice(slow.indexOf(one), 1);
      if ((await engine.jobs({})).rows.every(({ jobId }) => jobId !== one.jobId)) continue; // withdrawn meanwhile
      await engine.completeJob(one.jobId);
      if (one.jobType.startsWith('CREATE_TIMESTAMP')) {
        slowEnds.push({ beginAt: one.endAt - SLOW_MS, endAt: one.endAt });
      }
    }
    const [first, second] = slowEnds;
    if (first !== undefined && second !== undefined && first.beginAt < second.endAt && second.beginAt < first.endAt) {
      log.push('EXECUTION_parallel');
      slowEnds.length = 0;
    }
  };

  return {
    log,
    notes,
    deploy: async (model, source) => {
      await engine.deploy(model, source);
    },
    start: async (process, variables) => {
      await engine.start(process, { variables });
      await settle();
    },
    wait: async (ms) => {
      const until = clock.now() + ms;
      for (let stop = 0; stop < STOPS; stop += 1) {
        const next = Math.min((await engine.nextDueAt()) ?? Infinity, ...slow.map(({ endAt }) => endAt));
        if (next > until) break;
        clock.set(Math.max(next, clock.now()));
        await endSlow();
        await settle();
      }
      clock.set(until);
      await settle();
    },
    errors: async () => {
      const words: string[] = [];
      // A join that can never fire is waiting, not failing: the corpus lets its instance be.
      const { rows: incidents } = await engine.incidents({});
      for (const { code, element } of incidents.filter((incident) => incident.code !== 'JOIN_DEADLOCK')) {
        words.push('ERROR_runtime');
        notes.push(`incident ${code} at ${element}`);
      }
      for (const { instanceId, status } of (await engine.instances({})).rows) {
        if (status !== 'failed') continue;
        const events = (await engine.history(instanceId)).flatMap((entry) => entry.events);
        const uncaught = events.some((event) => event.type === 'error.thrown' && event.caughtBy === null);
        words.push(uncaught ? 'ERROR_thrownErrorEvent' : 'ERROR_runtime');
      }
      return words;
    },
    close: () => engine.close(),
  };
}

function incremented({ variables }: JobCall): Record<string, JsonValue> {
  const { integerVariable } = variables;
  return { integerVariable: (typeof integerVariable === 'number' ? integerVariable : 0) + 1 };
}
