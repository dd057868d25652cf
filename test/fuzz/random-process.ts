// Random well-formed processes, built of blocks with one way in and one way out, so that they are sound whatever is nested in what.
// Decisions hang on the variable `v` (0 to 9): loops go on while `v > 6`, so that a driver that sets 0 comes to an end.
import {
  and,
  association,
  boundary,
  bpmn,
  call,
  cancel,
  catching,
  compensate,
  complex,
  conditional,
  cycle,
  el,
  end,
  error,
  escalation,
  eventGateway,
  io,
  link,
  loopWhile,
  manual,
  message,
  multiInstance,
  onEvent,
  or,
  receive,
  script,
  send,
  service,
  signal,
  start,
  sub,
  terminate,
  throwing,
  timer,
  user,
  xor,
  type El,
} from '../machine/bpmn-text.ts';
import { prng, type Prng } from './prng.ts';

export function randomProcess(seed: number): string {
  const made: Making = { random: prng(seed), made: 0, left: 40, inside: [] };
  const body = sequence(made, { depth: 0, loop: false, cancellable: false });
  const top: El[] = [];
  if (made.random.chance(0.2)) top.push(eventSubprocess(made, { depth: 2, loop: true, cancellable: false }));
  return bpmn(
    [start('s'), ...body.elements, end('e'), ...top],
    [`s -> ${body.first}`, ...body.flows, `${body.last} -> e`],
    {
      inside: made.inside.join(''),
    },
  );
}

interface Making {
  readonly random: Prng;
  made: number;
  /** Blocks that may still be made. */
  left: number;
  /** Associations. */
  readonly inside: string[];
}

interface Place {
  readonly depth: number;
  /** Inside a cycle of flows: joins that remember their last round have no place there. */
  readonly loop: boolean;
  /** Inside a transaction. */
  readonly cancellable: boolean;
}

interface Block {
  readonly elements: readonly El[];
  readonly flows: readonly string[];
  readonly first: string;
  readonly last: string;
}

type Make = (made: Making, place: Place) => Block;

const name = (made: Making, prefix: string): string => `${prefix}${(made.made += 1)}`;
const signals = ['go1', 'go2'];

function sequence(made: Making, place: Place): Block {
  const blocks = Array.from({ length: place.depth === 0 ? 3 + made.random.int(4) : 1 + made.random.int(3) }, () =>
    block(made, place),
  );
  return chained(blocks);
}

function chained(blocks: readonly Block[]): Block {
  const flows = blocks.flatMap((one, index) => {
    const next = blocks[index + 1];
    return next === undefined ? one.flows : [...one.flows, `${one.last} -> ${next.first}`];
  });
  const [first] = blocks;
  const last = blocks.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('no blocks');
  return { elements: blocks.flatMap(({ elements }) => elements), flows, first: first.first, last: last.last };
}

function block(made: Making, place: Place): Block {
  made.left -= 1;
  if (made.left <= 0 || place.depth >= 4) return single(plain(made));
  const [, make] = made.random.pick(weighted);
  return make(made, { ...place, depth: place.depth + 1 });
}

const single = (element: El): Block => ({ elements: [element], flows: [], first: element.id, last: element.id });

/** One element with one way in and out. */
function plain(made: Making): El {
  const { random } = made;
  switch (random.int(15)) {
    case 0:
    case 1:
    case 2:
      return user(name(made, 'user'));
    case 3:
    case 4:
      return service(name(made, 'job'));
    case 5:
      return manual(name(made, 'manual'));
    case 6:
      return script(name(made, 'script'), 'v + 1', 'w');
    case 7:
      return receive(name(made, 'receive'), 'msg1');
    case 8:
      return send(name(made, 'send'), 'msg2');
    case 9:
      return catching(name(made, 'catch'), event(made, true));
    case 10:
      return throwing(name(made, 'throw'), random.chance(0.5) ? signal(random.pick(signals)) : escalation('esc1'));
    case 11:
      return call(name(made, 'call'), 'other');
    case 12:
      return catching(name(made, 'multi'), `${signal('go1')}${signal('go2')}`, {
        parallelMultiple: random.chance(0.5),
      });
    case 13:
      return user(name(made, 'mapped'), io({ inputs: ['local = v'], outputs: ['w = local'] }));
    default:
      return throwing(name(made, 'none'));
  }
}

