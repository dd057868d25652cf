// `quytrinh migrate`: running instances go on under another version, once it is known which can.
import type { Definition } from '../../engine/index.ts';
import { fill } from '../../model/fill.ts';
import { errorText } from '../../text/index.ts';
import type { ExitCode, Shell } from '../command.ts';
import { printable } from '../style.ts';
import { usageError } from '../usage-error.ts';
import { progressFor } from './progress.ts';
import { countOf, given, opsWords } from './shared.ts';
import { withEngine } from './with-engine.ts';

export interface MigrateOptions {
  readonly schema: string | undefined;
  readonly format: 'pretty' | 'json';
  readonly process: string;
  readonly from: string | undefined;
  readonly to: string;
  readonly map: readonly string[];
  readonly reason: string;
  readonly actor: string | undefined;
  readonly limit: string | undefined;
  readonly cursor: string | undefined;
  readonly key: string | undefined;
  readonly do: boolean;
}

export async function migrateAll(where: string, options: MigrateOptions, shell: Shell): Promise<ExitCode> {
  const { lang, out } = shell;
  const { process, reason, actor, cursor, key: idempotencyKey } = options;
  const elements = Object.fromEntries(options.map.map(pairOf));
  const limit = countOf(options.limit);
  const show = progressFor(shell);
  return withEngine(where, options.schema, async (engine) => {
    const versions = await engine.definitions(process);
    const onto = versionOf(versions, '--to', options.to, process);
    const from = options.from === undefined ? null : versionOf(versions, '--from', options.from, process);
    const filters = (from === null ? versions.filter(({ hash }) => hash !== onto.hash) : [from]).map(
      ({ hash: definition }) => ({ process, definition }),
    );
    // Several filters, one after another: a cursor is the place in one of them.
    if (filters.length > 1 && cursor !== undefined)
      throw usageError('optionNeedsOther', { name: '--cursor', other: '--from' });
    const plan = { definition: onto.hash, elements, reason, dryRun: !options.do };
    const reports = [];
    for (const filter of filters) {
      reports.push(
        await engine.migrateAll(filter, {
          ...plan,
          ...given({ actor, cursor, limit, idempotencyKey }),
          onProgress: ({ done, refused, cursor: at, idempotencyKey: own }) =>
            show(fill(opsWords.migrating[lang], { done, refused, cursor: at ?? '–', key: own })),
        }),
      );
    }
    const results = reports.flatMap((report) => report.results);
    const refused = results.filter(({ ok }) => !ok).length;
    const done = results.length - refused;
    const next = reports.map((report) => report.next).find((one) => one !== null) ?? null;
    if (options.format === 'json') out(JSON.stringify({ dryRun: !options.do, done, refused, next, results }, null, 2));
    else {
      for (const one of results) if (!one.ok) out(printable(`${one.instanceId}  ${errorText(one, lang)}`));
      out(
        fill((options.do ? opsWords.migrated : opsWords.wouldMigrate)[lang], { done, refused, version: onto.version }),
      );
      if (next !== null) out(fill(opsWords.more[lang], { cursor: next }));
    }
    return refused === 0 ? 0 : 1;
  });
}

function versionOf(versions: readonly Definition[], name: string, given: string, process: string): Definition {
  const found = versions.find(({ version, hash }) => String(version) === given || hash === given);
  if (found !== undefined) return found;
  const known = versions.map(({ version }) => version).join(', ');
  throw usageError('versionUnknown', { name, value: given, process, known: known === '' ? '–' : known });
}

function pairOf(text: string): readonly [string, string] {
  const [old = '', next = '', ...rest] = text.split('=');
  if (old === '' || next === '' || rest.length > 0) throw usageError('mapWrong', { value: text });
  return [old, next];
}
