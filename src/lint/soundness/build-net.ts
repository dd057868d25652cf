// One scope, or a whole process with its subprocesses inside, as a net of tokens (BPMN 2.0.2 chapter 13).
import { elementTypes } from '../../model/element-types.ts';
import type { ElementModel } from '../../model/process-model.ts';
import type { LintContext, Scope } from '../context.ts';
import { hasKind, instantiates, linkNames, reachableFrom, rootsOf } from '../graph.ts';
import { arrivalsOf, isInclusiveJoin, isJoin } from './arrivals.ts';
import { soundnessLimits } from './limits.ts';
import type { Net, Place, Step, Trigger } from './net.ts';
import { trailOf } from './net.ts';
import { netBuilder } from './net-builder.ts';
import type { NewTransition } from './net-builder.ts';
import { freeChoices, waysOut } from './ways-out.ts';

export interface NetOptions {
  /** True: subprocesses with what is inside. False: a subprocess is one element, active and then left. */
  readonly expand: boolean;
  /** Elements that do not wait for anybody are passed at once. */
  readonly waits: (element: ElementModel) => boolean;
  /** False for a subprocess whose inside can never end in the ordinary way. */
  readonly completes?: (subprocess: string) => boolean;
  /** Begin at this non-interrupting boundary event instead of the scope's own start. */
  readonly from?: ElementModel;
}

export type BuiltNet =
  | { readonly ok: true; readonly net: Net }
  /** The element has more branches than are tried, or needs several tokens at once. */
  | { readonly ok: false; readonly element: ElementModel };

