// 07: A process is a state machine, and a citizen of XState: `machine.logic` is actor logic, so createActor, waitFor, the pure
// `transition` and the inspector work on a BPMN process. Nothing is stored here: an engine is not needed to run a machine.
//
//   node --conditions=source examples/07-xstate-actor.ts
import { readFileSync } from 'node:fs';
import { createActor, initialTransition, transition, waitFor } from 'xstate';
import { compile, parse } from 'quytrinh';

const { model } = await parse(readFileSync(new URL('files/leave.bpmn', import.meta.url)));
if (model === null) throw new Error('not readable');
const compiled = compile(model, 'leave');
if (!compiled.ok) throw new Error(compiled.diagnostics[0]?.code);
const { logic } = compiled.machine;

// An actor: commands go in, process events come out, the snapshot is plain JSON.
const actor = createActor(logic, { input: { variables: { days: 3 } } });
actor.on('task.created', ({ task, taskId }) => console.log(`task ${taskId}: ${task.name}`));
actor.start();
const openTask = (): string => Object.keys(actor.getSnapshot().state.tasks)[0] ?? '';
actor.send({ type: 'task.complete', taskId: openTask(), variables: { approved: true } });
actor.send({ type: 'task.complete', taskId: openTask(), variables: {} });
console.log((await waitFor(actor, ({ status }) => status === 'done')).output);

// The same without an actor: pure functions from snapshot to snapshot. A command that is not possible changes nothing.
const [before] = initialTransition(logic, { variables: { days: 20 } });
const [refused] = transition(logic, before, { type: 'task.complete', taskId: 'no such task', variables: {} });
console.log(refused.rejection?.code, refused.state === before.state);

const [taskId = ''] = Object.keys(before.state.tasks);
const [after] = transition(logic, before, { type: 'task.complete', taskId, variables: { approved: true } });
console.log(after.status, after.events.map(({ type }) => type).at(-1));
