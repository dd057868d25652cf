// What a recorded store must be found to say.
import type { Standing } from './life.ts';

export interface Expected {
  /** Of the key that signed its checkpoint. */
  readonly verifierKey: string;
  readonly heads: Readonly<Record<'sqlite' | 'postgres', { readonly size: number; readonly root: string }>>;
  readonly begun: readonly Standing[];
  readonly ended: readonly Standing[];
}
