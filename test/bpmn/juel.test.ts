// `${…}` expressions mean in FEEL what they meant before: the translation is run, not only looked at.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileExpression } from 'quytrinh/feel';
import { definitions, read } from './definitions.ts';

async function translate(juel: string): Promise<{ readonly feel?: string; readonly construct?: string }> {
  const escaped = juel.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const flow = `<bpmn:process id="P"><bpmn:task id="a"/><bpmn:sequenceFlow sourceRef="a" targetRef="a"><bpmn:conditionExpression>${escaped}</bpmn:conditionExpression></bpmn:sequenceFlow></bpmn:process>`;
  const { model, diagnostics } = await read(definitions(flow));
  const condition = model.processes[0]?.flows[0]?.condition;
  if (condition?.kind === 'feel') return { feel: condition.text };
  return { construct: String(diagnostics[0]?.params.construct) };
}

function run(feel: string, variables: Readonly<Record<string, unknown>>): unknown {
  const compiled = compileExpression(feel);
  if (!compiled.ok) return `not FEEL: ${feel}`;
  const result = compiled.expression.evaluate((name) => variables[name], { now: Date.UTC(2026, 10, 24) });
  return result.ok ? result.value : result.problem.code;
}

const variables = {
  a: { b: 'x', so: 3, 'có cách': 1 },
  c: false,
  s: 'Hà Nội',
  ds: ['một', 'hai'],
  trong: '',
  rong: [],
  n: 7,
  khong: null,
};

describe('translation', () => {
  it.each<[string, unknown]>([
    ["${a.b == 'x' && !c}", true],
    ['${a.b eq "y" or not c}', true],
    ['${n > 5 ? "lớn" : "nhỏ"}', 'lớn'],
    ['${n le 7 and n ge 7 and n ne 8 and n lt 8 and n gt 6}', true],
    ['${n - 2 - 1 + (n - (2 - 1))}', 10],
    ['${-(n) * 2 + n % 4 - n div 7}', -12],
    ['${n mod 2 == 1}', true],
    ['${empty trong && empty rong && empty khong && empty thieu && !empty ds && not empty s}', true],
    ['${ds[0]}', 'một'],
    ['${a["b"]}', 'x'],
    ["${a['có cách']}", 1],
    ["${ds.contains('hai') && s.contains('Nội') && !ds.contains('ba')}", true],
    ['${ds.size() + s.length()}', 8],
    ['${ds.isEmpty() || rong.isEmpty()}', true],
    ['${s.startsWith("Hà") && s.endsWith("i") && s.equals("Hà Nội") && "HÀ NỘI".equalsIgnoreCase(s)}', true],
    ['${s.substring(3)}', 'Nội'],
    ['${s.substring(0, 2).toUpperCase()}', 'HÀ'],
    ['${"  a ".trim()}', 'a'],
    ['${s.matches("H.*")}', true],
    ['${s.matches("à")}', false],
    ['${a.getSo() == a.get("so") && a.containsKey("b") && !a.containsKey("z")}', true],
    ["${execution.getVariable('n') == vars:get(n) && variables:equals('n', 7)}", true],
    ['${execution.hasVariable("n")}', true],
    ['${null == khong}', true],
    ['${1.5e1 == 15}', true],
    ['số ${n} của ${s}', 'số 7 của Hà Nội'],
    ['\\${n} là #{n}', '${n} là 7'],
    ['${"it\'s \\"{}\\""}', 'it\'s "{}"'],
  ])('%s', async (juel, expected) => {
    const { feel, construct } = await translate(juel);
    expect(construct).toBeUndefined();
    expect(run(feel ?? '', variables)).toEqual(expected);
  });

  it.each([
    ['${bean.tinh(a)}', 'bean.tinh()'],
    ['${ds[n]}', 'ds[n]'],
    ['${f(a)}', 'f()'],
    ['${execution.processInstanceId}', 'execution.processInstanceId'],
    ['${task.setAssignee("a")}', 'task.setAssignee()'],
    ['${a = 1}', '='],
    ['${x -> x}', '->'],
    ['${if}', 'if'],
    ['${a$b}', 'a$b'],
    ['${a', '${a'],
    ['${a +}', '…'],
    ['${a ? b}', '?'],
    ['${(a}', '('],
    ['${a b}', 'b'],
    ['${s.matches(a)}', 's.matches()'],
    ['${1e400}', '1e400'],
    [`\${${'('.repeat(100)}a${')'.repeat(100)}}`, '((((…'],
    [`\${${'!'.repeat(100)}a}`, '!!!!…'],
  ])('%s is foreign: %s', async (juel, construct) => {
    expect(await translate(juel)).toEqual({ construct });
  });

  it('stops a translation that would grow without end', async () => {
    const { construct } = await translate(`\${a${'.contains(b)'.repeat(60)}}`);
    expect(construct).toMatch(/^if /);
  });
});

/** A random expression, as text with no more parentheses than the language needs, and its value. */
interface Sample {
  readonly text: string;
  readonly level: number;
  readonly value: boolean | number;
}
const at = (sample: Sample, level: number): string => (sample.level >= level ? sample.text : `(${sample.text})`);
const env = { p: true, q: false, i: 2, j: 5 } as const;

const samples = fc.letrec<{ bool: Sample; num: Sample }>((tie) => {
  const binary = (kind: 'bool' | 'num', text: string, level: number, apply: (a: never, b: never) => boolean | number) =>
    fc.tuple(tie(kind), tie(kind)).map(([a, b]) => ({
      text: `${at(a, level)} ${text} ${at(b, level + 1)}`,
      level,
      value: apply(a.value as never, b.value as never),
    }));
  return {
    num: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom<Sample>(
        { text: 'i', level: 9, value: 2 },
        { text: 'j', level: 9, value: 5 },
        { text: '3', level: 9, value: 3 },
      ),
      binary('num', '+', 6, (a: number, b: number) => a + b),
      binary('num', '-', 6, (a: number, b: number) => a - b),
      binary('num', '*', 7, (a: number, b: number) => a * b),
      tie('num').map((a) => ({ text: `-${at(a, 9)}`, level: 8, value: -Number(a.value) })),
      fc.tuple(tie('bool'), tie('num'), tie('num')).map(([t, a, b]) => ({
        text: `${at(t, 2)} ? ${at(a, 2)} : ${at(b, 1)}`,
        level: 1,
        value: t.value ? a.value : b.value,
      })),
    ),
    bool: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom<Sample>(
        { text: 'p', level: 9, value: true },
        { text: 'q', level: 9, value: false },
        { text: 'true', level: 9, value: true },
      ),
      binary('bool', '||', 2, (a: boolean, b: boolean) => a || b),
      binary('bool', 'and', 3, (a: boolean, b: boolean) => a && b),
      binary('num', '==', 4, (a: number, b: number) => a === b),
      binary('bool', '!=', 4, (a: boolean, b: boolean) => a !== b),
      binary('num', '<', 5, (a: number, b: number) => a < b),
      binary('num', 'ge', 5, (a: number, b: number) => a >= b),
      tie('bool').map((a) => ({ text: `!${at(a, 9)}`, level: 8, value: !a.value })),
    ),
  };
});

it('keeps the value of random expressions', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(samples.bool, samples.num), async ({ text, value }) => {
      const { feel } = await translate(`\${${text}}`);
      // 0 and -0 are one number to the reader of a form.
      const found = run(feel ?? '', env);
      expect(typeof found === 'number' ? found + 0 : found).toBe(typeof value === 'number' ? value + 0 : value);
    }),
    { numRuns: 500 },
  );
});
