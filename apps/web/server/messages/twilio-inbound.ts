import { receiveReply } from '@vaani/clinic';
import { z } from 'zod';
import type { DoorDeps } from './door.ts';
import { readTwilioRequest } from './twilio-request.ts';

const WHATSAPP = 'whatsapp:';
const shape = z.object({
  From: z.string().regex(/^(whatsapp:)?\+[1-9]\d{6,14}$/),
  To: z.string().min(1).max(60),
  /** Empty where somebody sent a picture. */
  Body: z.string().max(4_000).default(''),
  MessageSid: z.string().min(1).max(100),
});

/** POST /api/v1/messages/twilio/inbound: somebody answered. What is said back goes in the answer, as TwiML. */
export async function twilioInbound(deps: DoorDeps, request: Request): Promise<Response> {
  const read = await readTwilioRequest(deps, request);
  if (read instanceof Response) return read;
  const told = shape.safeParse(read.params);
  // A sender without a number (a header, a short code) cannot be a patient.
  if (!told.success) return twiml(null);
  const { From, To, Body, MessageSid } = told.data;
  const isWhatsapp = From.startsWith(WHATSAPP);
  const { whatsappFrom, smsFrom } = read.account;
  const to = To.replace(WHATSAPP, '');
  const { text } = await receiveReply(deps, {
    channel: isWhatsapp ? 'whatsapp' : 'sms',
    from: From.replace(WHATSAPP, ''),
    to,
    isShared: to === (isWhatsapp ? whatsappFrom : smsFrom),
    body: Body,
    providerMessageId: MessageSid,
  });
  return twiml(text);
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function twiml(text: string | null): Response {
  const message = text === null ? '' : `<Message>${text.replace(/[&<>]/g, (sign) => escapes[sign] ?? '')}</Message>`;
  const body = `<?xml version="1.0" encoding="UTF-8"?><Response>${message}</Response>`;
  return new Response(body, { headers: { 'content-type': 'text/xml; charset=utf-8' } });
}
