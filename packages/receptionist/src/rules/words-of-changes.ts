/** What the rules say when something is moved, put back, waited for, or is for somebody else; in the form of `words`. */
export const wordsOfChanges = {
  moveWhen: {
    en: 'There is {doctor}, {slot}. To which day or time shall I move it?',
    hi: '{doctor}, {slot} का अपॉइंटमेंट है। इसे किस दिन या समय पर कर दूँ?',
    roman: '{doctor}, {slot} ka appointment hai. Ise kis din ya samay par kar doon?',
  },
  whichMove: {
    en: 'There is {list}. Which one shall I move?',
    hi: 'आपके अपॉइंटमेंट हैं: {list}। कौन सा बदलूँ?',
    roman: 'Aapke appointment hain: {list}. Kaun sa badloon?',
  },
  moveReadBack: {
    en: 'I would move {old} to {doctor}, {slot}. To go ahead, say “yes, move it” or press 1.',
    hi: 'मैं {old} का अपॉइंटमेंट {doctor}, {slot} पर कर दूँगी। पक्का हो तो कहिए “हाँ, बदल दीजिए” या 1 दबाइए।',
    roman:
      'Main {old} ka appointment {doctor}, {slot} par kar dungi. Pakka ho toh kahiye “haan, badal dijiye” ya 1 dabaiye.',
  },
  moved: {
    en: 'Done, your appointment is now with {doctor}, {slot}. Is there anything else?',
    hi: 'हो गया, अब आपका अपॉइंटमेंट {doctor} के साथ {slot} को है। और कुछ मदद करूँ?',
    roman: 'Ho gaya, ab aapka appointment {doctor} ke saath {slot} ko hai. Aur kuchh madad karun?',
  },
  hintMove: {
    en: 'Please say “yes, move it”, or press 1; press 2 for no.',
    hi: 'कहिए “हाँ, बदल दीजिए” या 1 दबाइए, नहीं के लिए 2।',
    roman: 'Kahiye “haan, badal dijiye” ya 1 dabaiye, nahi ke liye 2.',
  },
  movedLandline: {
    en: 'Done, your appointment is now with {doctor}, {slot}. A landline gets no message, so once more: {doctor}, {slot}. Is there anything else?',
    hi: 'हो गया, अब आपका अपॉइंटमेंट {doctor} के साथ {slot} को है। लैंडलाइन पर मैसेज नहीं आता, इसलिए फिर से: {doctor}, {slot}। और कुछ मदद करूँ?',
    roman:
      'Ho gaya, ab aapka appointment {doctor} ke saath {slot} ko hai. Landline par message nahi aata, isliye phir se: {doctor}, {slot}. Aur kuchh madad karun?',
  },
  needMovePhrase: {
    en: 'To be sure, please say “yes, move it”, or press 1.',
    hi: 'पक्का करने के लिए कहिए “हाँ, बदल दीजिए”, या 1 दबाइए।',
    roman: 'Pakka karne ke liye kahiye “haan, badal dijiye”, ya 1 dabaiye.',
  },
  otherDay: {
    en: 'I cannot book {day} with {doctor} for this patient. Which other day would suit you?',
    hi: 'इन मरीज़ के लिए {doctor} के साथ {day} को बुक नहीं हो सकता। और कौन सा दिन ठीक रहेगा?',
    roman: 'In mareez ke liye {doctor} ke saath {day} ko book nahi ho sakta. Aur kaun sa din theek rahega?',
  },
  otherHour: {
    en: 'I cannot book that time for this patient. Which other day or time would suit you?',
    hi: 'इन मरीज़ के लिए वह समय बुक नहीं हो सकता। और कौन सा दिन या समय ठीक रहेगा?',
    roman: 'In mareez ke liye woh samay book nahi ho sakta. Aur kaun sa din ya samay theek rahega?',
  },
  offerWait: {
    en: 'Sorry, {doctor} has no free time around then. Shall I put you on the waiting list, or would another day suit you?',
    hi: 'माफ़ कीजिए, {doctor} के पास उन दिनों समय खाली नहीं है। वेटिंग लिस्ट में लिख दूँ, या कोई और दिन ठीक रहेगा?',
    roman:
      'Maaf kijiye, {doctor} ke paas un dinon samay khaali nahi hai. Waiting list mein likh doon, ya koi aur din theek rahega?',
  },
  offerWaitInstead: {
    en: 'All right. Shall I put you on the waiting list, or would another day suit you?',
    hi: 'ठीक है। वेटिंग लिस्ट में लिख दूँ, या कोई और दिन ठीक रहेगा?',
    roman: 'Theek hai. Waiting list mein likh doon, ya koi aur din theek rahega?',
  },
  waitReadBack: {
    en: 'I would put {name} on the waiting list for {doctor}, {days}. To go ahead, say “yes, go ahead” or press 1.',
    hi: 'मैं {name} को {doctor} की वेटिंग लिस्ट में लिखूँगी, {days}। पक्का हो तो कहिए “हाँ, कर दीजिए” या 1 दबाइए।',
    roman:
      'Main {name} ko {doctor} ki waiting list mein likhungi, {days}. Pakka ho toh kahiye “haan, kar dijiye” ya 1 dabaiye.',
  },
  you: { en: 'you', hi: 'आप', roman: 'aap' },
  fromTo: { en: 'from {from} to {to}', hi: '{from} से {to} तक', roman: '{from} se {to} tak' },
  waits: {
    en: 'Done, and we will send a message when a time comes free. Is there anything else?',
    hi: 'लिख दिया, समय खाली होते ही हम संदेश भेजेंगे। और कुछ मदद करूँ?',
    roman: 'Likh diya, samay khaali hote hi hum message bhejenge. Aur kuchh madad karun?',
  },
  registerReadBack: {
    en: 'I would note {name} as a new patient under this number. To go ahead, say “yes, go ahead” or press 1.',
    hi: 'मैं इस नंबर पर {name} को नए मरीज़ के रूप में लिखूँगी। पक्का हो तो कहिए “हाँ, कर दीजिए” या 1 दबाइए।',
    roman:
      'Main is number par {name} ko naye mareez ke roop mein likhungi. Pakka ho toh kahiye “haan, kar dijiye” ya 1 dabaiye.',
  },
  restoreReadBack: {
    en: 'I would put back {doctor}, {slot}. To go ahead, say “yes, go ahead” or press 1.',
    hi: 'मैं {doctor}, {slot} का अपॉइंटमेंट वापस कर दूँगी। पक्का हो तो कहिए “हाँ, कर दीजिए” या 1 दबाइए।',
    roman: 'Main {doctor}, {slot} ka appointment wapas kar dungi. Pakka ho toh kahiye “haan, kar dijiye” ya 1 dabaiye.',
  },
  restored: {
    en: 'Done, {doctor}, {slot} stands again. Is there anything else?',
    hi: 'हो गया, {doctor}, {slot} का अपॉइंटमेंट फिर से पक्का है। और कुछ मदद करूँ?',
    roman: 'Ho gaya, {doctor}, {slot} ka appointment phir se pakka hai. Aur kuchh madad karun?',
  },
  hintGoAhead: {
    en: 'Please say “yes, go ahead”, or press 1; press 2 for no.',
    hi: 'कहिए “हाँ, कर दीजिए” या 1 दबाइए, नहीं के लिए 2।',
    roman: 'Kahiye “haan, kar dijiye” ya 1 dabaiye, nahi ke liye 2.',
  },
  askName: { en: 'What is the patient’s name?', hi: 'मरीज़ का नाम क्या है?', roman: 'Mareez ka naam kya hai?' },
  askAge: {
    en: 'How old is {name}?',
    hi: '{name} की उम्र कितनी है?',
    roman: '{name} ki umar kitni hai?',
  },
  askGuardian: {
    en: 'And your own name, please?',
    hi: 'और आपका अपना नाम?',
    roman: 'Aur aapka apna naam?',
  },
  hintAge: {
    en: 'Please say the age in years, such as “seven years”, or the year of birth.',
    hi: 'उम्र साल में बताइए, जैसे “सात साल”, या जन्म का साल।',
    roman: 'Umar saal mein bataiye, jaise “saat saal”, ya janm ka saal.',
  },
  askBirthFreely: {
    en: 'Please tell me the patient’s birth date, year of birth or age.',
    hi: 'कृपया मरीज़ की जन्मतिथि, जन्म का साल या उम्र बताइए।',
    roman: 'Kripya mareez ki janmtithi, janm ka saal ya umar bataiye.',
  },
  ofAge: { en: '{name}, {age} years old', hi: '{name}, {age} साल', roman: '{name}, {age} saal' },
  ofYear: { en: '{name}, born in {age}', hi: '{name}, जन्म {age}', roman: '{name}, janm {age}' },
  withGuardian: {
    en: '{name}, with {guardian}',
    hi: '{name}, साथ में {guardian}',
    roman: '{name}, saath mein {guardian}',
  },
  followUpDue: {
    en: 'A free follow-up is due until {day}.',
    hi: '{day} तक मुफ़्त फ़ॉलो-अप बाकी है।',
    roman: '{day} tak free follow-up baaki hai.',
  },
  followUpNone: {
    en: 'No free follow-up is due, so I am looking for an ordinary visit.',
    hi: 'मुफ़्त फ़ॉलो-अप बाकी नहीं है, इसलिए सामान्य समय देख रही हूँ।',
    roman: 'Free follow-up baaki nahi hai, isliye normal samay dekh rahi hoon.',
  },
  queueWhich: {
    en: 'Which doctor is it about: {doctors}?',
    hi: 'किस डॉक्टर का: {doctors}?',
    roman: 'Kis doctor ka: {doctors}?',
  },
  queueClosed: {
    en: '{doctor} does not sit today. {next}',
    hi: '{doctor} आज नहीं बैठते। {next}',
    roman: '{doctor} aaj nahi baithte. {next}',
  },
  queueAway: {
    en: '{doctor} is away today. {next}',
    hi: '{doctor} आज छुट्टी पर हैं। {next}',
    roman: '{doctor} aaj chhutti par hain. {next}',
  },
  queueOver: {
    en: '{doctor} has finished for today. {next}',
    hi: '{doctor} आज के मरीज़ देख चुके हैं। {next}',
    roman: '{doctor} aaj ke mareez dekh chuke hain. {next}',
  },
  queueBefore: {
    en: '{doctor} begins at {time}{late}. {next}',
    hi: '{doctor} {time} से बैठेंगे{late}। {next}',
    roman: '{doctor} {time} se baithenge{late}. {next}',
  },
  queueRunning: {
    en: 'With {doctor}, token {running} is inside and {waiting} are waiting{late}{wait}. {next}',
    hi: '{doctor} के यहाँ टोकन {running} अंदर है और {waiting} लोग इंतज़ार में हैं{late}{wait}। {next}',
    roman: '{doctor} ke yahan token {running} andar hai aur {waiting} log intezaar mein hain{late}{wait}. {next}',
  },
  queueIdle: {
    en: 'With {doctor}, nobody is inside just now and {waiting} are waiting{late}{wait}. {next}',
    hi: '{doctor} के यहाँ अभी कोई अंदर नहीं है और {waiting} लोग इंतज़ार में हैं{late}{wait}। {next}',
    roman: '{doctor} ke yahan abhi koi andar nahi hai aur {waiting} log intezaar mein hain{late}{wait}. {next}',
  },
  queueEmpty: {
    en: 'With {doctor}, nobody is waiting just now{late}{wait}. {next}',
    hi: '{doctor} के यहाँ अभी कोई इंतज़ार में नहीं है{late}{wait}। {next}',
    roman: '{doctor} ke yahan abhi koi intezaar mein nahi hai{late}{wait}. {next}',
  },
  queueInTime: { en: '; the doctor is on time', hi: '; डॉक्टर समय पर हैं', roman: '; doctor time par hain' },
  queueLate: {
    en: ', running about {minutes} minutes late',
    hi: ', लगभग {minutes} मिनट देर से',
    roman: ', lagbhag {minutes} minute der se',
  },
  queueYours: {
    en: '; token {token} goes in after about {minutes} minutes',
    hi: ', टोकन {token} की बारी लगभग {minutes} मिनट में',
    roman: ', token {token} ki baari lagbhag {minutes} minute mein',
  },
  queueSkipped: {
    en: '; token {token} was called already',
    hi: ', टोकन {token} को बुलाया जा चुका है',
    roman: ', token {token} ko bulaya ja chuka hai',
  },
} as const satisfies Record<string, { en: string; hi: string; roman: string }>;
