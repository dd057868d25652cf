// Moves tokens until none can move: the heart of a step.
import { limits } from '../model/limits.ts';
import { enterActivity } from './activity.ts';
import { fireConditions } from './conditions.ts';
import { reportDeadlocks } from './deadlocks.ts';
import { fireJoins } from './joins.ts';
import { raise } from './incident.ts';
import { startRound } from './loop.ts';
import { activate, enterPassing } from './passing.ts';
import type { Run, Token } from './run.ts';
import { endOneScope } from './scope.ts';

export function settle(run: Run): void {
  // Whatever an operator changes meanwhile, nothing moves; conditions are looked at when it is resumed.
  if (run.state.suspended === true) return;
  do moveTokens(run);
  while (startRound(run) || releaseLater(run) || fireConditions(run) || fireJoins(run) || endOneScope(run));
  reportDeadlocks(run);
}

function moveTokens(run: Run): void {
  for (let token = run.queue[run.head]; token !== undefined; token = run.queue[run.head]) {
    run.head += 1;
    run.entered += 1;
    if (run.entered > limits.elementsPerStep) stopEndlessLoop(run, token);
    else if (token.node.throwsSignal) (run.later ??= []).push(token);
    else enter(run, token);
  }
  if (run.head === 0) return;
  run.queue.length = 0;
  run.head = 0;
}

/** Lets one held token go; true when there was one. */
function releaseLater(run: Run): boolean {
  const token = run.later?.shift();
  if (token === undefined) return false;
  enter(run, token);
  return true;
}

function enter(run: Run, token: Token): void {
  const { behaviour } = token.node;
  if (behaviour.kind === 'activity') enterActivity(run, token);
  else
    enterPassing(run, token, (entering) => {
      behaviour.enter(run, token.node, entering);
    });
}

/** The token stops in its node with an incident; after the model or the data is mended it can go on from there. */
function stopEndlessLoop(run: Run, token: Token): void {
  const id = activate(run, token);
  raise(run, id, token.node.id, 'STEP_LIMIT', { limit: limits.elementsPerStep });
}
