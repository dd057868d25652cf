// Why somebody may or may not do a task, and what is wrong in a directory, in rules or in a grant.
import type { AuthorityProblem, AuthorityReason, AuthorityReasonCode } from '../model/authority.ts';
import { fill } from '../model/fill.ts';
import { formatInstant } from './format-time.ts';
import type { Lang, Sentence } from './lang.ts';

/** The sentence of a reason or problem; `zone` (IANA) is the one in which instants are written. */
export function authorityText(
  reason: AuthorityReason | AuthorityProblem,
  lang: Lang,
  zone = 'Asia/Ho_Chi_Minh',
): string {
  const params: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(reason.params)) {
    if (name.endsWith('At') && typeof value === 'number') params[name] = formatInstant(value, zone);
    else params[name] = translated.has(name) ? inWords(String(value), lang) : value;
  }
  const sentence = fill(authorityTexts[reason.code][lang], params);
  if (reason.legalBasis === undefined) return sentence;
  return `${sentence} ${lang === 'vi' ? 'Căn cứ' : 'Legal basis'}: ${reason.legalBasis}.`;
}

/** Params whose values are words of the model, not names that a person wrote. */
const translated = new Set(['status', 'kind', 'sealOwner', 'possible']);

function inWords(value: string, lang: Lang): string {
  return value
    .split(', ')
    .map((word) => (Object.hasOwn(words, word) ? words[word as keyof typeof words][lang] : word))
    .join(', ');
}

const words = {
  draft: { vi: 'dự thảo', en: 'a draft' },
  active: { vi: 'đang hiệu lực', en: 'active' },
  suspended: { vi: 'tạm đình chỉ', en: 'suspended' },
  revoked: { vi: 'đã thu hồi', en: 'revoked' },
  expired: { vi: 'đã hết hiệu lực', en: 'expired' },
  procedures: { vi: 'thủ tục', en: 'procedure' },
  elements: { vi: 'bước', en: 'step' },
  documents: { vi: 'văn bản', en: 'document' },
  fields: { vi: 'lĩnh vực', en: 'field' },
  units: { vi: 'đơn vị', en: 'unit' },
  positions: { vi: 'chức vụ', en: 'position' },
  roles: { vi: 'vai trò', en: 'role' },
  persons: { vi: 'người', en: 'person' },
  grants: { vi: 'văn bản ủy quyền', en: 'grant' },
  signing: { vi: 'quy tắc ký', en: 'signing rule' },
  DELEGATOR: { vi: 'con dấu bên giao', en: 'seal of the delegator' },
  DELEGATE: { vi: 'con dấu bên nhận', en: 'seal of the delegate' },
} as const satisfies Record<string, Sentence>;

