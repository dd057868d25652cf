// `npm run demo` as a reader of the README runs it: both languages, the lines that matter, a terminal of 100 columns.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { drawTable, widthOf, wrap } from '../../examples/demo/table.ts';

function demo(...args: string[]): { readonly status: number | null; readonly text: string; readonly tookMs: number } {
  const startedAt = Date.now();
  const run = spawnSync(process.execPath, ['--conditions=source', 'examples/demo/main.ts', ...args], {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '' },
  });
  expect(run.stderr).toBe('');
  return { status: run.status, text: run.stdout, tookMs: Date.now() - startedAt };
}

/** The lines of the README's excerpt. */
function shownInReadme(): string[] {
  const [, excerpt = ''] = /^```text\n(.*?)^```$/ms.exec(readFileSync('README.md', 'utf8')) ?? [];
  const shown = excerpt.trim().split('\n');
  expect(shown.length).toBeGreaterThan(5);
  return shown;
}

/** A sentence is found whatever lines it was broken into. */
function joined(text: string): string {
  return text.replace(/[│\s]+/g, ' ');
}

const lines = {
  vi: [
    'p1.bpmn: 0 lỗi, 0 cảnh báo',
    'Thời hạn 40 giờ làm việc, hẹn trả 09/03/2026 08:00',
    'ĐỒNG HỒ DỪNG: chờ bổ sung',
    'hẹn trả mới 11/03/2026 09:00 (trước là 09/03/2026 08:00)',
    'Cán bộ D đã thực hiện bước phải tách biệt',
    'CHUYỂN LẠI: «Nêu rõ tuyến đường',
    'BỊ GIẾT (SIGKILL) ngay sau khi bước trên được xác nhận',
    'đủ 8 bước đã xác nhận',
    'CẢNH BÁO: còn 1 ngày làm việc là hết hạn',
    'CẢNH BÁO: đã dùng 80 % thời gian',
    'Cán bộ K vắng mặt từ 02/03/2026',
    'XONG TRONG HẠN: còn 4 giờ',
    '11. Trả kết quả',
    'TUQ. CHỦ TỊCH',
    'Nguyên vẹn: 23 mục, 23 mục được điểm kiểm tra đã ký che chở',
    'Phát hiện: CONTENT_CHANGED. Mục 19',
    'bước «7. Xem xét, ký giấy phép» lúc 10/03/2026 10:00; đúng ra ghi can_bo_m, bản sao ghi can_bo_k',
  ],
  en: [
    'p1.bpmn: 0 errors, 0 warnings',
    '40 working hours, due 09/03/2026 08:00',
    'CLOCK STOPPED until',
    'now due 11/03/2026 09:00 (was 09/03/2026 08:00)',
    'Officer D did a step that must be separate',
    'SENT BACK',
    'KILLED (SIGKILL) right after the step above was acknowledged',
    'all 8 acknowledged steps are there',
    'WARNING: 80 % of the time is used',
    'Officer K is absent from 02/03/2026',
    'DONE IN TIME: 4 hours left',
    'Sound: 23 entries, 23 of them under a signed checkpoint',
    'Found: CONTENT_CHANGED. Entry 19',
    'it said can_bo_m, the copy says can_bo_k',
  ],
} as const;

describe('npm run demo', () => {
  it.each(['vi', 'en'] as const)(
    'tells the whole story in %s',
    (lang) => {
      const { status, text, tookMs } = demo('--lang', lang);
      expect(status).toBe(0);
      for (const line of lines[lang]) expect(joined(text)).toContain(line);
      for (const line of text.split('\n')) expect(widthOf(line), line).toBeLessThanOrEqual(100);
      expect(text).not.toContain('\u001B');
      expect(tookMs).toBeLessThan(30_000);
      if (lang === 'vi') for (const line of shownInReadme()) expect(text).toContain(line);
    },
    60_000,
  );
});

describe('its table', () => {
  it('measures Vietnamese and East Asian text as a terminal does', () => {
    expect(widthOf('Thẩm định')).toBe(9);
    expect(widthOf('Thẩm định'.normalize('NFD'))).toBe(9);
    expect(widthOf('申請')).toBe(4);
  });

  it('aligns its borders whatever is in the cells', () => {
    const columns = [
      { title: 'a', width: 4 },
      { title: 'b', width: 9 },
    ];
    const rows = [
      ['1', 'Xem xét, ký nháy, trình'.normalize('NFD')],
      ['2', '申請書を受け取る'],
      { first: '3', note: 'x' },
    ];
    const drawn = drawTable(columns, rows, (text) => text);
    expect(new Set(drawn.map(widthOf))).toEqual(new Set([20]));
  });

  it('breaks at spaces, and a word only when it is too long for a line', () => {
    expect(wrap('một hai ba', 7)).toEqual(['một hai', 'ba']);
    expect(wrap('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij']);
  });
});
