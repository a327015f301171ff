import type { Scenario } from '../scenario.ts';

/** One of a family that shares a phone books in Hindi. */
export const bookHindi: Scenario = {
  name: 'book-hindi',
  title: 'रमेश यादव डॉक्टर राव के साथ हिंदी में बुक करते हैं (Hindi, a shared phone)',
  language: 'hi',
  from: '+916000100002',
  to: '+912066000001',
  goal: 'booked',
  lines: [
    { when: /लिए बुक है/, say: 'नहीं, और कुछ नहीं।' },
    { when: /1 दबाइए|हाँ, बुक कर दीजिए/, say: 'हाँ जी, बुक कर दीजिए।' },
    { when: /बटन से/, keys: '1' },
    { when: /किस दिन|कौन सा दिन/, say: 'अगले हफ़्ते।', times: 1 },
    { when: /कौन सा दिन/, say: 'जल्दी से जल्दी।' },
    { when: /कौन सा ठीक रहेगा/, say: 'पहला वाला।' },
    { when: /यह ठीक रहेगा/, say: 'हाँ जी, ठीक है।' },
    { when: /किनके लिए/, say: 'रमेश यादव के लिए।' },
    { when: /किस डॉक्टर/, say: 'डॉक्टर राव।' },
    { when: /और कुछ मदद/, say: 'नहीं, और कुछ नहीं।' },
    { when: /क्या मदद|समझ नहीं/, say: 'नमस्ते, मुझे डॉक्टर राव से मिलना है।' },
  ],
};
