export interface PlaybackClock {
  /** So many samples go to the loudspeaker behind what waits there. @returns the run they belong to. */
  queued(samples: number): number;
  /** Is due when all that was queued before it has been played; at once where nothing waits. */
  mark(name: string): void;
  /** The loudspeaker says how many samples of a run it has played. */
  played(run: number, samples: number): void;
  /** What is not yet played is thrown away: a new run begins, and marks that waited are due. @returns the new run. */
  clear(): number;
}

/**
 * Knows what has been heard. The loudspeaker works in another thread: a message about sound that has since been thrown
 * away may still be on its way, so each carries the run it is about.
 * @param onDue told a mark's name, once, in their order.
 */
export function createPlaybackClock(onDue: (name: string) => void): PlaybackClock {
  let run = 0;
  let queuedSamples = 0;
  let playedSamples = 0;
  let waiting: { name: string; at: number }[] = [];

  function settle(): void {
    const due = waiting.filter(({ at }) => at <= playedSamples);
    waiting = waiting.filter(({ at }) => at > playedSamples);
    for (const { name } of due) onDue(name);
  }

  return {
    queued(samples) {
      queuedSamples += samples;
      return run;
    },
    mark(name) {
      waiting.push({ name, at: queuedSamples });
      settle();
    },
    played(ofRun, samples) {
      if (ofRun !== run) return;
      playedSamples = samples;
      settle();
    },
    clear() {
      run++;
      queuedSamples = 0;
      playedSamples = 0;
      const dropped = waiting;
      waiting = [];
      for (const { name } of dropped) onDue(name);
      return run;
    },
  };
}
