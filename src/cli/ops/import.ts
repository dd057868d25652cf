// `quytrinh instances import`: an exported instance goes on in another store.
import { basename } from 'node:path';
import { parse } from '../../bpmn/index.ts';
import { verifyInstanceDocument, type Engine, type InstanceDocument } from '../../engine/index.ts';
import { validate } from '../../lint/index.ts';
import { engineError } from '../../model/engine-error.ts';
import { fill } from '../../model/fill.ts';
import type { ExitCode, Shell } from '../command.ts';
import { readJson } from '../files/read-json.ts';
import { given, opsWords } from './shared.ts';
import { withEngine } from './with-engine.ts';

export interface ImportOptions {
  readonly schema: string | undefined;
  readonly format: 'pretty' | 'json';
  readonly actor: string | undefined;
  readonly 'with-definition': boolean;
}

export async function importOne(
  [where = '', file = '']: readonly string[],
  { schema, format, actor, 'with-definition': withDefinition }: ImportOptions,
  { lang, out }: Shell,
): Promise<ExitCode> {
  const document = readJson(file) as InstanceDocument;
  const verdict = verifyInstanceDocument(document);
  if (!verdict.sound) throw engineError('DOCUMENT_INVALID', { reason: `${verdict.fault} ${verdict.detail}` }, verdict);
  const { instanceId, seq } = await withEngine(where, schema, async (engine) => {
    if (withDefinition) await keepDefinition(engine, document, actor);
    return engine.importInstance(document, given({ actor }));
  });
  if (format === 'json') out(JSON.stringify({ instanceId, seq }));
  else out(fill(opsWords.imported[lang], { instanceId, seq, file: basename(file) }));
  return 0;
}

/** As a draft: the instance goes on under it, nothing is started under it, and what is in force stays so. */
async function keepDefinition(
  engine: Engine,
  { definition: { process, hash, source, file } }: InstanceDocument,
  actor: string | undefined,
): Promise<void> {
  if ((await engine.definitions(process)).some((version) => version.hash === hash)) return;
  const { model, diagnostics } = await parse(source, { file });
  const found = [...diagnostics, ...(model === null ? [] : validate(model))];
  const errors = found.filter(({ severity }) => severity === 'error');
  if (model === null || errors.length > 0)
    throw engineError('DEFINITION_INVALID', { file, count: errors.length, first: errors[0]?.code ?? '' });
  await engine.deploy(model, source, { draft: true, ...given({ actor }) });
}
