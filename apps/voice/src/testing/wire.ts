import { cuttable } from '../../../../packages/live/src/testing/cuttable.ts';

/** A database's address by way of a wire that can be cut, and mended. */
export async function wireTo(url: string): Promise<{
  url: string;
  /** Every connection ends, and none comes about. */
  cut(): void;
  mend(): void;
  /** Nothing passes any more, and nobody is told. */
  freeze(): void;
  close(): Promise<void>;
}> {
  const wire = await cuttable(url);
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = new URL(wire.url).port;
  return {
    url: through.toString(),
    cut() {
      wire.refuse(true);
      wire.cut();
    },
    mend() {
      wire.refuse(false);
      wire.cut();
    },
    freeze: wire.freeze,
    close: wire.close,
  };
}
