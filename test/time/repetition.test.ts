// ISO 8601 repeating intervals and cron: first and following firings, in the zone of the office.
import { firstFiring, nextFiring, parseRepetition } from 'quytrinh/time';
import { describe, expect, it } from 'vitest';

const zone = 'Asia/Ho_Chi_Minh';
const at = (text: string): number => Date.parse(`${text}+07:00`);

function firings(text: string, from: string, count: number): string[] {
  const parsed = parseRepetition(text, { zone });
  if (!parsed.ok) throw new Error(parsed.problem.code);
  const found: string[] = [];
  for (let next = firstFiring(parsed.value, at(from), zone); next !== undefined && found.length < count;) {
    found.push(new Date(next.dueAt + 7 * 3_600_000).toISOString().slice(0, 16));
    next = nextFiring(parsed.value, next, zone);
  }
  return found;
}

describe('repetitions', () => {
  it('of ISO 8601 end after their number', () => {
    expect(firings('R3/PT10H', '2026-11-24T08:00:00', 9)).toEqual([
      '2026-11-24T18:00',
      '2026-11-25T04:00',
      '2026-11-25T14:00',
    ]);
  });

  it('of cron fire on local time, on the days named', () => {
    // 24/11/2026 is a Tuesday.
    expect(firings('0 8 * * 1-5', '2026-11-26T09:00:00', 3)).toEqual([
      '2026-11-27T08:00',
      '2026-11-30T08:00',
      '2026-12-01T08:00',
    ]);
  });

  it('of cron with seconds and nicknames are read', () => {
    expect(firings('30 0 7 1 * *', '2026-11-24T00:00:00', 2)).toEqual(['2026-12-01T07:00', '2027-01-01T07:00']);
    expect(firings('@monthly', '2026-11-24T00:00:00', 1)).toEqual(['2026-12-01T00:00']);
  });

  it.each([
    ['0 8 * *', 'CRON_SYNTAX'],
    ['0 25 * * *', 'CRON_SYNTAX'],
    ['0 0 30 2 *', 'CRON_NEVER'],
    ['every day', 'CRON_SYNTAX'],
    ['PT10H', 'CYCLE_NO_R'],
  ])('%s is refused', (text, code) => {
    const parsed = parseRepetition(text, { zone });
    expect(parsed.ok ? '' : parsed.problem.code).toBe(code);
  });
});