/** What an event waits for. */
function event(made: Making, once: boolean): string {
  const { random } = made;
  switch (random.int(once ? 4 : 5)) {
    case 0:
      return timer(random.pick(['PT1H', 'P1D', 'PT0S']));
    case 1:
      return message('msg1');
    case 2:
      return signal(random.pick(signals));
    case 3:
      return conditional('v < 3');
    default:
      return cycle(random.pick(['R2/PT1H', 'R/P1D']));
  }
}

const choice: Make = (made, place) => {
  const [open, merge] = [name(made, 'x'), name(made, 'm')];
  const branches = many(made, place);
  const flows = branches.flatMap((branch, index) => [
    `${open} -> ${branch.first}${index === branches.length - 1 ? ' default' : ` if v > ${3 + 2 * index}`}`,
    ...branch.flows,
    `${branch.last} -> ${merge}`,
  ]);
  return { elements: [xor(open), xor(merge), ...elementsOf(branches)], flows, first: open, last: merge };
};

const fork: Make = (made, place) => {
  const [open, join] = [name(made, 'f'), name(made, 'j')];
  const branches = many(made, place);
  return {
    elements: [and(open), and(join), ...elementsOf(branches)],
    flows: between(open, branches, join),
    first: open,
    last: join,
  };
};

const inclusive: Make = (made, place) => {
  const [open, join] = [name(made, 'o'), name(made, 'oj')];
  const branches = many(made, place);
  const flows = branches.flatMap((branch, index) => [
    `${open} -> ${branch.first}${index === branches.length - 1 ? ' default' : ` if v > ${2 + 2 * index}`}`,
    ...branch.flows,
    `${branch.last} -> ${join}`,
  ]);
  return { elements: [or(open), or(join), ...elementsOf(branches)], flows, first: open, last: join };
};

const discriminator: Make = (made, place) => {
  if (place.loop) return fork(made, place);
  const [open, join] = [name(made, 'f'), name(made, 'd')];
  const branches = many(made, place);
  const needed = 1 + made.random.int(branches.length);
  return {
    elements: [and(open), complex(join, `activationCount >= ${needed}`), ...elementsOf(branches)],
    flows: between(open, branches, join),
    first: open,
    last: join,
  };
};

const cycleOfFlows: Make = (made, place) => {
  const [again, ask, out] = [name(made, 'm'), name(made, 'x'), name(made, 'out')];
  // A task that waits, so that the decision can change from round to round.
  const body = chained([single(user(name(made, 'user'))), sequence(made, { ...place, loop: true })]);
  return {
    elements: [xor(again), xor(ask), throwing(out), ...body.elements],
    flows: [
      `${again} -> ${body.first}`,
      ...body.flows,
      `${body.last} -> ${ask}`,
      `${ask} -> ${again} if v > 6`,
      `${ask} -> ${out} default`,
    ],
    first: again,
    last: out,
  };
};

const eventChoice: Make = (made, place) => {
  const [gateway, merge] = [name(made, 'eg'), name(made, 'm')];
  const branches = Array.from({ length: 2 + made.random.int(2) }, (_, index) => {
    const waits = index === 0 ? message('msg1') : event(made, true);
    return chained([single(catching(name(made, 'catch'), waits)), block(made, place)]);
  });
  return {
    elements: [eventGateway(gateway), xor(merge), ...elementsOf(branches)],
    flows: between(gateway, branches, merge),
    first: gateway,
    last: merge,
  };
};

const linked: Make = (made) => {
  const link1 = name(made, 'link');
  const [from, to] = [name(made, 'lt'), name(made, 'lc')];
  return { elements: [throwing(from, link(link1)), catching(to, link(link1))], flows: [], first: from, last: to };
};

const quantities: Make = (made) => {
  const [a, b] = [name(made, 'user'), name(made, 'user')];
  return {
    elements: [user(a, '', { completionQuantity: 2 }), user(b, '', { startQuantity: 2 })],
    flows: [`${a} -> ${b}`],
    first: a,
    last: b,
  };
};

