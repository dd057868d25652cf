// An engine on the store that an operator names, for as long as one act takes. It does nothing by itself: due work stays with the
// engines that run.
import { openEngine, type Engine } from '../../engine/index.ts';
import { chosenStore } from './open-store.ts';

export async function withEngine<T>(
  where: string,
  schema: string | undefined,
  act: (engine: Engine) => Promise<T>,
): Promise<T> {
  const engine = await openEngine({ store: await chosenStore({ where, schema, readOnly: false }) });
  try {
    return await act(engine);
  } finally {
    await engine.close();
  }
}
