// Our own namespace, as elements and as `quytrinh.…` properties.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BpmnModdle } from 'bpmn-moddle';
import { factTable } from 'quytrinh/bpmn';
import type { FactRule } from 'quytrinh/bpmn';
import { definitions, inProcess, read } from './definitions.ts';

const elements = (inner: string): string => `<bpmn:extensionElements>${inner}</bpmn:extensionElements>`;
const properties = (facts: Readonly<Record<string, string>>, prefix = 'zeebe'): string =>
  elements(
    `<${prefix}:properties>${Object.entries(facts)
      .map(([name, value]) => `<${prefix}:property name="quytrinh.${name}" value="${value}"/>`)
      .join('')}</${prefix}:properties>`,
  );
const withoutPlaces = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === 'at' ? undefined : inner)));

/** The same facts in both notations. */
const both: readonly (readonly [
  where: string,
  element: string,
  facts: Readonly<Record<string, string>>,
  expected: object,
])[] = [
  [
    'userTask',
    '<quytrinh:sla duration="PT16H" counting="calendar" policy="tthc" warn="80%, -P1D" legalBasis="Đ. 5"/>',
    {
      'sla.duration': 'PT16H',
      'sla.counting': 'calendar',
      'sla.policy': 'tthc',
      'sla.warn': '80%, -P1D',
      'sla.legalBasis': 'Đ. 5',
    },
    { sla: { duration: 'PT16H', counting: 'calendar', policy: 'tthc', warn: ['80%', '-P1D'], legalBasis: 'Đ. 5' } },
  ],
  [
    'receiveTask',
    '<quytrinh:pause cause="SUPPLEMENT" effect="restart"/>',
    { 'pause.cause': 'SUPPLEMENT', 'pause.effect': 'restart' },
    { pause: { cause: 'SUPPLEMENT', effect: 'restart' } },
  ],
  [
    'receiveTask',
    '<quytrinh:pause cause="SUPPLEMENT" reason="=lyDo" documents="giayToThieu" request="yeuCau"/>',
    {
      'pause.cause': 'SUPPLEMENT',
      'pause.reason': '=lyDo',
      'pause.documents': 'giayToThieu',
      'pause.request': 'yeuCau',
    },
    { pause: { cause: 'SUPPLEMENT', reason: 'lyDo', documents: 'giayToThieu', request: 'yeuCau' } },
  ],
  [
    'endEvent',
    '<quytrinh:status after="10" decision="true"/>',
    { 'status.after': '10', 'status.decision': 'true' },
    { status: { after: 10, decision: true } },
  ],
  ['intermediateCatchEvent', '<quytrinh:sla duration="P3D"/>', { 'sla.duration': 'P3D' }, { sla: { duration: 'P3D' } }],
  [
    'userTask',
    '<quytrinh:performer role="truong_phong" unit="P1" signs="true" modes="KT,TUQ"/>',
    {
      'performer.role': 'truong_phong',
      'performer.unit': 'P1',
      'performer.signs': 'true',
      'performer.modes': 'KT,TUQ',
    },
    { performer: { role: 'truong_phong', unit: 'P1', signs: true, modes: ['KT', 'TUQ'] } },
  ],
  [
    'userTask',
    '<quytrinh:separation elements="a, b"/>',
    { 'separation.elements': 'a, b' },
    { separation: { elements: ['a', 'b'] } },
  ],
  [
    'task',
    '<quytrinh:document direction="in" code="TK01" name="Tờ khai"/><quytrinh:document direction="out" name="Giấy phép"/>',
    {
      'document.1.direction': 'in',
      'document.1.code': 'TK01',
      'document.1.name': 'Tờ khai',
      'document.2.direction': 'out',
      'document.2.name': 'Giấy phép',
    },
    {
      documents: [
        { direction: 'in', code: 'TK01', name: 'Tờ khai' },
        { direction: 'out', name: 'Giấy phép' },
      ],
    },
  ],
  [
    'task',
    '<quytrinh:cost kind="fee" amount="25000.5" note="lệ phí"/>',
    { 'cost.kind': 'fee', 'cost.amount': '25000.5', 'cost.note': 'lệ phí' },
    { costs: [{ kind: 'fee', amount: 25000.5, note: 'lệ phí' }] },
  ],
];

