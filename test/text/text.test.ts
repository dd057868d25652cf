// The sentences as a person reads them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { engineError, invalidArgument, migrationProblemCodes } from 'quytrinh/model';
import type { StoreProblem as ServerProblem } from 'quytrinh/stores/postgres';
import type { StoreProblem as FileProblem } from 'quytrinh/stores/sqlite';
import {
  databaseProblemsVi,
  definitionEventText,
  diagnosticText,
  elementTypeText,
  errorText,
  eventText,
  fileProblemsVi,
  formatDiagnostic,
  formatInstant,
  formatMinutes,
  incidentText,
  migrationProblemText,
} from 'quytrinh/text';

const at = { file: 'cap-phep.bpmn', line: 12, column: 5 };

describe('formatDiagnostic', () => {
  const diagnostic = {
    code: 'ELEMENT_DEAD_END',
    severity: 'warning',
    at,
    elementId: 't1',
    params: { element: 'Thẩm định', type: 'userTask' },
  } as const;

  it('says place, severity, code, message and mend', () => {
    expect(formatDiagnostic(diagnostic, 'en')).toBe(
      'cap-phep.bpmn:12:5 warning ELEMENT_DEAD_END The user task "Thẩm định" has no outgoing flow. — Connect it to the next step or to an end event.',
    );
    expect(formatDiagnostic(diagnostic, 'vi')).toBe(
      'cap-phep.bpmn:12:5 cảnh báo ELEMENT_DEAD_END Tác vụ người dùng "Thẩm định" không có luồng đi ra. — Hãy nối tiếp tới bước sau hoặc tới một sự kiện kết thúc.',
    );
  });

  it('puts kinds, problems and times into words of the language', () => {
    const kinds = {
      code: 'EVENT_KIND_NOT_ALLOWED',
      params: { element: 'Chờ', kind: 'error', position: 'catch', kinds: 'message,timer' },
    } as const;
    expect(diagnosticText(kinds, 'vi').message).toBe(
      '"Chờ" không thể là loại lỗi: sự kiện trung gian bắt chỉ nhận thông điệp, hẹn giờ.',
    );
    const time = {
      code: 'DURATION_SYNTAX',
      params: { element: 'Chờ', text: '5D', problem: 'DURATION_NO_P', mend: 'P5D' },
    } as const;
    expect(diagnosticText(time, 'vi').message).toContain('Có phải ý là P5D?');
    expect(diagnosticText(time, 'en').message).toContain('Did you mean P5D?');
    const steps = {
      code: 'SLA_STEPS_EXCEED_TOTAL',
      params: { stepsMinutes: 990, totalMinutes: 960, path: 'A → B' },
    } as const;
    expect(diagnosticText(steps, 'vi').message).toBe(
      'Tổng thời gian các bước là 16 giờ 30 phút, vượt thời hạn 16 giờ của quy trình, theo đường: A → B.',
    );
    const name = {
      code: 'EXPRESSION_UNKNOWN_FUNCTION',
      params: { element: 'X', name: 'coont', suggestion: ' Did you mean "count"?', problem: 'FEEL_UNKNOWN_FUNCTION' },
    } as const;
    expect(diagnosticText(name, 'vi').message).toContain('không có hàm này. Có phải ý là "count"?');
  });
});

describe('errorText', () => {
  it('has both languages', () => {
    const error = engineError('TASK_UNKNOWN', { taskId: '7' });
    expect(errorText(error, 'en')).toContain('No open task "7".');
    expect(errorText(error, 'vi')).toContain('Không có công việc đang mở "7".');
  });
});

