import { describe, expect, test } from 'vitest';
import { contextOf, doctorIds, patients } from '../../test/clinic.ts';
import { Conversation } from '../../test/conversation.ts';
import type { Language } from '../brain.ts';

// Guards the jobs beyond a first booking: moving, putting back, waiting, the queue, relatives and children, in each language.

const old = {
  id: 'old',
  doctorId: doctorIds.rao,
  startsAt: '2026-11-25T05:00:00Z',
  patientId: patients.ravi,
  isCancelled: false,
};

/** A verified caller's call with an appointment of before. */
function known(language: Language, hearing: 'local' | 'free' = 'local', ...more: (typeof old)[]) {
  const call = new Conversation(contextOf({ languageGuess: language, hearing }));
  call.appointments.push({ ...old }, ...more);
  return call;
}

describe('moving', () => {
  test.each<[Language, string, string, string, RegExp, RegExp]>([
    [
      'en',
      'I want to reschedule my appointment',
      'Friday at eleven',
      'yes move it',
      /I would move Dr Vikram Rao, Wednesday, 25 November at 10:30 am to Dr Vikram Rao, Friday, 27 November at 11:00 am/,
      /is now with Dr Vikram Rao/,
    ],
    [
      'hi',
      'अपॉइंटमेंट का समय बदलना है',
      'शुक्रवार को ग्यारह बजे',
      'हाँ बदल दीजिए',
      /शुक्रवार, 27 नवंबर, सुबह 11:00 बजे पर कर दूँगी/,
      /अब आपका अपॉइंटमेंट/,
    ],
    [
      'hi-en',
      'appointment reschedule karna hai',
      'Friday ko gyarah baje',
      'haan badal dijiye',
      /Friday, 27 November, subah 11:00 baje par kar dungi/,
      /ab aapka appointment/,
    ],
  ])('in %s: a verified caller’s, after a read-back of both', (language, wish, when, yes, readBack, done) => {
    const call = known(language);
    call.hear(wish);
    call.hear(language === 'hi' ? 'रवि कुमार' : 'Ravi Kumar');
    call.key('1985');
    expect(call.hear(when)).toMatch(readBack);
    expect(call.hear(yes)).toMatch(done);
    expect(call.appointments).toMatchObject([{ startsAt: '2026-11-27T05:30:00Z', doctorId: doctorIds.rao }]);
    call.hear(language === 'en' ? 'no thank you' : language === 'hi' ? 'नहीं बस' : 'nahi bas');
    expect(call.ended).toBe('moved');
  });

  test('what this call booked, without verification, all in one sentence', () => {
    const call = new Conversation(contextOf({ candidates: [], hearing: 'free' }));
    call.hear('book an appointment with doctor rao tomorrow at ten thirty');
    call.hear('Priya Nair');
    call.hear('yes');
    expect(call.hear('please move it to Thursday at five in the evening')).toMatch(
      /to Dr Vikram Rao, Thursday, 26 November at 5:00 pm/,
    );
    call.hear('yes move it');
    expect(call.appointments).toMatchObject([{ startsAt: '2026-11-26T11:30:00Z' }]);
  });

  test('an hour alone is one of the same day; the day it is on already says nothing of where it goes', () => {
    const call = known('en', 'free');
    expect(call.hear('I want to change my appointment on Wednesday')).toMatch(/patient’s name/);
    call.hear('Ravi Kumar');
    expect(call.hear('1985')).toMatch(/There is Dr Vikram Rao, Wednesday, 25 November at 10:30 am. To which day/);
    expect(call.hear('same day at five in the evening')).toMatch(/to Dr Vikram Rao, Wednesday, 25 November at 5:00 pm/);
  });

  test('of several it asks which', () => {
    const call = known('en', 'local', {
      ...old,
      id: 'other',
      doctorId: doctorIds.khan,
      startsAt: '2026-11-26T06:00:00Z',
    });
    call.hear('reschedule my appointment');
    call.hear('Ravi Kumar');
    expect(call.key('1985')).toMatch(/Which one shall I move/);
    expect(call.hear('the second one')).toMatch(/There is Dr Imran Khan, Thursday, 26 November/);
  });

  test('a read-back of a move is no booking: "book it" and "cancel it" do not go through as anything else', () => {
    const call = known('en');
    call.hear('reschedule my appointment');
    call.hear('Ravi Kumar');
    call.key('1985');
    call.hear('Friday at eleven');
    call.hear('cancel it');
    expect(call.appointments).toMatchObject([{ startsAt: old.startsAt, isCancelled: false }]);
    expect(call.calls.map(({ name }) => name)).not.toContain('cancel_appointment');
  });

  test('with nothing free the old time stays', () => {
    const call = known('en');
    call.hear('reschedule my appointment');
    call.hear('Ravi Kumar');
    call.key('1985');
    call.takenWhileDeciding.add('2026-11-27T05:30:00Z');
    expect(call.hear('Friday at eleven')).toMatch(/just been taken/);
    expect(call.appointments).toMatchObject([{ startsAt: old.startsAt }]);
  });
});

