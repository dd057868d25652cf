// Whether an engine still takes commands: it closes once, however often it is told to.
import { engineError } from '../model/engine-error.ts';

export interface Gate {
  /** Throws EngineError ENGINE_CLOSED. */
  readonly open: () => void;
  readonly isClosed: () => boolean;
  /** Runs the act the first time, and gives its promise every time. */
  close(act: () => Promise<void>): Promise<void>;
}

export function gate(): Gate {
  let closing: Promise<void> | null = null;
  return {
    open: () => {
      if (closing !== null) throw engineError('ENGINE_CLOSED');
    },
    isClosed: () => closing !== null,
    close: (act) => (closing ??= act()),
  };
}
