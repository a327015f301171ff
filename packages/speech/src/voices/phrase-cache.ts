/** Phrases that were spoken, in memory only: the least recently used go first. */
export interface PhraseCache {
  /** The phrase, or what `make` gives; two who ask for the same at once share one making. The array is shared: not to be changed. */
  get(key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array>;
  readonly bytes: number;
}

/** Keeps at most `mostBytes` of sound; a phrase over a quarter of that is not kept. */
export function createPhraseCache(mostBytes: number): PhraseCache {
  const kept = new Map<string, Uint8Array>();
  const making = new Map<string, Promise<Uint8Array>>();
  let bytes = 0;

  function keep(key: string, audio: Uint8Array): void {
    if (audio.length > mostBytes / 4) return;
    kept.set(key, audio);
    bytes += audio.length;
    for (const [oldest, sound] of kept) {
      if (bytes <= mostBytes) break;
      kept.delete(oldest);
      bytes -= sound.length;
    }
  }

  return {
    get bytes() {
      return bytes;
    },
    get(key, make) {
      const found = kept.get(key);
      if (found !== undefined) {
        kept.delete(key);
        kept.set(key, found);
        return Promise.resolve(found);
      }
      const before = making.get(key);
      if (before !== undefined) return before;
      const made = make()
        .then((audio) => {
          keep(key, audio);
          return audio;
        })
        .finally(() => making.delete(key));
      making.set(key, made);
      return made;
    },
  };
}
