import net from 'node:net';

/** A wire to a server on loopback that a test can cut, and refuse to mend for a while. */
export interface Cuttable {
  url: string;
  /** Ends every connection that passes now. */
  cut(): void;
  /** While refused, new connections are ended at once. */
  refuse(isRefused: boolean): void;
  /** Nothing passes any more, and nobody is told. */
  freeze(): void;
  close(): Promise<void>;
}

/** @param target a `redis://127.0.0.1:port` address. */
export async function cuttable(target: string): Promise<Cuttable> {
  const sockets = new Set<net.Socket>();
  let isRefusing = false;
  const server = net.createServer((near) => {
    if (isRefusing) {
      near.destroy();
      return;
    }
    const far = net.connect(Number(new URL(target).port), '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address() as net.AddressInfo;
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `redis://127.0.0.1:${address.port}`,
    cut,
    refuse(isRefused) {
      isRefusing = isRefused;
    },
    freeze() {
      for (const socket of sockets) {
        socket.unpipe();
        socket.pause();
      }
    },
    async close() {
      cut();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
