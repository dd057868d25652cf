// From where on an instant can only have been written by a clock that was wrong, and has been set back since.
import { limits } from '../model/limits.ts';

export function reclaimBounds(now: number) {
  const { clockSkewMs, leaseMs, putOffMs } = limits;
  return {
    /** End of a wait after a failed attempt. */
    putOff: now + putOffMs + clockSkewMs,
    /** End of a lease. */
    lease: now + leaseMs + clockSkewMs,
    /** Moment of a step. */
    step: now + clockSkewMs,
  };
}
