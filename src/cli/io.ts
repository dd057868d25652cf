// What a command prints to. A pipe whose reader has gone (`| head`) is no error: nothing more is written, and long work stops.
export interface Io {
  /** One whole line, or several; the line break at the end is added. */
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Colours for `out`. */
  readonly colour: boolean;
  /** True when nobody reads `out` any more. */
  readonly closed: () => boolean;
}

export function processIo({ stdout, stderr, env }: NodeJS.Process): Io {
  const gone = { out: false, err: false };
  const write = (name: 'out' | 'err', text: string): void => {
    if (!gone[name]) ({ out: stdout, err: stderr })[name].write(`${text}\n`);
  };
  whenGone(stdout, () => (gone.out = true));
  whenGone(stderr, () => (gone.err = true));
  return {
    out: (text) => write('out', text),
    err: (text) => write('err', text),
    colour: stdout.isTTY && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb',
    closed: () => gone.out,
  };
}

function whenGone(stream: NodeJS.WriteStream, act: () => void): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error;
    act();
  });
}
