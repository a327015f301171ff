import type { Ticket } from '@vaani/live';
import type { DeskGuest, DeskHost, DeskSocket } from '../telephony/desk-door.ts';
import type { CallsInPerson } from './calls-in-person.ts';
import type { Headset, Joined } from './headset.ts';
import type { Session } from './session.ts';

const GONE = 'This call is not here any more.';

/** What browsers do on calls: listen, speak instead of the agent, ring somebody back. */
export function createDeskHosts(options: {
  sessionOf: (clinicId: string, callId: string) => Session | undefined;
  inPerson: CallsInPerson;
}): Record<'listen' | 'take-over' | 'call-back', DeskHost> {
  const { sessionOf, inPerson } = options;

  const found = ({ clinicId, callId }: Ticket) => (callId === undefined ? undefined : sessionOf(clinicId, callId));

  /** A browser that speaks: what its microphone brings goes to the call once it has it. */
  function speaking(ticket: Ticket, socket: DeskSocket) {
    let joined: Joined | undefined;
    const headset = (name: string): Headset => ({
      ...headsetOf(ticket, socket, name),
      taken: (next) => {
        joined = next;
      },
    });
    const guest: DeskGuest = {
      audio: (frame) => joined?.audio(frame),
      // Where nobody has picked up yet, whoever rings stops when the line is closed.
      hangUp: () => (joined === undefined ? socket.end('You have hung up.') : joined.hangUp()),
    };
    return { headset, guest };
  }

  return {
    async listen(ticket, socket) {
      const session = found(ticket);
      if (session === undefined) return { refused: GONE };
      const refused = session.desk.listen(headsetOf(ticket, socket, session.desk.nameOf(ticket.userId)));
      return refused === null ? { guest: {} } : { refused };
    },
    async 'take-over'(ticket, socket) {
      const session = found(ticket);
      if (session === undefined) return { refused: GONE };
      const { headset, guest } = speaking(ticket, socket);
      const refused = await session.desk.join(headset(session.desk.nameOf(ticket.userId)));
      return refused === null ? { guest } : { refused };
    },
    async 'call-back'(ticket, socket) {
      const { headset, guest } = speaking(ticket, socket);
      const refused = await inPerson.ring(ticket, headset);
      return refused === null ? { guest } : { refused };
    },
  };
}

const headsetOf = ({ userId }: Ticket, socket: DeskSocket, name: string): Headset => ({
  ...{ userId, name, gone: socket.gone },
  play: (frame) => socket.play(frame),
  end: (sentence) => socket.end(sentence),
});
