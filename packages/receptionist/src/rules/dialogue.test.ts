import { describe, expect, test } from 'vitest';
import { clinic, contextOf, doctorIds, patients, serviceId } from '../../test/clinic.ts';
import { Conversation } from '../../test/conversation.ts';
import type { Language } from '../brain.ts';

describe('a whole booking', () => {
  test('in English', () => {
    const call = new Conversation(contextOf());
    expect(call.hear('I need an appointment with doctor Sharma')).toMatch(/which day/i);
    expect(call.hear('tomorrow morning')).toMatch(/free tomorrow, Tuesday, 24 November/);
    expect(call.hear('the first one')).toMatch(/Who is the appointment for/);
    expect(call.hear('Ravi Kumar')).toMatch(
      /Dr Anita Sharma \(skin doctor\), tomorrow, Tuesday, 24 November at 9:00 am, for Ravi Kumar/,
    );
    expect(call.hear('yes book it')).toMatch(/booked for tomorrow, Tuesday, 24 November at 9:00 am/);
    expect(call.hear('no thank you')).toMatch(/Goodbye/);
    expect(call.appointments).toMatchObject([
      { doctorId: doctorIds.sharma, startsAt: '2026-11-24T03:30:00Z', patientId: patients.ravi },
    ]);
    expect(call.ended).toBe('booked');
  });

  test('in Hindi, heard and answered in Devanagari', () => {
    const call = new Conversation(contextOf({ languageGuess: 'hi' }));
    expect(call.hear('नमस्ते मुझे डॉक्टर शर्मा से अपॉइंटमेंट चाहिए')).toMatch(/किस दिन/);
    expect(call.hear('कल सुबह')).toMatch(/कल, मंगलवार, 24 नवंबर को/);
    expect(call.hear('दूसरा वाला')).toMatch(/किनके लिए/);
    expect(call.hear('सुनीता के लिए')).toMatch(/सुनीता के लिए। बुक करने के लिए कहिए/);
    expect(call.hear('हाँ बुक कर दीजिए')).toMatch(/बुक है/);
    expect(call.hear('नहीं बस')).toMatch(/नमस्ते/);
    expect(call.appointments).toMatchObject([{ startsAt: '2026-11-24T04:30:00Z', patientId: patients.sunita }]);
  });

  test('in Hinglish: Roman in the transcript, Devanagari for the voice', () => {
    const call = new Conversation(contextOf({ languageGuess: 'hi' }));
    expect(call.hear('mujhe doctor mehta se tomorrow morning appointment book karna hai')).toMatch(
      /Dr Kavita Mehta ke paas kal, Tuesday/,
    );
    expect(call.hear('saadhe das baje theek hai')).toMatch(/kinke liye/);
    call.hear('ravi ke liye');
    const readBack = call.actions.findLast((action) => action.kind === 'say');
    expect(readBack).toMatchObject({
      language: 'hi-en',
      purpose: 'read-back',
      spoken: expect.stringContaining('सुबह साढ़े दस बजे'),
    });
    expect(call.hear('haan book kar dijiye')).toMatch(/book hai/);
    expect(call.appointments).toMatchObject([{ doctorId: doctorIds.mehta, startsAt: '2026-11-24T05:00:00Z' }]);
  });

  test('everything at once', () => {
    const call = new Conversation(contextOf({ candidates: [] }));
    expect(call.hear('I would like to book an appointment with doctor rao tomorrow at ten thirty')).toMatch(
      /Dr Vikram Rao \(general doctor\), tomorrow, Tuesday, 24 November at 10:30 am, under this phone number/,
    );
    expect(call.hear('yes book it')).toMatch(/booked/);
    expect(call.appointments).toMatchObject([{ doctorId: doctorIds.rao, startsAt: '2026-11-24T05:00:00Z' }]);
  });

  test('by kind of doctor, and by complaint', () => {
    expect(new Conversation(contextOf()).hear('I want to see a skin doctor')).toMatch(/Dr Anita Sharma/);
    expect(new Conversation(contextOf()).hear('bachchon ke doctor ko dikhana hai')).toMatch(/Mehta|मेहता/);
    expect(new Conversation(contextOf()).hear('I want to see an eye doctor')).toMatch(/do not have that doctor/);
  });

  test('with words that are heard freely: misspelt, a new name, a simple yes', () => {
    const call = new Conversation(contextOf({ hearing: 'free' }));
    expect(call.hear('Hi, I want to see Dr. Shrama next Friday')).toMatch(/27 November or Friday, 4 December/);
    call.hear('the 27th');
    call.hear('10:30 works');
    expect(call.hear('Priya Nair')).toMatch(/for Priya Nair/);
    expect(call.hear('yes')).toMatch(/booked/);
    expect(call.appointments).toMatchObject([{ startsAt: '2026-11-27T05:00:00Z', name: 'Priya Nair' }]);
  });
});

