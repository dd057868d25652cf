// Units and how they stand to one another.
import type { UnitData } from '../model/authority.ts';
import type { Instant } from '../model/json.ts';
import { inSpan, spanOf } from './moment.ts';

export interface UnitTree {
  unit(id: string): UnitData | undefined;
  unitOpen(id: string, at: Instant): boolean;
  /** `id` is `top`, or below it without leaving its agency. */
  within(id: string, top: string): boolean;
  /** `id` is below `top`, with no other agency between (`id` itself may be one), on the same level of government. */
  inStructureOf(id: string, top: string): boolean;
  /** The nearest unit upward, itself included, that is an agency; the topmost if none is. */
  agencyOf(id: string): string;
  topOf(id: string): string;
  /** Level of government: its own or the nearest above. */
  levelOf(id: string): string | undefined;
}

/** `units` have known parents and no circle (checked before). */
export function unitTree(units: readonly UnitData[], utcOffset: string): UnitTree {
  const byId = new Map(units.map((unit) => [unit.id, { unit, span: spanOf(unit, utcOffset) }]));
  const unit = (id: string) => byId.get(id)?.unit;

  /** The unit and what is above it, nearest first. */
  const upward = (id: string): UnitData[] => {
    const found: UnitData[] = [];
    for (let at = unit(id); at; at = at.parent === undefined ? undefined : unit(at.parent)) found.push(at);
    return found;
  };
  const levelOf = (id: string) => upward(id).find((above) => above.level !== undefined)?.level;
  /** What lies strictly between `id` and `top`; undefined when `top` is not above. */
  const between = (id: string, top: string): UnitData[] | undefined => {
    const above = upward(id);
    const end = above.findIndex((candidate) => candidate.id === top);
    return end <= 0 ? undefined : above.slice(1, end);
  };

  return {
    unit,
    levelOf,
    unitOpen: (id, at) => {
      const found = byId.get(id);
      return found !== undefined && inSpan(found.span, at);
    },
    within: (id, top) =>
      id === top || (unit(id)?.agency !== true && between(id, top)?.every((middle) => middle.agency !== true) === true),
    inStructureOf: (id, top) =>
      between(id, top)?.every((middle) => middle.agency !== true) === true && levelOf(id) === levelOf(top),
    agencyOf: (id) => (upward(id).find((above) => above.agency === true) ?? upward(id).at(-1))?.id ?? id,
    topOf: (id) => upward(id).at(-1)?.id ?? id,
  };
}