describe('putting back what was just cancelled', () => {
  test.each<[Language, string, string, string, string, RegExp]>([
    ['en', 'cancel my appointment', 'yes cancel it', 'please undo that', 'yes go ahead', /stands again/],
    ['hi', 'मेरा अपॉइंटमेंट रद्द करना है', 'हाँ रद्द कर दीजिए', 'गलती से हो गया वापस कर दीजिए', 'हाँ कर दीजिए', /फिर से पक्का/],
    [
      'hi-en',
      'mera appointment cancel karna hai',
      'haan cancel kar dijiye',
      'galti se ho gaya wapas kar dijiye',
      'haan kar dijiye',
      /phir se pakka/,
    ],
  ])('in %s', (language, wish, yes, undo, sure, done) => {
    const call = known(language);
    call.hear(wish);
    call.hear(language === 'hi' ? 'रवि कुमार' : 'Ravi Kumar');
    call.key('1985');
    call.hear(yes);
    expect(call.appointments).toMatchObject([{ isCancelled: true }]);
    expect(call.hear(undo)).toMatch(/put back|वापस कर दूँगी|wapas kar dungi/);
    expect(call.hear(sure)).toMatch(done);
    expect(call.appointments).toMatchObject([{ isCancelled: false }]);
  });
});

describe('waiting', () => {
  /** Dr Rao has nothing free for a month. */
  function full(language: Language) {
    const call = new Conversation(contextOf({ languageGuess: language }));
    for (let at = Date.parse('2026-11-23T00:00:00Z'); at < Date.parse('2026-12-31T00:00:00Z'); at += 900_000)
      call.taken.add(new Date(at).toISOString().replace('.000Z', 'Z'));
    return call;
  }

  test.each<[Language, string, string, string, string, string, RegExp]>([
    [
      'en',
      'I need an appointment with doctor rao',
      'tomorrow',
      'yes please',
      'Ravi Kumar',
      'yes go ahead',
      /waiting list for Dr Vikram Rao, tomorrow/,
    ],
    ['hi', 'मुझे डॉक्टर राव से अपॉइंटमेंट चाहिए', 'कल', 'हाँ', 'रवि के लिए', 'हाँ कर दीजिए', /वेटिंग लिस्ट में लिखूँगी, कल/],
    [
      'hi-en',
      'doctor rao se appointment book karna hai',
      'kal',
      'haan',
      'ravi ke liye',
      'haan kar dijiye',
      /waiting list mein likhungi, kal/,
    ],
  ])('in %s: offered where nothing is free', (language, wish, when, yes, who, sure, readBack) => {
    const call = full(language);
    call.hear(wish);
    expect(call.hear(when)).toMatch(/waiting list|वेटिंग लिस्ट/i);
    call.hear(yes);
    expect(call.hear(who)).toMatch(readBack);
    expect(call.hear(sure)).toMatch(/message|संदेश/);
    expect(call.waiting).toMatchObject([
      { doctorId: doctorIds.rao, from: '2026-11-24', to: '2026-11-24', patientId: patients.ravi },
    ]);
    expect(call.appointments).toEqual([]);
  });

  test('another day instead', () => {
    const call = full('en');
    call.hear('I need an appointment with doctor rao');
    call.hear('tomorrow');
    expect(call.hear('no')).toMatch(/Which other day/);
    call.taken.clear();
    expect(call.hear('Thursday')).toMatch(/free on Thursday, 26 November/);
  });

  test('asked for in so many words', () => {
    const call = new Conversation(contextOf({ hearing: 'free' }));
    expect(call.hear('put me on the waiting list for doctor khan on Friday')).toMatch(/Who is the appointment for/);
    expect(call.hear('Ravi Kumar')).toMatch(/waiting list for Dr Imran Khan, Friday, 27 November/);
    call.hear('yes');
    expect(call.waiting).toHaveLength(1);
  });

  test('offered when twice nothing suited', () => {
    const call = new Conversation(contextOf());
    call.hear('I need an appointment with doctor rao');
    call.hear('tomorrow');
    expect(call.hear('none of these')).toMatch(/Which other day/);
    call.hear('Thursday');
    expect(call.hear('none of these')).toMatch(/waiting list/);
  });
});

