// One question to a decision set: what was looked up and worked out so far, and the budget it all shares.
import type { FeelLookup, FeelOptions, FeelProblem } from '../../model/feel.ts';
import { createEnv } from '../compile/env.ts';
import type { Code, Env } from '../compile/env.ts';
import { KIND, isFunction } from '../values/kinds.ts';
import type { FeelFunction, FeelType } from '../values/kinds.ts';
import { MISFIT, coerce, misfit } from '../values/types.ts';
import { normalizeName } from '../syntax/names.ts';
import type { LinkedElement } from './link.ts';
import type { Fragment } from './to-feel.ts';
import { typedJson } from './typed-json.ts';

export interface CompiledElement {
  readonly linked: LinkedElement;
  readonly type: FeelType | undefined;
  /** A table's own types of what it asks by a plain name: they count where the input has none. */
  readonly asked?: ReadonlyMap<string, FeelType>;
  readonly code: Code | undefined;
  readonly slots: number;
  readonly fragments: readonly Fragment[];
  /** Indexes of what a decision service takes and gives. */
  readonly service?: { readonly parameters: readonly number[]; readonly outputs: readonly number[] };
}

export interface Session {
  readonly elements: readonly CompiledElement[];
  readonly values: unknown[];
  readonly lookup: FeelLookup;
  readonly options: FeelOptions;
  readonly warnings: { readonly problem: FeelProblem; readonly fragments: readonly Fragment[] }[];
  /** Shared by everything that is worked out for one question. */
  readonly budget: { steps: number };
  readonly depth: number;
}

/** Not worked out yet. */
const OPEN: unique symbol = Symbol('open');
/** Weight of asking one decision from within another, towards the depth limit. */
const WEIGHT = 20;

export function createSession(elements: readonly CompiledElement[], lookup: FeelLookup, options: FeelOptions): Session {
  const values = new Array<unknown>(elements.length).fill(OPEN);
  return { elements, values, lookup, options, warnings: [], budget: { steps: 0 }, depth: 0 };
}

/** The value of an input, a decision, or a knowledge model (a function). */
export function valueOf(element: CompiledElement, session: Session): unknown {
  const { index } = element.linked;
  const known = session.values[index];
  if (known !== OPEN) return known;
  const value = workOut(element, session);
  session.values[index] = value;
  return value;
}

function workOut(compiled: CompiledElement, session: Session): unknown {
  const { element } = compiled.linked;
  switch (element.kind) {
    case 'input':
      return inputValue(compiled, session.lookup(element.name), session);
    case 'service':
      return serviceFunction(compiled, session);
    case 'decision':
      return run(compiled, session);
    case 'knowledge': {
      const value = run(compiled, session);
      if (!isFunction(value)) return value;
      return { ...value, name: element.name, resultType: value.resultType ?? compiled.type } satisfies FeelFunction;
    }
  }
}

function run(compiled: CompiledElement, session: Session): unknown {
  if (compiled.code === undefined) return null;
  const env = createElementEnv(compiled, session);
  const start = env.steps;
  const value = compiled.code(env) ?? null;
  session.budget.steps += env.steps - start;
  keepWarnings(env, compiled, session);
  return value;
}

function createElementEnv(compiled: CompiledElement, session: Session): Env {
  const env = createEnv(namesOf(compiled, session), session.options, compiled.slots, []);
  env.steps = session.budget.steps;
  env.depth = session.depth;
  return env;
}

function keepWarnings(env: Env, { fragments }: CompiledElement, session: Session): void {
  for (const problem of env.warnings ?? []) session.warnings.push({ problem, fragments });
}

/**
 * What an element may use: what it requires. Modelling tools that draw no inputs write tables over names that nothing declares: in a
 * decision those are inputs too.
 */
function namesOf({ linked: { element, required }, asked }: CompiledElement, session: Session): FeelLookup {
  const inner: Session = { ...session, depth: session.depth + WEIGHT };
  const valueOfLinked = ({ index }: LinkedElement): unknown => {
    const target = session.elements[index];
    return target === undefined ? null : valueOf(target, inner);
  };
  return (name) => {
    const target = required.get(name);
    if (target === undefined)
      return element.kind === 'decision' ? plain(session.lookup(name), asked?.get(name)) : undefined;
    if (target.kind === 'element') {
      const value = valueOfLinked(target.target);
      return target.target.element.kind === 'input' ? plain(value, asked?.get(name)) : value;
    }
    return Object.fromEntries([...target.members].map(([key, one]) => [key, valueOfLinked(one)]));
  };
}

/** A process variable: a text stands for a date where a date is meant. */
function plain(value: unknown, type: FeelType | undefined): unknown {
  return type === undefined || value === undefined ? value : typedJson(value, type);
}

/** An input as its type; process variables are JSON, so a text stands for a date where a date is meant. */
function inputValue({ linked: { element }, type }: CompiledElement, given: unknown, session: Session): unknown {
  if (given === undefined || given === null) return null;
  if (type === undefined) return given;
  const env = createEnv(() => undefined, session.options, 0, []);
  const value = coerce(typedJson(given, type), type, env);
  if (value !== MISFIT) return value;
  const problem: FeelProblem = { ...misfit(element.name, typedJson(given, type), type, env), from: 0, to: 0 };
  session.warnings.push({ problem, fragments: [{ start: 0, text: '', elementId: element.id }] });
  return null;
}

/** Asks a service directly: its parameters are looked up by name. */
export function askService(compiled: CompiledElement, session: Session): unknown {
  for (const index of compiled.service?.parameters ?? []) {
    const parameter = session.elements[index];
    if (parameter === undefined) continue;
    session.values[index] = inputValue(parameter, session.lookup(parameter.linked.element.name), session);
  }
  return serviceResult(compiled, session);
}

function serviceResult({ service }: CompiledElement, session: Session): unknown {
  const outputs = (service?.outputs ?? []).flatMap((index) => session.elements[index] ?? []);
  const [only] = outputs;
  if (only !== undefined && outputs.length === 1) return valueOf(only, session);
  return Object.fromEntries(outputs.map((output) => [output.linked.element.name, valueOf(output, session)]));
}

/** A service as a function: input data first, then input decisions (DMN 1.5, §10.4). */
function serviceFunction(compiled: CompiledElement, session: Session): FeelFunction {
  const parameters = (compiled.service?.parameters ?? []).flatMap((index) => session.elements[index] ?? []);
  const { element } = compiled.linked;
  return {
    [KIND]: 'function',
    name: element.name,
    parameters: parameters.map((parameter) => normalizeName(parameter.linked.element.name)),
    parameterTypes: parameters.map(({ type }) => type),
    resultType: compiled.type,
    weight: WEIGHT,
    call: (args, caller) => {
      const inner: Session = {
        ...createSession(session.elements, () => undefined, session.options),
        warnings: session.warnings,
        budget: { steps: caller.steps },
        depth: caller.depth,
      };
      parameters.forEach((parameter, i) => (inner.values[parameter.linked.index] = args[i] ?? null));
      const result = serviceResult(compiled, inner);
      caller.steps = inner.budget.steps;
      return result;
    },
  };
}
