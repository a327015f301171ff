import type { Random } from '@vaani/config';
import type { BrainInput, Expectation } from '@vaani/receptionist';
import { localOf } from '../clinic/local-time.ts';
import {
  type ClinicFixture,
  inLanguage,
  type Language,
  type Line,
  type Scenario,
  type Wish,
} from '../format/schema.ts';
import { pick } from './chance.ts';
import { dayWords, doctorWords, openingWords, patientFor, patientWords, type Voice, whenWords } from './compose.ts';
import { answers } from './lexicon/answers.ts';
import { openings } from './lexicon/openings.ts';
import { type Help, helpIn, isOtherDeed, isOtherKind, keyFor, namesAnother } from './listening.ts';
import { type Noise, withNoise } from './noise.ts';
import { spokenBy, variantOf } from './vary.ts';
import { daysOf, hoursOf } from './words-of-time.ts';

/** So often somebody asks for the same in other words. */
const MOST_INSISTENCE = 4;

/** What a caller with this wish lets themselves be asked. */
const answersOf: Record<Scenario['job'], readonly Expectation['asked'][]> = {
  book: ['doctor', 'day', 'time', 'slot', 'patient', 'phone', 'confirm', 'yes-no'],
  reschedule: ['doctor', 'day', 'time', 'slot', 'patient', 'birth', 'phone', 'confirm', 'yes-no'],
  waitlist: ['doctor', 'day', 'time', 'patient', 'birth', 'phone', 'confirm', 'yes-no'],
  cancel: ['slot', 'patient', 'birth', 'phone', 'confirm', 'yes-no'],
  my_appointments: ['patient', 'birth', 'phone'],
  queue: ['doctor', 'phone'],
  info: ['phone'],
  message: ['phone', 'yes-no'],
  human: [],
  emergency: [],
  attack: [],
};

/** What the caller hears and sees of the call when it is their turn. */
export interface Moment {
  expect: Expectation;
  /** What was said last. */
  text: string;
  /** Times, or appointments, that were offered or told last: the first three. */
  offered: { doctorId: string; startsAt: string }[];
  /** Was what they called for done? */
  isDone: boolean;
}

/** What the caller does. Several inputs come one after the other. */
export interface Act {
  inputs: BrainInput[];
  /** As it stands in the transcript. */
  text: string;
  /** What the line gives: an agent who then asks for it asks again. */
  gives: string[];
  hangsUp: boolean;
  happens?: Line['happens'] | undefined;
  /** Which offered time is meant. */
  chosen: number | null;
}

export interface Caller {
  next(moment: Moment): Act;
  /** All that they have said so far. */
  readonly said: readonly string[];
}

/**
 * Somebody who calls: scripted lines first, where one fits what was asked, else an answer from the wish and the caller lexicon. They listen to what
 * is read back, and object where it is not what they want.
 */
