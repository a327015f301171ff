/**
 * Who has the floor: the one state machine that the policies stand under, drawn in docs/turn-taking.md.
 * `listening`: it is the caller's turn, and they are silent. `hearing`: they speak. `thinking`: they have finished, and an answer is being made.
 * `speaking`: a reply is being said. `paused`: its sound is stopped, because somebody spoke over it. `closing`: the last words are being said.
 */
export type Floor = 'listening' | 'hearing' | 'thinking' | 'speaking' | 'paused' | 'closing' | 'over';

export interface FloorSigns {
  isOver: boolean;
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
  if (signs.isClosing) return 'closing';
  if (signs.hasReply) return signs.isPaused ? 'paused' : 'speaking';
  if (signs.isCallerSpeaking) return 'hearing';
  return signs.isWorking || signs.isTranscriptDue ? 'thinking' : 'listening';
}

/** How the floor changes hands. From anywhere a call may close or be over; between two looks at it two steps may have passed as one. */
export const arrows: Record<Floor, readonly Floor[]> = {
  listening: ['hearing', 'thinking', 'speaking'],
  hearing: ['thinking', 'speaking', 'paused', 'listening'],
  thinking: ['speaking', 'hearing', 'listening'],
  speaking: ['listening', 'hearing', 'thinking', 'paused'],
  paused: ['speaking', 'hearing', 'thinking', 'listening'],
  closing: [],
  over: [],
};

export const mayFollow = (before: Floor, next: Floor): boolean =>
  before !== 'over' && (next === 'over' || next === 'closing' || arrows[before].includes(next));
