// Names by which people and the engine tell things apart: what a person is to do has one; of messages, signals, errors and escalations no
// two in a file are matched by the same.
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { EventKind, NamedModel } from '../../model/process-model.ts';
import type { LintContext } from '../context.ts';
import type { Rule } from '../rule.ts';
import { finding } from '../rule.ts';

export const names: Rule = {
  id: 'names',
  codes: ['NAME_TWICE', 'TASK_NAME_MISSING'],
  check: (context) => [...twice(context), ...nameless(context)],
};

function twice({ model: { messages, signals, errors, escalations } }: LintContext): Diagnostic[] {
  return [
    ...alike('message', messages, ({ name }) => name),
    ...alike('signal', signals, ({ name }) => name),
    ...alike('error', errors, ({ code }) => code),
    ...alike('escalation', escalations, ({ code }) => code),
  ];
}

/** `matchedBy`: what is compared when it runs. */
function alike<T extends NamedModel>(
  kind: EventKind,
  definitions: readonly T[],
  matchedBy: (definition: T) => string | undefined,
): Diagnostic[] {
  const first = new Map<string, T>();
  return definitions.flatMap((definition): Diagnostic[] => {
    const name = matchedBy(definition) ?? '';
    const other = first.get(name);
    if (name === '') return [];
    if (other === undefined) {
      first.set(name, definition);
      return [];
    }
    const { at, id } = definition;
    const params = { kind, name };
    return [{ code: 'NAME_TWICE', severity: 'warning', at, elementId: id, params, related: [other.at] }];
  });
}

function nameless({ elements }: LintContext): Diagnostic[] {
  return [...elements.values()]
    .filter(({ type, name = '' }) => (type === 'userTask' || type === 'manualTask') && name.trim() === '')
    .map((element) => finding('TASK_NAME_MISSING', 'info', element));
}
