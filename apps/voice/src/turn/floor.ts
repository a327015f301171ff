/**
 * Who has the floor: the one state machine that the policies stand under, drawn in docs/turn-taking.md.
 * `listening`: it is the caller's turn, and they are silent. `hearing`: they speak. `thinking`: they have finished, and an answer is being made.
 * `speaking`: a reply is being said. `paused`: its sound is stopped, because somebody spoke over it. `closing`: the last words are being said.
 * `person`: somebody of the clinic speaks with the caller, and the agent is silent. `waiting`: the caller is on hold, with music.
 */
export type Floor = 'listening' | 'hearing' | 'thinking' | 'speaking' | 'paused' | 'closing' | 'over' | Away;
/** Who has the floor when neither caller nor agent has. */
export type Away = 'person' | 'waiting';

export interface FloorSigns {
  isOver: boolean;
  /** Null while the agent leads the talk. */
  away: Away | null;
  isClosing: boolean;
  hasReply: boolean;
  isPaused: boolean;
  /** A brain or a tool is at work. */
  isWorking: boolean;
  isCallerSpeaking: boolean;
  /** The caller has finished, and it is not known yet what they said. */
  isTranscriptDue: boolean;
}

export function floorOf(signs: FloorSigns): Floor {
  if (signs.isOver) return 'over';
  if (signs.away !== null) return signs.away;
  if (signs.isClosing) return 'closing';
  if (signs.hasReply) return signs.isPaused ? 'paused' : 'speaking';
  if (signs.isCallerSpeaking) return 'hearing';
  return signs.isWorking || signs.isTranscriptDue ? 'thinking' : 'listening';
}

/** How the floor changes hands. From anywhere a call may close or be over; between two looks at it two steps may have passed as one. */
export const arrows: Record<Floor, readonly Floor[]> = {
  listening: ['hearing', 'thinking', 'speaking'],
  hearing: ['thinking', 'speaking', 'paused', 'listening'],
  thinking: ['speaking', 'hearing', 'listening', 'paused'],
  speaking: ['listening', 'hearing', 'thinking', 'paused'],
  paused: ['speaking', 'hearing', 'thinking', 'listening'],
  // From there the agent begins anew: what it will say is being thought of, or said.
  person: ['waiting', 'thinking', 'speaking', 'paused', 'hearing', 'listening'],
  waiting: ['person', 'thinking', 'speaking', 'paused', 'hearing', 'listening'],
  closing: [],
  over: [],
};

/** Anybody may hang up, end the call, take the talk or put the caller on hold, at any time. */
const anywhere: readonly Floor[] = ['over', 'closing', 'person', 'waiting'];

export const mayFollow = (before: Floor, next: Floor): boolean =>
  before !== 'over' && (anywhere.includes(next) || arrows[before].includes(next));
