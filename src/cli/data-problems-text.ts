// What is wrong in a data file, each with its place. Findings of the JSON Schema come from its checker in English, beside the rule.
import type { DataProblem } from '../model/calendar.ts';
import { fill } from '../model/fill.ts';
import { dataProblemTexts, type Lang } from '../text/index.ts';

export function dataProblemsText(problems: readonly DataProblem[], lang: Lang): string {
  const shown = problems.slice(0, MOST_SHOWN).map(({ code, path, params }) => {
    const sentence = fill(dataProblemTexts[code][lang], params);
    return path === '' ? sentence : `${path}: ${sentence}`;
  });
  return [...shown, ...(problems.length > MOST_SHOWN ? ['…'] : [])].join('; ');
}

const MOST_SHOWN = 5;
