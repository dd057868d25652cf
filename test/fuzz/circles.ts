// What keeps a random process within bounds: each circle of its flows waits for something from outside, so that each step ends; it has a
// choice that leads out of it, and no token that goes round comes back as two, so that each run can end.
import type { ElementModel, EventModel, ProcessModel } from 'quytrinh/model';
import { thrownBy } from '../reference/diagram.ts';

export function isBounded(process: Pick<ProcessModel, 'elements' | 'flows'>): boolean {
  const next = waysOn(process);
  return (
    !hasCircle(
      process.elements.filter((element) => !waits(element)),
      next,
    ) && everyCircleCanBeLeft(process, next)
  );
}

type Next = (element: ElementModel) => readonly ElementModel[];

/** Where a token may go from an element: by its flows, by what hangs on its boundary, by its link, by a signal that begins something beside. */
function waysOn({ elements, flows }: Pick<ProcessModel, 'elements' | 'flows'>): Next {
  const cache = new Map<string, readonly ElementModel[]>();
  return (element) => {
    const known = cache.get(element.id);
    if (known !== undefined) return known;
    const own = elements.filter(({ attachedTo }) => attachedTo === element.id);
    const [first] = element.events ?? [];
    const link =
      first?.kind === 'link' && element.type === 'intermediateThrowEvent'
        ? elements.filter(({ type, events }) => {
            const [other] = events ?? [];
            return type === 'intermediateCatchEvent' && other?.kind === 'link' && other.name === first.name;
          })
        : [];
    const targets = flows
      .filter(({ source }) => source === element.id)
      .flatMap(({ target }) => elements.filter(({ id }) => id === target));
    const heard = signalsOf(thrownBy(element));
    const awoken = elements.filter(
      (each) =>
        (each.type === 'boundaryEvent' || (each.type === 'startEvent' && each.interrupting !== undefined)) &&
        signalsOf(each.events).some((signal) => heard.includes(signal)),
    );
    const all = [...targets, ...own, ...link, ...awoken];
    cache.set(element.id, all);
    return all;
  };
}

const signalsOf = (events: readonly EventModel[] = []): string[] =>
  events.flatMap((event) => (event.kind === 'signal' ? [event.ref ?? ''] : []));

function waits({ type, loop, events }: ElementModel): boolean {
  return (
    ((type === 'userTask' || type === 'serviceTask' || type === 'receiveTask') && loop === undefined) ||
    type === 'eventBasedGateway' ||
    (type === 'intermediateCatchEvent' && events?.[0]?.kind !== 'link' && events?.[0]?.kind !== 'conditional')
  );
}

/** Of these elements alone. */
function hasCircle(elements: readonly ElementModel[], next: Next): boolean {
  const among = new Set(elements);
  const done = new Set<ElementModel>();
  const open = new Set<ElementModel>();
  const circles = (element: ElementModel): boolean => {
    if (open.has(element)) return true;
    if (done.has(element)) return false;
    open.add(element);
    const found = next(element).some((each) => among.has(each) && circles(each));
    open.delete(element);
    done.add(element);
    return found;
  };
  return elements.some(circles);
}

function everyCircleCanBeLeft({ elements }: Pick<ProcessModel, 'elements'>, next: Next): boolean {
  if (!hasCircle(elements, next)) return true;
  const ahead = new Map(elements.map((element) => [element, reached(element, next)]));
  /** A choice one of whose ways does not come back. */
  const leaves = (element: ElementModel): boolean =>
    /^(exclusive|inclusive|eventBased)Gateway$/.test(element.type) &&
    next(element).some((target) => target !== element && ahead.get(target)?.has(element) !== true);
  const multiplies = (element: ElementModel): boolean => {
    const back = next(element).filter((target) => target === element || ahead.get(target)?.has(element) === true);
    const beside = back.filter(({ type, interrupting }) => type !== 'boundaryEvent' || interrupting === false);
    const many = beside.length * (element.completionQuantity ?? 1);
    return many > 1 && !/^(exclusive|inclusive|eventBased)Gateway$/.test(element.type);
  };
  return (
    !elements.some(multiplies) &&
    !hasCircle(
      elements.filter((element) => !leaves(element)),
      next,
    )
  );
}

function reached(element: ElementModel, next: Next): ReadonlySet<ElementModel> {
  const seen = new Set<ElementModel>();
  const open = [...next(element)];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    open.push(...next(at));
  }
  return seen;
}
