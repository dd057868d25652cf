// A notice about a clock as a person reads it: one line that says what it is about, and why.
import { fill } from '../model/fill.ts';
import type { Notice } from '../model/notice.ts';
import type { NoticeKind } from '../model/events.ts';
import { formatInstant } from './format-time.ts';
import type { Lang, Sentence } from './lang.ts';
import { legalBasisText, timeReasonText } from './time-reason-text.ts';

export interface NoticeText {
  readonly subject: string;
  /** The explanation of the deadline, and the legal basis, one sentence each. */
  readonly reasons: readonly string[];
}

export function noticeText(notice: Omit<Notice, 'to' | 'key'>, lang: Lang): NoticeText {
  const { kind, zone, dueAt, originalDueAt, businessKey, instanceId, reasons, basis } = notice;
  const about = notice.phase ?? notice.elementName;
  const params = {
    dossier: businessKey ?? instanceId,
    about,
    dueAt: formatInstant(dueAt, zone),
    originalDueAt: formatInstant(originalDueAt, zone),
  };
  const because = legalBasisText(basis);
  return {
    subject: fill(noticeTexts[kind][lang], params),
    reasons: [
      ...reasons.map((reason) => timeReasonText(reason, lang, zone)),
      ...(because === '' ? [] : [fill(basisText[lang], { basis: because })]),
    ],
  };
}

const basisText: Sentence = { vi: 'Căn cứ: {basis}.', en: 'Basis: {basis}.' };

export const noticeTexts = {
  warned: {
    vi: 'Hồ sơ {dossier}: sắp đến hạn "{about}", hạn {dueAt}.',
    en: 'Dossier {dossier}: the deadline of "{about}" is near, {dueAt}.',
  },
  apology: {
    vi: 'Hồ sơ {dossier}: phải gửi văn bản xin lỗi và đề nghị gia hạn trước hạn {dueAt}, vì "{about}" chưa xong.',
    en: 'Dossier {dossier}: "{about}" is not finished; a written apology with a new date must be sent before {dueAt}.',
  },
  breached: {
    vi: 'Hồ sơ {dossier}: đã quá hạn "{about}", hạn {dueAt} (hẹn ban đầu {originalDueAt}).',
    en: 'Dossier {dossier}: "{about}" is overdue since {dueAt} (first promised for {originalDueAt}).',
  },
  escalated: {
    vi: 'Hồ sơ {dossier}: báo cáo cấp trên về thời hạn "{about}", hạn {dueAt}.',
    en: 'Dossier {dossier}: the deadline of "{about}", {dueAt}, is reported to those responsible.',
  },
  unanswered: {
    vi: 'Hồ sơ {dossier}: đã hết thời gian chờ trả lời cho "{about}".',
    en: 'Dossier {dossier}: no answer has come in time for "{about}".',
  },
  recomputed: {
    vi: 'Hồ sơ {dossier}: hạn của "{about}" được tính lại theo lịch mới, nay là {dueAt}.',
    en: 'Dossier {dossier}: the deadline of "{about}" was computed on the changed calendar and is now {dueAt}.',
  },
} as const satisfies Record<NoticeKind, Sentence>;
