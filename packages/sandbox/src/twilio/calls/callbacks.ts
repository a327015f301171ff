import { postSigned } from '../post-signed.ts';
import type { SandboxCall } from './call.ts';

/** What Twilio posts to us about a call. */
export interface Callback {
  kind: 'status' | 'instructions' | 'room' | 'machine' | 'stream';
  url: string;
  params: Record<string, string>;
}

/** How a callback comes: as it should, twice, or after the one that follows it. */
export type Delivery = 'once' | 'twice' | 'late';

/** Posts callbacks as Twilio does: signed, and now and then repeated or out of order, by plan. */
export function createCallbacks(options: {
  authToken: string;
  accountSid: string;
  deliveries?: (callback: Callback) => Delivery;
}) {
  const { authToken, accountSid, deliveries = () => 'once' } = options;
  const late = new Map<string, Callback[]>();

  async function post(callback: Callback, delivery: Delivery): Promise<{ status: number; text: string }> {
    const answer = await postSigned(authToken, callback.url, callback.params);
    return delivery === 'twice' ? postSigned(authToken, callback.url, callback.params) : answer;
  }

  const paramsOf = (call: SandboxCall): Record<string, string> => ({
    AccountSid: accountSid,
    ApiVersion: '2010-04-01',
    CallSid: call.sid,
    CallStatus: call.status,
    Direction: call.direction,
    From: call.from,
    To: call.to,
    ...(call.parentSid === null ? {} : { ParentCallSid: call.parentSid }),
    ...(call.answeredBy === null ? {} : { AnsweredBy: call.answeredBy }),
  });

  return {
    /** Asks what is to be done next. The answer to the last posting counts. */
    ask(call: SandboxCall, url: string, more: Record<string, string> = {}): Promise<{ status: number; text: string }> {
      const callback: Callback = { kind: 'instructions', url, params: { ...paramsOf(call), ...more } };
      return post(callback, deliveries(callback));
    },
    /** Tells something that nothing is answered to. */
    async tell(
      call: SandboxCall,
      kind: Exclude<Callback['kind'], 'instructions'>,
      url: string,
      more: Record<string, string> = {},
    ): Promise<void> {
      const callback: Callback = { kind, url, params: { ...paramsOf(call), ...more } };
      const delivery = deliveries(callback);
      const waiting = late.get(call.sid) ?? [];
      if (delivery === 'late') {
        late.set(call.sid, [...waiting, callback]);
        return;
      }
      late.delete(call.sid);
      await post(callback, delivery);
      for (const one of waiting) await post(one, 'once');
    },
  };
}

export type Callbacks = ReturnType<typeof createCallbacks>;
