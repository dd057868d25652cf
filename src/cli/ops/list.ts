// `quytrinh instances` and `quytrinh incidents`: pages of what a store holds, read only.
import type { CountedList, ListFilters, ListOrder, Page, Store } from '../../engine/index.ts';
import { fill } from '../../model/fill.ts';
import { formatInstant, incidentText } from '../../text/index.ts';
import type { ExitCode, Shell } from '../command.ts';
import { printable, styleFor } from '../style.ts';
import { chosenStore } from './open-store.ts';
import { countOf, given, opsWords } from './shared.ts';

interface ListOptions {
  readonly schema: string | undefined;
  readonly format: 'pretty' | 'json';
  readonly limit: string | undefined;
  readonly cursor: string | undefined;
  readonly count: boolean;
}
interface Line {
  readonly json: Readonly<Record<string, unknown>>;
  readonly pretty: string;
}

export async function listInstances(
  where: string,
  options: ListOptions,
  filter: ListFilters['instances'],
  order: ListOrder | undefined,
  shell: Shell,
): Promise<ExitCode> {
  return list('instances', where, options, filter, shell, async (store, page) => {
    const { rows, next } = await store.instances({ ...filter, ...given({ order }), ...page });
    const lines = rows.map(({ snapshot: _, dossier, ...row }): Line => {
      const moments = [row.startedAt, ...(row.endedAt === null ? [] : [row.endedAt])];
      const state = row.suspended ? `${row.status} (suspended)` : row.status;
      const due = dossier.dueAt === null ? [] : [`≤ ${shown(dossier.dueAt)}`];
      const said = [row.instanceId, state, row.process, row.businessKey ?? '–', moments.map(shown).join(' → '), ...due];
      return { json: { ...row, dossier }, pretty: said.join('  ') };
    });
    return { rows: lines, next };
  });
}

export async function listIncidents(
  where: string,
  options: ListOptions,
  filter: ListFilters['incidents'],
  shell: Shell,
): Promise<ExitCode> {
  return list('incidents', where, options, filter, shell, async (store, page) => {
    const { rows, next, unreadable = [] } = await store.incidents({ ...filter, ...page });
    const lines = rows.map((row): Line => {
      const id = `${row.instanceId}:${row.incidentId}`;
      const message = incidentText(row.code, row.params, shell.lang);
      const said = [id, shown(row.raisedAt), row.process, row.element, row.code, message];
      return { json: { ...row, incidentId: id, message }, pretty: said.join('  ') };
    });
    for (const { id, detail } of unreadable) {
      const said = fill(opsWords.unreadable[shell.lang], { id, detail });
      lines.push({ json: { incidentId: id, unreadable: detail }, pretty: said });
    }
    return { rows: lines, next };
  });
}

async function list<L extends CountedList>(
  name: L,
  where: string,
  { schema, format, limit, cursor, count }: ListOptions,
  filter: ListFilters[L],
  { lang, out, colour }: Shell,
  read: (store: Store, page: { limit?: number; cursor?: string }) => Promise<Page<Line>>,
): Promise<ExitCode> {
  const page = given({ limit: countOf(limit), cursor });
  const store = await chosenStore({ where, schema, readOnly: true });
  await store.open();
  try {
    if (count) {
      const size = await store.count(name, filter);
      out(format === 'json' ? JSON.stringify({ count: size }) : String(size));
      return 0;
    }
    const { rows, next } = await read(store, page);
    if (format === 'json') out(JSON.stringify({ rows: rows.map(({ json }) => json), next }, null, 2));
    else {
      for (const { pretty } of rows) out(printable(pretty));
      if (rows.length === 0) out(styleFor(colour).dim(opsWords.none[lang]));
      if (next !== null) out(styleFor(colour).dim(fill(opsWords.more[lang], { cursor: next })));
    }
    return 0;
  } finally {
    await store.close();
  }
}

function shown(at: number): string {
  return formatInstant(at, 'Asia/Ho_Chi_Minh');
}
