import type { LanguageModel, ModelEvent, ModelRequest, ModelUsage } from '@vaani/providers';
import type { UsageMeter } from '../call/usage.ts';

/** So many characters make a token, about, in the scripts that are spoken here taken together. */
const CHARACTERS_A_TOKEN = 3.5;
const tokensOf = (characters: number): number => Math.ceil(characters / CHARACTERS_A_TOKEN);

/**
 * Passes a model's answers on and counts what they take. An answer that is thrown away is cut before the provider says how much that was, and is paid for all the
 * same: it is reckoned from what went out and what came by then. What was asked before counts as known to the provider.
 * @param name who is taken to have answered where it was not said.
 * @param onWasted is told what was thrown away, as far as it is reckoned.
 */
export function createTokenCount(
  name: string,
  usage: Pick<UsageMeter, 'thought'>,
  onWasted: (tokens: ModelUsage) => void = () => undefined,
): (llm: LanguageModel, request: ModelRequest) => AsyncGenerator<ModelEvent> {
  let lastPromptTokens = 0;

  function reckon({ messages, tools }: ModelRequest, written: number): void {
    const told = JSON.stringify(tools).length + messages.reduce((sum, { content }) => sum + content.length, 0);
    const promptTokens = Math.max(lastPromptTokens, tokensOf(told));
    const tokens = { promptTokens, cachedTokens: lastPromptTokens, completionTokens: tokensOf(written) };
    usage.thought(name, tokens);
    onWasted(tokens);
  }

  return async function* count(llm, request) {
    let written = 0;
    let isTold = false;
    try {
      for await (const event of llm.stream(request)) {
        if (event.kind === 'text') written += event.text.length;
        if (event.kind === 'tool-call') written += event.call.arguments.length;
        if (event.kind === 'done') {
          isTold = true;
          lastPromptTokens = event.usage?.promptTokens ?? lastPromptTokens;
          if (event.usage !== null) usage.thought(event.provider, event.usage);
        }
        yield event;
      }
    } finally {
      if (!isTold && request.signal.aborted) reckon(request, written);
    }
  };
}