describe('facts', () => {
  it.each(both)('on a %s: %s', async (tag, element, facts, expected) => {
    const one = await read(inProcess(`<bpmn:${tag} id="x">${elements(element)}</bpmn:${tag}>`));
    const other = await read(inProcess(`<bpmn:${tag} id="x">${properties(facts)}</bpmn:${tag}>`));
    expect([one.diagnostics, other.diagnostics]).toEqual([[], []]);
    expect(withoutPlaces(one.element('x'))).toMatchObject(expected);
    expect(withoutPlaces(other.element('x'))).toEqual(withoutPlaces(one.element('x')));
  });

  it('on a process, with several legal bases', async () => {
    const one = await read(
      inProcess(
        elements(`<quytrinh:procedure code="1.014967" name="Cấp giấy phép" agency="Sở" domainField="Đường bộ" decision="123/QĐ"><quytrinh:legalBasis>NĐ 34/2024</quytrinh:legalBasis><quytrinh:legalBasis>NĐ 161/2024</quytrinh:legalBasis></quytrinh:procedure>
          <quytrinh:sla duration="P5D" until="ky"/><quytrinh:document direction="in" name="Đơn"/><quytrinh:cost kind="hours" amount="2"/>`),
      ),
    );
    const other = await read(
      inProcess(
        properties({
          'procedure.code': '1.014967',
          'procedure.name': 'Cấp giấy phép',
          'procedure.agency': 'Sở',
          'procedure.domainField': 'Đường bộ',
          'procedure.decision': '123/QĐ',
          'procedure.legalBasis': 'NĐ 34/2024; NĐ 161/2024',
          'sla.duration': 'P5D',
          'sla.until': 'ky',
          'document.direction': 'in',
          'document.name': 'Đơn',
          'cost.kind': 'hours',
          'cost.amount': '2',
        }),
      ),
    );
    expect([one.diagnostics, other.diagnostics]).toEqual([[], []]);
    expect(one.model.processes[0]).toMatchObject({
      procedure: { code: '1.014967', legalBasis: ['NĐ 34/2024', 'NĐ 161/2024'], at: { line: 10 } },
      sla: { duration: 'P5D', counting: 'working', warn: [], until: 'ky', at: { line: 11 } },
      documents: [{ name: 'Đơn' }],
      costs: [{ kind: 'hours', amount: 2 }],
    });
    expect(withoutPlaces(other.model)).toEqual(withoutPlaces(one.model));
  });

  it('on a process, the clock of the dossier and those of phases', async () => {
    const one = await read(
      inProcess(
        elements(
          '<quytrinh:sla duration="P10D"/><quytrinh:sla name="Cấp xã" duration="P5D" until="ky"/><quytrinh:sla name="Cấp tỉnh" duration="P5D" from="nhan"/>',
        ),
      ),
    );
    const other = await read(
      inProcess(
        properties({
          'sla.duration': 'P10D',
          'sla.1.name': 'Cấp xã',
          'sla.1.duration': 'P5D',
          'sla.1.until': 'ky',
          'sla.2.name': 'Cấp tỉnh',
          'sla.2.duration': 'P5D',
          'sla.2.from': 'nhan',
        }),
      ),
    );
    expect([one.diagnostics, other.diagnostics]).toEqual([[], []]);
    expect(one.model.processes[0]).toMatchObject({
      sla: { duration: 'P10D' },
      phases: [
        { name: 'Cấp xã', duration: 'P5D', until: 'ky' },
        { name: 'Cấp tỉnh', duration: 'P5D', from: 'nhan' },
      ],
    });
    expect(withoutPlaces(other.model)).toEqual(withoutPlaces(one.model));
  });

  it('on timers, messages, scripts and decisions', async () => {
    const { model, element, diagnostics } = await read(
      definitions(`<bpmn:message id="M">${elements('<quytrinh:correlation key="=so_ho_so"/>')}</bpmn:message><bpmn:process id="P">
        <bpmn:startEvent id="a"><bpmn:timerEventDefinition>${elements('<quytrinh:timer counting="working"/>')}<bpmn:timeDuration>PT8H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:startEvent>
        <bpmn:startEvent id="b">${properties({ 'timer.counting': 'working' })}<bpmn:timerEventDefinition><bpmn:timeDuration>PT8H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:startEvent>
        <bpmn:scriptTask id="c">${elements('<quytrinh:result variable="phi"/>')}<bpmn:script>1</bpmn:script></bpmn:scriptTask>
        <bpmn:businessRuleTask id="d">${elements('<zeebe:calledDecision decisionId="x" resultVariable="y"/><quytrinh:result variable="z"/>')}</bpmn:businessRuleTask>
        </bpmn:process>`),
    );
    expect(diagnostics).toEqual([]);
    expect(model.messages[0]?.correlationKey).toMatchObject({ kind: 'feel', text: 'so_ho_so' });
    expect(['a', 'b'].map((id) => element(id).events?.[0])).toMatchObject([
      { counting: 'working' },
      { counting: 'working' },
    ]);
    expect(element('c').script?.resultVariable).toBe('phi');
    expect(element('d').decision?.resultVariable).toBe('z');
  });

  it('takes the element’s word where both notations speak', async () => {
    const { element } = await read(
      inProcess(`<bpmn:task id="a"><bpmn:extensionElements><zeebe:properties><zeebe:property name="quytrinh.sla.duration" value="P9D"/><zeebe:property name="quytrinh.sla.policy" value="p"/><zeebe:property name="khac" value="k"/></zeebe:properties>
        <quytrinh:sla duration="P1D"/></bpmn:extensionElements></bpmn:task>`),
    );
    expect(element('a')).toMatchObject({ sla: { duration: 'P1D', policy: 'p' }, properties: { khac: 'k' } });
  });
});

