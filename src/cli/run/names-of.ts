// Names of elements as the modeller wrote them; the id where there is none.
import type { ProcessModel } from '../../model/process-model.ts';

export function namesOf(processes: readonly ProcessModel[]): (process: string, element: string) => string {
  const names = new Map<string, string>();
  for (const { id, name, elements } of processes) {
    if (name !== undefined) names.set(`${id} ${id}`, name);
    for (const element of elements) if (element.name !== undefined) names.set(`${id} ${element.id}`, element.name);
  }
  return (process, element) => names.get(`${process} ${element}`)?.replace(/\s+/g, ' ') ?? element;
}
