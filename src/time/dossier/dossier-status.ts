// In which of the national states is the dossier, by the facts of its process and its state alone? In this order: how it was ended, what
// stops its clock, what its elements say, where it stands.
import type { Calendar } from '../../model/calendar.ts';
import type { DossierStatus, DossierStatusData, DossierStatusMapping } from '../../model/dossier.ts';
import { invalidArgument } from '../../model/invalid.ts';
import type { ElementInstance, InstanceState } from '../../model/instance-state.ts';
import type { Instant } from '../../model/json.ts';
import type { ProcessModel } from '../../model/process-model.ts';
import type { SlaClock } from '../../model/sla.ts';
import { clockAt } from '../clock/clock-at.ts';
import { localDateAt } from '../iso/zone.ts';
import { stepGraph } from '../steps/step-graph.ts';
import { vietnamDossierStatuses } from '../vietnam/dossier-statuses.ts';

export interface DossierStatusInput {
  readonly calendar: Calendar;
  readonly now: Instant;
  /** Default: the shipped ones of Viet Nam. */
  readonly data?: DossierStatusData;
}

/** Pure. The mapping is that of the day of receipt: a running dossier keeps its rules. */
export function dossierStatus(
  process: ProcessModel,
  state: InstanceState,
  { calendar, now, data = vietnamDossierStatuses }: DossierStatusInput,
): DossierStatus {
  const clock = dossierClock(state);
  const mapping = mappingOn(data, () => localDateAt(calendar.zone, clock?.receivedAt ?? now));
  const { code, because } = statusBy(process, state, clock, mapping);
  const named = data.statuses.find((status) => status.code === code);
  if (named === undefined) throw invalidArgument('data', 'NO_STATUS', { code });
  return {
    code,
    key: named.key,
    title: named.title,
    because,
    light: clock === undefined ? null : clockAt(clock, calendar, Math.max(now, clock.receivedAt)).light,
    dueAt: clock?.dueAt ?? null,
    originalDueAt: clock?.originalDueAt ?? null,
    supplements:
      clock?.pauses.filter(({ cause, continued }) => cause === 'SUPPLEMENT' && continued !== true).length ?? 0,
    extensions: clock?.extensions.length ?? 0,
    mappingFrom: mapping.effectiveFrom,
  };
}

/** What of a state says where its dossier stands; a state at work has its elements in a Map. */
export type DossierFacts = Pick<InstanceState, 'process' | 'status' | 'ending' | 'mark' | 'clocks'> & {
  readonly elements: InstanceState['elements'] | ReadonlyMap<string, ElementInstance>;
};

/** The clock of the process itself; it is still in the state when the process has ended. */
export function dossierClock(state: Pick<DossierFacts, 'process' | 'clocks'>): SlaClock | undefined {
  return Object.values(state.clocks).find(({ element, phase }) => element === state.process && phase === undefined)
    ?.clock;
}

export function mappingOn({ mappings }: DossierStatusData, day: () => string): DossierStatusMapping {
  if (mappings.length === 1) return mappings[0]!;
  const on = day();
  const sorted = mappings.toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
  const found = sorted.findLast(({ effectiveFrom }) => effectiveFrom <= on) ?? sorted[0];
  if (found === undefined) throw invalidArgument('data', 'NO_MAPPING');
  return found;
}

/** Which status, and the fact that decided. Costs nothing for elements that are not alive: it is asked after every step. */
export function statusBy(
  process: ProcessModel,
  state: DossierFacts,
  clock: SlaClock | undefined,
  mapping: DossierStatusMapping,
): Pick<DossierStatus, 'code' | 'because'> {
  const { status, ending, mark } = state;
  if (status === 'failed' || status === 'cancelled')
    return { code: mapping.endings[ending ?? status], because: 'ending' };
  const named = mark?.status;
  if (status === 'completed') {
    return named !== undefined && mapping.staysAtTheEnd.includes(named)
      ? { code: named, because: 'element' }
      : { code: mapping.completed, because: 'completed' };
  }
  const cause = stoppedBy(process, state, clock).find((one) => mapping.pauses[one] !== undefined);
  if (cause !== undefined) return { code: mapping.pauses[cause] ?? mapping.processing, because: 'pause' };
  if (named !== undefined) return { code: named, because: 'element' };
  if (mark?.decided === true || clock?.state === 'met') return { code: mapping.decided, because: 'decided' };
  return onlyIntake(process, state)
    ? { code: mapping.intake, because: 'intake' }
    : { code: mapping.processing, because: 'processing' };
}

/** Causes that stop the dossier: its clock's own, then those of live elements (also without a clock). */
function stoppedBy(process: ProcessModel, { elements }: DossierFacts, clock: SlaClock | undefined): readonly string[] {
  const pause = clock?.state === 'paused' ? [clock.pauses.at(-1)?.cause ?? ''] : [];
  const { pauses } = factsOf(process);
  if (pauses.length === 0) return pause;
  const live = new Set<string>();
  for (const { element } of instancesOf(elements)) live.add(element);
  return [...pause, ...pauses.flatMap(({ element, cause }) => (live.has(element) ? [cause] : []))];
}

/** Nothing is alive but what comes first after the start. */
function onlyIntake(process: ProcessModel, { elements }: DossierFacts): boolean {
  const { first } = factsOf(process);
  for (const { element, parent } of instancesOf(elements))
    if (parent !== undefined && !first.has(element)) return false;
  return true;
}

function instancesOf(elements: DossierFacts['elements']): Iterable<ElementInstance> {
  return elements instanceof Map ? elements.values() : Object.values(elements);
}

interface ProcessFacts {
  readonly pauses: readonly { readonly element: string; readonly cause: string }[];
  readonly first: ReadonlySet<string>;
}

const known = new WeakMap<ProcessModel, ProcessFacts>();

/** Models never change, so what is asked of one after every step is looked up once. */
function factsOf(process: ProcessModel): ProcessFacts {
  let facts = known.get(process);
  if (facts === undefined) {
    const pauses = process.elements.flatMap(({ id, pause }) =>
      pause === undefined ? [] : [{ element: id, cause: pause.cause }],
    );
    facts = { pauses, first: firstElements(process) };
    known.set(process, facts);
  }
  return facts;
}

/** What comes first after the start, through gateways. */
function firstElements(process: ProcessModel): ReadonlySet<string> {
  const graph = stepGraph(process);
  const first = new Set<string>();
  const open = [...graph.roots(process.id)];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (first.has(id)) continue;
    first.add(id);
    const type = graph.element(id)?.type ?? '';
    if (type === 'startEvent' || type.endsWith('Gateway')) open.push(...graph.next(id).map(({ to }) => to));
  }
  return first;
}
