// A deadline explains itself in both languages; a clock says why it refuses.
import { describe, expect, it } from 'vitest';
import { computeDue, parseInstant, policyOn, vietnamCalendar, vietnamPolicies } from 'quytrinh/time';
import { clockProblemText, legalBasisText, timeProblemText, timeReasonText } from 'quytrinh/text';

const calendar = vietnamCalendar();
const policy = policyOn(vietnamPolicies, 'vn-one-stop', '2026-02-12');

describe('the explanation of a deadline', () => {
  it('names every day passed over, in the words of the reader', () => {
    const received = parseInstant('2026-02-12T16:00:00+07:00');
    if (!received.ok || policy === undefined) throw new Error('no policy');
    const due = computeDue({ receivedAt: received.value, plan: 'P5D', policy, calendar });
    if (!due.ok) throw new Error(due.problem.code);
    const vi = due.reasons.map((reason) => timeReasonText(reason, 'vi', calendar.zone));
    expect(vi[0]).toBe('Nhận lúc 12/02/2026 16:00, sau 15:00, nên tính là nhận ngày làm việc tiếp theo 13/02/2026.');
    expect(vi).toContain('Bỏ qua ngày nghỉ 16/02/2026 (Tết Nguyên đán).');
    expect(vi.at(-1)).toMatch(/^Hết hạn khi hết giờ làm việc, 27\/02\/2026 /);
    for (const sentence of [...vi, ...due.reasons.map((reason) => timeReasonText(reason, 'en', calendar.zone))])
      expect(sentence).not.toMatch(/[{}]/);
    expect(legalBasisText(due.reasons[0]?.basis)).toContain('Điều 7 khoản 2 Nghị định 63/2024/NĐ-CP');
  });
});

describe('a refusal', () => {
  it('is a sentence with the state and the moments in words', () => {
    const late = {
      code: 'CLOCK_EXTENSION_TOO_LATE',
      params: { clockId: '1', lead: 'P1D', latest: '2026-03-02T17:00:00+07:00', at: '2026-03-03T08:00:00+07:00' },
    } as const;
    expect(clockProblemText(late, 'vi', calendar.zone)).toBe(
      'Phải gia hạn chậm nhất lúc 02/03/2026 17:00 (trước hạn P1D); nay đã 03/03/2026 08:00.',
    );
    const state = { code: 'CLOCK_TRANSITION', params: { clockId: '1', state: 'met', event: 'pause' } } as const;
    expect(clockProblemText(state, 'en', calendar.zone)).toBe('Clock 1 is met; "pause" is not possible.');
    expect(clockProblemText(state, 'vi', calendar.zone)).toContain('đã hoàn thành');
  });

  it('says which unit cannot be counted', () => {
    const params = { counting: 'calendar', unit: 'T', mend: 'P1D' };
    expect(timeProblemText('PLAN_UNIT', params, 'en')).toBe(
      "hours and minutes (T…) can't be used when counting calendar days. Did you mean P1D?",
    );
    expect(timeProblemText('PLAN_UNIT', params, 'vi')).toBe(
      'không dùng được giờ, phút (T…) khi tính theo ngày lịch. Có phải ý là P1D?',
    );
  });
});
