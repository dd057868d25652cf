// When will the dossier be finished, if every step that is left takes the time it is allowed? By the shortest and by the longest way.
import type { Calendar } from '../../model/calendar.ts';
import type { InstanceState } from '../../model/instance-state.ts';
import type { Instant } from '../../model/json.ts';
import type { ElementModel, ProcessModel } from '../../model/process-model.ts';
import { addWorkingDayFractions } from '../calendar/day-fraction.ts';
import { leastMinutes, stepMinutesPerDay } from '../steps/step-minutes.ts';
import { stepGraph, type StepGraph } from '../steps/step-graph.ts';
import { dossierClock } from './dossier-status.ts';

export interface Prediction {
  readonly shortest: PredictedWay;
  readonly longest: PredictedWay;
  /** Elements that wait for somebody else, now: how long they take is not known, nothing is counted for them. */
  readonly waitsFor: readonly string[];
  /** Against the deadline that holds now: also by the longest way, only by the shortest, not any more; null without a deadline. */
  readonly fits: 'yes' | 'perhaps' | 'no' | null;
}

export interface PredictedWay {
  readonly at: Instant;
  /** Ids of the steps still to be begun that take the time, in order; of parallel branches the one that takes longest. */
  readonly steps: readonly string[];
}

/**
 * Pure. A step that is under way takes until its own deadline, or no more time when that is past; a loop counts once; branches that run
 * at the same time as long as the longest of them. One day is a working day of the calendar, one hour an eighth of it.
 */
export function predictCompletion(
  process: ProcessModel,
  state: InstanceState,
  calendar: Calendar,
  now: Instant,
): Prediction {
  const graph = stepGraph(process);
  const until = process.sla?.until;
  const live = Object.entries(state.elements).filter(([, { parent }]) => parent !== undefined);
  const holders = new Set(live.map(([, { parent }]) => parent));
  const leaves = live.filter(([id, { item }]) => !holders.has(id) && item === undefined);
  const bodies = live.filter(([, { loop }]) => loop !== undefined);
  const begun = [...leaves, ...bodies];
  const way = (which: 'shortest' | 'longest'): PredictedWay => {
    const rest = restOf(graph, until, which);
    const ways = begun.map(([id, { element, parent }]) => {
      const dueAt = state.clocks[id]?.clock.dueAt ?? now;
      let left = rest(element, true);
      for (let scope = parent; scope !== undefined;) {
        const around = state.elements[scope];
        if (around?.parent === undefined || left.over) break;
        if (around.loop === undefined) left = plus(left, rest(around.element, true));
        scope = around.parent;
      }
      const from = Math.max(now, dueAt);
      const at = left.minutes === 0 ? from : addWorkingDayFractions(calendar, from, left.minutes / stepMinutesPerDay);
      return { at, steps: left.steps };
    });
    return ways.reduce((last, one) => (one.at > last.at ? one : last), { at: now, steps: [] });
  };
  const waitsFor = begun
    .map(([, { element }]) => graph.element(element))
    .filter(
      (element) =>
        element?.pause !== undefined || element?.type === 'receiveTask' || element?.type === 'intermediateCatchEvent',
    )
    .flatMap((element) => element?.id ?? []);
  const [shortest, longest] = [way('shortest'), way('longest')];
  const dueAt = dossierClock(state)?.dueAt;
  const fits = dueAt === undefined ? null : longest.at <= dueAt ? 'yes' : shortest.at <= dueAt ? 'perhaps' : 'no';
  return { shortest, longest, waitsFor, fits };
}

interface Rest {
  readonly minutes: number;
  readonly steps: readonly string[];
  /** The way has come to the element with which the dossier's time ends. */
  readonly over: boolean;
}
const NOTHING: Rest = { minutes: 0, steps: [], over: false };

function plus(a: Rest, b: Rest): Rest {
  return { minutes: a.minutes + b.minutes, steps: [...a.steps, ...b.steps], over: b.over };
}

/** What is left from an element to the end of its scope; `begun`: without the element's own time. */
function restOf(graph: StepGraph, until: string | undefined, which: 'shortest' | 'longest') {
  const known = new Map<string, Rest>();
  const better = (a: Rest, b: Rest): boolean => (which === 'longest' ? a.minutes > b.minutes : a.minutes < b.minutes);
  const open = new Set<string>();

  const own = (element: ElementModel): Rest => {
    if (element.pause !== undefined) return NOTHING;
    const minutes = element.sla === undefined ? undefined : leastMinutes(element.sla);
    if (minutes !== undefined) return { minutes, steps: minutes === 0 ? [] : [element.id], over: false };
    return choose(
      graph.roots(element.id).map((root) => from(root)),
      true,
    );
  };
  const choose = (ways: readonly (Rest | null)[], all: boolean): Rest => {
    const possible = ways.filter((one) => one !== null);
    const [first = NOTHING, ...others] = possible;
    const wins = all ? (a: Rest, b: Rest): boolean => a.minutes > b.minutes : better;
    return others.reduce((best, one) => (wins(one, best) ? one : best), first);
  };
  const after = (id: string): Rest | null => {
    if (id === until) return { ...NOTHING, over: true };
    const element = graph.element(id);
    // A boundary event that interrupts a step is not the planned way.
    const edges = graph.next(id).filter(({ early }) => !early);
    if (edges.length === 0) return NOTHING;
    const ways = edges.map(({ to }) => from(to));
    // Back to where it comes from: that way does not lead on.
    if (ways.every((one) => one === null)) return null;
    const splits = element !== undefined && !element.type.endsWith('Gateway') && edges.length > 1;
    return choose(ways, element?.type === 'parallelGateway' || splits);
  };
  const from = (id: string): Rest | null => {
    const element = graph.element(id);
    if (element === undefined || open.has(id)) return null;
    const before = known.get(id);
    if (before !== undefined) return before;
    open.add(id);
    const next = after(id);
    open.delete(id);
    if (next === null) return null;
    const rest = plus(own(element), next);
    known.set(id, rest);
    return rest;
  };
  return (id: string, begun: boolean): Rest => {
    open.add(id);
    const rest = begun ? after(id) : from(id);
    open.delete(id);
    // What was left out for this element as the beginning of a loop may count from another one.
    known.clear();
    return rest ?? NOTHING;
  };
}