describe('confirmation', () => {
  const upToReadBack = () => {
    const call = new Conversation(contextOf({ candidates: [] }));
    call.hear('book an appointment with doctor rao tomorrow at ten thirty');
    return call;
  };

  test('a single yes from the local recogniser books nothing; the phrase does', () => {
    const call = upToReadBack();
    expect(call.hear('yes')).toMatch(/yes, book it/);
    expect(call.appointments).toEqual([]);
    call.hear('yes book it');
    expect(call.appointments).toHaveLength(1);
  });

  test('key 1 books', () => {
    const call = upToReadBack();
    call.key('1');
    expect(call.appointments).toHaveLength(1);
  });

  test('a read-back that was not heard books nothing and is read again', () => {
    const call = new Conversation(contextOf({ candidates: [] }));
    call.isHeard = false;
    call.hear('book an appointment with doctor rao tomorrow at ten thirty');
    expect(call.hear('yes book it')).toMatch(/So that is Dr Vikram Rao/);
    expect(call.appointments).toEqual([]);
    call.isHeard = true;
    expect(call.hear('say that again')).toMatch(/So that is Dr Vikram Rao/);
    expect(call.hear('yes book it')).toMatch(/booked/);
  });

  test('a correction changes that part and keeps the rest', () => {
    const call = upToReadBack();
    expect(call.hear('no, Thursday')).toMatch(/Dr Vikram Rao \(general doctor\), Thursday, 26 November at 10:30 am/);
    expect(call.hear('no, doctor khan')).toMatch(/Dr Imran Khan \([^)]+\), Thursday, 26 November at 10:30 am/);
    call.hear('yes book it');
    expect(call.appointments).toMatchObject([{ doctorId: doctorIds.khan, startsAt: '2026-11-26T05:00:00Z' }]);
  });

  test('"no" asks what to change; "leave it" leaves it', () => {
    const call = upToReadBack();
    expect(call.hear('no')).toMatch(/What shall I change/);
    expect(call.hear('no leave it')).toMatch(/leaving it/);
    expect(call.appointments).toEqual([]);
  });
});

describe('slots', () => {
  test('one that is taken while the caller decides: the nearest others', () => {
    const call = new Conversation(contextOf({ candidates: [] }));
    call.hear('book an appointment with doctor rao');
    call.hear('tomorrow morning');
    call.takenWhileDeciding.add('2026-11-24T03:30:00Z');
    expect(call.hear('the first one')).toMatch(/just been taken/);
    expect(call.hear('the first one')).toMatch(/So that is/);
  });

  test('a time that is not free: others of that day, said to be so', () => {
    const call = new Conversation(contextOf({ candidates: [] }));
    call.taken.add('2026-11-24T05:00:00Z');
    expect(call.hear('book an appointment with doctor rao tomorrow at ten thirty')).toMatch(/That time is not free/);
  });

  test('today’s own weekday is asked about, never guessed', () => {
    const call = new Conversation(contextOf());
    call.hear('book an appointment with doctor rao');
    expect(call.hear('Monday')).toMatch(/23 November or Monday, 30 November/);
    expect(call.hear('the second')).toMatch(/Monday, 30 November/);
  });

  test('a day that has passed is not booked', () => {
    const call = new Conversation(contextOf());
    call.hear('book an appointment with doctor rao');
    expect(call.hear('today at ten')).toMatch(/already passed/);
  });
});