describe('the queue', () => {
  const running = {
    state: 'open',
    lateMin: 20,
    running: [7],
    next: 8,
    waiting: 4,
    newcomerMin: 60,
    startsAt: '2026-11-23T03:30:00Z',
  };

  test.each<[Language, string, RegExp]>([
    [
      'en',
      'which token is running with doctor rao',
      /token 7 is inside and 4 are waiting, running about 20 minutes late/,
    ],
    ['hi', 'डॉक्टर राव के यहाँ कौन सा नंबर चल रहा है', /टोकन 7 अंदर है और 4 लोग इंतज़ार में हैं, लगभग 20 मिनट देर से/],
    ['hi-en', 'doctor rao ka kaun sa number chal raha hai', /token 7 andar hai aur 4 log intezaar mein hain/],
    ['en', 'is the doctor late', /Which doctor/],
    ['hi-en', 'kya doctor rao late hain', /20 minute der se/],
    ['en', 'is doctor rao in today', /token 7 is inside/],
    ['hi-en', 'doctor rao aa gaye kya', /टोकन 7 अंदर|token 7 andar/],
  ])('in %s: %s', (language, text, told) => {
    const call = new Conversation(contextOf({ languageGuess: language, hearing: 'free' }));
    call.queue = running;
    expect(call.hear(text)).toMatch(told);
  });

  test('a caller who is late leaves a message: it is no question', () => {
    const call = new Conversation(contextOf({ hearing: 'free' }));
    expect(call.hear('I am running late for my appointment')).toMatch(/What shall I tell them/);
  });

  test('whether a doctor is there on another day is the beginning of a booking', () => {
    const call = new Conversation(contextOf({ hearing: 'free' }));
    expect(call.hear('is doctor rao available on Friday')).toMatch(/free on Friday, 27 November/);
  });

  test('which doctor is asked, then it goes on', () => {
    const call = new Conversation(contextOf());
    call.queue = running;
    call.hear('is the doctor late');
    expect(call.hear('doctor rao')).toMatch(/With Dr Vikram Rao, token 7/);
    expect(call.hear('no thank you')).toMatch(/Goodbye/);
  });

  test('how long it will be for one’s own token', () => {
    const call = new Conversation(contextOf({ hearing: 'free' }));
    call.queue = { ...running, waitMin: 35, isSkipped: false };
    expect(call.hear('my token number is 12, how long is the wait for doctor rao')).toMatch(
      /token 12 goes in after about 35 minutes/,
    );
  });

  test.each([
    [{ state: 'away' }, /away today/],
    [{ state: 'closed' }, /does not sit today/],
    [{ state: 'over' }, /has finished/],
    [{ state: 'before' }, /begins at 9:20 am, running about 20 minutes late/],
    [{ running: [] }, /nobody is inside/],
  ])('%o', (change, told) => {
    const call = new Conversation(contextOf());
    call.queue = { ...running, ...change };
    expect(call.hear('is doctor rao late')).toMatch(told);
  });

  test('in the middle of a booking it answers and goes on', () => {
    const call = new Conversation(contextOf());
    call.queue = running;
    call.hear('book an appointment with doctor rao');
    expect(call.hear('is the doctor late')).toMatch(/token 7.*which day/i);
    expect(call.hear('tomorrow')).toMatch(/free tomorrow/);
  });
});

