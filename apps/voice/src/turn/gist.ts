import { tokenise } from '@vaani/receptionist/language';

/** At the end of a sentence they change nothing of what was meant. */
const soft = new Set(tokenise('hai hain ji na please है हैं जी ना प्लीज़ प्लीज'));

/** What was said, without the words that only round it off; spelling and stops aside. What is nothing else stays as it is. */
export function gistOf(text: string): string {
  const words = tokenise(text);
  const last = words.findLastIndex((word) => !soft.has(word));
  return (last < 0 ? words : words.slice(0, last + 1)).join(' ');
}
