// The life of a grant: an act that lets one act for another. Time alone does not move it: a grant whose term is over counts as
// expired at once (the decision looks at `toAt`); `expire` only writes that down.
import { setup } from 'xstate';
import { transitionTable } from './transition-table.ts';

export const grantMachine = setup({
  types: {
    events: {} as { type: GrantEvent },
  },
}).createMachine({
  id: 'grant',
  initial: 'draft',
  states: {
    draft: { on: { activate: 'active', revoke: 'revoked' } },
    active: { on: { suspend: 'suspended', revoke: 'revoked', expire: 'expired' } },
    suspended: { on: { resume: 'active', revoke: 'revoked', expire: 'expired' } },
    revoked: { type: 'final' },
    expired: { type: 'final' },
  },
});

export type GrantState = 'draft' | 'active' | 'suspended' | 'revoked' | 'expired';
export type GrantEvent = 'activate' | 'suspend' | 'resume' | 'revoke' | 'expire';

export const grantTable = transitionTable<GrantState, GrantEvent>(grantMachine);
