import { moodOf, SUMMARY_PROMPT } from '@vaani/receptionist';
import { z } from 'zod';
import type { ChatMessage } from '../check-chat.ts';
import type { Answer } from '../policy.ts';

const callSchema = z.object({ transcript: z.array(z.object({ who: z.string(), text: z.string() })) });

/** Where the model is asked for the summary of a call: the caller's longest words, and the mood by the rules. Null where it is asked for something else. */
export function summaryOf(messages: readonly ChatMessage[]): Answer | null {
  const [prompt, call] = messages;
  if (prompt?.role !== 'system' || prompt.content !== SUMMARY_PROMPT || call?.role !== 'user') return null;
  const { transcript } = callSchema.parse(JSON.parse(call.content));
  const said = transcript.flatMap(({ who, text }) => (who === 'caller' ? [text] : []));
  const longest = said.toSorted((a, b) => b.length - a.length)[0] ?? '';
  const words = longest.slice(0, 200);
  return {
    text: JSON.stringify({
      ...{ summary: `The caller said: ${words}`, summaryHindi: `कॉलर ने कहा: ${words}`, mood: moodOf(said) },
    }),
  };
}
