// What is refused before anything is read: every kind of bad file has its own code, its place and its mend.
import { performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { parse } from 'quytrinh/bpmn';
import { diagnosticText } from 'quytrinh/text';
import { definitions, inProcess } from './definitions.ts';

const head = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));

describe('refused files', () => {
  it.each<[string, string | Uint8Array, string, number, number]>([
    ['an empty file', '', 'XML_EMPTY', 1, 1],
    ['blank lines', '\n  \n', 'XML_EMPTY', 1, 1],
    ['only a comment', '<!-- a -->', 'XML_EMPTY', 1, 1],
    ['JSON', '\n{"a": 1}', 'XML_NOT_XML', 2, 1],
    ['a Word document', new Uint8Array([...bytes('PK\u0003\u0004'), 0, 0xff, 0xd0]), 'XML_NOT_XML', 1, 1],
    ['a NUL byte', `${head}\n<process\u0000/>`, 'XML_NUL', 2, 9],
    ['a binary file', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]), 'XML_NOT_XML', 1, 1],
    ['broken UTF-8', new Uint8Array([...bytes(`${head}\n<a b="`), 0xff, 0xfe, ...bytes('"/>')]), 'XML_ENCODING', 2, 7],
    ['another encoding', bytes('<?xml version="1.0" encoding="EUC-JP"?>'), 'XML_ENCODING', 1, 1],
    [
      'a document type',
      `<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b "c">]>\n${head}</definitions>`,
      'XML_DOCTYPE',
      2,
      1,
    ],
    ['HTML', '<html><body/></html>', 'XML_NOT_BPMN', 1, 1],
    ['the namespace of BPMN 1', '<definitions xmlns="http://www.omg.org/spec/BPMN/20090501"/>', 'XML_NOT_BPMN', 1, 1],
    ['a wrong end tag', `${head}\n<process id="a">\n  </proces>\n</definitions>`, 'XML_TAG_MISMATCH', 3, 3],
    ['a file cut off', `${head}\n<process id="a">\n  <task/>`, 'XML_TAG_OPEN', 2, 1],
    ['a tag cut off', `${head}\n<process id="a"`, 'XML_TAG_OPEN', 2, 1],
    ['a missing quote', `${head}\n<process id="a>\n<task id="b"/></process></definitions>`, 'XML_SYNTAX', 2, 10],
    ['a value without quotes', `${head}<process id=a/></definitions>`, 'XML_SYNTAX', 1, 75],
    ['an open comment', `${head}<!-- </definitions>`, 'XML_SYNTAX', 1, 66],
    ['text after the root', `${head}</definitions>\nx`, 'XML_SYNTAX', 2, 1],
    ['two roots', `${head}</definitions><a/>`, 'XML_SYNTAX', 1, 80],
    ['a bare <', `${head}< process/></definitions>`, 'XML_SYNTAX', 1, 66],
  ])('%s', async (_name, xml, code, line, column) => {
    const { model, diagnostics } = await parse(xml, { file: 'xấu.bpmn' });
    expect(model).toBeNull();
    expect(diagnostics).toMatchObject([{ code, severity: 'error', at: { file: 'xấu.bpmn', line, column } }]);
    for (const lang of ['vi', 'en'] as const) {
      for (const sentence of Object.values(diagnosticText(diagnostics[0]!, lang)))
        expect(sentence).not.toMatch(/\{\w+\}/);
    }
  });

  it('points to both places of a wrong end tag', async () => {
    const { diagnostics } = await parse(`${head}\n\n <process id="a">\n</definitions>`);
    expect(diagnostics).toMatchObject([
      { params: { found: 'definitions', expected: 'process', line: 3 }, related: [{ line: 3, column: 2 }] },
    ]);
  });

  it.each([
    ['nested', `${head}${'<process>'.repeat(5_500_000)}`, 'XML_TOO_DEEP'],
    ['flat', `${head}${'<task/>'.repeat(7_000_000)}`, 'XML_TOO_MANY'],
    [
      'attributes',
      `${head}<task ${'a="" '.repeat(10)}${Array.from({ length: 400 }, (_, i) => `a${i}=""`).join(' ')}/>`,
      'XML_TOO_MANY',
    ],
  ])('answers 50 MB of %s elements at once', async (_name, xml, code) => {
    const before = performance.now();
    const { model, diagnostics } = await parse(xml);
    expect(performance.now() - before).toBeLessThan(2000);
    expect(model).toBeNull();
    expect(diagnostics.map((one) => one.code)).toContain(code);
  });

  it('refuses a file over the limit without reading it', async () => {
    const { diagnostics } = await parse(new Uint8Array(64 * 1024 * 1024 + 1));
    expect(diagnostics).toMatchObject([{ code: 'XML_TOO_LARGE', params: { limit: 64 * 1024 * 1024 } }]);
  });
});

