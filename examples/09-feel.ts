// 09: Conditions and calculations are FEEL, the expression language of DMN: decimal numbers, dates, lists, no side effects. Text is
// compiled once and never run as code; what is wrong with it is data with a place.
//
//   node --conditions=source examples/09-feel.ts
import { compileExpression, compileUnaryTests, toJson } from 'quytrinh/feel';
import { feelText } from 'quytrinh/text';

const dossier: Readonly<Record<string, unknown>> = {
  fee: 150000,
  'số ngày': 5,
  papers: [
    { name: 'Đơn', pages: 2 },
    { name: 'Phương án', pages: 31 },
  ],
};
const lookup = (name: string): unknown => dossier[name];
const options = { now: Date.parse('2026-03-02T08:00:00+07:00'), zone: 'Asia/Ho_Chi_Minh' };

const expressions = [
  '0.1 + 0.2 = 0.3',
  'fee * 1.08',
  'papers[pages > 30].name',
  'sum(papers.pages)',
  'if số ngày > 3 then "dài" else "ngắn"',
  'today() + duration("P5D")',
  'for p in papers return p.name + ": " + string(p.pages)',
];
for (const text of expressions) {
  const compiled = compileExpression(text, { names: Object.keys(dossier) });
  if (!compiled.ok) throw new Error(feelText(compiled.problem, 'en'));
  const result = compiled.expression.evaluate(lookup, options);
  console.log(text, '→', result.ok ? toJson(result.value) : feelText(result.problem, 'en'));
}

// A cell of a decision table.
const cell = compileUnaryTests('[1..3], > 10');
if (cell.ok) console.log([2, 5, 11].map((input) => cell.expression.run(input, lookup, options)));

// Found when the file is checked, not when a dossier is stuck.
const wrong = compileExpression('fee * (1 + ');
if (!wrong.ok)
  console.log(`at ${wrong.problem.from}:`, feelText(wrong.problem, 'en'), '/', feelText(wrong.problem, 'vi'));
