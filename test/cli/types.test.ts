// `quytrinh types`: what it writes compiles, and a wrong use of it does not.
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { bpmn, catching, end, extension, message, start, user } from '../machine/bpmn-text.ts';
import { quytrinh, SLOW, workFolder } from './quytrinh.ts';

const { path, write } = workFolder();

const schema = (value: object | boolean, of = 'output'): string =>
  `<quytrinh:schema for="${of}"><![CDATA[${JSON.stringify(value)}]]></quytrinh:schema>`;
const variables = {
  type: 'object',
  required: ['so', 'nguoi nop'],
  additionalProperties: false,
  properties: {
    so: { type: 'string', description: 'Mã hồ sơ */ export const x = 1' },
    'nguoi nop': { $ref: '#/$defs/nguoi' },
    le_phi: { type: ['integer', 'null'], minimum: 0 },
    loai: { enum: ['moi', 'doi', 3, null, '"; export const y = 1; //'] },
    giay_to: { type: 'array', items: { type: 'object', properties: { ten: { type: 'string' } }, required: ['ten'] } },
    toa_do: { type: 'array', prefixItems: [{ type: 'number' }, { type: 'number' }], items: false },
    khac: true,
    khong: false,
    mot: {
      oneOf: [{ type: 'string' }, { type: 'object', properties: { a: { const: 1 } }, additionalProperties: false }],
    },
  },
  $defs: {
    nguoi: {
      type: 'object',
      properties: { ten: { type: 'string' }, cap_tren: { $ref: '#/$defs/nguoi' } },
      required: ['ten'],
      additionalProperties: false,
    },
  },
};
const output = { type: 'object', properties: { dat: { type: 'boolean' } }, required: ['dat'] };
const withExtension = (inner: string) => extension(inner);

const source = bpmn(
  [
    start('s'),
    { ...user('tham-dinh'), inner: withExtension(schema(output)) },
    catching('c', message('paid')),
    end('e'),
  ],
  ['s -> tham-dinh -> c -> e'],
  { id: 'cap-phep', extensions: schema(variables) },
).replace(
  'name="paid">',
  `name="paid">${extension(schema({ type: 'object', additionalProperties: { type: 'number' } }))}`,
);

/** Messages of the compiler about the text beside the generated file. */
function compile(generated: string, use: string): string[] {
  const files = new Map([
    ['/generated.ts', generated],
    ['/use.ts', use],
  ]);
  const options: ts.CompilerOptions = {
    ...{ strict: true, noEmit: true, noUncheckedIndexedAccess: true, types: [], lib: ['lib.es2022.d.ts'] },
    ...{ module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
    ...{ target: ts.ScriptTarget.ES2022, allowImportingTsExtensions: true, exactOptionalPropertyTypes: true },
  };
  const host = ts.createCompilerHost(options);
  const inner = { ...host };
  host.getSourceFile = (name, language) => {
    const text = files.get(name);
    return text === undefined ? inner.getSourceFile(name, language) : ts.createSourceFile(name, text, language);
  };
  host.fileExists = (name) => files.has(name) || inner.fileExists(name);
  host.readFile = (name) => files.get(name) ?? inner.readFile(name);
  const program = ts.createProgram(['/use.ts'], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

const head = `import type { CapPhepVariables, MessageTypes, ProcessTypes } from './generated.ts';\n`;
const right = `${head}
export const all = {
  so: 'HS-1', 'nguoi nop': { ten: 'An', cap_tren: { ten: 'Ba' } }, le_phi: null, loai: 'moi',
  giay_to: [{ ten: 'CCCD', ban_sao: 2 }], toa_do: [1, 2], khac: { a: [1, 'x', null] }, mot: { a: 1 },
} satisfies CapPhepVariables;
export const least: ProcessTypes['cap-phep']['variables'] = { so: 'HS-1', 'nguoi nop': { ten: 'An' } };
export const done: ProcessTypes['cap-phep']['activities']['tham-dinh']['output'] = { dat: true, ghi_chu: 'đủ' };
export const paid: MessageTypes['paid'] = { le_phi: 5 };
`;

describe('quytrinh types', { timeout: SLOW }, () => {
  it('writes types that compile, and under which a wrong use does not', async () => {
    const file = write('p.bpmn', source);
    const out = path('p.types.ts');
    const { code, err } = await quytrinh('types', file, '--out', out, '--lang', 'en');
    expect({ code, err }).toEqual({ code: 0, err: `4 types were written to "${out}".\n` });
    const generated = readFileSync(out, 'utf8');
    expect(compile(generated, right)).toEqual([]);
    expect(generated).not.toMatch(/^export const/m);
    const wrong = [
      ['a text for a number', `le_phi: '5'`],
      ['a value that is none of the list', `loai: 'khac'`],
      ['a name that is not declared', `la: 1`],
      ['an item that lacks what is required', `giay_to: [{}]`],
      ['a list that is too long', `toa_do: [1, 2, 3]`],
      ['what may not be there', `khong: 1`],
      ['what is no JSON', `khac: undefined`],
      ['none of the kinds', `mot: { a: 2 }`],
    ] as const;
    for (const [what, entry] of wrong) {
      const use = `${head}export const v = { so: 'x', 'nguoi nop': { ten: 'An' }, ${entry} } satisfies CapPhepVariables;`;
      expect([what, compile(generated, use).length]).toEqual([what, 1]);
    }
    expect(compile(generated, `${head}export const v: CapPhepVariables = { so: 'x' };`)).toHaveLength(1);
    expect(compile(generated, `${head}export const m: MessageTypes['paid'] = { le_phi: 'x' };`)).toHaveLength(1);
    const done = `${head}export const d: ProcessTypes['cap-phep']['activities']['tham-dinh']['output'] = {};`;
    expect(compile(generated, done)).toHaveLength(1);
  });

  it('prints them, and says when there are none', async () => {
    const file = write('none.bpmn', bpmn([start('s'), user('a'), end('e')], ['s -> a -> e']));
    const { code, out, err } = await quytrinh('types', file);
    expect(code).toBe(0);
    expect(
      compile(out, `import type { ProcessTypes } from './generated.ts';\nexport const p: ProcessTypes = {};`),
    ).toEqual([]);
    expect(err).toContain('quytrinh:schema');
  });

  it('refuses a file with errors, and a file that cannot be written', async () => {
    const broken = write('broken.bpmn', source.replace('"type":"object"', '"type":"text"'));
    const bad = await quytrinh('types', broken, '--lang', 'en');
    expect(bad.code).toBe(1);
    expect(bad.err).toContain('SCHEMA_INVALID');
    expect(bad.err).toContain('the value of "type" is not valid');
    expect(bad.out).toBe('');
    const file = write('p.bpmn', source);
    expect((await quytrinh('types', file, '--out', path('no/such/folder.ts'))).code).toBe(2);
  });
});
