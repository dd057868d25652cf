// What can be seen of a run after a step, told the same way of the machine and of the reference: who is alive inside whom,
// what each waits for, where tokens lie, what was completed and terminated in the step, what is stuck.
import type { CompensationRecord, ElementInstance, InstanceState, ProcessEvent, Variables } from 'quytrinh/model';
import type { ProcessMachine } from 'quytrinh/machine';
import { calledDiagram, catchOf, diagramOf, elementOf, type Diagram } from '../reference/diagram.ts';
import { deadJoins } from '../reference/joins.ts';
import type { Deeds } from '../reference/explore.ts';
import { isWork, openEvents } from '../reference/waits.ts';
import { CALL } from '../reference/stimuli.ts';
import { last, logOf, worldOf, type Chain, type World } from '../reference/world.ts';
import { family, type Member } from './family.ts';

export interface Seen extends Deeds {
  readonly status: string;
  /** The tree of the living as text. */
  readonly alive: string;
  readonly incidents: readonly string[];
}

interface Shape {
  readonly el: string;
  readonly waits: readonly string[];
  readonly tokens: readonly string[];
  /** What could be undone of it, the oldest first. */
  readonly log: readonly string[];
  /** Of a process. */
  readonly vars?: string;
  readonly kids: readonly Shape[];
}

export function seenOfWorld(diagram: Diagram, text: string): Seen {
  const world = worldOf(text);
  const stuck: string[] = [];
  const hoisted: Shape[] = [];
  const done = [...world.done];
  const killed = [...world.killed];
  const inside = (own: Diagram, call: string, inner: World, revived: boolean): Shape => {
    done.push(...inner.done);
    killed.push(...inner.killed);
    return shape(calledDiagram(own, elementOf(own, call)), [inner.root], inner, revived);
  };
  const shape = (own: Diagram, chain: Chain, of: World, revived = false): Shape => {
    const node = last(chain);
    if (node.as === 'stuck') stuck.push(`NO_FLOW_TAKEN ${node.el}`);
    if (node.as === 'held') stuck.push(`DATA_INPUTS_MISSING ${node.begins?.startEvent ?? node.el}`);
    if (node.failed !== undefined) stuck.push(`${node.failed} ${node.el}`);
    // People may still begin in an ad-hoc subprocess what leads to its joins.
    const adHoc = chain.length > 1 && elementOf(own, node.el).adHoc !== undefined;
    if (node.as === 'scope' && node.cancels !== true && !adHoc)
      stuck.push(...deadJoins(own, node).map((join) => `JOIN_DEADLOCK ${join}`));
    const isRevived = revived || chain.some(({ handler, undo }) => handler === true || undo !== undefined);
    const work = chain.length > 1 && isWork(own, chain) ? ['work'] : [];
    const kids = node.kids.map((kid) => ({ kid, seen: shape(own, [...chain, kid], of, revived) }));
    hoisted.push(...kids.filter(({ kid }) => kid.handler === true).map(({ seen }) => seen));
    return {
      el: node.el,
      waits: [...openEvents(own, chain), ...work].sort(),
      tokens: [...node.tokens].sort(),
      log: isRevived ? [] : logOf(node.log),
      ...(chain.length > 1 ? {} : { vars: shownVars(of.vars) }),
      kids: sorted([
        ...kids.filter(({ kid }) => kid.handler !== true).map(({ seen }) => seen),
        ...(node.inner === undefined ? [] : [inside(own, node.el, node.inner, node.handler === true)]),
      ]),
    };
  };
  const trees = [world, ...world.beside].flatMap((one) => {
    if (one !== world) {
      done.push(...one.done);
      killed.push(...one.killed);
    }
    return one.status === 'active' ? [shape(diagramOf(diagram, one), [one.root], one)] : [];
  });
  return {
    status: world.status,
    alive: textOfTrees(trees, hoisted),
    logs: logsIn([...trees, ...hoisted]),
    done: done.sort(),
    killed: killed.sort(),
    incidents: stuck.sort(),
  };
}

/** Reads the machine from its public state and events: an instance, those it has called and those that began beside it. */
export function seenOfMachine(root: Member): Seen {
  const all = family(root);
  for (const { events, restored } of all)
    for (const event of events)
      if (event.type === 'element.activated' && event.compensates !== undefined && isRestored(event.id, events))
        restored.add(event.id);
  const hoisted: Shape[] = [];
  const trees = [root, ...root.begun].flatMap((one) => treeOf(one, hoisted) ?? []);
  const named = (type: 'element.completed' | 'element.terminated'): string[] =>
    all
      .flatMap(({ events, restored }) =>
        events.flatMap((event) =>
          (event.type === 'element.completed' || event.type === 'element.terminated') &&
          event.type === type &&
          !restored.has(event.id)
            ? [event.element]
            : [],
        ),
      )
      .sort();
  return {
    status: root.state.status,
    alive: textOfTrees(trees, hoisted),
    logs: logsIn([...trees, ...hoisted]),
    done: named('element.completed'),
    killed: named('element.terminated'),
    incidents: all
      .flatMap(({ state }) => Object.values(state.incidents).map(({ code, element }) => `${code} ${element}`))
      .sort(),
  };
}

function isRestored(id: string, list: readonly ProcessEvent[]): boolean {
  return list.some((each) => each.type === 'compensation.begun' && each.on === id && each.scope === id);
}

