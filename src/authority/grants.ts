// Grants: from a file, their status at a moment, and their changes by the lifecycle.
import type { DirectoryData, Grant, GrantData, GrantStatus } from '../model/authority.ts';
import { invalidArgument } from '../model/invalid.ts';
import type { Instant } from '../model/json.ts';
import { grantTable, type GrantEvent } from '../lifecycle/index.ts';
import { instantOf } from './moment.ts';

/** The grants of a checked directory file. */
export function grantsOf(data: DirectoryData): readonly Grant[] {
  return (data.grants ?? []).map((grant) => grantFrom(grant, data.utcOffset ?? '+07:00'));
}

function grantFrom({ validFrom, validTo, ...rest }: GrantData, utcOffset: string): Grant {
  const toAt = validTo === undefined ? undefined : (instantOf(validTo, utcOffset, 'to') ?? -Infinity);
  return { ...rest, fromAt: instantOf(validFrom, utcOffset, 'from') ?? Infinity, ...(toAt !== undefined && { toAt }) };
}

/** What the status was at a moment; before its first entry a grant with a history was a draft. */
export function grantStatusAt(grant: Grant, at: Instant): GrantStatus {
  if (!grant.history) return grant.status;
  return grant.history.findLast((entry) => entry.fromAt <= at)?.status ?? 'draft';
}

/**
 * The grant after an event of its lifecycle (lifecycle/grant.ts), with the moment kept in its history.
 * Throws `ARGUMENT_INVALID` when the status does not allow the event, or `at` lies before the last change.
 */
export function changeGrant(grant: Grant, event: GrantEvent, at: Instant): Grant {
  const status = grantTable[grant.status][event];
  if (status === undefined) {
    throw invalidArgument('event', 'GRANT_STATE', { event, status: grant.status });
  }
  // A grant that came without a history had its status since its term began.
  const history = grant.history ?? [{ status: grant.status, fromAt: Math.min(grant.fromAt, at) }];
  const last = history.at(-1);
  if (last && last.fromAt > at) {
    throw invalidArgument('at', 'BEFORE_CHANGE', { value: at, last: last.fromAt });
  }
  return { ...grant, status, history: [...history, { status, fromAt: at }] };
}
