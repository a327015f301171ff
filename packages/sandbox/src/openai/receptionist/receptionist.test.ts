// Guards the mind behind the emulated model: from the messages alone it answers as the rules would, in a model's terms.
import { type BrainContext, createDialogue, decide, systemPrompt } from '@vaani/receptionist';
import { describe, expect, it } from 'vitest';
import { callFacts } from '../../../../receptionist/src/model/prompt.ts';
import type { ChatMessage } from '../check-chat.ts';
import type { Answer } from '../policy.ts';
import { receptionist } from './receptionist.ts';
import { contextToldIn } from './told-context.ts';

const doctorId = '018f6a00-0000-7000-8000-000000000001';
const appointmentId = '018f6a00-0000-7000-8000-000000000009';
const clinic: BrainContext['clinic'] = {
  ...{ id: 'c', name: 'Asha Clinic', nameHindi: 'आशा क्लिनिक', zone: 'Asia/Kolkata', country: 'IN', language: 'en' },
  ...{ ownPhone: null, emergencyNumbers: ['112', '108'], transfer: [], speech: {}, demoSeededAt: null },
  branches: [{ id: 'b', name: 'Kothrud', nameHindi: 'कोथरूड', address: '12, Karve Road, Pune', isDefault: true }],
  doctors: [
    {
      ...{ id: doctorId, name: 'Dr Anita Sharma', nameHindi: 'डॉ अनीता शर्मा', speciality: 'general', initials: 'AS' },
      ...{ colour: 0, branchId: 'b', services: ['s'], fees: {}, hours: [{ weekday: 2, from: '09:00', to: '13:00' }] },
    },
  ],
  services: [
    { id: 's', name: 'Consultation', nameHindi: 'परामर्श', durationMin: 15, feePaise: 50_050, isDefault: true },
  ],
  knowledge: [{ topic: 'parking', language: 'en', text: 'Behind the house: free.' }],
};
const context: BrainContext = {
  ...{ now: '2026-11-23T05:00:00.000Z', zone: 'Asia/Kolkata', clinic, candidates: [], callerPhone: '+916000100001' },
  ...{ hearing: 'free', languageGuess: 'en' },
};
const told = (of: BrainContext = context): ChatMessage[] => [
  { role: 'system', content: systemPrompt(of.clinic, of.languageGuess) },
  { role: 'system', content: callFacts(of) },
];
const tools = ['search_slots', 'hold_slot', 'book_appointment', 'end_call', 'transfer_to_human'];
const answer = (messages: ChatMessage[], offered = tools): Answer =>
  receptionist(messages, offered, { model: 'gpt-4o', messages });

const said = (content: string): ChatMessage => ({ role: 'user', content });
const spoke = (content: string): ChatMessage => ({ role: 'assistant', content });
/** A tool call of the model, and what the tool answered. */
function used(id: string, { toolCalls = [] }: Answer, result: object): ChatMessage[] {
  const [call] = toolCalls;
  const of = { name: call?.name ?? '', arguments: JSON.stringify(call?.arguments) };
  return [
    { role: 'assistant', content: null, tool_calls: [{ id, type: 'function', function: of }] },
    { role: 'tool', tool_call_id: id, content: JSON.stringify(result) },
  ];
}
const slot = (startsAt: string) => ({ doctorId, serviceId: 's', branchId: 'b', startsAt, endsAt: startsAt });
const slots = [slot('2026-11-24T04:00:00.000Z'), slot('2026-11-24T04:30:00.000Z')];

/** The talk up to the question for whom. */
function asFarAsWho(): ChatMessage[] {
  const talk = [...told(), spoke('Namaste.'), said('I want to see Doctor Sharma tomorrow')];
  talk.push(...used('m1', answer(talk), { ok: true, value: { slots } }));
  talk.push(spoke(answer(talk).text ?? ''), said('the second one'));
  talk.push(...used('m2', answer(talk), { ok: true, value: { slot: slots[1] } }));
  talk.push(spoke(answer(talk).text ?? ''), said('Priya Nair'));
  return talk;
}
const unheard = { ok: false, code: 'read-back-not-heard' };

describe('what the prompt tells', () => {
  it.each(['en', 'hi', 'hi-en'] as const)('is read back from it as it went in: %s', (languageGuess) => {
    const found = contextToldIn(told({ ...context, languageGuess }))?.clinic;
    const [doctor] = clinic.doctors;
    expect(found?.doctors).toMatchObject([
      { id: doctorId, name: doctor?.name, nameHindi: doctor?.nameHindi, hours: doctor?.hours, speciality: 'general' },
    ]);
    expect(found?.branches).toMatchObject([{ name: 'Kothrud', address: '12, Karve Road, Pune' }]);
    expect(found?.services).toMatchObject([{ name: 'Consultation', durationMin: 15, feePaise: 50_050 }]);
    expect(found).toMatchObject({ name: 'Asha Clinic', nameHindi: 'आशा क्लिनिक', emergencyNumbers: ['112', '108'] });
    expect(found?.knowledge).toMatchObject([{ topic: 'parking', text: 'Behind the house: free.' }]);
  });

  it('says when the call began, in which language, and whether the number is known', () => {
    expect(contextToldIn(told())).toMatchObject({ now: context.now, zone: context.zone, languageGuess: 'en' });
    expect(contextToldIn(told({ ...context, callerPhone: null }))?.callerPhone).toBeNull();
  });
});