describe('what is wrong with facts', () => {
  it.each([
    [
      'userTask',
      '<quytrinh:performer role="x" modes="KT,XX"/>',
      'INVALID_VALUE',
      { name: 'modes', value: 'KT,XX', allowed: 'KT, TM, TUQ, TL, Q' },
    ],
    ['userTask', '<quytrinh:performer signs="yes"/>', 'INVALID_VALUE', { name: 'signs', value: 'yes' }],
    ['task', '<quytrinh:sla duration="16 giờ"/>', 'INVALID_VALUE', { name: 'duration', value: '16 giờ' }],
    ['task', '<quytrinh:sla duration="P"/>', 'INVALID_VALUE', { name: 'duration' }],
    [
      'task',
      '<quytrinh:sla duration="P1D" counting="lịch"/>',
      'INVALID_VALUE',
      { name: 'counting', allowed: 'working, calendar' },
    ],
    ['task', '<quytrinh:sla duration="P1D" warn="80"/>', 'INVALID_VALUE', { name: 'warn' }],
    ['task', '<quytrinh:sla/>', 'MISSING_ATTRIBUTE', { name: 'duration', parent: 'quytrinh:sla' }],
    ['task', '<quytrinh:cost kind="fee" amount="nhiều"/>', 'INVALID_VALUE', { name: 'amount', value: 'nhiều' }],
    ['task', '<quytrinh:cost kind="tien" amount="1"/>', 'INVALID_VALUE', { name: 'kind' }],
    [
      'task',
      '<quytrinh:document direction="vao" name="x"/>',
      'INVALID_VALUE',
      { name: 'direction', allowed: 'in, out' },
    ],
    ['task', '<quytrinh:document direction="in"/>', 'MISSING_ATTRIBUTE', { name: 'name' }],
    ['task', '<quytrinh:status code="11"/>', 'INVALID_VALUE', { name: 'code', allowed: '1 … 10' }],
    ['task', '<quytrinh:pause/>', 'MISSING_ATTRIBUTE', { name: 'cause' }],
    [
      'task',
      '<quytrinh:sla durration="P1D" duration="P1D"/>',
      'UNKNOWN_ATTRIBUTE',
      { name: 'durration', suggestion: ' Did you mean "duration"?' },
    ],
    [
      'task',
      '<quytrinh:slaa duration="P1D"/>',
      'UNKNOWN_ELEMENT',
      { name: 'quytrinh:slaa', suggestion: ' Did you mean "sla"?' },
    ],
    [
      'task',
      '<quytrinh:sla duration="P1D"><quytrinh:legalBasis/></quytrinh:sla>',
      'UNKNOWN_ELEMENT',
      { name: 'quytrinh:legalBasis' },
    ],
    [
      'exclusiveGateway',
      '<quytrinh:sla duration="P1D"/>',
      'EXTENSION_MISPLACED',
      { name: 'quytrinh:sla', allowed: 'process, activity, intermediateCatchEvent' },
    ],
    ['serviceTask', '<quytrinh:performer role="x"/>', 'EXTENSION_MISPLACED', { parent: 'bpmn:serviceTask' }],
    [
      'task',
      '<quytrinh:sla duration="P1D"/><quytrinh:sla duration="P2D"/>',
      'EXTENSION_REPEATED',
      { name: 'quytrinh:sla', parent: 'bpmn:task' },
    ],
    [
      'receiveTask',
      '<quytrinh:pause cause="SUPPLEMENT"/><quytrinh:pause cause="VERIFICATION"/>',
      'EXTENSION_REPEATED',
      { name: 'quytrinh:pause' },
    ],
  ])('%s %s', async (tag, inner, code, params) => {
    const { diagnostics } = await read(inProcess(`<bpmn:${tag} id="a">\n${elements(`\n  ${inner}`)}</bpmn:${tag}>`));
    expect(diagnostics).toMatchObject([{ code, severity: 'error', params, at: { line: 12 } }]);
  });

  it.each([
    [
      'sla.duratoin',
      'UNKNOWN_ATTRIBUTE',
      { name: 'duratoin', parent: 'quytrinh.sla', suggestion: ' Did you mean "duration"?' },
    ],
    ['slo.duration', 'UNKNOWN_ELEMENT', { name: 'quytrinh.slo.duration', suggestion: ' Did you mean "sla"?' }],
    ['sla', 'UNKNOWN_ELEMENT', { name: 'quytrinh.sla' }],
  ])('property quytrinh.%s', async (name, code, params) => {
    const { diagnostics } = await read(inProcess(`<bpmn:task id="a">${properties({ [name]: 'P1D' })}</bpmn:task>`));
    expect(diagnostics).toMatchObject([{ code, params }]);
  });

  it('on a process one clock without a name is the dossier, of phases there may be many; the same for properties', async () => {
    const twice = '<quytrinh:sla duration="P5D"/>\n<quytrinh:sla duration="P6D"/>';
    const phases = '<quytrinh:sla name="a" duration="P1D"/><quytrinh:sla name="b" duration="P1D"/>';
    const { diagnostics, model } = await read(inProcess(elements(twice + phases)));
    expect(diagnostics).toMatchObject([{ code: 'EXTENSION_REPEATED', severity: 'error' }]);
    expect(model.processes[0]).toMatchObject({ sla: { duration: 'P5D' }, phases: [{ name: 'a' }, { name: 'b' }] });
    const pair = (names: readonly string[]) =>
      `<bpmn:extensionElements><zeebe:properties>${names
        .map((name) => `<zeebe:property name="quytrinh.sla${name}.duration" value="P1D"/>`)
        .join('')}</zeebe:properties></bpmn:extensionElements>`;
    for (const names of [
      ['', ''],
      ['.1', '.2'],
    ]) {
      const found = await read(inProcess(`<bpmn:task id="a">${pair(names)}</bpmn:task>`));
      expect(found.diagnostics).toMatchObject([{ code: 'EXTENSION_REPEATED' }]);
    }
    expect((await read(inProcess(`<bpmn:task id="a">${pair([''])}</bpmn:task>`))).diagnostics).toEqual([]);
  });

  it('leaves an invalid fact out of the model', async () => {
    const { element } = await read(
      inProcess(`<bpmn:task id="a">${elements('<quytrinh:sla duration="mai"/>')}</bpmn:task>`),
    );
    expect(element('a').sla).toBeUndefined();
  });
});

