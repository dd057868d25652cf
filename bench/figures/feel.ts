// A FEEL condition, compiled once and called many times, against feelin, which reads it anew each time.
import { evaluate } from 'feelin';
import { compileExpression } from 'quytrinh/feel';
import type { Bench } from '../support/figure.ts';
import { median, medianRatio, takeTurns } from '../support/measure.ts';

const text = 'a > 5 and b = "x"';
/** Half of them true. */
const contexts = Array.from({ length: 64 }, (_, index) => ({ a: index % 11, b: index % 3 === 0 ? 'x' : 'y' }));

export const feel: Bench = {
  name: 'feel',
  run: async () => {
    const compiled = compileExpression(text);
    if (!compiled.ok) throw new Error('the expression does not compile');
    const { expression } = compiled;
    const options = { now: 0 };
    let agreed = 0;
    for (const context of contexts) {
      const given = expression.evaluate((name) => context[name as keyof typeof context], options);
      if (given.ok && given.value === valueOf(evaluate(text, context))) agreed += 1;
    }
    if (agreed !== contexts.length) throw new Error('the two do not agree');
    const [ours, others] = await takeTurns([
      {
        run: () => {
          for (let turn = 0; turn < 200; turn += 1) {
            for (const context of contexts) {
              expression.evaluate((name) => context[name as keyof typeof context], options);
            }
          }
          return 200 * contexts.length;
        },
      },
      {
        run: () => {
          for (const context of contexts) evaluate(text, context);
          return contexts.length;
        },
      },
    ]);
    const figure = {
      value: median(ours!),
      unit: 'evaluations/s',
      ratio: medianRatio(ours!, others!),
      against: 'evaluate of feelin',
      goal: 100,
    };
    return { feel: figure };
  },
};

function valueOf(result: unknown): unknown {
  return typeof result === 'object' && result !== null && 'value' in result ? result.value : result;
}
