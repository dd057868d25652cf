// `quytrinh retry`: incidents tried again, one by one.
import { openEngine, type IncidentFilter } from '../../engine/index.ts';
import { fill } from '../../model/fill.ts';
import { errorText } from '../../text/index.ts';
import type { ExitCode, Shell } from '../command.ts';
import { readVariables } from '../run/read-variables.ts';
import { printable } from '../style.ts';
import { chosenStore } from './open-store.ts';
import { countOf, given, opsWords } from './shared.ts';

export interface RetryOptions {
  readonly schema: string | undefined;
  readonly format: 'pretty' | 'json';
  readonly limit: string | undefined;
  readonly variables: string | undefined;
  readonly 'dry-run': boolean;
}

export async function retryCommandRun(
  where: string,
  options: RetryOptions,
  filter: IncidentFilter,
  { lang, out, err, isTerminal }: Shell,
): Promise<ExitCode> {
  const variables = options.variables === undefined ? undefined : readVariables(options.variables);
  const dryRun = options['dry-run'];
  const limit = countOf(options.limit);
  const engine = await openEngine({ store: await chosenStore({ where, schema: options.schema, readOnly: false }) });
  try {
    const report = await engine.retryIncidents(filter, {
      ...given({ limit, variables }),
      dryRun,
      onProgress: ({ done, refused }) => {
        if (isTerminal) err(fill(opsWords.retried[lang], { done, refused }));
      },
    });
    const { done, refused, results } = report;
    if (options.format === 'json') out(JSON.stringify(report, null, 2));
    else {
      for (const result of results) {
        if (!result.ok) out(printable(`${result.incidentId ?? result.instanceId}  ${errorText(result, lang)}`));
      }
      out(fill((dryRun ? opsWords.wouldRetry : opsWords.retried)[lang], { done, refused }));
    }
    return refused === 0 ? 0 : 1;
  } finally {
    await engine.close();
  }
}
