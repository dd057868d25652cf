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

  it('by the calendar are counted from where they began: no month or daylight saving moves them for good', () => {
    expect(firings('R/P1M', '2026-01-31T08:00:00', 4)).toEqual([
      '2026-02-28T08:00',
      '2026-03-31T08:00',
      '2026-04-30T08:00',
      '2026-05-31T08:00',
    ]);
    // 02:30 is not in Berlin's day of 29 March 2026.
    const daily = parseRepetition('R3/P1D');
    if (!daily.ok) throw new Error(daily.problem.code);
    const found: string[] = [];
    const from = Date.parse('2026-03-28T02:30:00+01:00');
    for (let next = firstFiring(daily.value, from, 'Europe/Berlin'); next !== undefined;) {
      found.push(new Date(next.dueAt).toISOString().slice(5, 16));
      next = nextFiring(daily.value, next, 'Europe/Berlin');
    }
    expect(found).toEqual(['03-29T01:30', '03-30T00:30', '03-31T00:30']);
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