describe('somebody else', () => {
  test.each<[Language, string[], RegExp]>([
    [
      'en',
      [
        'I need an appointment for my son with doctor mehta tomorrow at ten thirty',
        'Aarav',
        'seven years',
        'Sunil Patil',
      ],
      /for Aarav, 7 years old, with Sunil Patil/,
    ],
    [
      'hi',
      ['मेरे बेटे के लिए डॉक्टर मेहता से कल साढ़े दस बजे अपॉइंटमेंट चाहिए', 'आरव', 'सात साल', 'सुनील पाटिल'],
      /आरव, 7 साल, साथ में सुनील पाटिल के लिए/,
    ],
    [
      'hi-en',
      [
        'mere bete ke liye doctor mehta se kal saadhe das baje appointment book karna hai',
        'Aarav',
        'saat saal',
        'Sunil Patil',
      ],
      /Aarav, 7 saal, saath mein Sunil Patil ke liye/,
    ],
  ])('in %s: a child, by age, through a guardian', (language, lines, readBack) => {
    const call = new Conversation(contextOf({ languageGuess: language, hearing: 'free', candidates: [] }));
    const said = lines.map((line) => call.hear(line));
    expect(said.at(-1)).toMatch(readBack);
    call.hear(language === 'en' ? 'yes' : language === 'hi' ? 'हाँ जी' : 'haan ji');
    expect(call.appointments).toMatchObject([
      {
        doctorId: doctorIds.mehta,
        startsAt: '2026-11-24T05:00:00Z',
        relation: 'parent',
        birth: { age: 7, saidOn: '2026-11-23' },
        guardian: { relation: 'parent' },
      },
    ]);
  });

  test('everything of a child at once', () => {
    const call = new Conversation(contextOf({ hearing: 'free', candidates: [] }));
    expect(
      call.hear('appointment for my daughter Meera, 4 years old, with doctor mehta tomorrow at ten thirty'),
    ).toMatch(/your own name/);
    expect(call.hear('no')).toMatch(/for Meera, 4 years old/);
  });

  test('a mother needs no guardian', () => {
    const call = new Conversation(contextOf({ hearing: 'free', candidates: [] }));
    call.hear('I need an appointment for my mother with doctor rao tomorrow at ten thirty');
    expect(call.hear('Kamala Devi')).toMatch(/for Kamala Devi/);
    call.hear('yes');
    expect(call.appointments).toMatchObject([{ name: 'Kamala Devi', relation: 'child' }]);
  });

  test('a patient of the phone stays who they are', () => {
    const call = new Conversation(contextOf({ hearing: 'free' }));
    call.hear('mere bete ke liye appointment chahiye doctor mehta se kal saadhe das baje');
    call.hear('Ravi Kumar');
    call.hear('haan ji');
    expect(call.appointments).toMatchObject([{ patientId: patients.ravi }]);
  });

  test('identified by an age, or by a birth date, in words', () => {
    for (const birth of ['41 years', '5 June 1985', 'umar 41 saal', '1985']) {
      const call = known('en', 'free');
      call.hear('cancel my appointment');
      call.hear('Ravi Kumar');
      expect([birth, call.hear(birth)]).toEqual([birth, expect.stringMatching(/cancel|Cancel|रद्द/)]);
    }
  });

  test('two figures may be an age or a year: it asks', () => {
    const call = known('en', 'free');
    call.hear('cancel my appointment');
    call.hear('Ravi Kumar');
    expect(call.hear('85')).toMatch(/age in years/);
    expect(call.calls.map(({ name }) => name)).not.toContain('identify_patient');
  });
});