describe('repair', () => {
  test('once again, then the keys, all the way to a booking', () => {
    const call = new Conversation(contextOf());
    expect(call.give({ kind: 'unclear' })).toMatch(/did not catch/);
    expect(call.give({ kind: 'unclear' })).toMatch(/1 for an appointment/);
    call.key('1');
    call.key('1');
    call.key('2');
    call.key('1');
    call.key('1');
    expect(call.key('1')).toMatch(/booked/);
    expect(call.appointments).toHaveLength(1);
  });

  test('three times in a row, and a person is fetched', () => {
    const call = new Conversation(contextOf());
    for (let time = 0; time < 3; time += 1) call.give({ kind: 'unclear' });
    expect(call.transferred).toBe('not-understood');
  });

  test('understanding in between starts the count again', () => {
    const call = new Conversation(contextOf());
    call.give({ kind: 'unclear' });
    call.give({ kind: 'unclear' });
    call.hear('I need an appointment');
    expect(call.give({ kind: 'unclear' })).toMatch(/did not catch/);
    expect(call.transferred).toBeNull();
  });

  test('silence: once asked, then a callback offered, then a kind end', () => {
    const call = new Conversation(contextOf());
    expect(call.give({ kind: 'silence' })).toMatch(/Are you there/);
    expect(call.give({ kind: 'silence' })).toMatch(/call you back/);
    expect(call.give({ kind: 'silence' })).toMatch(/Goodbye/);
    expect(call.ended).toBe('abandoned');
  });

  test('"say that again" says it again', () => {
    const call = new Conversation(contextOf());
    const asked = call.hear('book an appointment with doctor rao');
    expect(call.hear('say that again')).toBe(asked);
  });
});

describe('ways out', () => {
  test('an emergency comes before everything, also in mid-booking, in the caller’s language', () => {
    const call = new Conversation(contextOf());
    call.hear('book an appointment with doctor rao');
    expect(call.hear('I have chest pain')).toMatch(/112 or 108/);
    expect(call.transferred).toBe('emergency');
    const hindi = new Conversation(contextOf({ languageGuess: 'hi' }));
    expect(hindi.hear('सीने में बहुत दर्द हो रहा है')).toMatch(/तुरंत 112 या 108/);
    const first = call.actions.find((action) => action.kind === 'say' && action.purpose === 'emergency');
    expect(first).toMatchObject({ spoken: expect.stringContaining('one one two') });
  });

  test('a person, in each language and by key', () => {
    for (const words of ['I want to talk to a person', 'मुझे किसी से बात करनी है', 'kisi se baat karni hai']) {
      const call = new Conversation(contextOf());
      call.hear(words);
      expect(call.transferred).toBe('asked');
    }
    const call = new Conversation(contextOf());
    call.key('0');
    expect(call.transferred).toBe('asked');
  });

  test('where nobody can take it, a message is left and said to be', () => {
    const context = contextOf();
    const call = new Conversation({ ...context, clinic: { ...context.clinic, ownPhone: null } });
    expect(call.hear('talk to a person')).toMatch(/call you back/);
    expect(call.ended).toBe('message');
  });

  test('the database does not answer: said so, nothing booked, a callback tried', () => {
    const call = new Conversation(contextOf());
    call.isDatabaseDown = true;
    call.hear('book an appointment with doctor rao');
    expect(call.hear('tomorrow')).toMatch(/system is not answering/);
    expect(call.calls.map(({ name }) => name)).toContain('leave_message');
    expect(call.appointments).toEqual([]);
  });
});

