// What a command prints to. A pipe whose reader has gone (`| head`) is no error: nothing more is written, and long work stops.
export interface Io {
  /** One whole line, or several; the line break at the end is added. */
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Colours for `out`. */
  readonly colour: boolean;
  /** Somebody sees `err` as it comes: long work shows its progress there. */
  readonly isTerminal: boolean;
  /** True when nobody reads `out` any more. */
  readonly closed: () => boolean;
}

/** `onFailure`: what was asked for could not be written (a full disk). */
export function processIo({ stdout, stderr, env }: NodeJS.Process, onFailure: (detail: string) => void): Io {
  const gone = { out: false, err: false };
  const write = (name: 'out' | 'err', text: string): void => {
    if (!gone[name]) ({ out: stdout, err: stderr })[name].write(`${text}\n`);
  };
  const whenGone = (name: 'out' | 'err', { code, message }: NodeJS.ErrnoException): void => {
    const first = !gone[name];
    gone[name] = true;
    if (name === 'out' && first && code !== 'EPIPE' && code !== 'ERR_STREAM_DESTROYED') onFailure(message);
  };
  stdout.on('error', (error: NodeJS.ErrnoException) => whenGone('out', error));
  stderr.on('error', (error: NodeJS.ErrnoException) => whenGone('err', error));
  return {
    out: (text) => write('out', text),
    err: (text) => write('err', text),
    colour: stdout.isTTY && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb',
    isTerminal: stderr.isTTY,
    closed: () => gone.out,
  };
}
