// A user task says who performs it: by its lane, its role, or its assignment.
import type { ElementModel } from '../../model/process-model.ts';
import type { Rule } from '../rule.ts';
import { finding } from '../rule.ts';

export const taskPerformer: Rule = {
  id: 'task-performer',
  codes: ['TASK_PERFORMER_MISSING'],
  check: (context) =>
    [...context.elements.values()]
      .filter((element) => element.type === 'userTask' && !hasPerformer(element))
      .map((element) => finding('TASK_PERFORMER_MISSING', 'warning', element)),
};

function hasPerformer({ lane, performer, assignment }: ElementModel): boolean {
  if (lane !== undefined || performer?.role !== undefined || performer?.unit !== undefined) return true;
  return (
    assignment?.assignee !== undefined ||
    assignment?.candidateUsers !== undefined ||
    assignment?.candidateGroups !== undefined
  );
}
