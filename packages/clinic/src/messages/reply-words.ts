/** What somebody meant by an answer. Mirrors the enum `reply_meaning`. */
export type ReplyMeaning = 'confirm' | 'cancel' | 'stop' | 'start' | 'other';

/**
 * Whole answers and nothing else: "2" cancels, "2 baje aaunga" is for a person to read. "Cancel" alone could mean the appointment or the messages,
 * so that it is no word of ours.
 */
const words: Record<Exclude<ReplyMeaning, 'other'>, readonly string[]> = {
  confirm: ['1', '१'],
  cancel: ['2', '२'],
  stop: ['stop', 'stopall', 'unsubscribe', 'optout', 'opt out', 'band karo', 'बंद', 'बंद करो', 'बंद करें', 'रोको', 'स्टॉप'],
  start: ['start', 'unstop', 'chalu karo', 'शुरू', 'शुरू करो', 'शुरू करें', 'चालू', 'चालू करो', 'स्टार्ट'],
};

const meanings = new Map(
  Object.entries(words).flatMap(([meaning, list]) =>
    list.map((word) => [fold(word), meaning as Exclude<ReplyMeaning, 'other'>] as const),
  ),
);

/** Reads an answer. Case, spaces, full stops and the boxes that phones draw around digits do not matter. */
export function meaningOf(text: string): ReplyMeaning {
  return meanings.get(fold(text)) ?? 'other';
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\ufe0f\u20e3\u200b-\u200d]/g, '')
    .replace(/[.,!।"'*()]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
