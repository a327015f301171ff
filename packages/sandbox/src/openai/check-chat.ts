import { z } from 'zod';
import { OpenaiError } from './error.ts';

const text = z.union([
  z.string(),
  z.array(z.object({ type: z.literal('text'), text: z.string() }).strict()).transform((parts) => {
    return parts.map((part) => part.text).join('');
  }),
]);
const toolCall = z
  .object({
    id: z.string().min(1),
    type: z.literal('function'),
    function: z.object({ name: z.string().min(1), arguments: z.string() }).strict(),
  })
  .strict();

const message = z.discriminatedUnion('role', [
  z.object({ role: z.enum(['system', 'developer']), content: text, name: z.string().optional() }).strict(),
  z.object({ role: z.literal('user'), content: text, name: z.string().optional() }).strict(),
  z
    .object({
      role: z.literal('assistant'),
      content: text.nullable().optional(),
      refusal: z.string().nullable().optional(),
      tool_calls: z.array(toolCall).min(1).optional(),
    })
    .strict(),
  z.object({ role: z.literal('tool'), content: text, tool_call_id: z.string().min(1) }).strict(),
]);

const tool = z
  .object({
    type: z.literal('function'),
    function: z
      .object({
        name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
        description: z.string().optional(),
        parameters: z.record(z.string(), z.unknown()).optional(),
        strict: z.boolean().nullable().optional(),
      })
      .strict(),
  })
  .strict();

const request = z
  .object({
    model: z.string().min(1),
    messages: z.array(message).min(1),
    stream: z.boolean().optional(),
    stream_options: z
      .object({ include_usage: z.boolean().optional(), include_obfuscation: z.boolean().optional() })
      .strict()
      .optional(),
    tools: z.array(tool).min(1).max(128).optional(),
    tool_choice: z
      .union([
        z.enum(['none', 'auto', 'required']),
        z.object({ type: z.literal('function'), function: z.object({ name: z.string() }).strict() }).strict(),
      ])
      .optional(),
    parallel_tool_calls: z.boolean().optional(),
    max_completion_tokens: z.int().min(1).optional(),
    max_tokens: z.int().min(1).optional(),
    temperature: z.number().min(0).max(2).optional(),
    top_p: z.number().min(0).max(1).optional(),
    stop: z.union([z.string(), z.array(z.string()).max(4)]).optional(),
    prompt_cache_key: z.string().optional(),
    safety_identifier: z.string().optional(),
    user: z.string().optional(),
    store: z.boolean().optional(),
    n: z.literal(1).optional(),
    seed: z.int().optional(),
  })
  .strict();

export type ChatRequest = z.output<typeof request>;
export type ChatMessage = ChatRequest['messages'][number];

/** Checks a body as the service does: what it does not know, or what does not fit together, is refused. @throws {OpenaiError} */
export function checkChat(body: string): ChatRequest {
  let raw: unknown;
  try {
    raw = JSON.parse(body);
  } catch {
    throw new OpenaiError(400, 'We could not parse the JSON body of your request.');
  }
  const parsed = request.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    if (issue?.code === 'unrecognized_keys') {
      const param = [...issue.path, issue.keys[0]].join('.');
      throw new OpenaiError(400, `Unrecognized request argument supplied: ${param}`, param);
    }
    const param = issue?.path.map(String).join('.') ?? null;
    throw new OpenaiError(400, `Invalid value for '${param}': ${issue?.message}`, param, 'invalid_value');
  }
  const chat = parsed.data;
  if (chat.stream_options !== undefined && chat.stream !== true)
    throw new OpenaiError(
      400,
      "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
      'stream_options',
    );
  if (chat.tool_choice !== undefined && chat.tools === undefined)
    throw new OpenaiError(400, "'tool_choice' is only allowed when 'tools' are specified.", 'tool_choice');
  checkToolMessages(chat.messages);
  return chat;
}

/** Each tool call is answered right after it, each answer has its call. */
function checkToolMessages(messages: readonly ChatMessage[]): void {
  let open = new Set<string>();
  for (const [index, one] of messages.entries()) {
    if (one.role === 'tool') {
      if (!open.delete(one.tool_call_id))
        throw new OpenaiError(
          400,
          "messages with role 'tool' must be a response to a preceding message with 'tool_calls'.",
          `messages.[${index}].role`,
        );
      continue;
    }
    if (open.size > 0) throw unanswered(open);
    if (one.role === 'assistant') open = new Set((one.tool_calls ?? []).map(({ id }) => id));
  }
  if (open.size > 0) throw unanswered(open);
}

const unanswered = (ids: Set<string>) =>
  new OpenaiError(
    400,
    `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id': ${[...ids].join()}`,
    'messages',
  );
