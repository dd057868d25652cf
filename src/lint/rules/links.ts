// Links: every source has one target of the same name on the same level, every target a source (BPMN 2.0.2 §10.5.5).
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { ElementModel } from '../../model/process-model.ts';
import type { Scope } from '../context.ts';
import { hasKind, linkNames } from '../graph.ts';
import type { Rule } from '../rule.ts';
import { finding } from '../rule.ts';

export const links: Rule = {
  id: 'links',
  codes: ['LINK_NAME_MISSING', 'LINK_TARGET_MISSING', 'LINK_SOURCE_MISSING', 'LINK_TARGET_DUPLICATE'],
  check: (context) => context.scopes.flatMap(checkScope),
};

function checkScope(scope: Scope): Diagnostic[] {
  const sources = scope.children.filter((child) => child.type === 'intermediateThrowEvent' && hasKind(child, 'link'));
  const targets = scope.children.filter((child) => child.type === 'intermediateCatchEvent' && hasKind(child, 'link'));
  const names = (elements: readonly ElementModel[]): string[] => elements.flatMap(linkNames);
  const known = new Set<string>();
  return [
    ...[...sources, ...targets]
      .filter((element) => linkNames(element).length === 0)
      .map((element) => finding('LINK_NAME_MISSING', 'error', element)),
    ...sources.flatMap((source) =>
      linkNames(source)
        .filter((link) => !names(targets).includes(link))
        .map((link) => finding('LINK_TARGET_MISSING', 'error', source, { link })),
    ),
    ...targets.flatMap((target) => {
      const own = linkNames(target);
      const found = own.flatMap((link) => [
        ...(names(sources).includes(link) ? [] : [finding('LINK_SOURCE_MISSING', 'error', target, { link })]),
        ...(known.has(link) ? [finding('LINK_TARGET_DUPLICATE', 'error', target, { link })] : []),
      ]);
      for (const link of own) known.add(link);
      return found;
    }),
  ];
}
