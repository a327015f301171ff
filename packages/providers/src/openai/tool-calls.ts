import type { ModelToolCall } from '../language-model.ts';

/** A fragment of a tool call as it streams in: name and id come with the first of its index. */
export interface ToolCallFragment {
  index: number;
  id?: string | undefined;
  function?: { name?: string | undefined; arguments?: string | undefined } | undefined;
}

/** Puts tool calls together from their fragments, by index. */
export interface ToolCalls {
  /** Answers what the fragment began and what it ended: a call is whole when the next begins. */
  take(fragment: ToolCallFragment): { started?: { index: number; name: string }; ended: Whole[] };
  /** The stream is over: what is left is whole. */
  finish(): Whole[];
}

interface Whole {
  index: number;
  call: ModelToolCall;
}

export function createToolCalls(): ToolCalls {
  const open = new Map<number, ModelToolCall>();
  const end = (indexes: number[]): Whole[] =>
    indexes.flatMap((index) => {
      const call = open.get(index);
      open.delete(index);
      return call === undefined ? [] : [{ index, call }];
    });
  return {
    take(fragment) {
      const { index } = fragment;
      const call = open.get(index);
      const more = fragment.function?.arguments ?? '';
      if (call !== undefined) {
        call.arguments += more;
        return { ended: [] };
      }
      const name = fragment.function?.name ?? '';
      open.set(index, { id: fragment.id ?? `call_${index}`, name, arguments: more });
      return { started: { index, name }, ended: end([...open.keys()].filter((other) => other < index)) };
    },
    finish: () => end([...open.keys()].sort((a, b) => a - b)),
  };
}