/** An activity that holds a scope, a repetition, boundary events. */
const activity: Make = (made, place) => {
  const { random } = made;
  const marker = random.chance(0.4) ? repetition(made) : '';
  const host = random.chance(0.6)
    ? scope(made, { ...place, loop: place.loop || marker !== '' }, marker)
    : repeated(made, marker);
  return withBoundaries(made, place, host);
};

function repeated(made: Making, marker: string): El {
  return made.random.chance(0.5) ? user(name(made, 'user'), marker) : service(name(made, 'job'), marker);
}

function repetition(made: Making): string {
  const { random } = made;
  switch (random.int(5)) {
    case 0:
      return multiInstance({ cardinality: String(random.int(4)), sequential: random.chance(0.5) });
    case 1:
      return multiInstance({
        collection: '[10, 20, 30]',
        element: 'item',
        outputs: 'results',
        output: 'item + 1',
        sequential: random.chance(0.5),
      });
    case 2:
      return multiInstance({ cardinality: '3', until: 'v > 4', sequential: random.chance(0.5) });
    case 3:
      return loopWhile('v > 6', { testBefore: random.chance(0.5) });
    default:
      return loopWhile('v > 6', { loopMaximum: 3 });
  }
}

function scope(made: Making, place: Place, marker: string): El {
  const { random } = made;
  const inner = { ...place, depth: place.depth + 1 };
  const kind = random.int(10);
  if (kind === 0) {
    const tasks = Array.from({ length: 2 }, () => user(name(made, 'user')));
    const condition = random.chance(0.5) ? '<completionCondition>v &lt; 5</completionCondition>' : '';
    const ordering = random.pick(['Sequential', 'Parallel']);
    return sub(name(made, 'adhoc'), tasks, [], `${marker}${condition}`, { ordering }, 'adHocSubProcess');
  }
  const id = name(made, kind === 1 ? 'tx' : 'sub');
  const [begin, finish] = [name(made, 's'), name(made, 'e')];
  const body = sequence(made, { ...inner, cancellable: kind === 1 });
  const elements = [start(begin), end(finish, random.chance(0.1) ? terminate : ''), ...body.elements];
  const flows = [`${begin} -> ${body.first}`, ...body.flows, `${body.last} -> ${finish}`];
  if (random.chance(0.3)) elements.push(eventSubprocess(made, { ...inner, loop: true }));
  return sub(id, elements, flows, marker, {}, kind === 1 ? 'transaction' : 'subProcess');
}

function eventSubprocess(made: Making, place: Place): El {
  const { random } = made;
  const [id, begin, finish] = [name(made, 'es'), name(made, 's'), name(made, 'e')];
  const kinds = [event(made, false), error(), escalation('esc1')];
  const definition = random.pick(kinds);
  const interrupting = definition === kinds[1] || random.chance(0.5);
  const body = block(made, place);
  return onEvent(
    id,
    [start(begin, definition, { isInterrupting: interrupting }), end(finish), ...body.elements],
    [`${begin} -> ${body.first}`, ...body.flows, `${body.last} -> ${finish}`],
  );
}

function withBoundaries(made: Making, place: Place, host: El): Block {
  const { random } = made;
  const merge = name(made, 'm');
  const elements: El[] = [host, xor(merge)];
  const flows = [`${host.id} -> ${merge}`];
  const count = random.int(3);
  for (let index = 0; index < count; index += 1) {
    const id = name(made, 'b');
    const caught = random.int(4);
    const interrupting = caught === 0 || random.chance(0.5);
    const definition =
      caught === 0
        ? error(random.chance(0.5) ? 'E1' : undefined)
        : caught === 1
          ? escalation('esc1')
          : event(made, interrupting);
    // What may begin again and again has no joins around it in common with its last time.
    const path = interrupting
      ? block(made, place)
      : single(random.chance(0.5) ? plain(made) : scope(made, { ...place, depth: place.depth + 1 }, ''));
    elements.push(boundary(id, host.id, definition, interrupting), ...path.elements);
    flows.push(`${id} -> ${path.first}`, ...path.flows);
    if (interrupting) flows.push(`${path.last} -> ${merge}`);
    else {
      const finish = name(made, 'e');
      elements.push(end(finish));
      flows.push(`${path.last} -> ${finish}`);
    }
  }
  if (host.tag === 'transaction') {
    const id = name(made, 'b');
    elements.push(boundary(id, host.id, cancel));
    flows.push(`${id} -> ${merge}`);
  }
  return { elements, flows, first: host.id, last: merge };
}

