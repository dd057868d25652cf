// A process as a net of places and transitions: what a token can do. Data is left out, so that every choice is possible.
// Beyond ordinary nets: a transition may clear places (a terminate event) and may need places to be empty (an inclusive
// join waits for what can still come).

export interface Net {
  readonly places: readonly Place[];
  readonly transitions: readonly Transition[];
  /** Marked in the beginning. */
  readonly start: number;
}

export interface Place {
  /** `waiting`: an element is active. `flow`: a token on a sequence flow. `mark`: bookkeeping. `end`: the scope was left by an error. */
  readonly kind: 'waiting' | 'flow' | 'mark' | 'end';
  /** The element a token here is in, or comes to next. */
  readonly element: string;
  readonly flow?: string;
  /** Several tokens may be here at once without harm: on the flow to an end event. */
  readonly several?: boolean;
  /** Whatever is here only ends; the reduction leaves it standing, since nothing depends on when. */
  readonly parked?: boolean;
}

export interface Transition {
  readonly consume: readonly number[];
  readonly produce: readonly number[];
  /** Cleared after consuming and before producing. */
  readonly reset: readonly number[];
  /** Must hold no token. */
  readonly empty: readonly number[];
  /** Fires as soon as it can; others wait for somebody or something. */
  readonly immediate: boolean;
  /** Inclusive joins decide after everything else has moved. */
  readonly last?: boolean;
  readonly trigger: Trigger;
  readonly trail: Trail;
}

/** What makes a transition fire: an element is left, an event comes, a join has all it needs, the process is started. */
export interface Trigger {
  readonly kind: 'start' | 'leave' | 'event' | 'join' | 'pass';
  readonly element: string;
}

/** What is passed on the way. A rope, since a reduced net joins thousands of them: one step, or two trails in a row. */
export interface Trail {
  readonly step?: Step;
  readonly first?: Trail;
  readonly second?: Trail;
  /** Another way that was folded into this one; it counts as passed too. */
  readonly also?: Trail;
}
export interface Step {
  readonly kind: 'element' | 'flow';
  readonly id: string;
}

export function trailOf(...steps: readonly Step[]): Trail {
  return steps.reduce<Trail>((first, step) => joinTrails(first, { step }), {});
}

export function joinTrails(first: Trail, second: Trail): Trail {
  if (isEmpty(first)) return second;
  return isEmpty(second) ? first : { first, second };
}

/** In order, without the ways that were folded in. */
export function stepsOf(trail: Trail): Step[] {
  const steps: Step[] = [];
  const open: Trail[] = [trail];
  for (let top = open.pop(); top !== undefined; top = open.pop()) {
    if (top.step !== undefined) steps.push(top.step);
    if (top.second !== undefined) open.push(top.second);
    if (top.first !== undefined) open.push(top.first);
  }
  return steps;
}

/** Everything that the trails pass, by id, with the ways that were folded in. */
export function passedBy(trails: Iterable<Trail>): Set<string> {
  const passed = new Set<string>();
  const seen = new Set<Trail>();
  const open = [...trails];
  for (let top = open.pop(); top !== undefined; top = open.pop()) {
    if (seen.has(top)) continue;
    seen.add(top);
    if (top.step !== undefined) passed.add(top.step.id);
    for (const part of [top.first, top.second, top.also]) if (part !== undefined) open.push(part);
  }
  return passed;
}

function isEmpty(trail: Trail): boolean {
  return trail.step === undefined && trail.first === undefined && trail.also === undefined;
}