describe('errorText of what is wrong with an argument', () => {
  it('has both languages, in the message of the error too', () => {
    const error = invalidArgument('limit', 'NOT_WITHIN', { value: 0, least: 1, most: 1000 });
    expect(error.message).toBe('ARGUMENT_INVALID: Argument "limit" is 0, not a whole number from 1 to 1000.');
    expect(error.params).toEqual({ name: 'limit', problem: 'NOT_WITHIN', value: 0, least: 1, most: 1000 });
    expect(errorText(error, 'en')).toBe('Argument "limit" is 0, not a whole number from 1 to 1000.');
    expect(errorText(error, 'vi')).toBe('Tham số "limit" không hợp lệ: 0 không phải số nguyên từ 1 đến 1000.');
  });

  it('is always a code: no file of src but the maker of these errors writes its own', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const literal = /(ARGUMENT|OPTION|VARIABLES)_INVALID',\s*\{[^}]*problem/;
    const own = join('model', 'invalid.ts');
    const inWords = files.filter((file) => file !== own && literal.test(readFileSync(join('src', file), 'utf8')));
    expect(inWords).toEqual([]);
  });
});

describe('errorText of a refusal', () => {
  it('says why, in the words of the reader, when it has the error itself', () => {
    const reasons = [{ code: 'OWN_NOMINATED', params: { person: 'An' } }] as const;
    const params = { personId: 'an', action: 'complete', taskName: 'Thẩm định', reason: 'OWN_NOMINATED' };
    const error = engineError('NOT_AUTHORISED', params, reasons);
    expect(errorText(error, 'vi')).toBe(
      'an không được phép hoàn thành công việc "Thẩm định": An được nhiệm vụ nêu đích danh.',
    );
    expect(errorText(error, 'en')).toBe('an may not complete task "Thẩm định": An is named by the task.');
    expect(errorText({ code: error.code, params }, 'vi')).toContain('OWN_NOMINATED');
  });
});

describe('errorText in Vietnamese', () => {
  const vi = (...[code, params, cause]: Parameters<typeof engineError>) =>
    errorText(engineError(code, params, cause), 'vi');

  it('leaves no English word of a state, an act, a suggestion or a trigger in the sentence', () => {
    expect(vi('TASK_STATE', { taskId: 'x:4', state: 'reserved', action: 'claim' })).toBe(
      'Không thể nhận công việc "x:4"; trạng thái hiện tại: đã nhận.',
    );
    expect(vi('INSTANCE_ENDED', { instanceId: 'x', status: 'failed' })).toBe(
      'Hồ sơ "x" đã kết thúc (thất bại); không thể thao tác thêm.',
    );
    expect(vi('OPTION_UNKNOWN', { name: 'clok', known: 'clock', suggestion: ' Did you mean "clock"?' })).toBe(
      'Không có tùy chọn "clok". Các tùy chọn hợp lệ: clock. Có phải ý là "clock"?',
    );
    expect(vi('START_NOT_POSSIBLE', { process: 'p', problem: 'NO_PLAIN_START' })).toBe(
      'Không thể bắt đầu quy trình "p" như vậy: quy trình không có sự kiện bắt đầu nào không chờ tác nhân.',
    );
    expect(vi('ACTOR_MISSING', { action: 'definition.approve' })).toContain('Lệnh "phê duyệt" cần người thực hiện');
    const may = { personId: 'an', action: 'approve', process: 'p', reason: 'ROLE_MISSING lanh_dao | pho' };
    expect(vi('DEFINITION_NOT_AUTHORISED', may)).toBe(
      'an không được phép phê duyệt phiên bản của quy trình "p": không có vai trò lanh_dao, pho.',
    );
    expect(vi('DEFINITION_NOT_IN_FORCE', { process: 'p', at: '2026-01-05T01:00:00.000Z' })).toContain(
      'có hiệu lực vào lúc 05/01/2026 08:00.',
    );
  });

  it('names types and forms of declared values', () => {
    const wrong = (rule: string, more: Record<string, string>) =>
      vi('VARIABLES_INVALID', { path: '/x', problem: 'not fitting', rule, ...more });
    expect(wrong('TYPE', { expected: 'integer | null' })).toBe(
      'Biến không hợp lệ: "/x" không thuộc kiểu số nguyên hoặc để trống (null).',
    );
    expect(wrong('FORMAT', { format: 'date' })).toBe(
      'Biến không hợp lệ: "/x" không đúng định dạng ngày (năm-tháng-ngày).',
    );
  });

  it('says why a store cannot be used', () => {
    expect(vi('STORE_OPEN', { file: '/kho/a.db', reason: 'the disk is full', problem: 'diskFull' })).toBe(
      'Không mở được kho dữ liệu /kho/a.db: đĩa đã đầy',
    );
    const silent = { file: 'postgres://host/db', reason: 'no answer', problem: 'readOnly' };
    expect(vi('STORE_WRITE', silent)).toContain('máy chủ không nhận ghi');
    const files: Record<FileProblem, string> = fileProblemsVi;
    const servers: Record<ServerProblem, string> = databaseProblemsVi;
    expect(Object.keys({ ...files, ...servers }).length).toBeGreaterThan(30);
  });

  it('tells every reason of what was refused, in the words of the reader', () => {
    const problems = migrationProblemCodes.map((code) => ({
      code,
      element: 'a',
      params: { target: 'b', other: 'c', from: 'userTask', to: 'serviceTask' },
    }));
    const params = { instanceId: 'x', version: 2, reasons: 'ELEMENT_MISSING a' };
    const refused = engineError('MIGRATION_REFUSED', params, problems);
    expect(errorText(refused, 'vi')).toContain('"a" là tác vụ người dùng, ở đó là tác vụ dịch vụ; ');
    expect(errorText(refused, 'en')).toContain('"a" is a user task, there a service task; ');
    for (const lang of ['vi', 'en'] as const) expect(errorText(refused, lang)).not.toMatch(/[A-Z]_[A-Z]|[{}]/);
    expect(errorText({ code: refused.code, params }, 'vi')).toContain('ELEMENT_MISSING a');

    const loops = { code: 'LOOP_DIFFERS', element: 'a', params: { from: 'none', to: 'parallel' } } as const;
    expect(migrationProblemText(loops, 'vi')).toBe('"a" được làm một lần, ở đó nhiều lượt song song');

    const clock = { code: 'CLOCK_POLICY_MISMATCH', params: { clockId: '3', expected: 'A', found: 'B' } };
    expect(vi('CLOCK_REFUSED', { clockId: '3', code: clock.code, details: 'expected A' }, clock)).toBe(
      'Đồng hồ thời hạn "3" không cho phép việc này (CLOCK_POLICY_MISMATCH): Đồng hồ 3 chạy theo quy tắc A, không phải B.',
    );
    const verdict = { sound: false, fault: 'STATE', detail: 'x' };
    expect(vi('DOCUMENT_INVALID', { reason: 'STATE x' }, verdict)).toBe(
      'Tài liệu hồ sơ không nguyên vẹn: Trạng thái trong tài liệu không phải trạng thái mà nhật ký cho ra. Hãy xuất lại từ kho gốc.',
    );
  });
});