export const authorityTexts = {
  // why it is allowed
  OWN_ROLE: {
    vi: '{person} giữ vai trò "{role}" với chức vụ {position}, {unit}.',
    en: '{person} holds the role "{role}" as {position}, {unit}.',
  },
  OWN_NOMINATED: { vi: '{person} được nhiệm vụ nêu đích danh.', en: '{person} is named by the task.' },
  OWN_UNIT: {
    vi: '{person} thuộc {unit} là nơi được giao nhiệm vụ.',
    en: '{person} belongs to {unit}, to which the task is given.',
  },
  OWN_OPEN: {
    vi: 'Nhiệm vụ không nêu ai thực hiện nên {person} được nhận.',
    en: 'The task names nobody, so {person} may do it.',
  },
  OWN_SUPERIOR: {
    vi: '{person} là cấp trên của {below} nên được phân công, thu hồi nhiệm vụ.',
    en: '{person} stands above {below} and may assign or take back the task.',
  },
  BY_LINK: { vi: '{mode}: {from} giao cho {to} theo {act}.', en: '{mode}: {from} to {to}, by {act}.' },
  CHOSEN_OWN: {
    vi: 'Chọn thẩm quyền của chính mình trước {others} căn cứ khác.',
    en: 'The own right comes before {others} other way(s).',
  },
  CHOSEN_SHORTEST: {
    vi: 'Chọn chuỗi ủy quyền ngắn nhất; còn {others} căn cứ khác.',
    en: 'The shortest chain is taken; there are {others} other way(s).',
  },
  CHOSEN_NEWEST: {
    vi: 'Chọn văn bản ban hành gần nhất; còn {others} căn cứ khác.',
    en: 'The newest act is taken; there are {others} other way(s).',
  },
  CERTIFICATE_USED: {
    vi: 'Chứng thư chữ ký số {serial} còn hiệu lực và đúng chức vụ.',
    en: 'Certificate {serial} is valid and states the position.',
  },

  // why it is not allowed
  RULES_SILENT: {
    vi: 'Bộ quy tắc "{rules}" không có quy tắc chung nào có hiệu lực lúc {momentAt}.',
    en: 'The rules "{rules}" have no general rule in force at {momentAt}.',
  },
  ACTOR_UNKNOWN: {
    vi: 'Không có người "{personId}" trong danh bạ. Hãy thêm người này hoặc sửa mã.',
    en: 'There is no person "{personId}" in the directory. Add the person or correct the id.',
  },
  ACTOR_ABSENT: {
    vi: '{person} vắng mặt từ {fromAt} đến {toAt}. Hãy để người thay thế thực hiện hoặc sửa lịch vắng mặt.',
    en: '{person} is absent from {fromAt} to {toAt}. Let a substitute do it, or correct the absence.',
  },
  NOT_HOLDER: {
    vi: '{person} không giữ vai trò của nhiệm vụ "{task}" (vai trò: {role}; đơn vị: {unit}).',
    en: '{person} does not hold what task "{task}" asks for (role: {role}; unit: {unit}).',
  },
  NO_GRANT: {
    vi: 'Không có văn bản nào giao cho {person} làm thay người khác.',
    en: 'No act lets {person} act for another.',
  },
  DEPUTY_NEEDS_KT: {
    vi: '{person} là cấp phó, chỉ được ký thay (KT.) người đứng đầu trong lĩnh vực được phân công.',
    en: '{person} is a deputy and may only sign for the head (KT.) in the field assigned.',
  },
  FOUR_EYES: {
    vi: '{person} đã thực hiện bước phải tách biệt với "{task}" nên không được làm bước này.',
    en: '{person} did a step that must be separate from "{task}", and may not do this one.',
  },
  FOUR_EYES_PRINCIPAL: {
    vi: '{principal} đã thực hiện bước phải tách biệt với "{task}" nên người khác cũng không được làm thay.',
    en: '{principal} did a step that must be separate from "{task}", so nobody may do it for them either.',
  },
  TASK_HELD: {
    vi: 'Nhiệm vụ đang do {holder} nhận; {person} không được giao làm thay người này. Hãy thu hồi nhiệm vụ trước.',
    en: 'The task is held by {holder}, for whom {person} may not act. Have it released first.',
  },
  NOT_FOR_PRINCIPAL: {
    vi: '{person} không có căn cứ để làm thay {principal} trong nhiệm vụ này.',
    en: 'Nothing lets {person} act for {principal} in this task.',
  },
  GRANT_NOT_ACTIVE: {
    vi: '{mode} "{grantId}" không có hiệu lực: {status}.',
    en: '{mode} "{grantId}" is not active: it is {status}.',
  },
  GRANT_NOT_YET: {
    vi: '{mode} "{grantId}" chỉ có hiệu lực từ {fromAt}.',
    en: '{mode} "{grantId}" begins at {fromAt}.',
  },
  GRANT_EXPIRED: { vi: '{mode} "{grantId}" đã hết hạn lúc {toAt}.', en: '{mode} "{grantId}" expired at {toAt}.' },
  OUT_OF_SCOPE: {
    vi: '{mode} "{grantId}" không bao gồm {kind} này (được hỏi: {asked}; phạm vi: {allowed}).',
    en: '{mode} "{grantId}" does not cover this {kind} (asked: {asked}; scope: {allowed}).',
  },
  MODE_NOT_ADMITTED: {
    vi: 'Bước này không cho ký {mode} (căn cứ "{grantId}"; hình thức được phép: {admitted}).',
    en: 'This step does not admit {mode} (by "{grantId}"; admitted: {admitted}).',
  },
  SUBSTITUTE_CANNOT_SIGN: {
    vi: 'Thay thế khi vắng mặt ("{grantId}") chỉ dùng cho việc không phải ký.',
    en: 'Cover of an absence ("{grantId}") is for work without a signature.',
  },
  RULE_UNKNOWN: {
    vi: 'Không có quy tắc nào cho {mode} ("{grantId}") vào thời điểm này.',
    en: 'There is no rule for {mode} ("{grantId}") at that moment.',
  },
  SEAL_OWNER: {
    vi: '{mode} "{grantId}" không thể dùng {sealOwner}; được phép: {possible}.',
    en: '{mode} "{grantId}" cannot go with the {sealOwner}; possible: {possible}.',
  },
  INSTRUMENT_MISSING: {
    vi: '{mode} "{grantId}" phải bằng văn bản: thiếu số hoặc ngày ban hành.',
    en: '{mode} "{grantId}" must be in writing: the number or date of the act is missing.',
  },
  TERM_OPEN: { vi: '{mode} "{grantId}" phải có thời hạn kết thúc.', en: '{mode} "{grantId}" must have an end.' },
  SCOPE_EMPTY: {
    vi: '{mode} "{grantId}" phải nêu nội dung được giao (thủ tục, bước, văn bản hoặc lĩnh vực).',
    en: '{mode} "{grantId}" must say what it covers (procedures, steps, documents or fields).',
  },
  GIVER_NOT_ALLOWED: {
    vi: '{from} không được giao theo hình thức {mode} ("{grantId}").',
    en: '{from} may not give {mode} ("{grantId}").',
  },
  RECIPIENT_NOT_ALLOWED: {
    vi: '{to} không được nhận theo hình thức {mode} ("{grantId}").',
    en: '{to} may not receive {mode} ("{grantId}").',
  },
  PARTIES_UNRELATED: {
    vi: '{from} không được giao {mode} cho {to}: hai bên không có quan hệ tổ chức mà quy định đòi hỏi ("{grantId}").',
    en: '{from} may not give {mode} to {to}: their units do not stand to each other as the rule requires ("{grantId}").',
  },
  CONDITION_FALSE: {
    vi: 'Điều kiện của {mode} "{grantId}" không thỏa mãn: {conditions}',
    en: 'The condition of {mode} "{grantId}" is not met: {conditions}',
  },
  CONDITION_UNJUDGED: {
    vi: 'Không có gì để xét điều kiện của {mode} "{grantId}": {conditions}',
    en: 'Nothing judges the condition of {mode} "{grantId}": {conditions}',
  },
  REDELEGATION_FORBIDDEN: {
    vi: '{mode} "{grantId}" không cho {to} giao lại cho người khác.',
    en: '{mode} "{grantId}" does not let {to} hand it on.',
  },
  CHAIN_TOO_DEEP: {
    vi: 'Chuỗi giao quyền qua "{grantId}" sâu {depth} cấp; {mode} chỉ cho {maxDepth}.',
    en: 'The chain through "{grantId}" is {depth} deep; {mode} allows {maxDepth}.',
  },
  PRINCIPAL_NO_RIGHT: {
    vi: '{principal}, bên giao trong {mode} "{grantId}", không có thẩm quyền với nhiệm vụ này.',
    en: '{principal}, who gave {mode} "{grantId}", has no right to this task.',
  },
  SEARCH_LIMIT: {
    vi: 'Đã dừng tìm chuỗi ủy quyền sau {limit} lần thử. Hãy bớt các văn bản ủy quyền chồng chéo.',
    en: 'The search for a chain was stopped after {limit} tries. Remove overlapping grants.',
  },
  CERTIFICATE_MISSING: {
    vi: '{person} chưa có chứng thư chữ ký số trong danh bạ.',
    en: '{person} has no signing certificate in the directory.',
  },
  CERTIFICATE_UNKNOWN: {
    vi: 'Chứng thư {serial} không phải của {person} trong danh bạ.',
    en: 'Certificate {serial} is not on file for {person}.',
  },
  CERTIFICATE_NOT_YET: {
    vi: 'Chứng thư {serial} của {person} chỉ có hiệu lực từ {fromAt}.',
    en: 'Certificate {serial} of {person} begins at {fromAt}.',
  },
  CERTIFICATE_EXPIRED: {
    vi: 'Chứng thư {serial} của {person} đã hết hạn lúc {toAt}.',
    en: 'Certificate {serial} of {person} expired at {toAt}.',
  },
  CERTIFICATE_REVOKED: {
    vi: 'Chứng thư {serial} của {person} đã bị thu hồi lúc {revokedAt}.',
    en: 'Certificate {serial} of {person} was revoked at {revokedAt}.',
  },
  CERTIFICATE_POSITION: {
    vi: 'Chứng thư {serial} của {person} ghi chức vụ "{stated}", không phải chức vụ dùng để ký ({needed}).',
    en: 'Certificate {serial} of {person} states the position "{stated}", not the one signed in ({needed}).',
  },

  // what is wrong in a file or in a grant about to be registered
  FILE_REQUIRED: { vi: 'Thiếu mục "{name}".', en: '"{name}" is missing.' },
  FILE_UNKNOWN_NAME: {
    vi: 'Không có mục nào tên "{name}" ở đây. Hãy xóa hoặc sửa tên.',
    en: '"{name}" is not known here. Remove it or correct the name.',
  },
  FILE_TYPE: { vi: 'Sai kiểu dữ liệu; phải là: {expected}.', en: 'The type is wrong; it must be: {expected}.' },
  FILE_VALUE: { vi: 'Giá trị không hợp lệ; phải là: {expected}', en: 'The value is not valid; it must be: {expected}' },
  FILE_FORM: {
    vi: '"{found}" không đúng cách viết; ví dụ đúng: {example}.',
    en: '"{found}" is not written as it must be; for example: {example}.',
  },
  FILE_SHAPE: {
    vi: 'Không đúng quy tắc "{rule}" của lược đồ: {message}.',
    en: 'Rule "{rule}" of the schema is not met: {message}.',
  },
  ID_REPEATED: { vi: 'Mã {kind} "{id}" bị lặp.', en: 'The id "{id}" is used for more than one {kind}.' },
  ID_UNKNOWN: {
    vi: 'Không có {kind} "{id}". Hãy khai báo hoặc sửa mã.',
    en: 'There is no {kind} "{id}". Declare it or correct the id.',
  },
  PARENT_CYCLE: {
    vi: 'Đơn vị "{id}" nằm trong chính nó qua các đơn vị cấp trên.',
    en: 'Unit "{id}" lies inside itself through its parents.',
  },
  MOMENT_INVALID: {
    vi: '"{text}" không phải ngày có thật. Viết 2026-01-31 hoặc 2026-01-31T08:00:00+07:00.',
    en: '"{text}" is no real date. Write 2026-01-31 or 2026-01-31T08:00:00+07:00.',
  },
  TERM_INVERTED: { vi: 'Thời hạn kết thúc trước khi bắt đầu.', en: 'The term ends before it begins.' },
  RULES_OVERLAP: {
    vi: 'Quy tắc "{id}" và "{other}" cùng có hiệu lực cho một hình thức; hãy ngắt thời gian hiệu lực.',
    en: 'Rules "{id}" and "{other}" hold for the same at the same time; separate their terms.',
  },
  PARTY_SELF: {
    vi: '{mode} "{grantId}": bên giao và bên nhận là một.',
    en: '{mode} "{grantId}": giver and recipient are the same.',
  },
  CHAIN_CYCLIC: {
    vi: '{mode} "{grantId}" tạo vòng: quyền giao cho {to} quay lại bên giao qua các văn bản khác.',
    en: '{mode} "{grantId}" makes a circle: what {to} receives comes back to the giver through other grants.',
  },
  INSTRUMENT_LATER: {
    vi: '{mode} "{grantId}" có hiệu lực từ {fromAt}, trước ngày ban hành văn bản ({issuedOn}).',
    en: '{mode} "{grantId}" begins at {fromAt}, before its act was issued ({issuedOn}).',
  },
  CONDITIONS_MISSING: {
    vi: '{mode} "{grantId}" nên nêu các điều kiện cụ thể kèm theo.',
    en: '{mode} "{grantId}" should state the conditions that go with it.',
  },
  HISTORY_INCONSISTENT: {
    vi: 'Trạng thái của {mode} "{grantId}" không khớp với mục cuối của lịch sử.',
    en: 'The status of {mode} "{grantId}" is not that of the last entry of its history.',
  },
} as const satisfies Record<AuthorityReasonCode, Sentence>;
