// OpenTelemetry, as far as we use it. The package is optional: without it, or without an SDK behind it, nothing is measured.
// Only what is named here is asked of it, so that its types are no condition for ours.
// Source: https://github.com/open-telemetry/opentelemetry-js/tree/main/api

export interface Telemetry {
  readonly tracer: Tracer;
  readonly meter: Meter;
}

export interface Tracer {
  startActiveSpan<T>(name: string, options: { readonly attributes: Attributes }, act: (span: Span) => T): T;
}
export interface Span {
  isRecording(): boolean;
  setAttributes(attributes: Attributes): unknown;
  recordException(error: Error): void;
  setStatus(status: { readonly code: number; readonly message?: string }): unknown;
  end(): void;
}
export interface Meter {
  createCounter(name: string, options: MetricOptions): { add(value: number, attributes: Attributes): void };
  createHistogram(name: string, options: MetricOptions): { record(value: number, attributes: Attributes): void };
  createObservableGauge(name: string, options: MetricOptions): Gauge;
  addBatchObservableCallback(callback: Observe, gauges: Gauge[]): void;
  removeBatchObservableCallback(callback: Observe, gauges: Gauge[]): void;
}
/** Known by its identity. */
export type Gauge = object;
export type Observe = (result: { observe(gauge: Gauge, value: number): void }) => Promise<void>;
export type Attributes = Readonly<Record<string, string | number | boolean>>;
interface MetricOptions {
  readonly description: string;
  readonly unit: string;
}

/** `SpanStatusCode.ERROR`. */
export const SPAN_ERROR = 2;

interface Api {
  readonly trace: { getTracer(name: string): Tracer };
  readonly metrics: { getMeter(name: string): Meter };
}

/** Null when the package is not installed. */
export async function telemetry(): Promise<Telemetry | null> {
  // Not a literal: neither the compiler nor a bundler shall look for what may be missing.
  const name = '@opentelemetry/api';
  try {
    const { trace, metrics } = (await import(name)) as Api;
    return { tracer: trace.getTracer('quytrinh'), meter: metrics.getMeter('quytrinh') };
  } catch {
    return null;
  }
}