describe('incidentText and eventText', () => {
  it('name the element', () => {
    expect(incidentText('NO_FLOW_TAKEN', { element: 'Đạt yêu cầu?' }, 'vi')).toContain('"Đạt yêu cầu?"');
    const event = {
      type: 'incident.raised',
      incidentId: '1',
      on: '2',
      element: 'g',
      code: 'NO_FLOW_TAKEN',
      params: {},
    } as const;
    expect(eventText(event, 'en', { nameOf: () => 'Complete?' })).toContain('after "Complete?" is true');
  });

  it('write instants in the zone', () => {
    const event = {
      type: 'timer.armed',
      timerId: '1',
      on: '2',
      element: 'w',
      dueAt: Date.UTC(2026, 1, 26, 9, 30),
    } as const;
    const repaired = { type: 'instance.repaired', reason: 'x' } as const;
    expect(eventText({ ...repaired, tables: ['tasks', 'jobs'] }, 'vi')).toBe(
      'Viết lại các bảng theo nhật ký (công việc, tác vụ máy): x',
    );
    expect(eventText({ ...repaired, tables: [] }, 'en')).toBe('Rows written anew from the journal (none was wrong): x');
    expect(eventText(event, 'vi')).toBe('Hẹn giờ cho "w": 26/02/2026 16:30');
    expect(eventText(event, 'en', { zone: 'UTC' })).toBe('Timer of "w" set for 26/02/2026 09:30');
  });
});

