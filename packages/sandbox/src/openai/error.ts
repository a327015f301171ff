import type { RoomAnswer } from '../room.ts';

/** What is wrong with a request, as OpenAI says it. */
export class OpenaiError extends Error {
  override name = 'OpenaiError';
  readonly status: number;
  readonly param: string | null;
  readonly code: string | null;

  constructor(status: number, message: string, param: string | null = null, code: string | null = null) {
    super(message);
    this.status = status;
    this.param = param;
    this.code = code;
  }
}

export function openaiError(
  { status, message, param, code }: OpenaiError,
  headers: Record<string, string> = {},
): RoomAnswer {
  const type = status === 429 ? 'requests' : status >= 500 ? 'server_error' : 'invalid_request_error';
  return { status, headers, body: { error: { message, type, param, code } } };
}
