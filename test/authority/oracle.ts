// A second opinion on authority, written from the law and not from the code: it tries every sequence of acts, of every length, on
// small organisations. Slow and plain on purpose; it shares nothing with src/authority but the words of src/model.
import type {
  AuthorityRequest,
  DirectoryData,
  Grant,
  GrantMode,
  HoldingData,
  Party,
} from '../../src/model/authority.ts';

type Place =
  { readonly person: string } | { readonly position: string; readonly unit: string } | { readonly body: string };
interface Act {
  readonly id: string;
  readonly mode: GrantMode;
  readonly seal: string;
  readonly from: Place;
  readonly to: Place;
  /** For an assigned field: the only position in which the deputy has it. */
  readonly as?: { readonly position: string; readonly unit: string };
  readonly grant?: Grant;
  readonly fields?: readonly string[];
}

/** Every lawful way, as the ids of its acts from the principal to the actor; the empty list is the own right. Directories here have no terms but absences, and no certificates. */
export function lawfulWays(
  request: AuthorityRequest,
  data: DirectoryData,
  grants: readonly Grant[],
): readonly (readonly string[])[] {
  const { personId, task, at } = request;
  const away = (data.absences ?? []).filter((a) => start(a.from) <= at && at < start(a.to) + day);
  if (!data.persons.some((p) => p.id === personId) || away.some((a) => a.person === personId)) return [];
  if (task.excluded?.includes(personId) === true) return [];

  const holds = (id: string): readonly HoldingData[] => data.persons.find((p) => p.id === id)?.holds ?? [];
  const rank = (position: string) => data.positions.find((p) => p.id === position)?.rank;
  const unit = (id: string) => data.units.find((u) => u.id === id);
  const inSeat = (seat: { position: string; unit: string }) =>
    data.persons
      .filter((p) => p.holds.some((h) => h.position === seat.position && h.unit === seat.unit))
      .map((p) => p.id);
  const above = (id: string): string[] => {
    const parent = unit(id)?.parent;
    return parent === undefined ? [] : [parent, ...above(parent)];
  };
  const agency = (id: string): string =>
    [id, ...above(id)].find((u) => unit(u)?.agency === true) ?? [id, ...above(id)].at(-1) ?? id;
  const level = (id: string) => [id, ...above(id)].map((u) => unit(u)?.level).find((l) => l !== undefined);
  const sameAgencyBranch = (id: string, top: string) =>
    id === top ||
    (above(id).includes(top) &&
      [id, ...above(id)].slice(0, [id, ...above(id)].indexOf(top)).every((u) => unit(u)?.agency !== true));
  const ownStructure = (id: string, top: string) =>
    above(id).includes(top) &&
    above(id)
      .slice(0, above(id).indexOf(top))
      .every((u) => unit(u)?.agency !== true) &&
    level(id) === level(top);

  // Places that exist: somebody is in them, or a role names them.
  const places = [...data.persons.flatMap((p) => p.holds), ...data.roles.flatMap((r) => r.heldBy ?? [])];

  // --- own right: the role in the unit; who signs must not be a deputy, and a head may sign what his deputy may
  const carries = (position: string, u: string) =>
    (task.unit === undefined || sameAgencyBranch(u, task.unit)) &&
    (data.roles.find((r) => r.id === task.role)?.heldBy ?? []).some(
      (h) => h.position === position && (h.unit === undefined || sameAgencyBranch(u, h.unit)),
    );
  const seatEntitled = (position: string, u: string) => {
    if (task.signs !== true) return carries(position, u);
    if (rank(position) === 'deputy') return false;
    const deputies = places.filter((h) => h.unit === u && rank(h.position) === 'deputy');
    return carries(position, u) || (rank(position) === 'head' && deputies.some((h) => carries(h.position, u)));
  };
  const knownHeads = (u: string) => [
    ...new Set(places.filter((h) => h.unit === u && rank(h.position) === 'head').map((h) => h.position)),
  ];

  /** The qualities in which a place has an own right, as rank and unit. */
  const entitled = (place: Place): { rank: string; unit: string; position?: string }[] => {
    if ('person' in place)
      return holds(place.person)
        .filter((h) => seatEntitled(h.position, h.unit))
        .map(quality);
    if ('position' in place) return seatEntitled(place.position, place.unit) ? [quality(place)] : [];
    const heads = knownHeads(place.body).filter((position) => seatEntitled(position, place.body));
    return unit(place.body)?.collective === true && heads.length > 0 ? [{ rank: 'body', unit: place.body }] : [];
  };
  const quality = (h: { position: string; unit: string }) => ({
    rank: rank(h.position) ?? '?',
    unit: h.unit,
    position: h.position,
  });
  const qualities = (place: Place): { rank: string; unit: string; position?: string }[] => {
    if ('person' in place) return holds(place.person).map(quality);
    return 'position' in place ? [quality(place)] : [{ rank: 'body', unit: place.body }];
  };

  // --- every act there is
  const acts: Act[] = grants.map((g) => ({
    id: g.id,
    mode: g.mode,
    seal: g.sealOwner,
    from: place(g.from),
    to: place(g.to),
    grant: g,
  }));
  for (const person of data.persons) {
    for (const held of person.holds) {
      if (!held.assigned || rank(held.position) !== 'deputy') continue;
      for (const position of knownHeads(held.unit)) {
        const id = `KT:${person.id}:${held.position}:${held.unit}`;
        acts.push({
          ...{
            id,
            mode: 'KT',
            seal: 'DELEGATOR',
            from: { position, unit: held.unit },
            to: { person: person.id },
            as: held,
          },
          ...(held.assigned.fields && { fields: held.assigned.fields }),
        });
      }
    }
  }
  for (const absence of away) {
    for (const cover of absence.substitutes) {
      acts.push({
        id: `ABSENCE:${absence.person}`,
        mode: 'SUBSTITUTE',
        seal: 'DELEGATOR',
        from: { person: absence.person },
        to: { person: cover },
      });
    }
  }
  for (const { id, collective } of data.units) {
    if (collective !== true) continue;
    // A seat that nobody holds is there too when an act names it: whoever acts in it (Q.) represents the body.
    const named = grants
      .flatMap(({ from, to }) => [from, to])
      .flatMap((party) => ('position' in party && party.unit === id ? [party.position] : []))
      .filter((position) => rank(position) === 'head');
    for (const position of new Set([...knownHeads(id), ...named])) {
      acts.push({ id: `TM:${id}`, mode: 'TM', seal: 'DELEGATOR', from: { body: id }, to: { position, unit: id } });
    }
  }

  // --- is one act good for this?
  const good = (
    act: Act,
    givers: readonly { rank: string; unit: string }[],
    takers: readonly { rank: string; unit: string }[],
  ): boolean => {
    const { grant } = act;
    if (grant) {
      if (grant.status !== 'active' || at < grant.fromAt || at >= (grant.toAt ?? Infinity)) return false;
      const { procedures, fields } = grant.scope;
      if (procedures && !procedures.includes(request.procedureCode ?? '')) return false;
      if (fields && !fields.includes(request.domainField ?? '')) return false;
      const contentNamed = procedures !== undefined || fields !== undefined;
      if ((act.mode === 'TUQ' || act.mode === 'TL') && !contentNamed) return false;
      if ((act.mode === 'TUQ' || act.mode === 'SUBSTITUTE') && grant.toAt === undefined) return false;
      if (act.mode !== 'SUBSTITUTE' && grant.instrument === undefined) return false;
    }
    if (act.fields && !act.fields.includes(request.domainField ?? '')) return false;
    if (act.seal !== 'DELEGATOR' && act.mode !== 'TUQ') return false;
    if (act.mode === 'SUBSTITUTE' && task.signs === true) return false;
    const free = act.mode === 'SUBSTITUTE' || act.mode === 'Q' || (act.mode === 'TM' && !grant);
    if (!free && task.modes?.includes(act.mode) !== true) return false;
    return givers.some((f) => takers.some((t) => mayGive(act, f, t)));
  };
  const mayGive = (act: Act, f: { rank: string; unit: string }, t: { rank: string; unit: string }): boolean => {
    switch (act.mode) {
      case 'KT': // the head to a deputy of his own unit
        return f.rank === 'head' && t.rank === 'deputy' && f.unit === t.unit;
      case 'TM': // a collective body to its head or a deputy
        return (
          f.rank === 'body' &&
          unit(f.unit)?.collective === true &&
          ['head', 'deputy'].includes(t.rank) &&
          f.unit === t.unit
        );
      case 'TL':
        return ['head', 'body'].includes(f.rank) && t.rank === 'head' && ownStructure(t.unit, f.unit);
      case 'Q':
        return f.rank === 'head' && t.rank !== 'body';
      case 'SUBSTITUTE':
        return f.rank !== 'body' && t.rank !== 'body' && agency(f.unit) === agency(t.unit);
      case 'TUQ':
        return act.seal === 'DELEGATOR'
          ? f.rank === 'head' && t.rank === 'head' && ownStructure(t.unit, f.unit)
          : mayAuthorise(f, t);
    }
  };
  /** Law 72/2025/QH15 art. 14.1. */
  const mayAuthorise = (f: { rank: string; unit: string }, t: { rank: string; unit: string }): boolean => {
    const [fk, tk] = [unit(f.unit)?.kind, unit(t.unit)?.kind];
    const lower =
      level(f.unit) === 'tinh' &&
      level(t.unit) === 'xa' &&
      [f.unit, ...above(f.unit)].at(-1) === [t.unit, ...above(t.unit)].at(-1);
    if (fk === 'ubnd' && f.rank === 'body' && t.rank === 'head' && f.unit === t.unit) return true;
    if (
      fk === 'ubnd' &&
      ['body', 'head'].includes(f.rank) &&
      t.rank === 'head' &&
      tk === 'co_quan_chuyen_mon' &&
      ownStructure(t.unit, f.unit)
    )
      return true;
    if (fk === 'ubnd' && f.rank === 'body' && ['body', 'head'].includes(t.rank) && tk === 'ubnd' && lower) return true;
    if (fk === 'ubnd' && f.rank === 'head' && t.rank === 'head' && tk === 'ubnd' && lower) return true;
    if (
      fk === 'co_quan_chuyen_mon' &&
      level(f.unit) === 'tinh' &&
      f.rank === 'head' &&
      ['body', 'head'].includes(t.rank) &&
      tk === 'ubnd' &&
      lower
    )
      return true;
    return (
      fk === 'ubnd' &&
      level(f.unit) === 'xa' &&
      f.rank === 'head' &&
      t.rank !== 'body' &&
      level(t.unit) === 'xa' &&
      agency(f.unit) === agency(t.unit)
    );
  };

  // --- what may follow what, and how deep
  const after: Readonly<Record<string, readonly string[]>> = {
    'TM DELEGATOR': ['KT', 'Q'],
    'TUQ DELEGATOR': ['Q'],
    'TUQ DELEGATE': ['TM', 'Q'],
    'TL DELEGATOR': ['KT', 'Q'],
  };
  const inOrder = (chain: readonly Act[]): boolean => {
    for (const [i, act] of chain.entries()) {
      const next = chain[i + 1];
      if (!next) continue;
      if (after[`${act.mode} ${act.seal}`]?.includes(next.mode) !== true) return false;
      const office = next.mode === 'TM' || next.mode === 'Q';
      if (act.grant?.redelegation === false && !office) return false;
    }
    const depth = chain.filter((act) => act.mode !== 'TM' && act.mode !== 'Q').length;
    return depth <= (chain.some((act) => !['KT', 'TL'].includes(act.mode)) ? 1 : 2);
  };

  const passes = (to: Place, from: Place): boolean => {
    if ('person' in to && 'person' in from) return to.person === from.person;
    if ('body' in to || 'body' in from) return 'body' in to && 'body' in from && to.body === from.body;
    if ('position' in to && 'position' in from) return to.position === from.position && to.unit === from.unit;
    if ('position' in to && 'person' in from) return inSeat(to).includes(from.person);
    return 'person' in to && 'position' in from && inSeat(from).length === 1 && inSeat(from)[0] === to.person;
  };
  const fourEyes = (act: Act): boolean => {
    if ('body' in act.from) return true;
    const acting = grants
      .filter((g) => g.mode === 'Q' && g.fromAt <= at && at < (g.toAt ?? Infinity))
      .filter(
        (g) =>
          'position' in act.from &&
          'position' in g.from &&
          g.from.position === act.from.position &&
          g.from.unit === act.from.unit,
      )
      .flatMap((g) => ('person' in g.to ? [g.to.person] : 'position' in g.to ? inSeat(g.to) : []));
    const behind = 'person' in act.from ? [act.from.person] : [...inSeat(act.from), ...acting];
    return behind.length === 0 || behind.some((id) => task.excluded?.includes(id) !== true);
  };

  const ways: string[][] = [];
  const me: Place = { person: personId };
  if (entitled(me).length > 0) ways.push([]);
  const grow = (chain: readonly Act[]): void => {
    if (chain.length > 0) {
      const last = chain.at(-1);
      const complete =
        last !== undefined &&
        passes(last.to, me) &&
        inOrder(chain) &&
        chain.every(fourEyes) &&
        chain.every((act, i) => {
          const next = chain[i + 1];
          // Who received it in one seat passes it on from that seat, whatever else he holds.
          const before = chain[i - 1]?.to;
          const inThatSeat = ({ position, unit: u }: { position?: string; unit: string }) =>
            before === undefined ||
            !('position' in before && 'person' in act.from) ||
            (position === before.position && u === before.unit);
          const givers = i === 0 ? entitled(act.from) : qualities(act.from).filter(inThatSeat);
          const seat = act.to;
          const takers = act.as ? [quality(act.as)] : qualities(!next && 'position' in seat ? seat : act.to);
          return good(act, givers, takers);
        });
      if (complete) ways.push(chain.map((act) => act.id));
    }
    if (chain.length >= 4) return;
    for (const act of acts) {
      const before = chain.at(-1);
      if (chain.some((one) => one.id === act.id) || (before && !passes(before.to, act.from))) continue;
      grow([...chain, act]);
    }
  };
  grow([]);
  return ways;
}

const day = 86_400_000;
const start = (date: string) => Date.parse(`${date}T00:00:00+07:00`);

function place(party: Party): Place {
  if ('role' in party) throw new Error('The oracle knows no roles as parties');
  return party;
}
