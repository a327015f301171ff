import type { ChatMessage, ChatRequest } from './check-chat.ts';

/** What the emulated model answers: words, tool calls, or both; or a refusal. */
export interface Answer {
  text?: string;
  toolCalls?: readonly { name: string; arguments: Record<string, unknown> }[];
  refusal?: string;
}

/** The mind behind the emulated model: from the conversation so far to words or tool calls. Pure. */
export type Policy = (messages: readonly ChatMessage[], tools: readonly string[], request: ChatRequest) => Answer;

/** Answers of a script: the first whose pattern fits what was said last. */
export function scripted(lines: readonly { when: RegExp; answer: Answer }[]): Policy {
  return (messages) => {
    const last = messages.at(-1);
    const said = typeof last?.content === 'string' ? last.content : '';
    return lines.find(({ when }) => when.test(said))?.answer ?? { text: 'Sorry, could you say that again?' };
  };
}

/** Roughly four letters a token, as English has; the emulated model counts so and speaks in pieces of that size. */
export function tokensOf(text: string): string[] {
  return text.match(/\s*\S{1,4}/gu) ?? [];
}

export const countTokens = (text: string): number => Math.ceil([...text].length / 4);
