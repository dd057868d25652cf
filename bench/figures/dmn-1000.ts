// A decision table of a thousand rows, against feelin evaluating its cells one by one.
import { unaryTest } from 'feelin';
import { compileDecisions, readDmn, type DecisionSet } from 'quytrinh/feel';
import type { Bench } from '../support/figure.ts';
import { median, medianRatio, takeTurns } from '../support/measure.ts';

const ROWS = 1_000;
/** Rows that the peer does in one turn: all of them would take it seconds. */
const PEER_ROWS = 50;

/** Fees by value, weight and district. Columns of ranges, so that no look-up replaces the comparison of the cells. */
const rows = Array.from({ length: ROWS }, (_, row) => [
  `[${row * 10}..${row * 10 + 10})`,
  row % 2 === 0 ? '> 5' : '>= 5.5',
  row % 3 === 0 ? 'not("biên giới")' : '"thường", "hải đảo"',
]);
const questions = Array.from({ length: 32 }, (_, index) => ({
  value: (index * 311) % (ROWS * 10),
  weight: 6 + (index % 3),
  district: index % 2 === 0 ? 'thường' : 'hải đảo',
}));
type Question = (typeof questions)[number];
const columns = ['value', 'weight', 'district'] as const;

export const dmn: Bench = {
  name: 'dmn-1000',
  run: async () => {
    const decisions = await compiled();
    for (const question of questions) {
      const expected = rows.findIndex((cells) => matches(cells, question));
      if (ask(decisions, question) !== expected) throw new Error('the two do not agree');
      if (question === questions[3]) break; // the peer is slow, and a few do
    }
    let next = 0;
    const [ours, others] = await takeTurns([
      {
        run: () => {
          for (const question of questions) ask(decisions, question);
          return questions.length * ROWS * columns.length;
        },
      },
      {
        run: () => {
          for (let row = 0; row < PEER_ROWS; row += 1) {
            next = (next + 7) % ROWS;
            columns.forEach((column, index) => test(rows[next]![index]!, questions[row % questions.length]!, column));
          }
          return PEER_ROWS * columns.length;
        },
      },
    ]);
    const figure = {
      value: median(ours!),
      unit: 'cells/s',
      ratio: medianRatio(ours!, others!),
      against: 'unaryTest of feelin, cell by cell',
      goal: 20,
    };
    return { 'dmn-1000': figure };
  },
};

function ask(decisions: DecisionSet, question: Question): unknown {
  const answer = decisions.evaluate('fee', (name) => question[name as keyof Question], { now: 0 });
  if (!answer.ok) throw new Error(answer.problem.code);
  return answer.value;
}

function matches(cells: readonly string[], question: Question): boolean {
  return columns.every((column, index) => test(cells[index]!, question, column));
}

function test(cell: string, question: Question, column: keyof Question): boolean {
  const result: unknown = unaryTest(cell, { '?': question[column] });
  return (typeof result === 'object' && result !== null && 'value' in result ? result.value : result) === true;
}

async function compiled(): Promise<DecisionSet> {
  const escape = (text: string): string => text.replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  const inputData = columns.map(
    (name) => `<inputData id="in-${name}" name="${name}"><variable name="${name}"/></inputData>`,
  );
  const required = columns.map(
    (name) => `<informationRequirement><requiredInput href="#in-${name}"/></informationRequirement>`,
  );
  const inputs = columns.map(
    (name) => `<input id="col-${name}"><inputExpression><text>${name}</text></inputExpression></input>`,
  );
  const rules = rows.map((cells, row) => {
    const entries = cells.map((cell) => `<inputEntry><text>${escape(cell)}</text></inputEntry>`).join('');
    return `<rule id="rule${row}">${entries}<outputEntry><text>${row}</text></outputEntry></rule>`;
  });
  const { model, diagnostics } = await readDmn(
    '<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="bench" name="bench"' +
      ` namespace="urn:quytrinh:bench">${inputData.join('')}<decision id="fee" name="fee"><variable name="fee"/>${required.join('')}` +
      `<decisionTable id="table" hitPolicy="UNIQUE">${inputs.join('')}<output id="out"/>${rules.join('')}</decisionTable>` +
      '</decision></definitions>',
  );
  if (model === undefined) throw new Error(`the table is not read: ${JSON.stringify(diagnostics)}`);
  const decisions = compileDecisions(model);
  if (decisions.diagnostics.length > 0) throw new Error(JSON.stringify(decisions.diagnostics));
  return decisions;
}
