const END = /(?<=[.?!।])\s+(?=\S)/u;
const ABBREVIATED = /\b(?:Dr|Mr|Mrs|Ms|St|No)\.$/;

/** Takes the whole sentences off a text that is still growing; `rest` is the beginning of one that is not whole yet. */
export function wholeSentences(text: string): { sentences: string[]; rest: string } {
  const sentences: string[] = [];
  let open = '';
  for (const part of text.split(END)) {
    if (open !== '' && !ABBREVIATED.test(open)) {
      sentences.push(open);
      open = part;
    } else open = open === '' ? part : `${open} ${part}`;
  }
  return { sentences: sentences.map((sentence) => sentence.trim()).filter((sentence) => sentence !== ''), rest: open };
}
