// Plays acts of the story on an engine: time moves to the moment of the act (whatever is due on the way happens), then it is done.
import { isEngineError } from 'quytrinh';
import type { AuthorityReason } from 'quytrinh/model';
import { advanceTo } from 'quytrinh/testing';
import type { Office } from './office.ts';
import { dossier, type Act } from './story.ts';

/** What was answered. A refusal leaves no trace in the journal, so it is told here. */
export type Answer =
  | { readonly kind: 'done'; readonly seq: number }
  | {
      readonly kind: 'refused';
      readonly at: number;
      readonly by: string;
      readonly element: string;
      /** Why, each with the codes and values that `authorityText` makes a sentence of. */
      readonly reasons: readonly AuthorityReason[];
    };
export type Refusal = Extract<Answer, { kind: 'refused' }>;

export async function play({ engine, clock }: Office, instanceId: string, act: Act): Promise<Answer> {
  const at = Date.parse(act.at);
  await advanceTo(engine, clock, at);
  const variables = act.variables ?? {};
  if (act.message !== undefined) {
    const { seq } = await engine.correlate({ message: act.message, key: dossier, variables });
    return { kind: 'done', seq };
  }
  const { complete: element = '', by = '' } = act;
  const [task] = (await engine.tasks({ instanceId, element })).rows;
  if (task === undefined) throw new Error(`the story is wrong: no open task ${element}`);
  try {
    const { seq } = await engine.complete(task.taskId, { actor: by, variables });
    if (act.refused === true) throw new Error(`the story is wrong: ${by} was let to do ${element}`);
    return { kind: 'done', seq };
  } catch (error) {
    if (act.refused !== true || !isEngineError(error) || error.code !== 'NOT_AUTHORISED') throw error;
    return { kind: 'refused', at, by, element, reasons: error.cause as AuthorityReason[] };
  }
}