describe('words around what is meant', () => {
  test.each([
    ['it four Ravi Kumar', 'Ravi Kumar', patients.ravi],
    ['dekhiyye Sunita Kumar ke naam se', 'Sunita Kumar', patients.sunita],
    ['four Asha Verma', 'Asha Verma', undefined],
  ])('whose it is: %s', (heard, name, patientId) => {
    const call = new Conversation(contextOf({ hearing: 'free' }));
    call.hear('book an appointment with doctor rao tomorrow at ten thirty');
    expect(call.hear(heard)).toMatch(new RegExp(`(for|, ) ?${name}(\\.| के लिए)`));
    call.hear('yes book it');
    expect(call.appointments[0]?.patientId).toBe(patientId);
  });

  test('somebody else at the read-back, whom this phone does not know', () => {
    const call = new Conversation(contextOf({ hearing: 'free' }));
    call.hear('book an appointment with doctor rao tomorrow at ten thirty');
    call.hear('Ravi Kumar');
    expect(call.hear('no, it is for Meena Joshi')).toContain('for Meena Joshi.');
    expect(call.hear('no, for Friday')).not.toContain('for Friday.');
  });

  test.each(['anyone is fine', 'koi bhi chalega', 'कोई सा भी'])('no doctor in particular: %s', (heard) => {
    const call = new Conversation(contextOf());
    call.hear('I need an appointment');
    expect(call.hear(heard)).toMatch(/day.*Rao|किस दिन|kis din/i);
  });

  test('"for me" is no name', () => {
    const call = new Conversation(contextOf());
    call.hear('book an appointment with doctor rao tomorrow at ten thirty');
    expect(call.hear('it is for myself')).toMatch(/name/);
    expect(call.appointments).toEqual([]);
  });

  test('goodbye in mid-booking books nothing and ends', () => {
    const call = new Conversation(contextOf());
    call.hear('book an appointment with doctor rao');
    expect(call.hear('nothing else, thank you')).toMatch(/anything else/i);
    expect(call.hear('no thanks')).toMatch(/Goodbye/);
    expect(call.appointments).toEqual([]);
  });

  test('"leave it, I will call later" at the read-back is not a later time', () => {
    const call = new Conversation(contextOf({ candidates: [] }));
    call.hear('book an appointment with doctor rao tomorrow at ten thirty');
    expect(call.hear('wait, no, leave it, I will call later')).toMatch(/anything else/i);
    expect(call.appointments).toEqual([]);
  });

  test('who is asked the same question for the same words gets keys, then a person', () => {
    const call = new Conversation(contextOf());
    call.hear('book an appointment with doctor rao');
    const which = call.hear('next friday');
    expect(call.hear('next friday')).toBe(which);
    expect(call.hear('next friday')).toMatch(/1.*2/);
    call.hear('next friday');
    expect(call.transferred).toBe('not-understood');
  });
});

