// Notices about clocks: an outbox row in the step that raised them, delivered to the handlers at least once under a stable key; then
// it is written down for whom they were. An engine without a handler leaves them to one that has; what none has asked for in two weeks
// stays what it is anyway: an event of the journal.
import { engineError, isEngineError } from '../../model/engine-error.ts';
import type { InstanceState } from '../../model/instance-state.ts';
import { limits } from '../../model/limits.ts';
import type { Notice } from '../../model/notice.ts';
import type { Definitions } from '../definitions/definitions.ts';
import type { Executor, Step } from '../execute.ts';
import type { ResolvedOptions } from '../options.ts';
import type { OutboxRow, RowChange, Store } from '../ports.ts';
import type { KeptNotice } from './notice-row.ts';
import { within } from '../host.ts';
import { recipientsOf } from './recipients.ts';
import { senderOf, thrownPrefix } from '../put-off.ts';
import { stateOf } from '../state-of.ts';

/** Throwing makes the notice come again, and so does taking longer than `limits.noticeMs`. */
export type NoticeHandler = (notice: Notice) => Promise<void> | void;

export interface Notices {
  add(handler: NoticeHandler): void;
  /** This engine has somebody to tell. */
  areTold(): boolean;
  /** Forgets those that no engine has asked for in `limits.noticeWaitsMs`; gives how many. */
  forget(): Promise<number>;
  /** With the changes in the step that confirms it; null: there was none. */
  deliver(row: OutboxRow, changes: readonly RowChange[]): Promise<Step | null>;
}

export interface NoticeParts {
  readonly store: Store;
  readonly definitions: Definitions;
  readonly executor: Executor;
  readonly options: ResolvedOptions;
}

export function notices({ store, definitions, executor, options }: NoticeParts): Notices {
  const handlers: NoticeHandler[] = [];

  const noticeOf = async (row: OutboxRow): Promise<Notice | null> => {
    const kept = row.variables as unknown as KeptNotice;
    const instanceId = senderOf(row);
    const instance = await store.instance(instanceId);
    if (instance === null) return null;
    const { machine } = await definitions.byHash(instance.process, instance.definition);
    const { nodes, process } = machine.graph;
    const state = stateOf(instance, store);
    const { targets, noticeId: _noticeId, ...about } = kept;
    const node = nodes.get(kept.element);
    const rows = (await store.tasks({ instanceId, limit: 1_000 })).rows;
    const tasks = rows.filter(({ taskId, task }) =>
      kept.kind !== 'apology' && task.obligation !== undefined ? false : isOf(state, taskId, kept),
    );
    const performer = kept.phase === null ? (node?.performer ?? null) : null;
    const at = options.clock.now();
    return {
      ...about,
      key: row.id,
      instanceId,
      process: instance.process,
      processName: process.name ?? process.id,
      businessKey: instance.businessKey,
      elementName: node?.name ?? kept.element,
      raisedAt: row.createdAt,
      zone: options.calendar.zone,
      to: recipientsOf({ targets, tasks, performer, at }, options),
    };
  };

  return {
    add: (handler) => {
      handlers.push(handler);
    },
    areTold: () => handlers.length > 0,
    forget: async () => {
      const now = options.clock.now();
      const before = now - limits.noticeWaitsMs;
      const old = (await store.outbox(limits.messagesPerPoll, { now, notices: true })).filter(
        ({ createdAt, postponed }) => createdAt <= before && postponed === undefined,
      );
      for (const { id } of old) await store.dropOutbox(id);
      return old.length;
    },
    deliver: async (row, changes) => {
      const notice = await noticeOf(row);
      if (notice === null) return null;
      for (const handler of handlers)
        await within(limits.noticeMs, Promise.resolve(handler(notice)), () =>
          engineError('NOTICE_TIMEOUT', { timeoutMs: limits.noticeMs }),
        );
      const persons = notice.to.map(({ personId }) => personId);
      const command = { type: 'notice.confirm', noticeId: row.key ?? '', persons } as const;
      const origin = {
        actor: { kind: 'system', name: 'notice' },
        idempotencyKey: thrownPrefix + row.id,
        changes,
      } as const;
      try {
        return await executor.execute(notice.instanceId, command, origin);
      } catch (error) {
        if (!isEngineError(error) || !gone.has(error.code)) throw error;
        return null;
      }
    },
  };
}

/** The dossier has ended meanwhile: its journal is closed. */
const gone: ReadonlySet<string> = new Set(['INSTANCE_ENDED', 'INSTANCE_UNKNOWN']);

/** Does the task belong to what the clock measures: the element (and what is inside it), or the whole dossier? */
function isOf(
  { tasks, elements, process }: InstanceState,
  taskId: string,
  { clockId, element, phase }: KeptNotice,
): boolean {
  if (element === process || phase !== null) return true;
  for (let id = tasks[taskId]?.on; id !== undefined; id = elements[id]?.parent) if (id === clockId) return true;
  return false;
}
