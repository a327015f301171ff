/** A word in made sound; times from the first sample, milliseconds. */
export interface ToneWord {
  text: string;
  startMs: number;
  endMs: number;
}

const LETTER_MS = 55;
const GAP_MS = 40;

/** Speech without a voice: a tone for each word, as long as its letters, each on a pitch of its own. `Int16Array`, mono. */
export function toneOf(text: string, rate: number): { pcm: Int16Array; words: ToneWord[] } {
  const words: ToneWord[] = [];
  let atMs = 0;
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const endMs = atMs + Math.max(2, [...word].length) * LETTER_MS;
    words.push({ text: word, startMs: atMs, endMs });
    atMs = endMs + GAP_MS;
  }
  const perMs = rate / 1_000;
  const pcm = new Int16Array(Math.round(Math.max(0, atMs - GAP_MS) * perMs));
  for (const [index, { text: word, startMs, endMs }] of words.entries()) {
    const hertz = 220 + (([...word].length * 37 + index * 61) % 400);
    for (let at = Math.round(startMs * perMs); at < Math.round(endMs * perMs); at++)
      pcm[at] = 9_000 * Math.sin((2 * Math.PI * hertz * at) / rate);
  }
  return { pcm, words };
}