export function buildNet(scope: Scope, context: LintContext, options: NetOptions): BuiltNet {
  const scopes = new Map(context.scopes.map((each) => [each.id, each]));
  const included = options.expand ? insideOf(scope, scopes) : [scope];
  const refused = included.flatMap(({ children }) => children).find((element) => isTooMuch(element, context));
  if (refused !== undefined) return { ok: false, element: refused };
  const { place, add, isInside, finish } = netBuilder((id) => context.elements.get(id)?.scope);

  const flowPlace = (id: string, within: Scope): number[] => {
    const target = context.elements.get(context.flows.get(id)?.target ?? '');
    if (target === undefined || target.scope !== within.id || isNeverEntered(target)) return [];
    const several = target.type === 'endEvent' && !endsScope(target);
    return [place(`flow ${id}`, within.id, () => ({ kind: 'flow', element: target.id, flow: id, several }))];
  };
  const flowPlaces = (ids: readonly string[], within: Scope): number[] => ids.flatMap((id) => flowPlace(id, within));
  const active = (element: ElementModel): number => {
    const kind = options.waits(element) || isExpanded(element) ? 'waiting' : 'flow';
    return place(`in ${element.id}`, element.scope, () => ({ kind, element: element.id }));
  };
  const startOf = (within: Scope): number =>
    place(`start ${within.id}`, within.id, () => ({ kind: 'flow', element: within.id }));
  const rootOf = (element: ElementModel): number =>
    place(`root ${element.id}`, element.scope, () => ({ kind: 'flow', element: element.id }));
  const alive = (within: Scope): number =>
    within.owner === undefined
      ? place(`alive ${within.id}`, '', () => ({ kind: 'mark', element: within.id }))
      : active(within.owner);
  const exited = (): number => place('exited', '', () => ({ kind: 'end', element: scope.id }));
  function isExpanded(element: ElementModel): boolean {
    return (
      options.expand && element.loop === undefined && (element.type === 'subProcess' || element.type === 'transaction')
    );
  }

  for (const each of included) buildScope(each);
  return { ok: true, net: finish(startOf(scope)) };

  function buildScope(within: Scope): void {
    buildStart(within);
    const roots = new Set(rootsOf(within));
    for (const element of within.children) buildElement(element, within, roots.has(element));
    if (!options.expand || within.owner !== undefined) return;
    const inside = isInside(within.id);
    const idle = (each: Place, index: number): boolean => each.kind !== 'mark' && inside(each, index);
    add({
      consume: [alive(within)],
      produce: [],
      emptyIf: idle,
      resetIf: inside,
      immediate: true,
      last: true,
      trigger: pass(within.id),
      trail: {},
    });
  }

  function buildStart(within: Scope): void {
    const start = startOf(within);
    const base = options.expand && within.owner === undefined ? [alive(within)] : [];
    const begin = (produce: readonly number[], kind: Trigger['kind'], element: string, steps: readonly Step[]): void =>
      add({
        consume: [start],
        produce: [...base, ...produce],
        immediate: within.owner !== undefined,
        trigger: { kind, element },
        trail: trailOf(...steps),
      });
    if (options.from !== undefined && within === scope) {
      const { from } = options;
      for (const flows of waysOut(from, context))
        begin(flowPlaces(flows, within), 'event', from.id, passing(from, flows));
      return;
    }
    const roots = rootsOf(within);
    const starters = roots.filter(({ type }) => type === 'startEvent');
    if (within.owner !== undefined && starters.length > 0) {
      const flows = starters.flatMap(({ outgoing }) => outgoing);
      begin(
        flowPlaces(flows, within),
        'pass',
        within.id,
        starters.flatMap((each) => passing(each, each.outgoing)),
      );
    } else if (starters.length > 0 || roots.some(instantiates)) {
      for (const each of roots) beginWith(each, within, begin);
    } else {
      begin(roots.map(rootOf), 'start', within.id, []);
    }
  }

  type Begin = (produce: readonly number[], kind: Trigger['kind'], element: string, steps: readonly Step[]) => void;

  function beginWith(element: ElementModel, within: Scope, begin: Begin): void {
    if (element.type !== 'eventBasedGateway') {
      for (const flows of waysOut(element, context))
        begin(flowPlaces(flows, within), 'start', element.id, passing(element, flows));
      return;
    }
    const ways = eventsAfter(element, within);
    if (element.eventGateway?.kind === 'parallel') {
      const all = ways.flatMap(({ flows }) => flows);
      begin(
        flowPlaces(all, within),
        'start',
        element.id,
        ways.flatMap(({ steps }) => steps),
      );
      return;
    }
    for (const { event, flows, steps } of ways) begin(flowPlaces(flows, within), 'start', event.id, steps);
  }

  function buildElement(element: ElementModel, within: Scope, isRoot: boolean): void {
    if (element.triggeredByEvent === true && options.expand) buildEventSubprocess(element, within);
    if (isNeverEntered(element)) return;
    const activity = ['task', 'call', 'scope'].includes(elementTypes[element.type]);
    const waiting = activity || element.type === 'intermediateCatchEvent' || element.type === 'eventBasedGateway';
    const root = isRoot ? [{ flows: [], root: true }] : [];
    for (const arrival of [...arrivalsOf(element, within, context), ...root]) {
      const consume = 'root' in arrival ? [rootOf(element)] : flowPlaces(arrival.flows, within);
      // A flow that comes from elsewhere never brings a token.
      if (consume.length === 0) continue;
      const blockedBy = 'blockedBy' in arrival ? arrival.blockedBy : undefined;
      const kind = isJoin(element) ? 'join' : 'pass';
      const base = {
        consume,
        immediate: true,
        trigger: { kind, element: element.id } as const,
        ...(blockedBy === undefined ? {} : { emptyIf: blockedBy, last: true }),
      };
      if (waiting) add({ ...base, produce: [active(element), ...insideStart(element)], trail: trailOf(step(element)) });
      else buildPassing(element, within, base);
    }
    if (waiting) buildLeaving(element, within);
  }

  function insideStart(element: ElementModel): number[] {
    const inner = scopes.get(element.id);
    return isExpanded(element) && inner !== undefined ? [startOf(inner)] : [];
  }

  /** Gateways, throw events and end events: nothing stays in them. */
  function buildPassing(
    element: ElementModel,
    within: Scope,
    base: Pick<NewTransition, 'consume' | 'trigger' | 'emptyIf' | 'last'>,
  ): void {
    const add1 = (more: Pick<NewTransition, 'produce' | 'trail' | 'resetIf'>): void =>
      add({ ...base, immediate: true, ...more });
    if (element.type === 'endEvent' && endsScope(element)) {
      if (hasKind(element, 'terminate'))
        add1({ produce: [], resetIf: isInside(within.id), trail: trailOf(step(element)) });
      else throwOut(element, within, add1);
      return;
    }
    const targets = element.type === 'intermediateThrowEvent' ? linkTargets(element, within) : [];
    if (targets.length > 0) {
      for (const target of targets) {
        for (const flows of waysOut(target, context)) {
          add1({ produce: flowPlaces(flows, within), trail: trailOf(step(element), ...passing(target, flows)) });
        }
      }
      return;
    }
    for (const flows of waysOut(element, context))
      add1({ produce: flowPlaces(flows, within), trail: trailOf(...passing(element, flows)) });
  }

  /** An error or cancel ends the scope, and is caught on the border of it or of one around it. */
  function throwOut(
    element: ElementModel,
    within: Scope,
    add1: (more: Pick<NewTransition, 'produce' | 'trail' | 'resetIf'>) => void,
  ): void {
    const kind = hasKind(element, 'cancel') ? 'cancel' : 'error';
    for (
      let left: Scope | undefined = options.expand ? within : undefined;
      left?.owner !== undefined;
      left = scopes.get(left.owner.scope)
    ) {
      const { owner } = left;
      const outer = scopes.get(owner.scope);
      const catcher = context.boundariesOf.get(owner.id)?.find((each) => hasKind(each, kind));
      if (catcher === undefined || outer === undefined) continue;
      const inside = isInside(left.id);
      const host = active(owner);
      for (const flows of waysOut(catcher, context)) {
        add1({
          produce: flowPlaces(flows, outer),
          resetIf: (each, index) => index === host || inside(each, index),
          trail: trailOf(step(element), ...passing(catcher, flows)),
        });
      }
      return;
    }
    add1({ produce: [exited()], resetIf: (each) => each.kind !== 'end', trail: trailOf(step(element)) });
  }

  function buildLeaving(element: ElementModel, within: Scope): void {
    const consume = [active(element)];
    if (element.type === 'eventBasedGateway') {
      for (const { event, flows, steps } of eventsAfter(element, within)) {
        add({
          consume,
          produce: flowPlaces(flows, within),
          trigger: { kind: 'event', element: event.id },
          trail: trailOf(...steps),
        });
      }
      return;
    }
    const boundaries = (context.boundariesOf.get(element.id) ?? []).filter((each) => !hasKind(each, 'compensate'));
    const flags = new Set(boundaries.filter((each) => each.interrupting === false).map((each) => flag(each)));
    const expanded = isExpanded(element);
    const inside = isInside(element.id);
    const idle = (each: Place, index: number): boolean => each.kind !== 'mark' && inside(each, index);
    const immediate = expanded || !options.waits(element);
    const isCatch = element.type === 'intermediateCatchEvent' || element.type === 'receiveTask';
    const leave = { kind: expanded ? 'pass' : isCatch ? 'event' : 'leave', element: element.id } as const;
    for (const flows of options.completes?.(element.id) === false ? [] : waysOut(element, context)) {
      add({
        consume,
        produce: flowPlaces(flows, within),
        ...(flags.size > 0 || expanded ? { resetIf: (each, index) => flags.has(index) || inside(each, index) } : {}),
        ...(expanded ? { emptyIf: idle, last: true } : {}),
        immediate,
        trigger: leave,
        trail: trailOf(...taking(flows)),
      });
    }
    for (const each of boundaries) buildBoundary(each, element, within, flags, immediate && !expanded);
  }

  function buildBoundary(
    event: ElementModel,
    host: ElementModel,
    within: Scope,
    flags: ReadonlySet<number>,
    immediate: boolean,
  ): void {
    const detached = isDetached(event, within, context);
    if (event.interrupting === false && detached !== undefined && !options.expand) return;
    const consume = [active(host)];
    const inside = isInside(host.id);
    for (const flows of waysOut(event, context)) {
      const base = {
        consume,
        immediate,
        trigger: { kind: 'event', element: event.id } as const,
        trail: trailOf(...passing(event, flows)),
      };
      const produce = flowPlaces(flows, within);
      if (event.interrupting !== false) {
        const clears = flags.size > 0 || isExpanded(host);
        add({
          ...base,
          produce,
          ...(clears ? { resetIf: (place, index) => flags.has(index) || inside(place, index) } : {}),
        });
      } else if (detached !== undefined) {
        add({ ...base, produce: [...consume, ...produce], emptyIf: ({ element }) => detached.has(element) });
      } else {
        const once = flag(event);
        add({ ...base, produce: [...consume, ...produce, once], emptyIf: (_place, index) => index === once });
      }
    }
  }

  /** That a non-interrupting event has been: in the abstract it comes once for each activation. */
  function flag(event: ElementModel): number {
    return place(`once ${event.id}`, event.scope, () => ({ kind: 'mark', element: event.id }));
  }

  function buildEventSubprocess(element: ElementModel, within: Scope): void {
    const inner = scopes.get(element.id);
    const start = inner?.children.find(({ type }) => type === 'startEvent');
    if (inner === undefined || start === undefined) return;
    const host = alive(within);
    const inside = isInside(inner.id);
    const around = isInside(within.id);
    const once = flag(element);
    for (const flows of waysOut(start, context)) {
      const interrupts = start.interrupting !== false;
      add({
        consume: [host],
        produce: [host, ...flowPlaces(flows, inner), ...(interrupts ? [once] : [])],
        ...(interrupts ? { resetIf: around } : {}),
        emptyIf: (place, index) => (interrupts ? index === once : place.kind !== 'mark' && inside(place, index)),
        trigger: { kind: 'event', element: start.id },
        trail: trailOf(...passing(start, flows)),
      });
    }
  }

  interface EventWay {
    readonly event: ElementModel;
    readonly flows: readonly string[];
    readonly steps: readonly Step[];
  }

  function eventsAfter(gateway: ElementModel, within: Scope): EventWay[] {
    return gateway.outgoing.flatMap((id) => {
      const event = context.elements.get(context.flows.get(id)?.target ?? '');
      if (event === undefined || event.scope !== within.id) return [];
      const steps = taking([id]);
      return waysOut(event, context).map((flows) => ({ event, flows, steps: [...steps, ...passing(event, flows)] }));
    });
  }

  function linkTargets(element: ElementModel, within: Scope): ElementModel[] {
    const names = linkNames(element);
    return within.children.filter(
      (child) => child.type === 'intermediateCatchEvent' && linkNames(child).some((name) => names.includes(name)),
    );
  }

  function isTooMuch(element: ElementModel, known: LintContext): boolean {
    if ((element.startQuantity ?? 1) > 1 || (element.completionQuantity ?? 1) > 1) return true;
    const branches = Math.max(freeChoices(element, known), isInclusiveJoin(element) ? element.incoming.length : 0);
    return branches > soundnessLimits.inclusiveBranches;
  }
}

