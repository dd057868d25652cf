// What is told of the work while it goes on: the log, spans and figures, the last trouble. It never changes what is done, and costs
// next to nothing when nobody listens.
import type { Command } from '../model/commands.ts';
import { isEngineError } from '../model/engine-error.ts';
import type { Instant } from '../model/json.ts';
import type { Step } from './execute.ts';
import { isUnwritable } from './fault-of-one.ts';
import { stopwatch } from './host.ts';
import { messageOf } from './message-of.ts';
import type { ResolvedOptions } from './options.ts';
import { STUCK_FROM } from './put-off.ts';
import { SPAN_ERROR, type Attributes, type Observe, type Span, type Telemetry } from './telemetry.ts';

export interface Watch {
  /** A command on its way. `instanceId`: null when it begins one. */
  command(command: Command, instanceId: string | null, act: () => Promise<Step>): Promise<Step>;
  /** A transaction with so many steps. */
  commit<T>(steps: number, act: () => Promise<T>): Promise<T>;
  /** A handler at work. */
  job<T>(job: { readonly jobType: string; readonly jobId: string }, act: () => Promise<T>): Promise<T>;
  /** Something went wrong in the background. */
  readonly trouble: (trouble: unknown, what: string) => void;
  /** What it knows of this engine. */
  readonly seen: Seen;
  /** When the last transaction failed for want of a store that takes it (a full disk, say); null: it did not. */
  readonly writes: { readonly failedAt: Instant | null };
  end(): void;
}

export interface Seen {
  lastCommitAt: Instant | null;
  troubles: number;
  lastTrouble: { readonly at: Instant; readonly what: string; readonly message: string } | null;
}

export function watch(options: ResolvedOptions, api: Telemetry | null): Watch {
  const { clock, logger, store } = options;
  const seen: Seen = { lastCommitAt: null, troubles: 0, lastTrouble: null };
  const writes: { failedAt: Instant | null } = { failedAt: null };
  const figures = api === null ? null : figuresOf(api, options);

  const spanned = async <T>(
    name: string,
    attributes: Attributes,
    act: (span: Span | null) => Promise<T>,
  ): Promise<T> =>
    api === null
      ? act(null)
      : api.tracer.startActiveSpan(name, { attributes }, async (span) => {
          try {
            return await act(span);
          } catch (error) {
            if (error instanceof Error) span.recordException(error);
            span.setStatus({ code: SPAN_ERROR, message: messageOf(error) });
            throw error;
          } finally {
            span.end();
          }
        });

  return {
    seen,
    writes,
    command: (command, instanceId, act) => {
      const attributes = { 'quytrinh.command': command.type };
      const named = instanceId === null ? attributes : { ...attributes, 'quytrinh.instance': instanceId };
      return spanned(`quytrinh ${command.type}`, named, async (span) => {
        const elapsedMs = stopwatch();
        const step = await act();
        const { seq, repeated, events, state } = step;
        const ms = elapsedMs();
        if (span?.isRecording() === true) {
          const process = { 'quytrinh.process': state.process, 'quytrinh.instance': step.instanceId };
          span.setAttributes({ ...process, 'quytrinh.seq': seq, 'quytrinh.repeated': repeated });
        }
        figures?.steps.add(1, attributes);
        logger.debug(
          { command: command.type, instanceId: step.instanceId, process: state.process, seq, repeated, ms },
          'step',
        );
        for (const event of repeated ? [] : events) {
          if (event.type !== 'incident.raised') continue;
          const { element, code, params } = event;
          logger.warn({ instanceId: step.instanceId, process: state.process, element, code, params }, 'incident');
        }
        return step;
      });
    },
    commit: (steps, act) =>
      spanned('quytrinh commit', { 'quytrinh.steps': steps }, async () => {
        const elapsedMs = stopwatch();
        const result = await act().catch((error: unknown) => {
          if (isStoreFault(error)) writes.failedAt = clock.now();
          throw error;
        });
        const ms = elapsedMs();
        writes.failedAt = null;
        seen.lastCommitAt = clock.now();
        figures?.commit.record(ms / 1000, {});
        logger.trace({ steps, ms, store: store.name }, 'commit');
        return result;
      }),
    job: ({ jobType, jobId }, act) =>
      spanned('quytrinh job', { 'quytrinh.job.type': jobType, 'quytrinh.job': jobId }, async () => act()),
    trouble: (trouble, what) => {
      seen.troubles += 1;
      seen.lastTrouble = { at: clock.now(), what, message: messageOf(trouble) };
      logger.warn({ err: trouble, what }, 'trouble');
      try {
        options.onTrouble(trouble, what);
      } catch (error) {
        // Who is told of trouble must not make more of it.
        logger.error({ err: error, what }, 'onTrouble');
      }
    },
    end: () => figures?.end(),
  };
}

/** Lengths are in seconds, as the conventions of OpenTelemetry want it. */
function figuresOf({ meter }: Telemetry, { store, clock }: ResolvedOptions) {
  const gauge = (name: string, description: string, unit: string) =>
    meter.createObservableGauge(name, { description, unit });
  const lag = gauge('quytrinh.timer.lag', 'How long the earliest due timer has been due', 's');
  const age = gauge('quytrinh.job.age', 'How long the oldest free job has been free', 's');
  const incidents = gauge('quytrinh.incidents', 'Open incidents', '{incident}');
  const stuck = gauge('quytrinh.stuck', 'Timers and messages that failed again and again', '{row}');
  const gauges = [lag, age, incidents, stuck];
  const observe: Observe = async (result) => {
    const vitals = await store.vitals({ attempts: STUCK_FROM });
    result.observe(lag, sinceMs(vitals.nextDueAt, clock.now()) / 1000);
    result.observe(age, sinceMs(vitals.oldestJobAt, clock.now()) / 1000);
    result.observe(incidents, vitals.incidents);
    result.observe(stuck, vitals.stuck);
  };
  meter.addBatchObservableCallback(observe, gauges);
  return {
    steps: meter.createCounter('quytrinh.steps', { description: 'Commands carried out', unit: '{step}' }),
    commit: meter.createHistogram('quytrinh.commit.duration', {
      description: 'One transaction of the store',
      unit: 's',
    }),
    end: () => {
      meter.removeBatchObservableCallback(observe, gauges);
    },
  };
}

/** How long ago that was; 0 when it is still to come. */
export function sinceMs(at: Instant | null, now: Instant): number {
  return at === null ? 0 : Math.max(0, now - at);
}

/** Not the fault of one of its steps, nor of what an agency wrote beside it. */
function isStoreFault(error: unknown): boolean {
  return isEngineError(error) && (error.code === 'STORE_WRITE' || error.code === 'STORE_LOST') && !isUnwritable(error);
}
