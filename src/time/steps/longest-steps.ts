// The longest way through steps, on which no element stands twice: a step that is done again after a return does not count again.
// Exact. Where every loop is entered at one place only, one pass in topological order finds it; else the ways are tried one by one, and
// beyond a named limit the sum over each tangle of loops is taken, which is never too little.
export interface Weight {
  readonly minutes: number;
  /** Ids of the elements that have a time; those of a subprocess stand for it. */
  readonly steps: readonly string[];
  /** The count begins anew after it. */
  readonly restarts: boolean;
}

export interface StepPath {
  readonly minutes: number;
  readonly steps: readonly string[];
  /** False: an upper bound. */
  readonly exact: boolean;
}

export interface PathSearch {
  readonly roots: readonly string[];
  /** The way ends with this element; undefined: with any. */
  readonly until: string | undefined;
  readonly next: (id: string) => readonly { readonly to: string; readonly early: boolean }[];
  readonly weigh: (id: string) => Weight;
}

/** Elements looked at when ways are tried one by one. */
const TRIES = 200_000;

interface Sum {
  readonly minutes: number;
  readonly steps: readonly string[];
}
const NONE: Sum = { minutes: 0, steps: [] };

export function longestSteps(search: PathSearch): StepPath {
  const { order, loops } = topological(search);
  if (loops.every(({ from, to }) => dominates(to, from, search)))
    return { ...inOrder(search, order, loops), exact: true };
  const tried = oneByOne(search);
  return tried === undefined ? { ...byTangles(search), exact: false } : { ...tried, exact: true };
}

/** What the element adds, for who goes on after it and for who goes early; `reached` is what the deadline sees at it. */
function through({ minutes, steps, restarts }: Weight, before: Sum): { readonly reached: Sum; readonly after: Sum } {
  const sum = { minutes: before.minutes + minutes, steps: [...before.steps, ...steps] };
  return { reached: sum, after: restarts ? NONE : sum };
}

function inOrder({ roots, until, next, weigh }: PathSearch, order: readonly string[], loops: readonly Edge[]): Sum {
  const skipped = new Set(loops.map(({ from, to }) => `${from}\n${to}`));
  const best = new Map<string, Sum>(roots.map((root) => [root, NONE]));
  let longest = NONE;
  for (const id of order) {
    const before = best.get(id);
    if (before === undefined) continue;
    const { reached, after } = through(weigh(id), before);
    if ((until === undefined || id === until) && reached.minutes > longest.minutes) longest = reached;
    if (id === until) continue;
    for (const { to, early } of next(id)) {
      if (skipped.has(`${id}\n${to}`)) continue;
      const candidate = early ? before : after;
      const known = best.get(to);
      if (known === undefined || candidate.minutes > known.minutes) best.set(to, candidate);
    }
  }
  return longest;
}

function oneByOne({ roots, until, next, weigh }: PathSearch): Sum | undefined {
  let longest = NONE;
  let tries = 0;
  const on = new Set<string>();
  const visit = (id: string, before: Sum): boolean => {
    tries += 1;
    if (tries > TRIES) return false;
    const { reached, after } = through(weigh(id), before);
    if ((until === undefined || id === until) && reached.minutes > longest.minutes) longest = reached;
    if (id === until) return true;
    on.add(id);
    const done = next(id).every(({ to, early }) => on.has(to) || visit(to, early ? before : after));
    on.delete(id);
    return done;
  };
  return roots.every((root) => visit(root, NONE)) ? longest : undefined;
}

/** Elements that lie on a common loop count together, each once. */
function byTangles(search: PathSearch): Sum {
  const tangles = tanglesOf(search);
  const ofMember = new Map(tangles.flatMap((tangle) => tangle.map((id) => [id, tangle] as const)));
  const name = (id: string): string => ofMember.get(id)?.[0] ?? id;
  const restless = (id: string): Weight => ({ ...search.weigh(id), restarts: false });
  const weigh = (first: string): Weight => {
    const all = (ofMember.get(first) ?? [first]).map(restless);
    const minutes = all.reduce((sum, weight) => sum + weight.minutes, 0);
    return { minutes, steps: all.flatMap(({ steps }) => steps), restarts: false };
  };
  const next = (first: string) =>
    (ofMember.get(first) ?? [first])
      .flatMap((id) => search.next(id))
      .map(({ to }) => ({ to: name(to), early: false }))
      .filter(({ to }) => to !== first);
  const roots = search.roots.map(name);
  const until = search.until === undefined ? undefined : name(search.until);
  const condensed: PathSearch = { roots, until, next, weigh };
  return inOrder(condensed, topological(condensed).order, []);
}

interface Edge {
  readonly from: string;
  readonly to: string;
}

/** An order in which every element comes after what leads to it, but for the edges back to an element that is still open. */
function topological({ roots, next }: PathSearch): {
  readonly order: readonly string[];
  readonly loops: readonly Edge[];
} {
  const done = new Set<string>();
  const open = new Set<string>();
  const loops: Edge[] = [];
  const order: string[] = [];
  for (const root of roots) {
    if (done.has(root)) continue;
    const stack = [{ id: root, next: next(root), at: 0 }];
    open.add(root);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const edge = top.next[top.at++];
      if (edge === undefined) {
        stack.pop();
        open.delete(top.id);
        done.add(top.id);
        order.push(top.id);
      } else if (open.has(edge.to)) loops.push({ from: top.id, to: edge.to });
      else if (!done.has(edge.to)) {
        open.add(edge.to);
        stack.push({ id: edge.to, next: next(edge.to), at: 0 });
      }
    }
  }
  return { order: order.reverse(), loops };
}

/** Every way from a root to `id` leads over `over`. */
function dominates(over: string, id: string, { roots, next }: PathSearch): boolean {
  if (over === id) return true;
  const seen = new Set<string>([over]);
  const open = roots.filter((root) => root !== over);
  for (const root of open) seen.add(root);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === id) return false;
    for (const { to } of next(at)) {
      if (seen.has(to)) continue;
      seen.add(to);
      open.push(to);
    }
  }
  return true;
}

/** Groups of elements that can reach one another. */
function tanglesOf(search: PathSearch): readonly (readonly string[])[] {
  const { order } = topological(search);
  const reach = new Map(order.map((id) => [id, reachable(id, search)]));
  const grouped = new Set<string>();
  return order.flatMap((id) => {
    if (grouped.has(id)) return [];
    const group = order.filter((other) => other === id || (reach.get(id)?.has(other) && reach.get(other)?.has(id)));
    for (const member of group) grouped.add(member);
    return [group];
  });
}

function reachable(from: string, { next }: PathSearch): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const { to } of next(at)) {
      if (seen.has(to)) continue;
      seen.add(to);
      open.push(to);
    }
  }
  return seen;
}
