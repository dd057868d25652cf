// The sentence of an EngineError in the reader's language.
import { engineErrors } from '../model/engine-error.ts';
import type { EngineError } from '../model/engine-error.ts';
import { fill } from '../model/fill.ts';
import { definitionActionsVi, definitionStateTexts } from './definition-texts.ts';
import { errorTextsVi } from './error-texts.ts';
import { isSchemaProblemCode, schemaText } from './schema-texts.ts';
import type { Lang } from './lang.ts';

export function errorText(error: Pick<EngineError, 'code' | 'params'>, lang: Lang): string {
  const { rule } = error.params;
  if (lang === 'vi' && error.code === 'VARIABLES_INVALID' && isSchemaProblemCode(rule)) {
    const problem = schemaText({ code: rule, params: error.params }, lang);
    return fill(errorTextsVi.VARIABLES_INVALID, { ...error.params, problem });
  }
  if (lang === 'vi' && error.code === 'DEFINITION_STATE') {
    const state = definitionStateTexts[String(error.params.state)]?.vi ?? String(error.params.state);
    const action = definitionActionsVi[String(error.params.action)] ?? String(error.params.action);
    return fill(errorTextsVi.DEFINITION_STATE, { ...error.params, state, action });
  }
  return fill((lang === 'vi' ? errorTextsVi : engineErrors)[error.code], error.params);
}
