// `quytrinh instances modify`: what is live may be named as the file names it.
import type { Engine } from '../../engine/index.ts';
import type { ExitCode, Shell } from '../command.ts';
import { readVariables } from '../run/read-variables.ts';
import { usageError } from '../usage-error.ts';
import { actOn, type ActOptions } from './act-on.ts';
import { given } from './shared.ts';

export interface ModifyOptions extends ActOptions {
  readonly start: readonly string[];
  readonly cancel: readonly string[];
  readonly variables: string | undefined;
  readonly reason: string;
  readonly actor: string | undefined;
}

export async function modifyOne(operands: readonly string[], options: ModifyOptions, shell: Shell): Promise<ExitCode> {
  const { start, reason, actor } = options;
  if (start.length + options.cancel.length === 0)
    throw usageError('optionRequired', { name: '--start', shown: 'ELEMENT' });
  const variables = options.variables === undefined ? undefined : readVariables(options.variables);
  return actOn(
    operands,
    options,
    async (engine, instanceId) => {
      const cancel = await liveIds(engine, instanceId, options.cancel);
      return engine.modify(instanceId, { start, cancel, reason, ...given({ actor, variables }) });
    },
    shell,
  );
}

/** Throws a UsageError that names what is live. */
async function liveIds(engine: Engine, instanceId: string, wanted: readonly string[]): Promise<readonly string[]> {
  if (wanted.length === 0) return [];
  const { active } = await engine.instance(instanceId);
  // Tokens at a join live in no element: the incident names the join.
  const stuck = (await engine.incidents({ instanceId, code: 'JOIN_DEADLOCK' })).rows.map(({ element }) => element);
  return wanted.flatMap((name) => {
    const found = active.filter(({ id, element }) => element === name || id === name || id === `${instanceId}:${name}`);
    if (found.length > 0) return found.map(({ id }) => id);
    if (stuck.includes(name)) return [name];
    const known = active.map(({ id, element }) => `${element} (${id.slice(instanceId.length + 1)})`).join(', ');
    throw usageError('notLive', { value: name, instanceId, known: known === '' ? '–' : known });
  });
}
