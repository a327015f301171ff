import { listAppointments } from '@vaani/clinic';
import type { Answer, ChatMessage, Openai, Policy } from '@vaani/sandbox';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { demoCallers } from '../../../../prisma/factories/callers.ts';
import type { Language } from '../brain.ts';
import { spoken } from '../language/spoken.ts';
import { type House, openHouse } from '../testing/house.ts';
import { lastOf, openModelCall, startModel } from '../testing/model-call.ts';
import { localAt } from '../times-said.ts';
import { PROMPT_VERSION, systemPrompt } from './prompt.ts';

// Guards the model as a brain: a whole booking over the real library in each language, and what code decides in its stead.

let house: House;
let room: Openai | undefined;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());
afterEach(async () => {
  await room?.close();
  room = undefined;
});

async function started(policy: Policy, over: Parameters<typeof startModel>[1] = {}) {
  const model = await startModel(policy, over);
  room = model.room;
  return model;
}

interface SlotDto {
  doctorId: string;
  startsAt: string;
}

const tomorrow = '2026-11-24';
const doctorId = () => house.profile.doctors.find(({ name }) => /Sharma/.test(name))?.id ?? '';

/** A mind that books as a good model would: it searches, offers two, holds the one that is chosen, asks who, books. */
function bookingMind(language: Language, words: { ask: string; who: string; done: string; bye: string }): Policy {
  let slots: SlotDto[] = [];
  let name = '';
  const timeOf = (slot: SlotDto | undefined) =>
    spoken({ time: localAt(slot?.startsAt ?? '', house.profile.zone).time }, language).text;
  const call = (tool: string, args: Record<string, unknown>): Answer => ({
    toolCalls: [{ name: tool, arguments: args }],
  });
  return (messages) => {
    const { said, result } = lastOf(messages);
    const asked = lastCall(messages);
    if (result !== null) {
      if (asked === 'search_slots') {
        slots = (result.value as { slots: SlotDto[] }).slots.slice(0, 2);
        return { text: `${timeOf(slots[0])}, ${timeOf(slots[1])}. ${words.ask}` };
      }
      if (asked === 'hold_slot') return { text: words.who };
      if (asked === 'book_appointment') return { text: result.ok ? words.done : 'Sorry.' };
      return { text: words.bye };
    }
    if (/sharma|शर्मा/i.test(said)) return call('search_slots', { doctorId: doctorId(), from: tomorrow, to: tomorrow });
    if (/second|दूसरा|doosra/i.test(said))
      return call('hold_slot', { doctorId: slots[1]?.doctorId, startsAt: slots[1]?.startsAt });
    if (/thank|धन्यवाद|dhanyavaad/i.test(said))
      return { text: words.bye, toolCalls: [{ name: 'end_call', arguments: { outcome: 'booked' } }] };
    name = said;
    return call('book_appointment', { doctorId: slots[1]?.doctorId, startsAt: slots[1]?.startsAt, name });
  };
}

function lastCall(messages: readonly ChatMessage[]): string {
  const calls = messages.flatMap((message) => (message.role === 'assistant' ? (message.tool_calls ?? []) : []));
  return calls.at(-1)?.function.name ?? '';
}

const range = { from: '2026-11-23T00:00:00Z', to: '2026-12-31T00:00:00Z' };
const ofCall = async (callId: string) =>
  (await listAppointments(house.system, range)).filter((one) => one.callId === callId);

