// The sentence of an EngineError in the reader's language.
import { isArgumentProblem } from '../model/argument-problems.ts';
import type { AuthorityReason } from '../model/authority.ts';
import { englishText, type EngineError, type EngineErrorCode, type EngineErrorParams } from '../model/engine-error.ts';
import { fill } from '../model/fill.ts';
import { argumentProblemsVi } from './argument-problems-vi.ts';
import { dmnTextsVi, isDmnProblemCode } from './dmn-texts.ts';
import { feelText, isFeelProblemCode } from './feel-texts.ts';
import { authorityText } from './authority-texts.ts';
import { definitionActionsVi, definitionStateTexts } from './definition-texts.ts';
import { errorTextsVi } from './error-texts.ts';
import type { Lang, Sentence } from './lang.ts';
import { isSchemaProblemCode, schemaText } from './schema-texts.ts';

/** A refusal (NOT_AUTHORISED) tells its reasons in full when the error itself is given, which carries them as its `cause`. */
export function errorText(
  error: Pick<EngineError, 'code' | 'params'> & { readonly cause?: unknown },
  lang: Lang,
): string {
  const { code } = error;
  const params = code === 'NOT_AUTHORISED' ? refusal(error, lang) : error.params;
  return lang === 'vi' ? fill(errorTextsVi[code], inVietnamese(code, params)) : englishText(code, params);
}

function inVietnamese(code: EngineErrorCode, params: EngineErrorParams): EngineErrorParams {
  const { problem, rule } = params;
  if (code === 'DEFINITION_STATE') {
    const state = definitionStateTexts[String(params.state)]?.vi ?? String(params.state);
    const action = definitionActionsVi[String(params.action)] ?? String(params.action);
    return { ...params, state, action };
  }
  if (code === 'DEFINITION_NOT_AUTHORISED')
    return { ...params, action: definitionActionsVi[String(params.action)] ?? String(params.action) };
  // Variables that do not fit their declared type.
  if (isSchemaProblemCode(rule)) return { ...params, problem: schemaText({ code: rule, params }, 'vi') };
  const sentence = isArgumentProblem(problem) ? fill(argumentProblemsVi[problem], params) : decisionProblemVi(params);
  return sentence === null ? params : { ...params, problem: sentence };
}

function decisionProblemVi(params: EngineErrorParams): string | null {
  const { problem } = params;
  if (isDmnProblemCode(problem)) return fill(dmnTextsVi[problem], params);
  return isFeelProblemCode(problem) ? feelText({ code: problem, params }, 'vi') : null;
}

function refusal({ params, cause }: Parameters<typeof errorText>[0], lang: Lang): EngineErrorParams {
  const action = actions[String(params.action)]?.[lang];
  const told = isReasons(cause) ? { reason: cause.map((reason) => authorityText(reason, lang)).join(' ') } : {};
  return { ...params, ...(action === undefined ? {} : { action }), ...told };
}

function isReasons(cause: unknown): cause is readonly AuthorityReason[] {
  return (
    Array.isArray(cause) &&
    cause.length > 0 &&
    cause.every((one: unknown) => typeof one === 'object' && one !== null && 'code' in one)
  );
}

const actions: Readonly<Record<string, Sentence>> = {
  claim: { vi: 'nhận', en: 'claim' },
  release: { vi: 'trả lại', en: 'release' },
  start: { vi: 'bắt đầu', en: 'start' },
  assign: { vi: 'giao', en: 'assign' },
  complete: { vi: 'hoàn thành', en: 'complete' },
  sign: { vi: 'ký', en: 'sign' },
};
