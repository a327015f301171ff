type Asked = 'open' | 'doctor' | 'day' | 'patient' | 'birth' | 'phone';

/** What may be asked for by name, by the words in which it is; a question about two of them is about the first here. */
const asked: readonly (readonly [Asked, RegExp])[] = [
  ['birth', /\b(birth|born|how old|your age|the age|age of|janm\w*|umr|umar)\b|जन्म|उम्र|आयु/iu],
  [
    'phone',
    /\b(mobile|phone|telephone|whatsapp|contact|ten[- ]digit|das ank)\b[^.?!।]*\b(number|no)\b|\b(key in|type|enter|dial|punch in)\b[^.?!।]*\b(number|digits)\b|\b(your|aapka|apna) number\b|\bnumber\b[^.?!।]*\b(dabaiye|dabaye|type kijiye|daaliye)\b|(मोबाइल|फ़ोन|फोन|दस अंक)[^.?!।]*नंबर|(आपका|अपना) नंबर|नंबर[^.?!।]*(दबाइए|दबाएँ|डालिए)/iu,
  ],
  [
    'patient',
    /\b(name|naam)\b|\b(for whom|who is (it|this|the appointment) for|kinke liye|kiske liye)\b|नाम|किनके लिए|किसके लिए/iu,
  ],
  ['open', /\b(anything else|aur kuch|how (may|can) I help|kya madad)\b|और कुछ|क्या मदद/iu],
  ['day', /\b(which day|what day|kis din|kaun ?sa din)\b|किस दिन|कौन ?सा दिन/iu],
  ['doctor', /\b(which doctor|kis doctor|kaun ?se doctor)\b|किस डॉक्टर|कौन ?से डॉक्टर/iu],
];

/**
 * What a model's reply asks for, by its last question, or its last sentence where it puts no question mark; null where it asks something else or nothing. How
 * long a caller may pause, which keys they may press, and what the rules would take the answer for hang by it.
 */
export function askedIn(reply: string): Asked | null {
  const sentences: string[] = reply.trim().match(/[^.?!।]+[.?!।]*/gu) ?? [];
  const last = sentences.findLast((sentence) => sentence.includes('?')) ?? sentences.at(-1) ?? '';
  return asked.find(([, words]) => words.test(last))?.[0] ?? null;
}