export function createCaller(options: {
  scenario: Scenario;
  clinic: ClinicFixture;
  language: Language;
  noise: Noise;
  /** Words that are spoken have no spelling. */
  channel: 'text' | 'audio';
  random: Random;
  /** Ids of doctors by key. */
  doctors: ReadonlyMap<string, string>;
  today: string;
}): Caller {
  const { scenario, clinic, language, noise, channel, random, doctors, today } = options;
  const voice: Voice = { language, random, clinic, scenario };
  let help: Help = 'none';
  let readBack = '';
  const left = scenario.lines.map((line) => ({ line, times: line.times }));
  const said: string[] = [];
  let wish: Wish = scenario.wish;
  let pinned: string | null = null;
  let turns = 0;
  let lastAsked = '';
  let objections = 0;
  let insisted = 0;
  let scriptedLast: Line | null = null;

  const speak = (text: string, isOpening = false): Act => {
    const style = { language, talks: scenario.caller.talks, isOpening, channel, isPlain: voice.isPlain === true };
    const spoken = spokenBy(text, style, random);
    const heard = withNoise(spoken, noise, language, random);
    said.push(spoken);
    const source = scenario.hearing === 'local' ? ('local' as const) : ('stt' as const);
    const inputs: BrainInput[] = [{ kind: 'heard', text: heard, confidence: noise === 'none' ? 1 : 0.8, source }];
    return { inputs, text: heard, gives: [], hangsUp: false, chosen: null };
  };
  const keys = (digits: string): Act => ({
    inputs: [{ kind: 'keyed', digits }],
    text: `[keys ${digits}]`,
    gives: [],
    hangsUp: false,
    chosen: null,
  });

  const follow = (line: Line, moment: Moment): Act | null => {
    if (line.wish !== undefined) {
      wish = { ...wish, ...line.wish };
      pinned = null;
    }
    const base = { ...(line.happens === undefined ? {} : { happens: line.happens }) };
    if (line.says !== undefined) return { ...speak(variantOf(line.says, language, random), turns === 0), ...base };
    if (line.keys !== undefined) return { ...keys(line.keys), ...base };
    if (line.interrupts !== undefined) {
      const spoken = speak(variantOf(line.interrupts, language, random));
      const half = moment.text.slice(0, Math.floor(moment.text.length / 2));
      return { ...spoken, ...base, inputs: [{ kind: 'interrupted', heardText: half }, ...spoken.inputs] };
    }
    if (line.does === 'hang-up') return { inputs: [], text: '[hangs up]', gives: [], hangsUp: true, chosen: null };
    if (line.does !== undefined)
      return {
        inputs: [{ kind: line.does }],
        text: `[${line.does}]`,
        gives: [],
        hangsUp: false,
        chosen: null,
        ...base,
      };
    return null;
  };

  const target = (): Pick<Wish, 'day' | 'time' | 'part'> => (scenario.job === 'reschedule' ? (wish.to ?? {}) : wish);

  const choose = (moment: Moment): Act => {
    const { offered } = moment;
    const how = wish.choose ?? 'first';
    const fitting = offered.filter((slot) => isWanted(slot));
    // Nothing of what is offered suits: the day once more, and then not at all; or what there is where they are easy about it.
    if (offered.length > 0 && fitting.length === 0 && target().day !== undefined && wish.choose !== 'any') {
      objections += 1;
      if (objections > 2) return { inputs: [], text: '[gives up]', gives: [], hangsUp: true, chosen: null };
      return { ...speak(whenWords(target(), voice)), gives: ['day'] };
    }
    const list = fitting.length > 0 ? fitting : offered;
    const index = how === 'last' ? offered.length - 1 : how === 'second' ? 1 : 0;
    const slot = how === 'first' || how === 'any' || how === 'time' ? list[0] : (offered[index] ?? list[0]);
    if (slot === undefined) return { ...speak(whenWords(target(), voice)), gives: ['day'] };
    pinned = slot.startsAt;
    const place = offered.indexOf(slot);
    const count = offered.length;
    const words =
      how === 'any' && fitting.length === count
        ? answers.any
        : place === 0
          ? answers.first
          : place === count - 1
            ? answers.last
            : answers.second;
    if (words === answers.any) pinned = null;
    if (help === 'keys' && pinned !== null) return { ...keys(String(place + 1)), chosen: place };
    return { ...speak(voice.isPlain === true ? words[language][0] : pick(random, words[language])), chosen: place };
  };

  const isWanted = (slot: { doctorId: string; startsAt: string }): boolean => {
    const { date, time } = localOf(slot.startsAt, clinic.zone);
    const { day, time: at, part } = target();
    if (scenario.job !== 'reschedule' && wish.doctor !== undefined && doctors.get(wish.doctor) !== slot.doctorId)
      return false;
    if (day !== undefined) {
      const { from, to } = daysOf(day, today);
      if (date < from || date > to) return false;
    }
    if (at !== undefined) return time === at;
    if (part === undefined) return true;
    const [from, to] = hoursOf[part];
    return time >= from && time < to;
  };

  const confirm = (moment: Moment): Act => {
    const { doctorId, startsAt } = moment.expect.activity.values ?? {};
    const isBooking = ['book', 'waitlist', 'reschedule'].includes(scenario.job);
    const read = doctorId === undefined || startsAt === undefined ? null : { doctorId, startsAt };
    const isSlot =
      read === null ||
      !isBooking ||
      (pinned === null ? isWanted(read) || wish.choose === 'any' : read.startsAt === pinned && isDoctor(read.doctorId));
    // A hint reads nothing back: what was read back before it still stands.
    if (help === 'none') readBack = moment.text;
    const isTime = isSlot && !isOtherKind(readBack, wish);
    const isPerson = !namesAnother(readBack, wish, clinic);
    const isDeed = channel === 'text' || !isOtherDeed(readBack, scenario.job);
    const isRight = isTime && isPerson && isDeed;
    if (!isRight && objections < 3) {
      objections += 1;
      if (help === 'keys') return keys('2');
      const no = pick(random, answers[isDeed && !isTime ? 'wrong' : 'no'][language]);
      if (!isDeed) return speak(no);
      if (!isTime) pinned = null;
      return speak(`${no}, ${isTime ? patientFor(wish, voice) : againWords()}`);
    }
    if (!isRight) return { inputs: [], text: '[gives up]', gives: [], hangsUp: true, chosen: null };
    // Who is told that a key will do presses it now and then.
    if (channel === 'audio' && (help !== 'none' || random.next() < 0.2)) return keys('1');
    const words =
      scenario.job === 'cancel' ? answers.yesCancel : scenario.job === 'reschedule' ? answers.yesMove : answers.yesBook;
    const isShort = scenario.hearing === 'free' && random.next() < 0.3;
    return speak(pick(random, (isShort ? answers.yes : words)[language]));
  };
  /** Doctor and time as they should be. */
  const againWords = (): string =>
    [doctorWords(wish, voice) ?? '', whenWords(target(), voice)].filter((part) => part !== '').join(' ');
  const isDoctor = (id: string): boolean =>
    wish.doctor === undefined || scenario.job !== 'book' || doctors.get(wish.doctor) === id;

  /** Asks for what they called for once more; whoever gets no further hangs up. */
  const insist = (): Act => {
    insisted += 1;
    if (insisted > MOST_INSISTENCE) return { inputs: [], text: '[hangs up]', gives: [], hangsUp: true, chosen: null };
    const hasWords = wish.topic !== undefined || openings[scenario.job] !== undefined;
    // What a scenario words alone, an emergency, is said once more as it stands there.
    if (!hasWords && scriptedLast?.says !== undefined) return speak(variantOf(scriptedLast.says, language, random));
    return { ...speak(openingWords(wish, voice)), gives: scenario.opens.filter((what) => what !== 'job') };
  };

  const respond = (moment: Moment): Act => {
    const { asked } = moment.expect;
    const isAgain = lastAsked === asked;
    const key = help === 'keys' ? keyOf(moment) : null;
    if (key !== null) return keys(key);
    // Who called for something else does not let themselves be booked.
    const isAside = !answersOf[scenario.job].includes(asked) && openings[scenario.job] !== undefined;
    if (isAside || (scenario.wish.topic !== undefined && asked !== 'phone')) return insist();
    if (scenario.job === 'waitlist' && moment.expect.activity.values?.startsAt !== undefined) return insist();
    switch (asked) {
      case 'doctor':
        return { ...speak(doctorWords(wish, voice) ?? pick(random, answers.any[language])), gives: ['doctor'] };
      case 'day':
      case 'time':
        return { ...speak(whenWords(target(), voice) || dayWords({ day: 'soonest' }, voice)), gives: ['day'] };
      case 'slot':
        return choose(moment);
      case 'patient':
        return { ...speak(patientWords(wish, voice, isAgain)), gives: ['patient'] };
      case 'birth':
        return { ...birthAct(), gives: ['birth'] };
      case 'phone':
        return { ...keys(scenario.caller.keys ?? '9810012345'), gives: ['phone'] };
      case 'confirm':
        return confirm(moment);
      case 'yes-no':
        return speak(whenWords(target(), voice) || pick(random, answers.yes[language]));
      default:
        return insist();
    }
  };

  const keyOf = ({ text, expect }: Moment): string | null =>
    keyFor(text, {
      ...{ asked: expect.asked, language: expect.language, job: scenario.job, wish, day: target().day, today, clinic },
    });

  const birthAct = (): Act => {
    const { birth, wrongBirth } = scenario.caller;
    const known = wish.patient === undefined ? undefined : clinic.people[wish.patient]?.birth;
    const mine = birth ?? known ?? 1980;
    if (wrongBirth !== undefined) return keys(String(wrongBirth));
    if (typeof mine === 'object')
      return speak({ en: `${mine.age} years old`, hi: `${mine.age} साल`, 'hi-en': `${mine.age} saal` }[language]);
    const year = String(mine).slice(0, 4);
    return scenario.hearing === 'free' && random.next() < 0.5 ? speak(year) : keys(year);
  };

  return {
    get said() {
      return said;
    },
    next(moment) {
      help = channel === 'audio' ? helpIn(moment.text, moment.expect.language) : 'none';
      voice.isPlain = help !== 'none';
      const ask = turns === 0 ? 'start' : moment.isDone ? 'done' : moment.expect.asked;
      const scripted = left.find(({ line, times }) => line.at === ask && times > 0);
      let act: Act | null = null;
      if (scripted !== undefined) {
        scripted.times -= 1;
        scriptedLast = scripted.line;
        act = follow(scripted.line, moment);
        // An event without words: the caller goes on as they would, and it happens first.
        if (act === null) act = { ...(ask === 'start' ? first() : respond(moment)), happens: scripted.line.happens };
      } else if (ask === 'start') act = first();
      // Who has what they called for, and whose goodbye is not understood, hangs up.
      else if (ask === 'done' && help === 'keys')
        act = { inputs: [], text: '[hangs up]', gives: [], hangsUp: true, chosen: null };
      else if (ask === 'done') act = { ...speak(pick(random, answers.bye[language])), hangsUp: false };
      else act = respond(moment);
      turns += 1;
      lastAsked = moment.expect.asked;
      return act;
    },
  };

  function first(): Act {
    return { ...speak(openingWords(wish, voice), true), gives: scenario.opens.filter((what) => what !== 'job') };
  }
}

/** The phone that the caller rings from, E.164, or null where it is withheld. */
export function phoneOf(scenario: Scenario, clinic: ClinicFixture): string | null {
  const { phone } = scenario.caller;
  if (phone === 'withheld') return null;
  return clinic.people[phone]?.phone ?? phone;
}

/** A name of somebody in every script that it has. */
export const namesOf = (person: ClinicFixture['people'][string]): string[] => [
  inLanguage(person.name, 'en'),
  inLanguage(person.name, 'hi'),
];
