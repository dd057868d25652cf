// The life of a definition in words: its states, and one short sentence for each change.
import type { DefinitionEvent, DefinitionEventType } from '../model/definition.ts';
import { fill } from '../model/fill.ts';
import { formatInstant } from './format-time.ts';
import type { Lang, Sentence } from './lang.ts';

export function definitionEventText(event: DefinitionEvent, lang: Lang, zone = 'Asia/Ho_Chi_Minh'): string {
  const params: Record<string, string | number> = {};
  const given = 'approval' in event ? { ...event, ...event.approval } : event;
  for (const [name, value] of Object.entries(given) as [string, unknown][]) {
    if (name.endsWith('At') && typeof value === 'number') params[name] = formatInstant(value, zone);
    else if (name.endsWith('On') && typeof value === 'string') params[name] = value.split('-').reverse().join('/');
    else if (typeof value === 'string' || typeof value === 'number') params[name] = value;
  }
  return fill(definitionEventTexts[event.type][lang], params);
}

export const definitionEventTexts = {
  'definition.deployed': { vi: 'Nhận phiên bản {version}', en: 'Version {version} received' },
  'definition.submitted': {
    vi: 'Trình kiểm soát phiên bản {version}',
    en: 'Version {version} submitted to the legal check',
  },
  'definition.returned': { vi: 'Trả lại phiên bản {version}: {reason}', en: 'Version {version} given back: {reason}' },
  'definition.approved': {
    vi: 'Phê duyệt phiên bản {version} theo {decisionNumber} ngày {decisionOn}, người ký {signer}; có hiệu lực từ {effectiveFromAt}',
    en: 'Version {version} approved by {decisionNumber} of {decisionOn}, signed by {signer}; in force from {effectiveFromAt}',
  },
  'definition.tookEffect': {
    vi: 'Phiên bản {version} có hiệu lực từ {effectiveFromAt}',
    en: 'Version {version} in force from {effectiveFromAt}',
  },
  'definition.superseded': {
    vi: 'Phiên bản {version} được thay bằng phiên bản {by}, hết hiệu lực lúc {effectiveToAt}',
    en: 'Version {version} superseded by version {by}, in force until {effectiveToAt}',
  },
  'definition.revoked': {
    vi: 'Bãi bỏ phiên bản {version}: {reason}; hết hiệu lực lúc {effectiveToAt}',
    en: 'Version {version} revoked: {reason}; in force until {effectiveToAt}',
  },
  'definition.suspended': {
    vi: 'Tạm dừng tiếp nhận hồ sơ mới theo phiên bản {version}: {reason}',
    en: 'Version {version} suspended, no new instances: {reason}',
  },
  'definition.resumed': {
    vi: 'Tiếp nhận lại hồ sơ mới theo phiên bản {version}',
    en: 'Version {version} resumed',
  },
} as const satisfies Record<DefinitionEventType, Sentence>;

/** States as `Definition.state` names them. */
export const definitionStateTexts: Readonly<Record<string, Sentence>> = {
  draft: { vi: 'dự thảo', en: 'draft' },
  legalCheck: { vi: 'đang kiểm soát', en: 'in legal check' },
  approved: { vi: 'đã phê duyệt, chờ hiệu lực', en: 'approved, not in force yet' },
  effective: { vi: 'đang có hiệu lực', en: 'in force' },
  superseded: { vi: 'đã được thay thế', en: 'superseded' },
  revoked: { vi: 'đã bãi bỏ', en: 'revoked' },
  suspended: { vi: 'tạm dừng', en: 'suspended' },
};

/** Why somebody may not: `NOT_IN_OFFICE`, or `ROLE_MISSING` and the roles that may. */
export function definitionRefusalText(reason: string, lang: Lang): string {
  const [code = '', ...roles] = reason.split(/ \|? ?/);
  const sentence = Object.hasOwn(refusalTexts, code) ? refusalTexts[code as keyof typeof refusalTexts][lang] : reason;
  return fill(sentence, { roles: roles.join(', ') });
}

const refusalTexts = {
  NOT_IN_OFFICE: { vi: 'hiện không giữ chức vụ nào.', en: 'holds no position now.' },
  ROLE_MISSING: { vi: 'không có vai trò {roles}.', en: 'has not the role {roles}.' },
} as const satisfies Record<string, Sentence>;

/** What was asked of a version. */
export const definitionActionsVi: Readonly<Record<string, string>> = {
  deploy: 'đưa vào',
  submit: 'trình kiểm soát',
  return: 'trả lại',
  approve: 'phê duyệt',
  revoke: 'bãi bỏ',
  suspend: 'tạm dừng',
  resume: 'tiếp tục',
};
