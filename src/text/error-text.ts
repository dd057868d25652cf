// The sentence of an EngineError in the reader's language.
import { engineErrors } from '../model/engine-error.ts';
import type { EngineError } from '../model/engine-error.ts';
import { fill } from '../model/fill.ts';
import { errorTextsVi } from './error-texts.ts';
import type { Lang } from './lang.ts';

export function errorText(error: Pick<EngineError, 'code' | 'params'>, lang: Lang): string {
  return fill((lang === 'vi' ? errorTextsVi : engineErrors)[error.code], error.params);
}