function logsIn(trees: readonly Shape[]): Map<string, string[]> {
  const logs = new Map<string, string[]>();
  const walk = ({ el, log, kids }: Shape): void => {
    logs.set(el, [...(logs.get(el) ?? []), log.join(' ')]);
    kids.forEach(walk);
  };
  trees.forEach(walk);
  return logs;
}

/** Those that its conditions read. */
const shownVars = ({ a, b, c }: Variables): string => JSON.stringify([a, b, c]);

function recorded(machine: ProcessMachine, records: readonly CompensationRecord[]): string[] {
  return records.flatMap(({ element, inner = [], call }) => {
    const { handler = null, compensationSubprocess = null } = machine.graph.nodes.get(element) ?? {};
    const rounds = inner.some((round) => round.element === element);
    if (call !== undefined || (handler !== null && !rounds)) return [element];
    const within = recorded(machine, inner);
    return compensationSubprocess !== null && !rounds ? [`${element}!`, ...within] : within;
  });
}

/** It, or something around it, lives again or works to undo what was completed. */
function isRevived({ elements, reopened }: InstanceState, id: string): boolean {
  for (let at: string | undefined = id; at !== undefined; at = elements[at]?.parent) {
    const { compensates, compensation } = elements[at] ?? {};
    if (compensates !== undefined || compensation !== undefined) return true;
  }
  return reopened === true;
}

/** Null: it has ended. What runs to compensate goes to `hoisted`. */
function treeOf({ machine, state, restored, called }: Member, hoisted: Shape[]): Shape | null {
  const shape = (id: string, instance: ElementInstance): Shape => {
    const events = [...Object.values(state.timers), ...Object.values(state.subscriptions)];
    const work = [...Object.values(state.tasks), ...Object.values(state.jobs)];
    const calls = Object.entries(state.calls).flatMap(([callId, { on }]) => {
      const inner = on === id ? called.get(callId) : undefined;
      const seen = inner === undefined ? null : treeOf(inner, hoisted);
      return seen === null ? [] : [seen];
    });
    return {
      el: instance.element,
      waits: [
        ...events.filter(({ on }) => on === id).map(({ element, part }) => catchOf(element, part)),
        ...work.filter(({ on }) => on === id).map(() => 'work'),
      ].sort(),
      tokens: Object.entries(instance.tokens ?? {})
        .flatMap(([flow, count]) => Array.from({ length: count }, () => flow))
        .sort(),
      log: isRevived(state, id) ? [] : recorded(machine, instance.completed ?? []),
      ...(instance.parent === undefined ? { vars: shownVars(instance.variables ?? {}) } : {}),
      kids: sorted([
        ...Object.entries(state.elements)
          .filter(([, kid]) => kid.parent === id && kid.compensates === undefined)
          .map(([kidId, kid]) => shape(kidId, kid)),
        ...calls,
      ]),
    };
  };
  const all = Object.entries(state.elements);
  const root = all.find(([, { parent }]) => parent === undefined);
  hoisted.push(
    ...all
      .filter(([id, { compensates }]) => compensates !== undefined && !restored.has(id))
      .map(([id, instance]) => shape(id, instance)),
  );
  return root === undefined ? null : shape(...root);
}

/** The way to a live element of a member, through the calls that lead to it. */
export function pathOfMember({ caller, state }: Member, id: string): string {
  const own = pathInMachine(state, id);
  if (caller === null) return own;
  const { member, callId } = caller;
  return `${pathOfMember(member, member.state.calls[callId]?.on ?? '')}${CALL}${own}`;
}

/** The way to a live element, as the reference writes it: from the root, or from the handler of a compensation. */
function pathInMachine(state: InstanceState, id: string): string {
  const instance = state.elements[id];
  if (instance === undefined) throw new Error(`no element ${id}`);
  if (instance.compensates !== undefined) return `~${instance.element}`;
  return instance.parent === undefined
    ? instance.element
    : `${pathInMachine(state, instance.parent)}/${instance.element}`;
}

/** The logs stand in the tree too. */
export function agrees(a: Seen, b: Seen): boolean {
  return JSON.stringify({ ...a, logs: null }) === JSON.stringify({ ...b, logs: null });
}

/** What differs, in few words. */
export function difference(machine: Seen, reference: Seen): string {
  const lines: string[] = [];
  for (const name of ['status', 'alive', 'done', 'killed', 'incidents'] as const) {
    const [own, other] = [machine[name], reference[name]].map((value) =>
      typeof value === 'string' ? shortTree(value) : value.join(' '),
    );
    if (own !== other) lines.push(`  ${name}\n    machine:   ${own}\n    reference: ${other}`);
  }
  return lines.join('\n');
}

function shortTree(text: string): string {
  if (!text.startsWith('[')) return text;
  const show = ({ el, waits, tokens, log, vars = '', kids }: Shape): string =>
    `${el}${vars}${waits.length > 0 ? `?${waits.join(',')}` : ''}${tokens.length > 0 ? ` •${tokens.join(',')}` : ''}${log.length > 0 ? ` ↶${log.join(',')}` : ''}` +
    (kids.length > 0 ? `(${kids.map(show).join('; ')})` : '');
  return (JSON.parse(text) as Shape[]).map(show).join(' ~ ');
}

function textOfTrees(trees: readonly Shape[], handlers: readonly Shape[]): string {
  return JSON.stringify([...sorted(trees), ...sorted(handlers)]);
}

function sorted(shapes: readonly Shape[]): Shape[] {
  return shapes
    .map((shape) => ({ shape, text: JSON.stringify(shape) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ shape }) => shape);
}
