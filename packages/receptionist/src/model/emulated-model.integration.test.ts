import { listAppointments } from '@vaani/clinic';
import { seededRandom } from '@vaani/config';
import { delayProfiles, delaysOf, type Openai, receptionist } from '@vaani/sandbox';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Language } from '../brain.ts';
import { type House, openHouse } from '../testing/house.ts';
import { openModelCall, startModel } from '../testing/model-call.ts';

// Guards what runs where a model is set and none can be paid for: the emulated model goes through whole calls at a model's pace, in a model's fragments,
// over the real library, from nothing but the messages it is sent.

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

const delays = delaysOf(delayProfiles.targets, seededRandom(1));

async function opened(phone: string, language: Language) {
  const started = await startModel(receptionist, { delays });
  room = started.room;
  return openModelCall(house, started.model, { phone, language });
}
type Call = Awaited<ReturnType<typeof opened>>;

const range = { from: '2026-11-23T00:00:00Z', to: '2026-12-31T00:00:00Z', isWhole: true };
const ofCall = async ({ callId }: Call) =>
  (await listAppointments(house.system, range)).filter((one) => one.callId === callId);

describe('a whole booking', () => {
  test.each<[Language, string, [says: string, answered: RegExp][], { name: string; doctor: RegExp }]>([
    [
      'en',
      '+916000100891',
      [
        ['I want to see Doctor Sharma', /On which day/],
        ['tomorrow', /is free tomorrow.*Which one suits you/],
        ['the second one', /Who is the appointment for/],
        ['Priya Nair', /So that is Dr Anita Sharma, tomorrow.*for Priya Nair/],
        ['yes, book it', /is booked for tomorrow/],
        ['no, thank you', /goodbye|day/i],
      ],
      { name: 'Priya Nair', doctor: /Sharma/ },
    ],
    [
      'hi',
      '+916000100892',
      [
        ['मुझे डॉक्टर राव का अपॉइंटमेंट चाहिए', /किस दिन/],
        ['परसों', /कौन सा ठीक रहेगा/],
        ['पहला वाला', /किनके लिए/],
        ['सुनीता यादव', /तो .*राव.*सुनीता यादव के लिए/],
        ['हाँ, बुक कर दीजिए', /बुक है/],
        ['नहीं, और कुछ नहीं', /धन्यवाद|नमस्ते/],
      ],
      { name: 'सुनीता यादव', doctor: /Rao/ },
    ],
    [
      'hi-en',
      '+916000100893',
      [
        ['mujhe kal Doctor Sharma se milna hai', /kaun sa theek rahega/i],
        ['doosra wala', /kinke liye/],
        ['Vikram Chauhan', /Toh Dr Anita Sharma, kal.*Vikram Chauhan ke liye/],
        ['haan, book kar dijiye', /ke liye book hai/],
        ['nahi, thank you', /dhanyavaad|namaste|shukriya/i],
      ],
      { name: 'Vikram Chauhan', doctor: /Sharma/ },
    ],
  ])('in %s', async (language, phone, lines, { name, doctor }) => {
    const call = await opened(phone, language);
    for (const [says, answered] of lines) expect(await call.say(says), says).toMatch(answered);
    expect(call.ended()).toBe('booked');
    // To the end it was the model that answered, in each turn of the caller.
    expect(call.state.mode).toBe('model');
    expect(room?.chats().length).toBeGreaterThan(lines.length);
    expect(room?.chats().every(({ sent }) => sent > 3)).toBe(true);
    const [made, ...others] = await ofCall(call);
    expect(others).toEqual([]);
    expect(made).toMatchObject({ patientName: name, status: 'scheduled', source: 'call' });
    expect(made?.doctorName).toMatch(doctor);
  });

  test('is changed before it is confirmed, and cancelled after it', async () => {
    const call = await opened('+916000100894', 'en');
    await call.say('I want to see Doctor Sharma tomorrow');
    await call.say('the first one');
    expect(await call.say('Meera Joshi')).toMatch(/for Meera Joshi/);
    expect(await call.say('no, the day after tomorrow')).toMatch(/Which one suits you/);
    expect(await call.say('the first one')).toMatch(/So that is .*Wednesday.*Meera Joshi/);
    expect(await ofCall(call)).toEqual([]);
    expect(await call.say('yes, book it')).toMatch(/is booked for/);
    expect(await call.say('cancel it please')).toMatch(/cancel/i);
    expect(await call.say('yes, cancel it')).toMatch(/cancelled/);
    expect(call.state.mode).toBe('model');
    expect(await ofCall(call)).toMatchObject([{ status: 'cancelled' }]);
  });
});
