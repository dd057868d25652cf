// The sentence of an EngineError in the reader's language. Params are stable: codes, ids, instants. Here they become words.
import { isArgumentProblem } from '../model/argument-problems.ts';
import type { AuthorityProblem, AuthorityReason } from '../model/authority.ts';
import { englishText, type EngineError, type EngineErrorCode, type EngineErrorParams } from '../model/engine-error.ts';
import { fill } from '../model/fill.ts';
import { documentFaults, type DocumentFault } from '../model/instance-document.ts';
import type { ClockProblem } from '../model/sla.ts';
import { argumentProblemsVi } from './argument-problems-vi.ts';
import { authorityText } from './authority-texts.ts';
import { definitionActionsVi, definitionRefusalText, definitionStateTexts } from './definition-texts.ts';
import { dmnTextsVi, isDmnProblemCode } from './dmn-texts.ts';
import { documentFaultText } from './document-texts.ts';
import { errorTextsVi } from './error-texts.ts';
import { outcomeTexts } from './event-texts.ts';
import { feelText, isFeelProblemCode, suggestionVi } from './feel-texts.ts';
import { formatInstant } from './format-time.ts';
import type { Lang, Sentence } from './lang.ts';
import { isMigrationProblems, migrationProblemText } from './migration-texts.ts';
import { isSchemaProblemCode, schemaText } from './schema-texts.ts';
import { storeReason } from './store-texts.ts';
import { clockProblemText } from './time-reason-text.ts';

type Told = Pick<EngineError, 'code' | 'params'> & { readonly cause?: unknown };

/**
 * What several reasons have led to (NOT_AUTHORISED, MIGRATION_REFUSED, CLOCK_REFUSED, DOCUMENT_INVALID, DIRECTORY_INVALID) is told in full
 * when the error itself is given, which carries them as its `cause`. `zone` (IANA): in which instants are written.
 */
export function errorText(error: Told, lang: Lang, zone = 'Asia/Ho_Chi_Minh'): string {
  const { code } = error;
  const params = { ...error.params, ...reasonsOf(error, lang, zone) };
  return lang === 'vi' ? fill(errorTextsVi[code], inVietnamese(code, params, zone)) : englishText(code, params);
}

function reasonsOf({ code, params, cause }: Told, lang: Lang, zone: string): EngineErrorParams {
  switch (code) {
    case 'NOT_AUTHORISED': {
      const action = actions[String(params.action)]?.[lang];
      return {
        ...(action === undefined ? {} : { action }),
        ...(areCoded(cause)
          ? { reason: (cause as readonly AuthorityReason[]).map((one) => authorityText(one, lang, zone)).join(' ') }
          : {}),
      };
    }
    case 'DEFINITION_NOT_AUTHORISED':
      return { reason: definitionRefusalText(String(params.reason), lang) };
    case 'MIGRATION_REFUSED':
      return isMigrationProblems(cause)
        ? { reasons: cause.map((one) => migrationProblemText(one, lang)).join('; ') }
        : {};
    case 'CLOCK_REFUSED':
      return isCoded(cause) ? { details: inSentence(clockProblemText(cause as ClockProblem, lang, zone)) } : {};
    case 'DOCUMENT_INVALID':
      return isVerdict(cause) ? { reason: inSentence(documentFaultText(cause, lang)) } : {};
    case 'DIRECTORY_INVALID':
      return areCoded(cause) ? { reason: problemsText(cause as readonly AuthorityProblem[], lang, zone) } : {};
    default:
      return {};
  }
}

function problemsText(problems: readonly AuthorityProblem[], lang: Lang, zone: string): string {
  return problems.map((problem) => `${problem.pointer}: ${authorityText(problem, lang, zone)}`).join(' ');
}

function inVietnamese(code: EngineErrorCode, params: EngineErrorParams, zone: string): EngineErrorParams {
  const words: Record<string, string | number> = { ...params };
  for (const [name, value] of Object.entries(params)) words[name] = wordOf(code, name, value, zone);
  const reason = storeReason(params, 'vi');
  if (code.startsWith('STORE_') && reason !== null) words['reason'] = reason;
  const problem = problemVi(params);
  if (problem !== null) words['problem'] = problem;
  return words;
}

function wordOf(code: EngineErrorCode, name: string, value: string | number, zone: string): string | number {
  const text = String(value);
  if (name === 'suggestion') return suggestionVi(text);
  if (name === 'status' && code === 'INSTANCE_ENDED') return outcomeTexts[text]?.vi ?? text;
  if (name === 'state') return (code === 'DEFINITION_STATE' ? definitionStateTexts : outcomeTexts)[text]?.vi ?? text;
  if (name === 'action') {
    const [, ofDefinition] = /^definition\.(.*)$/.exec(text) ?? [];
    return (
      definitionActionsVi[ofDefinition ?? (code.startsWith('DEFINITION_') ? text : '')] ?? actions[text]?.vi ?? text
    );
  }
  if (isTime(code, name)) return Number.isNaN(Date.parse(text)) ? value : formatInstant(Date.parse(text), zone);
  return value;
}

function isTime(code: EngineErrorCode, name: string): boolean {
  return (
    (code === 'DEFINITION_NOT_IN_FORCE' && name === 'at') ||
    (code === 'TIMER_NOT_DUE' && (name === 'dueAt' || name === 'now'))
  );
}

/** What is wrong with an option, an argument, a variable, a declared value or a decision. */
function problemVi(params: EngineErrorParams): string | null {
  const { problem, rule } = params;
  if (isSchemaProblemCode(rule)) return schemaText({ code: rule, params }, 'vi');
  if (isArgumentProblem(problem)) return fill(argumentProblemsVi[problem], params);
  if (isDmnProblemCode(problem)) return fill(dmnTextsVi[problem], params);
  return isFeelProblemCode(problem) ? feelText({ code: problem, params }, 'vi') : null;
}

/** It stands inside another. */
function inSentence(sentence: string): string {
  return sentence.replace(/\.$/, '');
}

function isCoded(cause: unknown): boolean {
  return typeof cause === 'object' && cause !== null && 'code' in cause && 'params' in cause;
}

function areCoded(cause: unknown): cause is readonly unknown[] {
  return Array.isArray(cause) && cause.length > 0 && cause.every(isCoded);
}

function isVerdict(cause: unknown): cause is { readonly fault: DocumentFault; readonly detail: string } {
  const faults: readonly unknown[] = documentFaults;
  return typeof cause === 'object' && cause !== null && 'fault' in cause && faults.includes(cause.fault);
}

/** What was to be done with a task. */
const actions: Readonly<Record<string, Sentence>> = {
  claim: { vi: 'nhận', en: 'claim' },
  release: { vi: 'trả lại', en: 'release' },
  start: { vi: 'bắt đầu', en: 'start' },
  stop: { vi: 'tạm ngừng', en: 'stop' },
  assign: { vi: 'giao', en: 'assign' },
  complete: { vi: 'hoàn thành', en: 'complete' },
  fail: { vi: 'báo lỗi nghiệp vụ', en: 'report an error of' },
  sign: { vi: 'ký', en: 'sign' },
};
