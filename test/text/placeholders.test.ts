// Both languages say the same thing: a placeholder that is in one is in the other.
import { describe, expect, it } from 'vitest';
import { argumentProblems, engineErrors, feelProblems } from 'quytrinh/model';
import {
  argumentProblemsVi,
  clockLightTexts,
  clockProblemTexts,
  clockStateTexts,
  dataProblemTexts,
  diagnosticTexts,
  elementTypeTexts,
  errorTextsVi,
  eventKindTexts,
  eventPositionTexts,
  eventTexts,
  feelTextsVi,
  incidentTexts,
  migrationTexts,
  foundTexts,
  outcomeTexts,
  reasonTexts,
  timeProblemTexts,
  timeReasonTexts,
} from 'quytrinh/text';

type Pair = readonly [code: string, vi: string, en: string];

const ofSentences = (table: Readonly<Record<string, { readonly vi: string; readonly en: string }>>): Pair[] =>
  Object.entries(table).map(([code, { vi, en }]) => [code, vi, en]);
const beside = (vi: Readonly<Record<string, string>>, en: Readonly<Record<string, string>>): Pair[] =>
  Object.keys(en).map((code) => [code, vi[code] ?? '', en[code] ?? '']);

const pairs: Pair[] = [
  ...Object.entries(diagnosticTexts).flatMap(([code, { vi, en }]): Pair[] => [
    [code, `${vi.message} ${vi.mend}`, `${en.message} ${en.mend}`],
  ]),
  ...beside(errorTextsVi, engineErrors),
  ...beside(argumentProblemsVi, argumentProblems),
  ...beside(feelTextsVi, feelProblems),
  ...ofSentences(eventTexts),
  ...ofSentences(incidentTexts),
  ...ofSentences(migrationTexts),
  ...ofSentences(timeProblemTexts),
  ...ofSentences(timeReasonTexts),
  ...ofSentences(clockProblemTexts),
  ...ofSentences(clockStateTexts),
  ...ofSentences(clockLightTexts),
  ...ofSentences(dataProblemTexts),
  ...ofSentences(elementTypeTexts),
  ...ofSentences(eventKindTexts),
  ...ofSentences(eventPositionTexts),
  ...ofSentences(outcomeTexts),
  ...ofSentences(reasonTexts),
  ...ofSentences(foundTexts),
];

const placeholders = (sentence: string): string[] => [...new Set(sentence.match(/\{\w+\}/g))].sort();

describe('sentences', () => {
  it('are there in both languages, with the same placeholders', () => {
    expect(pairs.length).toBeGreaterThan(200);
    for (const [code, vi, en] of pairs) {
      expect(vi.trim(), code).not.toBe('');
      expect(en.trim(), code).not.toBe('');
      expect(placeholders(vi), code).toEqual(placeholders(en));
    }
  });

  it('in Vietnamese are written with their marks', () => {
    for (const [code, vi] of pairs) {
      if (vi.length < 30) continue;
      expect(/[ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]/i.test(vi), `${code}: ${vi}`).toBe(
        true,
      );
      expect(vi, code).not.toMatch(/thí dụ/i);
      expect(vi.normalize('NFC'), code).toBe(vi);
    }
  });
});
