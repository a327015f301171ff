import { keysOf } from '../lexicon.ts';

/** What goes on since a time, when somebody tells what hurts: "kal se bukhar hai", "since Monday I have a cough". */
const complaintKeys = keysOf(
  `bukhar bukhaar fever temperature dard pain hurting hurts ache headache khansi khaansi cough coughing ulti ultiyan vomiting vomit dast loose motion motions
  chakkar dizzy dizziness zukam jukam jukaam cold sardi khujli itching itchy jalan burning sujan swelling swollen soojan takleef taklif problem pareshani
  dikkat bleeding khoon saans sans breathing thakan weak weakness kamzori kamjori neend sleep infection allergy rash tabiyat tabiyat bimar beemar sick
  ill unwell pet gas acidity chot injury cramps gala throat dukh dukhta dukhti tez soojh nausea matli ghabrahat bechaini migraine daane periods
  बुखार दर्द खांसी खाँसी उल्टी दस्त चक्कर जुकाम ज़ुकाम सर्दी खुजली जलन सूजन तकलीफ परेशानी दिक्कत खून सांस साँस थकान कमजोरी नींद तबीयत तबियत बीमार पेट चोट गला दाने`,
);

export const isComplaintWord = (key: string): boolean => complaintKeys.has(key);
