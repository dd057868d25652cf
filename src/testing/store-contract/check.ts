// One check of the contract, and the words in which checks are written.
import assert from 'node:assert/strict';
import type { Store } from '../../engine/index.ts';
import { isEngineError, type EngineErrorCode } from '../../model/engine-error.ts';

export interface StoreCheck {
  readonly name: string;
  /** `store` is open; `again` gives an unopened store on the same data. */
  readonly run: (store: Store, again: () => Store) => Promise<void>;
}

/** Expects an EngineError with this code. */
export async function refused(code: EngineErrorCode, act: () => Promise<unknown>): Promise<void> {
  await assert.rejects(act, (error) => {
    if (!isEngineError(error)) throw error;
    assert.equal(error.code, code);
    return true;
  });
}
