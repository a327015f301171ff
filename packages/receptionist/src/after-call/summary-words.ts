import type { CallOutcome } from '@vaani/clinic';

/** What a summary is made of, without the stop at the end of a sentence. */
export interface SummaryWords {
  outcomes: Record<CallOutcome, string>;
  wishes: Record<'book' | 'reschedule' | 'cancel' | 'my_appointments' | 'info' | 'human', string>;
  /** Of an appointment that was booked in a call which came to something else. */
  before: string;
  unclear: (times: number) => string;
  stop: string;
}

/** The words of summaries, for the two languages of the desk. */
export const summaryWords = {
  en: {
    outcomes: {
      booked: 'An appointment was booked',
      moved: 'An appointment was moved',
      cancelled: 'An appointment was cancelled',
      informed: 'The caller asked a question and was answered',
      message: 'The caller left a message for a callback',
      transferred: 'The caller was put through to a person',
      staff: 'Staff took the call',
      emergency: 'The caller described an emergency and was given the emergency numbers',
      abandoned: 'The caller hung up before anything was settled',
      failed: 'The call broke off because of a fault',
    },
    wishes: {
      book: 'They wanted an appointment',
      reschedule: 'They wanted to move an appointment',
      cancel: 'They wanted to cancel an appointment',
      my_appointments: 'They asked about an appointment of theirs',
      info: 'They had a question about the clinic',
      human: 'They asked for a person',
    },
    before: 'Before that, an appointment was booked',
    unclear: (times) => `The caller was hard to understand (${times} times)`,
    stop: '.',
  },
  hi: {
    outcomes: {
      booked: 'अपॉइंटमेंट बुक हुआ',
      moved: 'अपॉइंटमेंट का समय बदला गया',
      cancelled: 'अपॉइंटमेंट रद्द हुआ',
      informed: 'कॉलर ने कुछ पूछा और जवाब मिल गया',
      message: 'कॉलर ने वापस कॉल के लिए संदेश छोड़ा',
      transferred: 'कॉल स्टाफ़ को दी गई',
      staff: 'कॉल स्टाफ़ ने संभाली',
      emergency: 'कॉलर ने इमरजेंसी बताई और उन्हें इमरजेंसी नंबर दिए गए',
      abandoned: 'काम पूरा होने से पहले कॉलर ने फ़ोन रख दिया',
      failed: 'ख़राबी की वजह से कॉल कट गई',
    },
    wishes: {
      book: 'अपॉइंटमेंट चाहिए था',
      reschedule: 'अपॉइंटमेंट का समय बदलवाना था',
      cancel: 'अपॉइंटमेंट रद्द करवाना था',
      my_appointments: 'अपने अपॉइंटमेंट के बारे में पूछा',
      info: 'क्लिनिक के बारे में कुछ पूछना था',
      human: 'स्टाफ़ से बात करनी थी',
    },
    before: 'उससे पहले अपॉइंटमेंट बुक हुआ',
    unclear: (times) => `कॉलर की बात ${times} बार समझ नहीं आई`,
    stop: '।',
  },
} as const satisfies Record<'en' | 'hi', SummaryWords>;
