import { throughDoor } from '../../../../../../server/messages/doors.ts';
import { twilioStatus } from '../../../../../../server/messages/twilio-status.ts';

export const dynamic = 'force-dynamic';

export function POST(request: Request): Promise<Response> {
  return throughDoor(twilioStatus, request);
}