describe('changes of mind', () => {
  test('a patient who has one that day is offered another, and nothing is said of theirs', () => {
    const call = new Conversation(contextOf());
    call.hear('book an appointment with doctor rao tomorrow at ten thirty');
    call.hear('Ravi Kumar');
    call.hasAnother.add('2026-11-24');
    expect(call.hear('yes book it')).toMatch(
      /cannot book tomorrow, Tuesday, 24 November with Dr Vikram Rao.*other day/,
    );
    expect(call.transferred).toBeNull();
    call.hear('Thursday at ten thirty');
    call.hear('yes book it');
    expect(call.appointments).toMatchObject([{ startsAt: '2026-11-26T05:00:00Z' }]);
  });

  test('doctor, day and hour at once, at the read-back', () => {
    const call = new Conversation(contextOf({ candidates: [] }));
    call.hear('book an appointment with doctor rao tomorrow at ten thirty');
    expect(call.hear('no, doctor khan on Thursday at twelve')).toMatch(
      /Dr Imran Khan \(bone and joint doctor\), Thursday, 26 November at 12:00 pm/,
    );
  });

  test('the day, while asked who it is for', () => {
    const call = new Conversation(contextOf());
    call.hear('book an appointment with doctor rao tomorrow at ten thirty');
    call.hear('no, Thursday');
    call.hear('Ravi Kumar');
    call.hear('yes book it');
    expect(call.appointments).toMatchObject([{ startsAt: '2026-11-26T05:00:00Z' }]);
  });

  test('the patient, after the read-back', () => {
    const call = new Conversation(contextOf({ hearing: 'free' }));
    call.hear('book an appointment with doctor rao tomorrow at ten thirty');
    call.hear('Priya Nair');
    expect(call.hear('no, the name is Priti Nair')).toMatch(/for Priti Nair/);
    call.hear('yes');
    expect(call.appointments).toMatchObject([{ name: 'Priti Nair' }]);
  });

  test('"cancel it" at a read-back of a booking books nothing', () => {
    for (const hearing of ['local', 'free'] as const) {
      const call = new Conversation(contextOf({ hearing, candidates: [] }));
      call.hear('book an appointment with doctor rao tomorrow at ten thirty');
      if (hearing === 'free') call.hear('Priya Nair');
      call.hear('cancel it');
      expect(call.appointments).toEqual([]);
    }
  });

  test('several things in one call: book, book for another, cancel the first, put it back', () => {
    const call = new Conversation(contextOf());
    call.hear('book an appointment with doctor rao tomorrow at ten thirty');
    call.hear('Ravi Kumar');
    call.hear('yes book it');
    call.hear('I need an appointment with doctor khan tomorrow at twelve');
    call.hear('Sunita');
    call.hear('yes book it');
    expect(call.appointments).toHaveLength(2);
    expect(call.hear('cancel my appointment with doctor rao')).toMatch(/would cancel Dr Vikram Rao/);
    call.hear('yes cancel it');
    call.hear('undo that');
    call.hear('yes go ahead');
    expect(call.appointments.map(({ isCancelled }) => isCancelled)).toEqual([false, false]);
  });
});

describe('a follow-up', () => {
  test.each<[Language, string]>([
    ['en', 'I need a follow up with doctor rao'],
    ['hi-en', 'doctor rao ko dobara dikhana hai follow up ke liye'],
  ])('in %s: looked up for the verified, and said', (language, wish) => {
    const call = new Conversation(contextOf({ languageGuess: language, hearing: 'free' }));
    call.followUp = { isEntitled: true, until: '2026-11-28', serviceId: 's-follow-up' };
    call.hear(wish);
    call.hear('Ravi Kumar');
    expect(call.hear('1985')).toMatch(/28 November/);
    call.hear(language === 'en' ? 'tomorrow at ten thirty' : 'kal saadhe das baje');
    const search = call.calls.findLast(({ name }) => name === 'search_slots');
    expect(search?.arguments).toMatchObject({ serviceId: 's-follow-up', doctorId: doctorIds.rao });
  });

  test('none is due: an ordinary visit, and said to be one', () => {
    const call = new Conversation(contextOf({ hearing: 'free' }));
    call.hear('I need a follow up with doctor rao');
    call.hear('Ravi Kumar');
    expect(call.hear('1985')).toMatch(/ordinary visit.*which day/);
  });
});
