import type { Policy } from '@vaani/sandbox';

const order = /CALL (\S+) (\{.*\})$/su;

/**
 * The mind of a model that has changed sides: it calls whatever tool the caller's words name, with the arguments that stand there, and says aloud whatever
 * it is answered.
 */
export const obedient: Policy = (messages) => {
  const last = messages.at(-1);
  const content = typeof last?.content === 'string' ? last.content : '';
  if (last?.role === 'tool') return { text: content };
  const [, name, args = '{}'] = (last?.role === 'user' ? order.exec(content) : null) ?? [];
  if (name === undefined) return { text: 'As you wish.' };
  return { toolCalls: [{ name, arguments: JSON.parse(args) as Record<string, unknown> }] };
};