describe('information', () => {
  test('hours, fee, address, a doctor’s hours', () => {
    const call = new Conversation(contextOf());
    expect(call.hear('what are your timings')).toMatch(/open Monday to Saturday from 9:00 am to 8:00 pm/);
    expect(call.hear('how much is the fee')).toMatch(/₹600/);
    expect(call.hear('where is the clinic')).toMatch(/12 MG Road/);
    expect(call.hear('when does doctor sharma sit')).toMatch(
      /Dr Anita Sharma is here Monday to Saturday from 10:00 am to 7:00 pm/,
    );
    expect(call.hear('no thanks')).toMatch(/Goodbye/);
    expect(call.ended).toBe('informed');
  });

  test('in mid-booking it answers and goes on', () => {
    const call = new Conversation(contextOf());
    call.hear('book an appointment with doctor rao');
    expect(call.hear('how much is the fee')).toMatch(/₹600.*which day/i);
    expect(call.hear('tomorrow at ten thirty')).toMatch(/Who is the appointment for/);
  });

  test('in Hindi', () => {
    const call = new Conversation(contextOf({ languageGuess: 'hi' }));
    expect(call.hear('क्लिनिक कब खुलता है')).toMatch(/सोमवार से शनिवार/);
  });

  test('days that differ are told apart, and so are two sessions of a day', () => {
    const [first, ...others] = clinic.doctors;
    if (first === undefined) throw new Error('a clinic without doctors');
    const weekday = (day: number) => [
      { weekday: day, from: '09:00', to: '12:00' },
      { weekday: day, from: '16:00', to: '19:00' },
    ];
    const hours = [...[1, 2, 3].flatMap(weekday), { weekday: 6, from: '10:00', to: '13:00' }];
    const call = new Conversation(contextOf({ clinic: { ...clinic, doctors: [{ ...first, hours }, ...others] } }));
    expect(call.hear('when does doctor sharma sit')).toMatch(
      /Monday to Wednesday from 9:00 am to 12:00 pm and from 4:00 pm to 7:00 pm and Saturday from 10:00 am to 1:00 pm/,
    );
  });

  test('a doctor who asks another fee is told with it, also in mid-booking; without a doctor, from the least to the most', () => {
    const [first, ...others] = clinic.doctors;
    if (first === undefined) throw new Error('a clinic without doctors');
    const dear = { ...clinic, doctors: [{ ...first, fees: { [serviceId]: 80_000 } }, ...others] };
    const call = new Conversation(contextOf({ clinic: dear }));
    expect(call.hear('what is the fee of doctor sharma')).toMatch(/Dr Anita Sharma is ₹800/);
    expect(call.hear('how much is the fee')).toMatch(/₹600 to ₹800/);
    call.hear('book an appointment with doctor sharma');
    expect(call.hear('how much is the fee')).toMatch(/₹800.*which day/i);
  });

  test('whether there is a kind of doctor, and an appointment with whom was told of', () => {
    const call = new Conversation(contextOf());
    expect(call.hear('do you have a skin doctor')).toMatch(
      /^Yes, Dr Anita Sharma, skin doctor\. Is there anything else/,
    );
    expect(call.hear('then tomorrow at ten please')).toMatch(/Who is the appointment for/);
    const other = new Conversation(contextOf());
    expect(other.hear('kya aapke yahan aankhon ke doctor hain')).toMatch(/नहीं हैं|nahi hain/);
    expect(other.hear('doctor rao se kal')).toMatch(/Rao|राव/);
  });

  test('what the clinic wrote down is told of what was asked alone; of anything else it says that it does not know', () => {
    const knowledge = [
      { topic: 'reports', language: 'en' as const, text: 'Reports are ready the next working day.' },
      { topic: 'parking', language: 'en' as const, text: 'There is free parking behind the building.' },
      { topic: 'dialysis', language: 'en' as const, text: 'We have no dialysis here.' },
    ];
    const call = new Conversation(contextOf({ clinic: { ...clinic, knowledge } }));
    expect(call.hear('is there a place to park my car')).toMatch(/behind the building/);
    expect(call.hear('when will I get my blood test report')).toMatch(/next working day/);
    expect(call.hear('do you do dialysis')).toMatch(/no dialysis/);
    expect(call.hear('is there a cafeteria')).toMatch(/do not have that information/);
  });

  test('what is written in Hindi alone is told to callers in Hinglish too; to others a person is offered, and nothing is made up', () => {
    const knowledge = [
      { topic: 'parking', language: 'hi' as const, text: 'बिल्डिंग के पीछे मुफ़्त पार्किंग है।' },
      { topic: 'reports', language: 'en' as const, text: 'Reports are ready the next working day.' },
    ];
    const of = (languageGuess: Language) =>
      new Conversation(contextOf({ languageGuess, clinic: { ...clinic, knowledge } }));
    expect(of('hi').hear('पार्किंग है क्या')).toMatch(/मुफ़्त पार्किंग/);
    expect(of('hi-en').hear('parking ki facility hai kya')).toMatch(/मुफ़्त पार्किंग/);
    expect(of('en').hear('is there parking')).toMatch(/in Hindi alone; a person can tell you/);
    expect(of('hi').hear('रिपोर्ट कब मिलेगी')).toMatch(/सिर्फ़ अंग्रेज़ी में/);
    expect(of('hi-en').hear('report kab milegi')).toMatch(/sirf English mein/);
  });

  test('a Hindi voice reads Hinglish as it stands in Hindi, where both are written', () => {
    const knowledge = [
      { topic: 'parking', language: 'hi-en' as const, text: 'Building ke peechhe free parking hai.' },
      { topic: 'parking', language: 'hi' as const, text: 'बिल्डिंग के पीछे मुफ़्त पार्किंग है।' },
    ];
    const call = new Conversation(contextOf({ languageGuess: 'hi-en', clinic: { ...clinic, knowledge } }));
    expect(call.hear('parking ki facility hai kya')).toMatch(/Building ke peechhe/);
    expect(call.step.actions).toMatchObject([{ kind: 'say', spoken: expect.stringContaining('मुफ़्त पार्किंग') }]);
  });
});

