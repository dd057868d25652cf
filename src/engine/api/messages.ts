// Messages, signals and conditions from outside: to who waits for them, or to a process that starts with them.
import { engineError } from '../../model/engine-error.ts';
import type { Variables } from '../../model/json.ts';
import type { Act } from '../act.ts';
import { deliverBuffered } from '../buffer.ts';
import { checkVariables } from '../check-variables.ts';
import { deliver } from '../deliver.ts';
import type { Step } from '../execute.ts';
import { isTrue } from '../is-true.ts';
import type { EngineParts } from '../parts.ts';
import type { BufferedMessage } from '../ports.ts';
import { actorOf, originOf, receipt, type Receipt } from '../receipt.ts';
import { startCommandOf } from '../start-command.ts';

export interface MessageActs {
  /** Delivers to the one who waits, or starts the process that waits for it. EngineError MESSAGE_NOT_EXPECTED. */
  correlate(message: MessageInput): Promise<Receipt>;
  /** The same, but when nobody waits the message is kept for the first who will within its time to live; null is given then. */
  publish(message: Manifold<MessageInput> & { readonly timeToLiveMs: number }): Promise<Receipt | null>;
  /**
   * Starts every process with a conditional start event whose condition is true of these variables. Where one fails the others are started,
   * and then its error is thrown.
   */
  startByCondition(input: { readonly variables: Variables } & Manifold<Act>): Promise<readonly Receipt[]>;
  /**
   * Delivers to all who wait, in every instance, and starts every process that waits for it; one receipt for each instance. With a key it
   * may be given again after a crash: no instance hears it twice.
   */
  broadcast(
    signal: { readonly name: string; readonly variables?: Variables } & Manifold<Act>,
  ): Promise<readonly Receipt[]>;
}

export interface MessageInput extends Act {
  readonly message: string;
  readonly key?: string | number;
  readonly variables?: Variables;
}

/** May make no step, or several: nothing can be written in its transaction. */
export type Manifold<T extends Act> = Omit<T, 'inTransaction'>;

export function messageActs(parts: EngineParts): MessageActs {
  const { definitions, executor, newId, now, open, store } = parts;

  const deliverMessage = async (input: MessageInput): Promise<Step | null> => {
    open();
    const { message: name, idempotencyKey, inTransaction } = input;
    const key = input.key === undefined ? null : String(input.key);
    const variables = checkVariables(input.variables);
    const attached = inTransaction === undefined ? {} : { attach: inTransaction };
    const delivery = { kind: 'message', name, key, variables, actor: actorOf(input), ...attached } as const;
    const [step] = await deliver(idempotencyKey === undefined ? delivery : { ...delivery, idempotencyKey }, parts);
    if (step !== undefined) sameMessage(step, { name, key }, idempotencyKey);
    return step ?? null;
  };

  return {
    correlate: async (input) => {
      const step = await deliverMessage(input);
      if (step !== null) return receipt(step);
      const { message, key } = input;
      throw engineError('MESSAGE_NOT_EXPECTED', { message, key: key === undefined ? '' : ` ("${key}")` });
    },
    publish: async (input) => {
      const step = await deliverMessage(input);
      if (step !== null) return receipt(step);
      const { message: name, idempotencyKey, timeToLiveMs } = input;
      const key = input.key === undefined ? null : String(input.key);
      const id = idempotencyKey ?? newId();
      const expiresAt = now() + timeToLiveMs;
      const message = { id, name, key, variables: checkVariables(input.variables), expiresAt };
      const kept = await store.bufferMessage(message);
      if (kept.name !== name || kept.key !== key) throw engineError('IDEMPOTENCY_MISMATCH', { key: id });
      // Somebody may have begun to wait between the look and the keeping.
      await deliverBuffered([{ name, key }], now(), parts);
      return null;
    },
    startByCondition: async (input) => {
      open();
      const variables = checkVariables(input.variables);
      const receipts: Receipt[] = [];
      const failures: unknown[] = [];
      const unsettled = await definitions.settleAll();
      for (const start of await store.starts({ kind: 'conditional' })) {
        try {
          if (!isTrue(start.name, variables, now())) continue;
          if (unsettled.has(start.process)) throw unsettled.get(start.process);
          const deployed = await definitions.byHash(start.process, start.definition);
          const { idempotencyKey: key, ...origin } = originOf(input);
          const keyed =
            key === undefined ? origin : { ...origin, idempotencyKey: `${key}/${start.process}:${start.element}` };
          const command = startCommandOf(start, deployed, variables);
          receipts.push(receipt(await executor.begin(deployed, newId(), command, keyed)));
        } catch (error) {
          failures.push(error);
        }
      }
      if (failures.length > 0) throw failures[0];
      return receipts;
    },
    broadcast: async (input) => {
      open();
      const { name, idempotencyKey } = input;
      const delivery = {
        kind: 'signal',
        name,
        key: null,
        variables: checkVariables(input.variables),
        actor: actorOf(input),
      } as const;
      return (await deliver(idempotencyKey === undefined ? delivery : { ...delivery, idempotencyKey }, parts)).map(
        receipt,
      );
    },
  };
}

/** Whoever gives a key again may give other variables, never another message. Throws EngineError IDEMPOTENCY_MISMATCH. */
function sameMessage(
  { command, repeated }: Step,
  { name, key }: Pick<BufferedMessage, 'name' | 'key'>,
  idempotencyKey = '',
): void {
  // Without its entry in the archive nobody knows what it was.
  if (!repeated || command === null) return;
  const takes = command.type === 'message.deliver' || command.type === 'start';
  const before = takes ? command.message : undefined;
  // An entry of before messages were named there: nobody knows either.
  if (takes && before === undefined) return;
  if (before?.name !== name || (before.key ?? null) !== key)
    throw engineError('IDEMPOTENCY_MISMATCH', { key: idempotencyKey });
}
