// One instance out of a store, and into another.
import { engineError } from '../../model/engine-error.ts';
import type { Act } from '../act.ts';
import { deliverBuffered, type Wait } from '../buffer.ts';
import { limits } from '../../model/limits.ts';
import { exportDocument } from '../export-document.ts';
import { importSteps } from '../import-steps.ts';
import { verifyInstanceDocument, type InstanceDocument } from '../instance-document.ts';
import type { EngineParts } from '../parts.ts';
import type { RowChange } from '../ports.ts';
import { actorOf } from '../receipt.ts';

export interface TransferActs {
  /**
   * The instance as one JSON document that proves itself (`verifyInstanceDocument`). It goes on here: suspend or cancel it when another
   * store is to take it over. Refused while something it sent is still on its way (INSTANCE_SENDING): only this store can tell what has
   * been delivered, so it delivers first. EngineErrors INSTANCE_UNKNOWN, INSTANCE_ARCHIVED, INSTANCE_SENDING.
   */
  exportInstance(instanceId: string): Promise<InstanceDocument>;
  /**
   * Takes an exported instance in, after verifying the document; it goes on here, with its id, its history and what was open. Its
   * definition must be deployed before. The entries keep their chain, have new positions, and one more says whence they came. One that a
   * message with a key began takes its name again. EngineErrors DOCUMENT_INVALID, DEFINITION_UNKNOWN, INSTANCE_EXISTS, NAME_TAKEN.
   */
  importInstance(
    document: InstanceDocument,
    act?: Pick<Act, 'actor'>,
  ): Promise<{ readonly instanceId: string; readonly seq: number }>;
}

export function transferActs(parts: EngineParts): TransferActs {
  const { definitions, doing, now, open, store, time, watch } = parts;
  const isArchived = async (instanceId: string): Promise<boolean> =>
    (await store.journal({ instanceId, limit: 1 })).length > 0;
  const take = async (document: InstanceDocument, by: Pick<Act, 'actor'>) => {
    const verdict = verifyInstanceDocument(document);
    if (!verdict.sound)
      throw engineError('DOCUMENT_INVALID', { reason: `${verdict.fault} ${verdict.detail}` }, verdict);
    const { instanceId } = document.instance;
    if ((await store.instance(instanceId)) !== null || (await isArchived(instanceId)))
      throw engineError('INSTANCE_EXISTS', { instanceId });
    const deployed = await definitions.byHash(document.definition.process, document.definition.hash);
    const at = { actor: actorOf(by), now: now(), calendar: time.calendar };
    const steps = importSteps(document, deployed, at);
    const outcomes = await store.commit(steps);
    const [first] = outcomes;
    if (first?.ok === false && first.reason === 'nameTaken')
      throw engineError('NAME_TAKEN', { name: steps[0]?.unique ?? '', holder: first.holder });
    if (outcomes.some(({ ok }) => !ok)) throw engineError('INSTANCE_EXISTS', { instanceId });
    // Beside, as after every step that begins to wait.
    const beside = deliverBuffered(waitsOf(steps.at(-1)?.changes ?? []), at.now, parts).catch((error: unknown) => {
      watch.trouble(error, 'message buffer');
    });
    void doing.add(beside);
    return { instanceId, seq: steps.length };
  };

  return {
    exportInstance: async (instanceId) => {
      const row = await store.instance(instanceId);
      if (row === null)
        throw engineError((await isArchived(instanceId)) ? 'INSTANCE_ARCHIVED' : 'INSTANCE_UNKNOWN', { instanceId });
      // After the row was read: what has gone from the outbox by now was delivered here.
      // Notices stay and are told here.
      const sent = await store.outboxOf(instanceId, limits.messagesPerPoll);
      if (sent.some(({ kind }) => kind !== 'notice')) throw engineError('INSTANCE_SENDING', { instanceId });
      return exportDocument(row, parts);
    },
    importInstance: async (document, by = {}) => {
      open();
      return doing.add(take(document, by));
    },
  };
}

/** The waits for messages that were open when it was exported. */
function waitsOf(changes: readonly RowChange[]): readonly Wait[] {
  return changes.flatMap((change) =>
    change.table === 'subscriptions' && 'put' in change && change.put.kind === 'message' ? [change.put] : [],
  );
}
