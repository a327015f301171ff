import type { Scenario } from '../scenario.ts';

/** One of a family that shares a phone books in Hindi. Asked again, people say it otherwise: each question has more than one answer. */
export const bookHindi: Scenario = {
  name: 'book-hindi',
  title: 'सुनीता यादव डॉक्टर राव के साथ हिंदी में बुक करती हैं (Hindi, a shared phone)',
  language: 'hi',
  from: '+916000100002',
  to: '+912066000001',
  goal: 'booked',
  lines: [
    { after: /के लिए बुक है/, when: /समझ नहीं|और कुछ मदद/, say: 'नहीं, और कुछ नहीं।' },
    { when: /लिए बुक है/, say: 'नहीं, और कुछ नहीं।' },
    { when: /बटन से/, keys: '1' },
    { when: /1 दबाइए.*2|हाँ, बुक कर दीजिए/, say: 'हाँ, बुक कर दीजिए।', times: 1 },
    { when: /1 दबाइए|हाँ, बुक कर दीजिए/, say: 'जी हाँ, बुक कर दीजिए।' },
    { when: /किस दिन|कौन सा दिन|दिन बोलिए/, say: 'परसों।', times: 1 },
    { when: /किस दिन|कौन सा दिन|दिन बोलिए/, say: 'कल।' },
    { when: /कौन सा ठीक रहेगा|पहला वाला/, say: 'कोई भी।', times: 1 },
    { when: /कौन सा ठीक रहेगा|पहला वाला/, say: 'आख़िरी वाला।' },
    { when: /यह ठीक रहेगा/, say: 'हाँ जी, ठीक है।' },
    { when: /किस डॉक्टर|डॉक्टर का नाम/, say: 'डॉक्टर राव।' },
    { when: /किनके लिए|नाम बोलिए/, say: 'सुनीता यादव के लिए।', times: 1 },
    { when: /किनके लिए|नाम बोलिए/, say: 'सुनीता।' },
    { when: /और कुछ मदद/, say: 'नहीं, और कुछ नहीं।' },
    { when: /क्या मदद|समझ नहीं/, say: 'मुझे डॉक्टर राव का अपॉइंटमेंट चाहिए।', times: 1 },
    { when: /समझ नहीं/, say: 'डॉक्टर राव का अपॉइंटमेंट चाहिए।' },
  ],
};
