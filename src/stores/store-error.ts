// Why a store can't be used, as an EngineError: the sentence, and the code of the problem beside it (`params.problem`), so that it can be
// said in another language. Each store has its own table of problems.
import { engineError, type EngineError, type EngineErrorCode, type EngineErrorParams } from '../model/engine-error.ts';
import { fill } from '../model/fill.ts';

export type StoreErrorCode = Extract<EngineErrorCode, `STORE_${string}`>;

export function storeErrors<Problem extends string>(problems: Readonly<Record<Problem, string>>) {
  return (
    code: StoreErrorCode,
    file: string,
    problem: Problem,
    params: EngineErrorParams = {},
    cause?: unknown,
  ): EngineError => engineError(code, { file, reason: fill(problems[problem], params), problem, ...params }, cause);
}
