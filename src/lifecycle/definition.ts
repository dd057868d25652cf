// The life of a definition: TT 01/2018/TT-VPCP art. 8 (drafted by the specialised unit, checked for law by the control
// unit, approved by decision, in effect from a day, superseded by the next or revoked).
import { setup } from 'xstate';
import { transitionTable } from './transition-table.ts';

export const definitionMachine = setup({
  types: {
    events: {} as { type: DefinitionEvent },
  },
}).createMachine({
  id: 'definition',
  initial: 'draft',
  states: {
    draft: { on: { submit: 'legalCheck' } },
    legalCheck: { on: { approve: 'approved', return: 'draft' } },
    approved: { on: { takeEffect: 'effective', revoke: 'revoked' } },
    effective: { on: { supersede: 'superseded', revoke: 'revoked' } },
    superseded: { type: 'final' },
    revoked: { type: 'final' },
  },
});

export type DefinitionState = 'draft' | 'legalCheck' | 'approved' | 'effective' | 'superseded' | 'revoked';
export type DefinitionEvent = 'submit' | 'approve' | 'return' | 'takeEffect' | 'supersede' | 'revoke';

export const definitionTable = transitionTable<DefinitionState, DefinitionEvent>(definitionMachine);