/** Something that can be undone, and perhaps is. */
const undoable: Make = (made, place) => {
  const { random } = made;
  const [id, catcher, handler] = [name(made, 'job'), name(made, 'c'), name(made, 'undo')];
  const marker = random.chance(0.3) ? multiInstance({ cardinality: '2', sequential: random.chance(0.5) }) : '';
  made.inside.push(association(catcher, handler));
  const undo = random.chance(0.5)
    ? service(handler, '', { isForCompensation: true })
    : manual(handler, '', { isForCompensation: true });
  const first: Block = {
    elements: [service(id, marker), boundary(catcher, id, compensate()), undo],
    flows: [],
    first: id,
    last: id,
  };
  const rest = random.chance(0.5) ? [block(made, place)] : [];
  if (place.cancellable && random.chance(0.7)) {
    const [ask, finish, out] = [name(made, 'x'), name(made, 'e'), name(made, 'out')];
    const asking: Block = {
      elements: [xor(ask), end(finish, cancel), throwing(out)],
      flows: [`${ask} -> ${finish} if v > 5`, `${ask} -> ${out} default`],
      first: ask,
      last: out,
    };
    return chained([first, ...rest, asking]);
  }
  const thrown = throwing(name(made, 'throw'), compensate(random.chance(0.5) ? id : undefined));
  return chained(random.chance(0.7) ? [first, ...rest, single(thrown)] : [first, ...rest]);
};

/** Work that may fail with an error the scope around catches, or nobody. */
const failing: Make = (made, place) => {
  if (place.depth < 2) return single(plain(made));
  const [ask, finish, out] = [name(made, 'x'), name(made, 'e'), name(made, 'out')];
  return {
    elements: [xor(ask), el('endEvent', finish, error('E1')), throwing(out)],
    flows: [`${ask} -> ${finish} if v = 9`, `${ask} -> ${out} default`],
    first: ask,
    last: out,
  };
};

/** Several tokens over the same elements, inside a subprocess. */
const flood: Make = (made) => {
  const [id, begin, open, merge, task, finish] = ['sub', 's', 'f', 'm', 'user', 'e'].map((prefix) =>
    name(made, prefix),
  ) as [string, string, string, string, string, string];
  return single(
    sub(
      id,
      [start(begin), and(open), xor(merge), user(task), end(finish)],
      [`${begin} -> ${open}`, `${open} -> ${merge}`, `${open} -> ${merge}`, `${merge} -> ${task} -> ${finish}`],
    ),
  );
};

const weighted: readonly (readonly [name: string, make: Make])[] = (
  [
    ['plain', 6, (made) => single(plain(made))],
    ['choice', 3, choice],
    ['fork', 4, fork],
    ['inclusive', 3, inclusive],
    ['discriminator', 1, discriminator],
    ['cycle', 2, cycleOfFlows],
    ['events', 2, eventChoice],
    ['activity', 7, activity],
    ['undoable', 2, undoable],
    ['failing', 1, failing],
    ['flood', 1, flood],
    ['link', 1, linked],
    ['quantities', 1, quantities],
  ] as readonly (readonly [string, number, Make])[]
).flatMap(([kind, weight, make]) => Array.from({ length: weight }, () => [kind, make] as const));

function many(made: Making, place: Place): Block[] {
  return Array.from({ length: 2 + made.random.int(2) }, () => sequence(made, place));
}

function between(open: string, branches: readonly Block[], close: string): string[] {
  return branches.flatMap(({ first, flows, last }) => [`${open} -> ${first}`, ...flows, `${last} -> ${close}`]);
}

function elementsOf(blocks: readonly Block[]): El[] {
  return blocks.flatMap(({ elements }) => elements);
}
