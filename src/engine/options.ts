// What an engine is opened with. Unknown names are refused, with a suggestion.
import { vnSigningRules, type AuthorityRules, type Directory } from '../authority/index.ts';
import type { Grant } from '../model/authority.ts';
import type { SigningKey } from '../audit/index.ts';
import type { Calendar } from '../model/calendar.ts';
import { limits } from '../model/limits.ts';
import { refuseUnknown } from '../model/refuse-unknown.ts';
import type { SlaPolicy } from '../model/sla.ts';
import { vietnamCalendar, vietnamPolicies } from '../time/index.ts';
import { checkDefinitionRoles, type DefinitionRoles } from './definitions/may-act.ts';
import { chance, systemClock, type Clock } from './host.ts';
import { careful, silent, type Logger } from './logger.ts';
import type { Store } from './ports.ts';
import { checkRetention, type Retention } from './retention.ts';
import { invalidOption } from '../model/invalid.ts';

export interface EngineOptions {
  readonly store: Store;
  /** Working time. Default: Vietnam's official calendar with an eight-hour office day. */
  readonly calendar?: Calendar;
  /** SLA policies; the first is used where a procedure names none. Default: Vietnam's. */
  readonly policies?: readonly SlaPolicy[];
  /** Default: the computer's clock. */
  readonly clock?: Clock;
  /** Who is who. Without a directory nobody's right is checked, only who acted is written down. */
  readonly directory?: Directory;
  /** Acts by which one may act for another. */
  readonly grants?: readonly Grant[];
  /** Signing rules. Default: Decree 30/2020/NĐ-CP and Law 72/2025/QH15. */
  readonly rules?: AuthorityRules;
  /** Which roles of the directory may act on the life of definitions. Default: whoever holds a position in it. */
  readonly definitionRoles?: DefinitionRoles;
  /** Name of this store's audit trail in checkpoints. Default: the store's name. */
  readonly origin?: string;
  /** Signs checkpoints (Ed25519); without it they are kept unsigned. */
  readonly signingKey?: SigningKey;
  /** Instances kept in memory. Default 10,000. */
  readonly cachedInstances?: number;
  /** Spreads what is tried again over time: numbers from 0 on, less than 1. Default: the computer's; a seeded one makes runs repeatable. */
  readonly random?: () => number;
  /** How long a message thrown by a process is kept for a receiver that does not wait for it yet. Default: a day. */
  readonly thrownMessageLivesMs?: number;
  /** How long ended instances are kept, and where they go then; looked after by `runDue` and `work`, once an hour. Default: for ever. */
  readonly retention?: Retention;
  /** Structured log, as pino takes it: an object of facts, then the name of what has happened. Default: none. */
  readonly logger?: Logger;
  /** Told of trouble in the background (a poisoned instance, a failing handler); never stops the engine. */
  readonly onTrouble?: (trouble: unknown, what: string) => void;
}

export type ResolvedOptions = Required<Omit<EngineOptions, 'directory' | 'signingKey' | 'retention'>> &
  Pick<EngineOptions, 'directory' | 'signingKey' | 'retention'>;

const known = [
  'store',
  'calendar',
  'policies',
  'clock',
  'directory',
  'grants',
  'rules',
  'definitionRoles',
  'origin',
  'signingKey',
  'cachedInstances',
  'random',
  'retention',
  'logger',
  'thrownMessageLivesMs',
  'onTrouble',
] as const satisfies readonly (keyof EngineOptions)[];

/** Throws EngineErrors OPTION_UNKNOWN, OPTION_INVALID. */
export function resolveOptions(options: EngineOptions): ResolvedOptions {
  refuseUnknown(options, known);
  const { store, cachedInstances = 10_000 } = options as Partial<EngineOptions>;
  const { thrownMessageLivesMs = limits.thrownMessageLivesMs } = options;
  if (options.retention !== undefined) checkRetention(options.retention);
  if (options.definitionRoles !== undefined) checkDefinitionRoles(options.definitionRoles, options.directory);
  if (store === undefined) throw invalidOption('store', 'MISSING_STORE');
  if (!(cachedInstances >= 0)) throw invalidOption('cachedInstances', 'NOT_NUMBER', { value: cachedInstances });
  if (!(thrownMessageLivesMs >= 0)) {
    throw invalidOption('thrownMessageLivesMs', 'NOT_LENGTH', { value: thrownMessageLivesMs });
  }
  return {
    ...options,
    calendar: options.calendar ?? vietnamCalendar(),
    policies: options.policies ?? vietnamPolicies,
    clock: options.clock ?? systemClock,
    grants: options.grants ?? [],
    rules: options.rules ?? vnSigningRules,
    definitionRoles: options.definitionRoles ?? {},
    origin: options.origin ?? options.store.name,
    cachedInstances,
    random: options.random ?? chance,
    thrownMessageLivesMs,
    logger: options.logger === undefined ? silent : careful(options.logger),
    onTrouble: options.onTrouble ?? (() => undefined),
  };
}
