// A list of durations is read whole or refused at the place of its first fault.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseDuration, parseDurations } from 'quytrinh/time';

it('reads each part as a duration by itself, whatever blanks stand around it', () => {
  const part = fc.constantFrom('PT1S', 'PT10S', 'P1D', 'P2W', 'PT0.5S', 'P1Y2M');
  const blank = fc.constantFrom('', ' ', '  ');
  fc.assert(
    fc.property(fc.array(fc.tuple(blank, part, blank), { minLength: 1, maxLength: 8 }), (parts) => {
      const list = parseDurations(parts.map((one) => one.join('')).join(','));
      const each = parts.map(([, text]) => parseDuration(text));
      expect(list).toEqual({ ok: true, value: each.map((one) => (one.ok ? one.value : null)) });
    }),
  );
});

it.each([
  ['', 'TIME_EMPTY', 0],
  ['PT1S,', 'TIME_EMPTY', 5],
  ['PT1S, 10s', 'DURATION_NO_P', 6],
  ['PT1S,-PT1S', 'DURATION_NEGATIVE', 5],
])('refuses %j: %s at %i', (text, code, offset) => {
  expect(parseDurations(text)).toMatchObject({ ok: false, problem: { code, offset } });
});
