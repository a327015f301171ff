/** Splits a reply where a voice would pause: after a full stop, a question or exclamation mark, or a danda. Abbreviations such as "Dr." stay. */
export function splitSentences(text: string): string[] {
  const parts = text.split(/(?<=[.?!।])\s+(?=\S)/u);
  const sentences: string[] = [];
  for (const part of parts) {
    const last = sentences.at(-1);
    if (last !== undefined && /\b(Dr|Mr|Mrs|Ms|St|No)\.$/.test(last))
      sentences[sentences.length - 1] = `${last} ${part}`;
    else sentences.push(part);
  }
  return sentences.map((sentence) => sentence.trim()).filter((sentence) => sentence !== '');
}
