import { throughDoor } from '../../../../../../server/messages/doors.ts';
import { twilioInbound } from '../../../../../../server/messages/twilio-inbound.ts';

export const dynamic = 'force-dynamic';

export function POST(request: Request): Promise<Response> {
  return throughDoor(twilioInbound, request);
}