describe('words', () => {
  it('name element types', () => {
    expect(elementTypeText('userTask', 'vi')).toBe('tác vụ người dùng');
    expect(elementTypeText('callActivity', 'en')).toBe('call activity');
  });

  it('write times as an office does', () => {
    expect(formatInstant(Date.UTC(2026, 10, 24, 17, 5), 'Asia/Ho_Chi_Minh')).toBe('25/11/2026 00:05');
    expect(formatMinutes(90, 'vi')).toBe('1 giờ 30 phút');
    expect(formatMinutes(0, 'en')).toBe('0 min');
    expect(formatMinutes(-125, 'vi')).toBe('-2 giờ 5 phút');
  });
});

describe('definitionEventText', () => {
  it('says who approved what by which decision, and from when', () => {
    const approval = { decisionNumber: '1716/QĐ-UBND', decisionOn: '2026-03-25', signer: 'Nguyễn Văn A' };
    const effectiveFromAt = Date.parse('2026-04-01T00:00:00+07:00');
    const approved = { type: 'definition.approved', version: 2, approval, effectiveFromAt } as const;
    expect(definitionEventText(approved, 'vi')).toBe(
      'Phê duyệt phiên bản 2 theo 1716/QĐ-UBND ngày 25/03/2026, người ký Nguyễn Văn A; có hiệu lực từ 01/04/2026 00:00',
    );
    expect(definitionEventText(approved, 'en')).toContain('in force from 01/04/2026 00:00');
  });

  it('words of an error about a version are Vietnamese in Vietnamese', () => {
    const error = engineError('DEFINITION_STATE', { process: 'p', version: 2, state: 'draft', action: 'approve' });
    expect(errorText(error, 'vi')).toBe(
      'Không thể phê duyệt phiên bản 2 của quy trình "p"; trạng thái hiện tại: dự thảo.',
    );
  });
});

describe('reasons', () => {
  it('that no person gave are told in the language of the reader, with what was found', () => {
    const thrown = {
      type: 'instance.terminated',
      status: 'failed',
      code: 'E',
      reason: 'ERROR_UNCAUGHT',
      params: { error: 'E', thrower: 'end' },
    } as const;
    const nameOf = (id: string) => (id === 'end' ? 'Hết' : id);
    expect(eventText(thrown, 'vi', { nameOf })).toBe(
      'Dừng quy trình (thất bại): lỗi E do "Hết" báo không có nơi nào tiếp nhận',
    );
    expect(eventText(thrown, 'en', { nameOf })).toBe('Process ended (failed): error E thrown by "Hết" was not caught');
    const own = { type: 'instance.terminated', status: 'cancelled', reason: 'Rút hồ sơ' } as const;
    expect(eventText(own, 'en')).toBe('Process ended (cancelled): Rút hồ sơ');
    const condition = { expression: 'condition', reason: 'BOOLEAN_EXPECTED', found: 'NULL', element: 'a' };
    expect(incidentText('EXPRESSION_FAILED', condition, 'vi')).toBe(
      'Biểu thức "điều kiện" tại "a" không tính được: phải là true hoặc false, nhưng là null (có thiếu biến không?). Hãy sửa biến rồi cho chạy lại.',
    );
    expect(incidentText('EXPRESSION_FAILED', condition, 'en')).toContain('found null (is a variable missing?)');
    const loop = { what: 'cardinality', found: 'LIST', element: 'a' };
    expect(incidentText('LOOP_INVALID', loop, 'vi')).toContain('số lượt không dùng được (một danh sách)');
    expect(incidentText('LOOP_INVALID', loop, 'en')).toContain('the number of rounds is not usable');
    const call = { process: 'q', reason: 'DEFINITION_UNKNOWN', element: 'a' };
    for (const lang of ['vi', 'en'] as const) {
      expect(incidentText('CALL_FAILED', call, lang)).not.toContain('DEFINITION_UNKNOWN');
      expect(incidentText('CALL_FAILED', call, lang)).not.toContain('{');
    }
    expect(incidentText('CALL_FAILED', { ...call, reason: 'Hủy' }, 'vi')).toContain(': Hủy.');
  });
});
