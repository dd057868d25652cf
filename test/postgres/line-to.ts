// A line to a PostgreSQL server that can be cut, or led to another one.
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export interface Line {
  readonly port: number;
  /** The next answer of the server to a commit is lost, and the line with it. */
  cutAtAnswer(): void;
  cuts(): number;
  /** The next answer of the server to a commit is held back, and all after it on that connection, which stays: as if its process slept. */
  sleepAtAnswer(): void;
  isAsleep(): boolean;
  wake(): void;
  /** To another server from now on; who is connected is cut off. */
  leadTo(port: number): void;
  down(): Promise<void>;
  up(): Promise<void>;
  close(): Promise<void>;
}

/** A line to the server that can be cut. */
export async function lineTo(first: number): Promise<Line> {
  const ends = new Set<Socket>();
  let target = first;
  let armed = false;
  let tired = false;
  let wake: (() => void) | null = null;
  let count = 0;
  let server: Server;
  const take = (client: Socket): void => {
    const far = connect(target, '127.0.0.1');
    let isCommit = false;
    let held: Buffer[] | null = null;
    for (const end of [client, far]) {
      ends.add(end);
      end.on('error', () => undefined);
      end.on('close', () => (ends.delete(end), client.destroy(), far.destroy()));
    }
    client.on('data', (data) => {
      isCommit = data.includes('commit_steps');
      far.write(data);
    });
    far.on('data', (data) => {
      if (tired && isCommit) {
        tired = false;
        held = [];
        wake = () => {
          for (const one of held ?? []) client.write(one);
          held = null;
        };
      }
      if (held !== null) held.push(data);
      else if (armed && isCommit) {
        armed = false;
        count += 1;
        client.destroy();
      } else client.write(data);
    });
  };
  const up = (port: number): Promise<void> =>
    new Promise((resolve) => {
      server = createServer(take).listen(port, '127.0.0.1', resolve);
    });
  const down = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const end of ends) end.destroy();
    await closed;
  };
  const leadTo = (port: number): void => {
    target = port;
    for (const end of ends) end.destroy();
  };
  await up(0);
  const { port } = server!.address() as AddressInfo;
  return {
    port,
    cutAtAnswer: () => void (armed = true),
    cuts: () => count,
    sleepAtAnswer: () => void (tired = true),
    isAsleep: () => wake !== null,
    wake: () => {
      wake?.();
      wake = null;
    },
    ...{ leadTo, down, up: () => up(port), close: down },
  };
}
