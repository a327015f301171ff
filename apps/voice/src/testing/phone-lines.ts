import { afterAll, afterEach, beforeAll } from 'vitest';
import { type PhoneLine, startPhoneLine } from './phone-line.ts';
import { startVoiceWorld, type VoiceWorld } from './voice-world.ts';

export interface PhoneLines {
  /** There from the first test on. */
  readonly world: VoiceWorld;
  /** A line for one test: closed when that is over. */
  lineWith(options?: Parameters<typeof startPhoneLine>[1]): Promise<PhoneLine>;
}

/** What tests of a file share that play with the phone network: one world, and a line a test. */
export function phoneLines(): PhoneLines {
  let world: VoiceWorld;
  let line: PhoneLine | undefined;
  beforeAll(async () => {
    world = await startVoiceWorld();
  }, 120_000);
  afterAll(() => world.close());
  afterEach(async () => {
    await line?.close();
    line = undefined;
  });
  return {
    get world() {
      return world;
    },
    async lineWith(options = {}) {
      line = await startPhoneLine(world, options);
      return line;
    },
  };
}