describe('declared types', () => {
  const schema = '{"type": "object", "properties": {"so": {"type": "string"}}}';
  it('are read on a process, an activity and a message, as text, as CDATA and as properties', async () => {
    const quoted = schema.replace(/"/g, '&quot;');
    const xml = inProcess(
      elements(`<quytrinh:schema>${schema}</quytrinh:schema>`) +
        `<bpmn:userTask id="a">${elements(
          `<quytrinh:schema for="input"><![CDATA[${schema}]]></quytrinh:schema><quytrinh:schema for="output">true</quytrinh:schema>`,
        )}</bpmn:userTask>` +
        `<bpmn:userTask id="b">${properties({ 'schema.json': quoted })}</bpmn:userTask>` +
        `<bpmn:userTask id="c">${properties({ 'schema.1.json': quoted, 'schema.1.for': 'input', 'schema.2.json': 'false' })}</bpmn:userTask>`,
    ).replace(
      '<bpmn:process',
      `<bpmn:message id="m">${elements(`<quytrinh:schema>${schema}</quytrinh:schema>`)}</bpmn:message><bpmn:process`,
    );
    const { model, element, diagnostics } = await read(xml);
    const parsed = JSON.parse(schema) as unknown;
    expect(diagnostics).toEqual([]);
    expect(model.processes[0]?.schema).toMatchObject({ schema: parsed });
    expect(model.messages[0]?.schema).toMatchObject({ schema: parsed });
    expect(element('a').schemas).toMatchObject({ input: { schema: parsed }, output: { schema: true } });
    expect(element('b').schemas).toMatchObject({ output: { schema: parsed } });
    expect(element('c').schemas).toMatchObject({ input: { schema: parsed }, output: { schema: false } });
  });

  it('must be JSON', async () => {
    const { element, diagnostics } = await read(
      inProcess(
        `<bpmn:userTask id="a">${elements('<quytrinh:schema>{type: object}</quytrinh:schema>')}</bpmn:userTask>`,
      ),
    );
    expect(diagnostics).toMatchObject([{ code: 'INVALID_VALUE', params: { name: 'json', value: '{type: object}' } }]);
    expect(element('a').schemas).toBeUndefined();
  });
});

describe('the moddle descriptor', () => {
  const descriptor = JSON.parse(
    readFileSync(new URL('../../schemas/quytrinh.moddle.json', import.meta.url), 'utf8'),
  ) as {
    types: {
      name: string;
      meta?: { allowedIn: string[] };
      properties: { name: string; isAttr?: boolean; isMany?: boolean }[];
    }[];
  };

  it('says the same as the table that the reader holds facts against', () => {
    const facts = descriptor.types.filter((type) => type.meta !== undefined);
    expect(facts.map((type) => type.name.toLowerCase()).toSorted()).toEqual(Object.keys(factTable).toSorted());
    for (const type of facts) {
      const rule = (factTable as Readonly<Record<string, FactRule>>)[type.name.toLowerCase()];
      const names = type.properties.map((property) => property.name);
      expect(names.toSorted()).toEqual(Object.keys(rule?.attributes ?? {}).toSorted());
      expect(type.meta?.allowedIn.map((name) => name.slice(5).toLowerCase()).toSorted()).toEqual(
        rule?.on.map((name) => name.toLowerCase()).toSorted(),
      );
    }
  });

  it('lets moddle read and write our namespace', async () => {
    const moddle = new BpmnModdle({ quytrinh: descriptor });
    const xml = inProcess(
      elements(
        '<quytrinh:procedure code="1"><quytrinh:legalBasis>NĐ 34/2024</quytrinh:legalBasis></quytrinh:procedure><quytrinh:sla duration="P5D" warn="80%"/>',
      ),
    );
    const { rootElement, warnings } = await moddle.fromXML(xml);
    expect(warnings).toEqual([]);
    const { xml: written } = await moddle.toXML(rootElement);
    expect(written).toContain(
      '<quytrinh:procedure code="1"><quytrinh:legalBasis>NĐ 34/2024</quytrinh:legalBasis></quytrinh:procedure><quytrinh:sla duration="P5D" warn="80%" />',
    );
  });
});