describe('a whole booking over the real library', () => {
  test.each<[Language, string, string, string, string, string, Parameters<typeof bookingMind>[1], RegExp]>([
    [
      'en',
      'I want to see Dr Sharma tomorrow',
      'the second one',
      'Priya Nair',
      'yes',
      'thank you bye',
      { ask: 'Which one suits you?', who: 'Who is it for?', done: 'It is booked.', bye: 'Goodbye!' },
      /So that is Dr .*Sharma, tomorrow, Tuesday, 24 November at .*for Priya Nair/,
    ],
    [
      'hi',
      'मुझे कल डॉक्टर शर्मा से मिलना है',
      'दूसरा वाला',
      'प्रिया नायर',
      'हाँ जी',
      'धन्यवाद',
      { ask: 'कौन सा ठीक रहेगा?', who: 'किनके लिए?', done: 'बुक हो गया।', bye: 'नमस्ते!' },
      /तो .*शर्मा, कल, मंगलवार, 24 नवंबर.*प्रिया नायर के लिए/,
    ],
    [
      'hi-en',
      'mujhe kal doctor sharma se appointment book karna hai',
      'doosra wala',
      'Priya Nair',
      'haan book kar dijiye',
      'dhanyavaad',
      { ask: 'Kaun sa theek rahega?', who: 'Kinke liye?', done: 'Book ho gaya.', bye: 'Namaste!' },
      /Toh .*Sharma, kal, Tuesday, 24 November.*Priya Nair ke liye/,
    ],
  ])('in %s', async (language, wish, choice, name, yes, bye, words, readBack) => {
    const { model, room: openai } = await started(bookingMind(language, words));
    const phone = { en: '+916000100871', hi: '+916000100872', 'hi-en': '+916000100873' }[language];
    const call = await openModelCall(house, model, { phone, language });
    expect(await call.say(wish)).toContain(words.ask);
    expect(await call.say(choice)).toBe(words.who);
    expect(await call.say(name)).toMatch(readBack);
    expect(await ofCall(call.callId)).toEqual([]);
    expect(await call.say(yes)).toBe(words.done);
    expect(await ofCall(call.callId)).toMatchObject([{ patientName: name, status: 'scheduled', source: 'call' }]);
    expect(await call.say(bye)).toBe(words.bye);
    expect(call.ended()).toBe('booked');
    expect(call.state.mode).toBe('model');
    // The prompt is the same to the byte each time, and so is what it begins with.
    const prompts = openai.chats().map(({ request }) => request.messages[0]?.content);
    expect(new Set(prompts)).toEqual(new Set([systemPrompt(house.profile, language)]));
    expect(openai.chats().at(-1)?.cachedTokens).toBeGreaterThan(1_000);
  });
});

test('a date that the caller did not say is asked about, whatever the model wants', async () => {
  const { model } = await started((messages) => {
    const { said, result } = lastOf(messages);
    if (result !== null) return { text: `The tool says ${result.code ?? 'ok'}.` };
    return said === ''
      ? { text: 'Hm.' }
      : {
          toolCalls: [
            { name: 'search_slots', arguments: { doctorId: doctorId(), from: '2026-11-27', to: '2026-11-27' } },
          ],
        };
  });
  const call = await openModelCall(house, model, demoCallers.unknown);
  expect(await call.say('Dr Sharma tomorrow please')).toBe('The tool says ask.');
});

describe('what code decides', () => {
  const chatty: Policy = () => ({ text: 'One. Two. Three! Four?' });

  test('never more than two sentences', async () => {
    const { model } = await started(chatty);
    const call = await openModelCall(house, model, demoCallers.unknown);
    expect(await call.say('hello there')).toBe('One. Two.');
    expect(call.state.messages.at(-1)).toMatchObject({ role: 'assistant', content: 'One. Two.' });
  });

  test.each([
    ['I have chest pain', 'emergency', /112/],
    ['सीने में बहुत दर्द हो रहा है', 'emergency', /112/],
    ['let me talk to a person', 'asked', /connecting/],
  ])('%s: the model is not asked', async (text, reason, said) => {
    const { model, room: openai } = await started(chatty);
    const call = await openModelCall(house, model, demoCallers.unknown);
    expect(await call.say(text)).toMatch(said);
    expect(call.transferred()).toBe(reason);
    expect(openai.chats()).toEqual([]);
  });

  test('three failures to understand in a row: a person', async () => {
    const { model } = await started(chatty);
    const call = await openModelCall(house, model, demoCallers.unknown);
    for (let time = 0; time < 3; time += 1) await call.give({ kind: 'unclear' });
    expect(call.transferred()).toBe('not-understood');
  });

  test('three failed identifications: a person, whatever the model would do next', async () => {
    const { model } = await started(() => ({
      toolCalls: [{ name: 'identify_patient', arguments: { name: 'Neha Kulkarni', birth: { year: 1901 } } }],
    }));
    const call = await openModelCall(house, model, { phone: '+916000100881', language: 'en' });
    await call.say('cancel my appointment');
    expect(call.transferred()).toBe('identification');
  });

  test('what was interrupted is told, and what was not heard is not in the history', async () => {
    const { model, room: openai } = await started(() => ({ text: 'We are open from nine. We close at eight.' }));
    const call = await openModelCall(house, model, demoCallers.unknown);
    await call.say('when are you open');
    await call.give({ kind: 'interrupted', heardText: 'We are open' });
    await call.say('and on Sunday');
    const told = openai
      .chats()
      .at(-1)
      ?.request.messages.map(({ content }) => content);
    expect(told).toContain('We are open (interrupted)');
    expect(JSON.stringify(told)).not.toContain('We close at eight');
  });

  test('a read-back that was cut short writes nothing', async () => {
    const words = { ask: 'Which one?', who: 'For whom?', done: 'It is booked.', bye: 'Bye.' };
    const { model } = await started(bookingMind('en', words));
    const call = await openModelCall(house, model, { phone: '+916000100882', language: 'en' });
    await call.say('I want to see Dr Sharma tomorrow');
    await call.say('the second one');
    call.isHeard = false;
    await call.say('Priya Nair');
    await call.say('yes');
    expect(await ofCall(call.callId)).toEqual([]);
  });

  test('a model that goes round in circles is left after a few trips', async () => {
    const { model, room: openai } = await started(() => ({
      toolCalls: [{ name: 'clinic_info', arguments: { topic: 'fees' } }],
    }));
    const call = await openModelCall(house, model, demoCallers.unknown);
    await call.say('how much is the fee');
    expect(openai.chats().length).toBeLessThanOrEqual(6);
    expect(call.state.mode).toBe('rules');
  });
});

