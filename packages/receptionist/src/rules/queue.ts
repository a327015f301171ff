import type { BrainContext, ToolResult } from '../brain.ts';
import { doctorLate } from '../language/intent-words.ts';
import { matchNames } from '../language/names.ts';
import { understandNumber } from '../language/number.ts';
import { hasPattern } from '../language/patterns.ts';
import { hasPhrase, phrases } from '../language/phrases.ts';
import { type Said, sayTime, spoken } from '../language/spoken.ts';
import { tokenise } from '../language/tokens.ts';
import { ask, toPerson } from './ask.ts';
import { doctorSaid, listed, localTime, plain, said } from './speak.ts';
import { type DialogueState, type Outcome, useTool } from './state.ts';
import type { WordKey } from './words.ts';

const queueWords = phrases(
  'which token|what token|token running|running token|current token|which number is|what number is|number is running|how many people are waiting|how many are waiting|how many patients are waiting|how long is the wait|waiting time|how long will i wait|is the doctor late|is doctor late|doctor running late|is the doctor in|is the doctor there|has the doctor come|has doctor come|has the doctor started|when is my turn|when will my turn come|my token is|my token number is|kaun sa number|kaunsa number|konsa number|kaun sa token|kaunsa token|number chal raha|token chal raha|number kya chal|token kya chal|kitna number|kitne log|kitne log hain|kitne patient hain|kitni der lagegi|kitna time lagega|kitni waiting|doctor late|doctor aa gaye|doctor aaye|doctor aa gayi|doctor aayi|doctor baithe hain kya|meri baari|mera number kab|mera token|कौन सा नंबर|कौन सा टोकन|नंबर चल रहा|टोकन चल रहा|कितने लोग|कितनी देर|कितना समय लगेगा|डॉक्टर लेट|डॉक्टर आ गए|डॉक्टर आए|डॉक्टर आ गई|मेरी बारी|मेरा नंबर कब|मेरा टोकन',
);
const ownToken = /(?:my|mera|meri|मेरा|हमारा|hamara)\s+(?:token|number|no\.?|नंबर|टोकन)/iu;

/** Is the queue, or the doctor's being late, asked about? */
export function asksQueue(text: string): boolean {
  const tokens = tokenise(text);
  return hasPhrase(tokens, queueWords) || hasPattern(tokens, doctorLate);
}

/** Which token is running, how long, is the doctor late: of the doctor who is named, or spoken of, or the only one. */
export function askQueue(state: DialogueState, text: string, context: BrainContext): Outcome {
  const resume = state.resume ?? (state.phase === 'queue-doctor' ? 'open' : state.phase);
  const { doctors } = context.clinic;
  const [named, other] = matchNames(text, doctors);
  const isOne = named !== undefined && other === undefined;
  const last = state.own.at(-1)?.doctorId ?? null;
  const doctorId = isOne
    ? named.id
    : (state.doctorId ?? last ?? (doctors.length === 1 ? (doctors[0]?.id ?? null) : null));
  if (doctorId === null) {
    const names = (other === undefined ? doctors : matchNames(text, doctors)).slice(0, 6);
    const sentence = said('queueWhich', state.language, {
      doctors: listed(
        names.map(({ id }) => doctorSaid(id, context, state.language)),
        state.language,
      ),
    });
    return ask({ ...state, resume }, 'queue-doctor', 'informing', sentence);
  }
  const token = ownToken.test(text) ? understandNumber(text) : null;
  const isToken = token !== null && Number.isInteger(token) && token > 0 && token < 10_000;
  return useTool({ ...state, resume }, 'queue_status', { doctorId, ...(isToken ? { token } : {}) });
}

interface QueueTold {
  doctorId: string;
  state: 'closed' | 'away' | 'before' | 'open' | 'over';
  lateMin: number;
  running: number[];
  waiting: number;
  startsAt: string | null;
  token?: number;
  waitMin?: number | null;
  isSkipped?: boolean;
}

/** Tells it, and goes back to what was being asked. */
export function onQueue(before: DialogueState, result: ToolResult, context: BrainContext): Outcome {
  const { language } = before;
  const resume = before.resume ?? 'open';
  const state = { ...before, resume: null, outcome: before.outcome ?? ('informed' as const) };
  if (!result.ok) return toPerson(state, context, 'queue', 'cannotMyself');
  const isMidway = state.goal !== null && resume !== 'open';
  const { readBackId } = state.question;
  const next: Said = isMidway ? state.question : said('anythingElse', language);
  const sentence = queueSaid(result.value as QueueTold, next, language, context);
  const isNamed = isMidway && readBackId !== undefined;
  const asked = ask(state, resume, 'informing', isNamed ? { ...sentence, readBackId } : sentence);
  return { ...asked, state: { ...asked.state, question: isMidway ? state.question : sentence } };
}

function queueSaid(told: QueueTold, next: Said, language: DialogueState['language'], context: BrainContext): Said {
  const number = (value: number) => spoken({ number: value }, language);
  const doctor = doctorSaid(told.doctorId, context, language);
  const late =
    told.lateMin > 0 ? said('queueLate', language, { minutes: number(told.lateMin) }) : said('queueInTime', language);
  if (told.state === 'closed' || told.state === 'away' || told.state === 'over') {
    const words = { closed: 'queueClosed', away: 'queueAway', over: 'queueOver' } as const;
    return said(words[told.state], language, { doctor, next });
  }
  if (told.state === 'before') {
    const begins = new Date(Date.parse(told.startsAt ?? context.now) + told.lateMin * 60_000).toISOString();
    return said('queueBefore', language, {
      doctor,
      time: sayTime(localTime(begins, context).time, language),
      late,
      next,
    });
  }
  const [running] = told.running;
  const idle: WordKey = told.waiting === 0 ? 'queueEmpty' : 'queueIdle';
  const words = running === undefined ? idle : 'queueRunning';
  const wait = waitSaid(told, language);
  return said(words, language, {
    ...{ doctor, late, wait, next },
    running: number(running ?? 0),
    waiting: number(told.waiting),
  });
}

function waitSaid({ token, waitMin, isSkipped }: QueueTold, language: DialogueState['language']): Said {
  if (token === undefined) return plain('');
  const values = { token: spoken({ number: token }, language) };
  if (isSkipped === true) return said('queueSkipped', language, values);
  if (waitMin === null || waitMin === undefined) return plain('');
  return said('queueYours', language, { ...values, minutes: spoken({ number: Math.round(waitMin) }, language) });
}
