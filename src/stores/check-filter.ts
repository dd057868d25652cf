// What every store refuses of a query: names it does not know, values of another kind, texts that no row can have.
import { fields, maybe, oneOf, orNull, text, type ArgumentKind, type ArgumentKinds } from '../model/argument.ts';
import { listFilters, orderField, pageFields } from '../model/list-filters.ts';
import { checkText } from './check-text.ts';
import type { PageQuery, SubscriptionQuery, SubscriptionRow } from './port.ts';

/** Throws EngineErrors OPTION_UNKNOWN, ARGUMENT_INVALID. What a cursor says is looked at by `pageOf`. */
export function checkFilter(list: FilteredList, filter: object, isPaged: boolean): void {
  const { ofPage, ofCount } = kinds[list];
  (isPaged ? ofPage : ofCount)('filter', filter);
  for (const [name, value] of Object.entries(filter)) {
    for (const one of [value].flat()) if (typeof one === 'string') checkText(name, one);
  }
}

const ofSubscription: ArgumentKind = oneOf(
  ...(['message', 'signal', 'conditional', 'call', 'timer'] satisfies readonly SubscriptionRow['kind'][]),
);

const kinds = {
  instances: both(listFilters.instances, orderField),
  tasks: both(listFilters.tasks, orderField),
  jobs: both(listFilters.jobs),
  timers: both(listFilters.timers),
  incidents: both(listFilters.incidents),
  subscriptions: both({
    instanceId: maybe(text),
    kind: maybe(ofSubscription),
    name: maybe(text),
    key: maybe(orNull(text)),
  } satisfies Record<keyof Omit<SubscriptionQuery, keyof PageQuery>, ArgumentKind>),
};

type FilteredList = keyof typeof kinds;

/** A count has neither pages nor an order. */
function both(filter: ArgumentKinds, order: ArgumentKinds = {}): Readonly<Record<'ofPage' | 'ofCount', ArgumentKind>> {
  return { ofPage: fields({ ...filter, ...order, ...pageFields }), ofCount: fields(filter) };
}