describe('the mind behind the emulated model', () => {
  it('goes through a booking: search, offer, hold, whom, the write, its result, goodbye', () => {
    const talk = [...told(), spoke('Namaste.'), said('I want to see Doctor Sharma tomorrow')];
    const search = answer(talk);
    expect(search).toMatchObject({
      toolCalls: [{ name: 'search_slots', arguments: { doctorId, from: '2026-11-24', to: '2026-11-24' } }],
    });
    talk.push(...used('m1', search, { ok: true, value: { slots } }));
    expect(answer(talk).text).toMatch(/Dr Anita Sharma is free tomorrow.* 9:30 am or 10:00 am/);
    const whole = asFarAsWho();
    expect(whole.map(({ content }) => content)).toContainEqual(expect.stringMatching(/Who is the appointment for/));
    // It reads nothing back itself: it asks for the write, and the telephone reads.
    const write = answer(whole);
    const values = { doctorId, startsAt: slots[1]?.startsAt, name: 'Priya Nair' };
    expect(write).toMatchObject({ toolCalls: [{ name: 'book_appointment', arguments: values }] });
    expect(write.text).toBeUndefined();
    whole.push(...used('m3', write, unheard), spoke('So that is …'), said('yes, book it'));
    whole.push(...used('m4', write, { ok: true, value: { appointmentId, ...values } }));
    expect(answer(whole).text).toMatch(/is booked for tomorrow/);
    whole.push(spoke('Done.'), said('no, thank you'));
    expect(answer(whole)).toMatchObject({
      text: expect.any(String),
      toolCalls: [{ name: 'end_call', arguments: { outcome: 'booked' } }],
    });
  });

  it('changes what was read back where the caller does, and where the time was taken offers another', () => {
    const talk = asFarAsWho();
    const write = answer(talk);
    talk.push(...used('m3', write, unheard), spoke('So that is …'));
    expect(answer([...talk, said('no, on Friday')])).toMatchObject({
      toolCalls: [{ name: 'search_slots', arguments: { doctorId, from: '2026-11-27' } }],
    });
    talk.push(said('yes, book it'));
    talk.push(...used('m4', write, { ok: false, code: 'taken', value: { alternatives: [slots[0]] } }));
    expect(answer(talk).text).toMatch(/just been taken.*9:30 am/);
  });

  it('takes keys, and a yes to what a silence was asked', () => {
    const keyed = [...told(), spoke('Namaste.'), said('(pressed 1)')];
    expect(answer(keyed).text).toMatch(/On which day/);
    let { state } = decide(createDialogue(context), { kind: 'call-started' }, context);
    const silent = [...told(), spoke('Namaste.')];
    for (let time = 0; time < 2; time++) {
      const step = decide(state, { kind: 'silence' }, context);
      silent.push(spoke(step.actions.map((action) => (action.kind === 'say' ? action.text : '')).join(' ')));
      ({ state } = step);
    }
    silent.push(said('yes please'));
    expect(answer(silent, ['leave_message'])).toMatchObject({ toolCalls: [{ name: 'leave_message' }] });
  });

  it('answers a question in the middle of a read-back before it asks for the write again', () => {
    const talk = asFarAsWho();
    talk.push(...used('m3', answer(talk), unheard), spoke('So that is …'), said('how much is the fee'));
    const { text, toolCalls } = answer(talk);
    expect(text).toMatch(/500/);
    expect(text).not.toMatch(/So that is/);
    expect(toolCalls).toMatchObject([{ name: 'book_appointment' }]);
  });

  it('fetches a person by the tool, and asks for no tool that is not offered', () => {
    const angry = [...told(), spoke('Namaste.'), said('gibberish one'), said('gibberish two'), said('gibberish three')];
    expect(answer(angry)).toEqual({
      toolCalls: [{ name: 'transfer_to_human', arguments: { reason: 'not-understood' } }],
    });
    expect(answer(angry, []).toolCalls).toBeUndefined();
  });

  it('goes on where another was cut off', () => {
    const talk = [...told(), spoke('Namaste.'), said('I need an appointment with Doctor Sharma')];
    const whole = answer(talk).text ?? '';
    const begun = whole.slice(0, 12);
    const rest = answer([...talk, spoke(begun), { role: 'system', content: 'Go on from there.' }]);
    expect(begun + rest.text).toBe(whole);
  });

  it('keeps nothing from one talk to the next, and of any other matter knows nothing', () => {
    const talk = asFarAsWho();
    const first = answer(talk);
    answer([...told(), spoke('Namaste.'), said('when are you open')]);
    expect(answer(talk)).toEqual(first);
    expect(answer([said('Hello')]).text).toBe('Sorry, could you say that again?');
  });
});
