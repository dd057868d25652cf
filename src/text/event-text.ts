// An event of the journal as a sentence.
import type { ProcessEvent } from '../model/events.ts';
import { fill } from '../model/fill.ts';
import { eventTexts, outcomeTexts } from './event-texts.ts';
import { formatInstant } from './format-time.ts';
import { incidentText } from './incident-texts.ts';
import type { Lang } from './lang.ts';
import { tablesText } from './table-texts.ts';
import { wordsOfParams } from './words-of-params.ts';

export interface EventTextOptions {
  /** Name of an element by its id; the id itself when absent. */
  readonly nameOf?: (element: string) => string;
  /** IANA zone in which instants are written; Asia/Ho_Chi_Minh when absent. */
  readonly zone?: string;
}

export function eventText(event: ProcessEvent, lang: Lang, options: EventTextOptions = {}): string {
  return fill(eventTexts[event.type][lang], eventParams(event, lang, options));
}

function eventParams(event: ProcessEvent, lang: Lang, options: EventTextOptions): Record<string, string | number> {
  const { nameOf = (id: string) => id, zone = 'Asia/Ho_Chi_Minh' } = options;
  const params: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(event)) {
    if (name === 'element') params[name] = nameOf(String(value));
    else if (name.endsWith('At') && typeof value === 'number') params[name] = formatInstant(value, zone);
    else if (name === 'outcome' || name === 'status' || name === 'state' || name === 'kind')
      params[name] = outcomeTexts[String(value)]?.[lang] ?? String(value);
    else if (typeof value === 'string' || typeof value === 'number') params[name] = value;
  }
  if (event.type === 'instance.repaired') params['tables'] = tablesText(event.tables, lang);
  if (event.type === 'gateway.awaits') params['flows'] = event.flows.join(', ');
  if (event.type === 'adHoc.planned') params['elements'] = event.elements.map(nameOf).join(', ');
  if (event.type === 'notice.delivered') params['persons'] = event.persons.join(', ');
  if (event.type === 'variables.set') params['values'] = Object.keys(event.values).join(', ');
  if (event.type === 'conversation.known')
    params['values'] = Object.entries(event.values)
      .map(([name, value]) => `${name} = ${value}`)
      .join(', ');
  if (event.type === 'task.changed') params['assignee'] = event.assignee ?? (lang === 'vi' ? 'chưa có' : 'nobody');
  if (event.type === 'loop.itemDone') params['item'] = event.item + 1;
  if (event.type === 'incident.raised') {
    params['problem'] = incidentText(event.code, { element: nameOf(event.element), ...event.params }, lang);
  }
  if (event.type === 'instance.terminated' || event.type === 'instance.compensated') {
    const { reason = '', params: facts = {} } = event;
    const thrower = 'thrower' in facts ? { thrower: nameOf(String(facts.thrower)) } : {};
    params['reason'] = wordsOfParams({ ...facts, ...thrower, reason }, lang)['reason'] ?? reason;
  }
  if ('clock' in event && typeof event.clock === 'object') params['dueAt'] = formatInstant(event.clock.dueAt, zone);
  return params;
}