describe('read in spite of its form', () => {
  const plain = `${head}<process id="Quy_trình"><documentation>Cấp đổi &#x1F600; &amp; trả</documentation></process></definitions>`;

  it.each<[string, string | Uint8Array]>([
    ['a string', plain],
    ['a string with a byte order mark', `\ufeff${plain}`],
    ['a string that says UTF-16', `<?xml version="1.0" encoding="UTF-16"?>${plain}`],
    ['UTF-8', bytes(plain)],
    ['UTF-8 with a byte order mark', bytes(`\ufeff<?xml version="1.0" encoding="utf-8"?>${plain}`)],
    ['UTF-16 with its mark', utf16(`<?xml version="1.0" encoding="UTF-16"?>${plain}`)],
    ['UTF-16 without its mark', new Uint8Array(Buffer.from(plain, 'utf16le'))],
  ])('%s', async (_name, xml) => {
    const { model, diagnostics } = await parse(xml);
    expect(diagnostics).toEqual([]);
    expect(model?.processes[0]).toMatchObject({ id: 'Quy_trình', documentation: 'Cấp đổi 😀 & trả' });
  });

  it('windows-1252, which older tools declare', async () => {
    const xml = Buffer.from(
      `<?xml version="1.0" encoding="WINDOWS-1252"?>${head}<process id="a" name="Pr\u00fcfung"/></definitions>`,
      'latin1',
    );
    expect((await parse(new Uint8Array(xml))).model?.processes[0]?.name).toBe('Prüfung');
  });

  it('takes line breaks in attributes for spaces, and those written as references for themselves', async () => {
    const { model } = await parse(definitions('<bpmn:process id="a" name="một\r\nhai\n\tba&#10;bốn"/>'));
    expect(model?.processes[0]?.name).toBe('một hai  ba\nbốn');
  });

  it('notes what does not stop the reading', async () => {
    const { model, diagnostics } = await parse(
      definitions('<bpmn:process id="a" id="b" name="A & B">\n <x:y/>&nbsp;</bpmn:process>'),
    );
    expect(model?.processes[0]).toMatchObject({ id: 'a', name: 'A & B' });
    expect(diagnostics.map((one) => [one.code, one.at.line, one.at.column])).toEqual([
      ['XML_ATTRIBUTE_TWICE', 9, 22],
      ['XML_ENTITY_UNKNOWN', 9, 37],
      ['XML_PREFIX_UNDECLARED', 10, 2],
      ['XML_ENTITY_UNKNOWN', 10, 8],
    ]);
  });

  it('counts lines the same with CRLF, lone CR, comments, CDATA and instructions', async () => {
    const xml = inProcess(
      '<?pi\n?><!-- \n -->\n<bpmn:scriptTask id="a"><bpmn:script><![CDATA[\n</x> 1]]></bpmn:script></bpmn:scriptTask>\n  <bpmn:task id="b"/>',
    );
    for (const end of ['\n', '\r\n', '\r']) {
      const { model } = await parse(xml.replaceAll('\n', end));
      expect(model?.processes[0]?.elements.map((one) => [one.at.line, one.at.column])).toEqual([
        [13, 1],
        [15, 3],
      ]);
      expect(model?.processes[0]?.elements[0]?.script?.expression.text).toBe('</x> 1');
    }
  });
});
