import { describe, expect, it } from 'vitest';
import { readDmn } from 'quytrinh/feel';
import { decide, load } from './decide.ts';
import { decision, dmn, input, knows, literal, needs } from './dmn-xml.ts';

describe('reading', () => {
  it.each([
    'http://www.omg.org/spec/DMN/20151101/dmn.xsd',
    'http://www.omg.org/spec/DMN/20180521/MODEL/',
    'https://www.omg.org/spec/DMN/20191111/MODEL/',
    'https://www.omg.org/spec/DMN/20211108/MODEL/',
    'https://www.omg.org/spec/DMN/20230324/MODEL/',
  ])('takes %s', async (namespace) => {
    const set = await load(dmn(decision('a', literal('1 + 1')), namespace));
    expect(decide(set, 'a')).toBe(2);
  });

  it('says what is wrong with a file', async () => {
    expect((await readDmn('<a/>')).diagnostics).toMatchObject([{ code: 'DMN_NOT_DMN', severity: 'error' }]);
    expect((await readDmn(`${dmn('').slice(0, -10)}<`)).diagnostics).toMatchObject([{ code: 'DMN_XML' }]);
    const unknown = await readDmn(dmn('<nonsense/>'));
    expect(unknown.diagnostics).toMatchObject([{ code: 'DMN_CONTENT', severity: 'warning', line: 2 }]);
  });
});

describe('requirements', () => {
  it('gives a decision what it requires, and nothing else', async () => {
    const set = await load(
      dmn(
        input('Họ tên') +
          decision('greeting', literal('"Xin chào " + Họ tên'), [needs('Input', 'i_Htn')]) +
          decision('loud', literal('upper case(greeting)'), [needs('Decision', 'd_greeting')]) +
          decision('blind', literal('greeting')),
      ),
    );
    expect(set.diagnostics).toEqual([]);
    expect(decide(set, 'd_loud', { 'Họ tên': 'An' })).toBe('XIN CHÀO AN');
    expect(decide(set, 'blind', { 'Họ tên': 'An' })).toBeNull();
    expect(set.decisions.find(({ name }) => name === 'loud')?.inputs).toEqual(['Họ tên']);
    expect(decide(set, 'nothing')).toBe('DMN_REFERENCE');
  });

  it('reports circles, missing elements and missing models', async () => {
    const set = await load(
      dmn(
        '<import name="o" namespace="urn:other" importType="x"/>' +
          decision('a', literal('b'), [needs('Decision', 'd_b')]) +
          decision('b', literal('a'), [needs('Decision', 'd_a')]) +
          decision('c', literal('1'), [needs('Decision', 'd_gone')]),
      ),
    );
    expect(set.diagnostics).toMatchObject([
      { code: 'DMN_IMPORT', params: { namespace: 'urn:other' } },
      { code: 'DMN_REFERENCE', elementId: 'd_c', params: { name: 'c', reference: '#d_gone' } },
      { code: 'DMN_CYCLE', params: { path: 'a → b → a' } },
    ]);
    expect(decide(set, 'a')).toBeNull();
    expect(decide(set, 'c')).toBe(1);
  });

  it('takes decisions of an imported model under its name', async () => {
    const other = dmn(decision('rate', literal('0.1'))).replace('urn:test', 'urn:other');
    const requirement = '<informationRequirement><requiredDecision href="urn:other#d_rate"/></informationRequirement>';
    const main = dmn(
      '<import name="law" namespace="urn:other" importType="x"/>' +
        decision('a', literal('law.rate * 2'), [requirement]),
    );
    expect(decide(await load(main, other), 'a')).toBe(0.2);
  });

  it('calls knowledge models, recursively too, and bounds them', async () => {
    const factorial =
      '<businessKnowledgeModel id="k" name="fact"><variable name="fact"/><encapsulatedLogic>' +
      '<formalParameter name="n" typeRef="number"/>' +
      literal('if n < 2 then 1 else n * fact(n - 1)') +
      `</encapsulatedLogic>${knows('k')}</businessKnowledgeModel>`;
    const set = await load(
      dmn(
        factorial +
          decision('a', literal('fact(10)'), [knows('k')]) +
          decision('b', literal('fact(0.5 + 100000)'), [knows('k')]),
      ),
    );
    expect(decide(set, 'a')).toBe(3628800);
    expect(decide(set, 'b')).toBe('FEEL_DEPTH');
  });

  it('asks a decision service by its inputs', async () => {
    const service =
      '<decisionService id="s" name="check"><variable name="check"/><outputDecision href="#d_total"/><inputData href="#i_x"/></decisionService>';
    const set = await load(
      dmn(
        input('x', 'number') +
          decision('total', literal('x + 1'), [needs('Input', 'i_x')]) +
          service +
          decision('twice', literal('check(1) + check(x: 2)'), [knows('s')]),
      ),
    );
    expect(decide(set, 'check', { x: 4 })).toBe(5);
    expect(decide(set, 'twice')).toBe(5);
  });
});