describe('cancelling', () => {
  test('what this call booked, without verification, after a read-back', () => {
    const call = new Conversation(contextOf({ candidates: [] }));
    call.hear('book an appointment with doctor rao tomorrow at ten thirty');
    call.hear('yes book it');
    expect(call.hear('cancel my appointment')).toMatch(/would cancel Dr Vikram Rao/);
    expect(call.hear('yes cancel it')).toMatch(/It is cancelled/);
    expect(call.appointments).toMatchObject([{ isCancelled: true }]);
    call.hear('bye');
    expect(call.ended).toBe('cancelled');
  });

  test('an older one only for a verified caller: name, and year of birth by key', () => {
    const call = new Conversation(contextOf());
    call.appointments.push({
      id: 'old',
      doctorId: doctorIds.rao,
      startsAt: '2026-11-25T05:00:00Z',
      patientId: patients.ravi,
      isCancelled: false,
    });
    call.authority.listed('old', patients.ravi);
    expect(call.hear('cancel my appointment')).toMatch(/patient’s name/);
    expect(call.hear('Ravi Kumar')).toMatch(/year of birth/);
    expect(call.key('1990')).toMatch(/does not match/);
    call.hear('Ravi Kumar');
    expect(call.key('1985')).toMatch(/would cancel Dr Vikram Rao, Wednesday, 25 November/);
    expect(call.hear('no')).toMatch(/leaving it/);
    expect(call.appointments).toMatchObject([{ isCancelled: false }]);
  });

  test('with no number and nobody known, the desk does it', () => {
    const call = new Conversation(contextOf({ callerPhone: null, candidates: [] }));
    call.hear('cancel my appointment');
    expect(call.transferred).toBe('cancel');
  });
});

describe('who it is for', () => {
  test('stored names are never spoken unasked', () => {
    const call = new Conversation(contextOf());
    const said = [
      call.hear('book an appointment with doctor rao tomorrow at ten thirty'),
      call.give({ kind: 'unclear' }),
      call.give({ kind: 'unclear' }),
    ];
    expect(said.join(' ')).not.toMatch(/Ravi|Sunita|सुनीता|Kumar/);
  });

  test('two of one name on a phone: a new entry for the desk, not a guess', () => {
    const candidates = [
      { patientId: patients.ravi, name: 'Ravi Kumar' },
      { patientId: patients.sunita, name: 'Ravi Kumar' },
    ];
    const call = new Conversation(contextOf({ candidates }));
    call.hear('book an appointment with doctor rao tomorrow at ten thirty');
    call.hear('Ravi Kumar');
    call.hear('yes book it');
    expect(call.appointments[0]?.patientId).toBeUndefined();
    expect(call.appointments[0]?.name).toBe('Ravi Kumar');
  });

  test('a withheld number is asked for by keys', () => {
    const call = new Conversation(contextOf({ callerPhone: null, candidates: [] }));
    expect(call.hear('book an appointment with doctor khan tomorrow at eleven thirty')).toMatch(/ten-digit/);
    expect(call.step.expect.keypad).toEqual({ maxDigits: 12, endsWithHash: true });
    expect(call.key('12345')).toMatch(/not a ten-digit/);
    expect(call.key('9810012345')).toMatch(/So that is Dr Imran Khan/);
    call.key('1');
    expect(call.appointments).toHaveLength(1);
  });
});

test('the state is plain data, and the same words give the same call', () => {
  const lines = ['I need an appointment with doctor Sharma', 'tomorrow morning', 'the last one', 'Ravi', 'yes book it'];
  const [one, two] = [new Conversation(contextOf()), new Conversation(contextOf())];
  for (const line of lines) expect(one.hear(line)).toBe(two.hear(line));
  expect(JSON.parse(JSON.stringify(one.step.state))).toEqual(one.step.state);
});

test('no reply is longer than two sentences, greeting and menus apart', () => {
  const call = new Conversation(contextOf());
  for (const line of [
    'I need an appointment',
    'doctor rao',
    'tomorrow',
    'the first one',
    'Ravi',
    'yes',
    'yes book it',
    'what are your timings',
    'bye',
  ]) {
    const sentences = call
      .hear(line)
      .replace(/“[^”]*”/g, '')
      .replace(/\bDr\. /g, 'Dr ')
      .split(/[.!?](?:\s|$)/)
      .filter((part) => part.trim() !== '');
    expect([line, sentences.length]).toEqual([line, Math.min(sentences.length, 2)]);
  }
});
