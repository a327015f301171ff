import { throughDoor } from '../../../../../../server/messages/doors.ts';
import { sendgridEvents } from '../../../../../../server/messages/sendgrid-events.ts';

export const dynamic = 'force-dynamic';

export function POST(request: Request): Promise<Response> {
  return throughDoor(sendgridEvents, request);
}