describe('the rules go on where the model fails', () => {
  test('in the middle of a booking, with what was gathered: the caller repeats nothing', async () => {
    const words = { ask: 'Which one?', who: 'Who is it for?', done: 'Booked.', bye: 'Bye.' };
    let isDown = false;
    const mind = bookingMind('en', words);
    const { model } = await started(mind);
    const failing = {
      stream: (request: Parameters<typeof model.stream>[0]) => {
        if (isDown) throw new Error('the provider is away');
        return model.stream(request);
      },
    };
    const call = await openModelCall(house, failing, { phone: '+916000100883', language: 'en' });
    await call.say('I want to see Dr Sharma tomorrow');
    isDown = true;
    expect(await call.say('the second one')).toMatch(/Who is the appointment for/);
    expect(call.state.mode).toBe('rules');
    expect(await call.say('Priya Nair')).toMatch(/So that is Dr .*Sharma, tomorrow, Tuesday, 24 November/);
    expect(await call.say('yes')).toMatch(/is booked/);
    expect(await ofCall(call.callId)).toMatchObject([{ patientName: 'Priya Nair' }]);
  });

  test('knowing what the model had asked: what was not made out is asked again, with a hint that fits', async () => {
    const { model } = await started(() => ({ text: 'On what day, please?' }));
    const call = await openModelCall(house, model, { phone: '+916000100884', language: 'en' });
    await call.say('I need an appointment with Dr Sharma');
    expect(call.state.mode).toBe('model');
    expect(call.expected?.asked).toBe('day');
    // Should only this machine's recogniser be left, it knows what may come.
    expect(call.expected?.grammar).toMatch(/tomorrow/);
    await room?.close();
    room = undefined;
    expect(await call.say('mmm')).toMatch(/did not catch that. Please say a day/);
    expect(await call.say('tomorrow')).toMatch(/free tomorrow/);
  });

  test('from the first words on', async () => {
    const { model } = await started(() => ({ text: 'Never said.' }));
    await room?.close();
    room = undefined;
    const call = await openModelCall(house, model, demoCallers.unknown);
    expect(await call.say('I need an appointment with Dr Sharma')).toMatch(/which day/);
    expect(await call.say('tomorrow')).toMatch(/free tomorrow/);
  });
});

test('the prompt is made of the clinic’s data and tells nothing of a patient', () => {
  for (const language of ['en', 'hi', 'hi-en'] as const) {
    const prompt = systemPrompt(house.profile, language);
    for (const { name, id } of house.profile.doctors) expect(prompt).toMatch(new RegExp(`${name}.*${id}`));
    for (const { patients, phone } of Object.values(demoCallers)) {
      expect(prompt).not.toContain(phone);
      for (const { name } of patients) expect(prompt).not.toContain(name);
    }
  }
  expect(PROMPT_VERSION).toMatch(/^\d+$/);
});