describe('types', () => {
  const types =
    '<itemDefinition name="tGrade"><typeRef>string</typeRef><allowedValues><text>"A", "B"</text></allowedValues></itemDefinition>' +
    '<itemDefinition name="tPerson"><itemComponent name="birth-date"><typeRef>date</typeRef></itemComponent></itemDefinition>';

  it('checks inputs and results, and reads dates out of JSON', async () => {
    const set = await load(
      dmn(
        types +
          input('grade', 'tGrade') +
          input('person', 'tPerson') +
          decision('g', literal('grade'), [needs('Input', 'i_grade')]) +
          decision('year', literal('person.birth-date.year'), [needs('Input', 'i_person')]) +
          decision('wrong', literal('"x"'), [], 'number') +
          decision('list', literal('[5]'), [], 'number'),
      ),
    );
    expect(set.diagnostics).toEqual([]);
    expect(decide(set, 'g', { grade: 'A' })).toBe('A');
    expect(decide(set, 'g', { grade: 'C' })).toBeNull();
    expect(decide(set, 'year', { person: { 'birth-date': '2001-05-06' } })).toBe(2001);
    expect(decide(set, 'wrong')).toBeNull();
    expect(decide(set, 'list')).toBe(5);
    const result = set.evaluate('wrong', () => undefined, { now: 0 });
    expect(result.ok && result.warnings).toMatchObject([
      { code: 'FEEL_VALUE_TYPE', params: { name: 'wrong', expected: 'number', found: 'string' } },
    ]);
  });
});

describe('boxed expressions', () => {
  it.each<[string, string, unknown]>([
    [
      'context with a result',
      `<context><contextEntry><variable name="a b"/>${literal('2')}</contextEntry><contextEntry>${literal('a b * 3')}</contextEntry></context>`,
      6,
    ],
    [
      'relation',
      `<relation><column name="k"/><column name="v"/><row>${literal('1')}${literal('"x"')}</row></relation>`,
      [{ k: 1, v: 'x' }],
    ],
    ['list', `<list>${literal('1')}${literal('2')}</list>`, [1, 2]],
    ['filter', `<filter><in>${literal('[1, 2, 3]')}</in><match>${literal('item > 1')}</match></filter>`, [2, 3]],
    [
      'for',
      `<for iteratorVariable="i"><in>${literal('[1..3]')}</in><return>${literal('i * 2')}</return></for>`,
      [2, 4, 6],
    ],
    [
      'some',
      `<some iteratorVariable="i"><in>${literal('[1, 2]')}</in><satisfies>${literal('i > 1')}</satisfies></some>`,
      true,
    ],
    [
      'conditional',
      `<conditional><if>${literal('1 > 2')}</if><then>${literal('1')}</then><else>${literal('2')}</else></conditional>`,
      2,
    ],
    [
      'function and invocation',
      `<context><contextEntry><variable name="f"/><functionDefinition><formalParameter name="x"/>${literal('x + 1')}</functionDefinition></contextEntry><contextEntry><invocation>${literal('f')}<binding><parameter name="x"/>${literal('41')}</binding></invocation></contextEntry></context>`,
      42,
    ],
  ])('%s', async (_name, logic, expected) => {
    const set = await load(dmn(decision('a', logic)));
    expect(set.diagnostics).toEqual([]);
    expect(decide(set, 'a')).toEqual(expected);
  });

  it('does not run external functions', async () => {
    const set = await load(dmn(decision('a', literal('function(x) external {java: {class: "java.lang.Math"}}'))));
    expect(set.diagnostics).toMatchObject([{ code: 'FEEL_EXTERNAL_FUNCTION', severity: 'error', elementId: 'd_a' }]);
  });
});
