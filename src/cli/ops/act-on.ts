// `quytrinh instances suspend|resume|cancel|modify|repair`: the same act on each instance that was named; one that refuses stops no other.
import type { Engine, Receipt } from '../../engine/index.ts';
import { isEngineError } from '../../model/engine-error.ts';
import { fill } from '../../model/fill.ts';
import { errorText } from '../../text/index.ts';
import type { ExitCode, Shell } from '../command.ts';
import { printable } from '../style.ts';
import { opsWords } from './shared.ts';
import { withEngine } from './with-engine.ts';

export interface ActOptions {
  readonly schema: string | undefined;
  readonly format: 'pretty' | 'json';
}

export async function actOn(
  [where = '', ...instanceIds]: readonly string[],
  { schema, format }: ActOptions,
  act: (engine: Engine, instanceId: string) => Promise<Receipt>,
  { lang, out }: Shell,
): Promise<ExitCode> {
  const results = await withEngine(where, schema, async (engine) => {
    const made: Result[] = [];
    for (const instanceId of instanceIds) made.push(await resultOf(instanceId, () => act(engine, instanceId)));
    return made;
  });
  const refused = results.filter(({ ok }) => !ok).length;
  if (format === 'json') out(JSON.stringify({ results, done: results.length - refused, refused }, null, 2));
  else {
    for (const one of results)
      out(
        printable(
          `${one.instanceId}  ${one.ok ? fill(opsWords.atStep[lang], { seq: one.seq, status: one.status }) : errorText(one, lang)}`,
        ),
      );
  }
  return refused === 0 ? 0 : 1;
}

type Result = { readonly instanceId: string } & (
  | { readonly ok: true; readonly seq: number; readonly status: string }
  | ({ readonly ok: false; readonly message: string } & Parameters<typeof errorText>[0])
);

async function resultOf(instanceId: string, act: () => Promise<Receipt>): Promise<Result> {
  try {
    const { seq, status } = await act();
    return { instanceId, ok: true, seq, status };
  } catch (error) {
    // What is wrong with the store is wrong for all that follow.
    if (!isEngineError(error) || /^(STORE_|DEFECT)/.test(error.code)) throw error;
    const { code, params, message } = error;
    return { instanceId, ok: false, code, params, message };
  }
}