function step(element: ElementModel): Step {
  return { kind: 'element', id: element.id };
}
function passing(element: ElementModel, flows: readonly string[]): Step[] {
  return [step(element), ...taking(flows)];
}
function taking(flows: readonly string[]): Step[] {
  return flows.map((id) => ({ kind: 'flow', id }));
}
function pass(element: string): Trigger {
  return { kind: 'pass', element };
}

/** What no flow may lead into; other rules tell it when one does. */
function isNeverEntered({ type, isForCompensation, triggeredByEvent }: ElementModel): boolean {
  return type === 'boundaryEvent' || type === 'startEvent' || isForCompensation === true || triggeredByEvent === true;
}

/** End events after which nothing of the scope goes on. */
function endsScope(element: ElementModel): boolean {
  return hasKind(element, 'terminate') || hasKind(element, 'error') || hasKind(element, 'cancel');
}

function insideOf(scope: Scope, scopes: ReadonlyMap<string, Scope>): Scope[] {
  // An ad-hoc subprocess and one that is repeated are one element: what is inside is for the performers to order.
  const inner = scope.children.filter(
    (child) =>
      scopes.has(child.id) &&
      child.type !== 'adHocSubProcess' &&
      child.loop === undefined &&
      child.isForCompensation !== true,
  );
  return [scope, ...inner.flatMap((child) => insideOf(scopes.get(child.id) ?? scope, scopes))];
}

/** What only this non-interrupting event leads to; undefined when it comes together with the rest of the scope. */
export function isDetached(event: ElementModel, within: Scope, context: LintContext): ReadonlySet<string> | undefined {
  const side = reachableFrom([event.id], context);
  const others = within.children.filter((child) => child.type === 'boundaryEvent' && child.interrupting === false);
  const main = mainOf(within, others, context);
  for (const id of side) if (main.has(id)) return undefined;
  return side;
}

/** What is reached without any non-interrupting boundary event. */
function mainOf(within: Scope, without: readonly ElementModel[], context: LintContext): ReadonlySet<string> {
  const boundariesOf = new Map(
    [...context.boundariesOf].map(
      ([host, events]) => [host, events.filter((event) => !without.includes(event))] as const,
    ),
  );
  return reachableFrom(
    rootsOf(within).map(({ id }) => id),
    { ...context, boundariesOf },
  );
}
