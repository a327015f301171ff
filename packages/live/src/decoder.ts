import type { LiveEvent } from './events.ts';
import { decodeEvent, type LiveCipher, type LogEntry } from './wire.ts';

/** Opens entries of the log; null where one is none of ours. */
export type Decoder = (clinicId: string, entry: LogEntry, cipher: LiveCipher) => LiveEvent | null;

/** As much as every watcher of a process is behind each other, and more. */
const MOST_KEPT = 2_000;

/**
 * Opens each entry once, however many watch: what fifty browsers are told is one event. All of them are given the same object, which nobody changes.
 * @param onMalformed told of each entry that does not open, once.
 */
export function createDecoder(onMalformed: () => void): Decoder {
  const kept = new Map<string, LiveEvent | null>();
  return (clinicId, entry, cipher) => {
    const key = `${clinicId} ${entry.id}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const event = open(entry, cipher);
    if (event === null) onMalformed();
    kept.set(key, event);
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_KEPT) break;
      kept.delete(oldest);
    }
    return event;
  };
}

function open(entry: LogEntry, cipher: LiveCipher): LiveEvent | null {
  try {
    return decodeEvent(entry.body, cipher);
  } catch {
    // Another version's event: counted and passed over, the number still moves on.
    return null;
  }
}
