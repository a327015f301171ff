// Guards that a caller whose language we do not speak is noticed, and that nobody is taken for one because of a name.
import { describe, expect, it } from 'vitest';
import { otherLanguageIn } from './other-language.ts';

describe('a language that we do not speak', () => {
  it.each([
    ['do you speak Tamil', 'ta'],
    ['Tamil?', 'ta'],
    ['can I talk in Telugu please', 'te'],
    ['mujhe marathi mein baat karni hai', 'mr'],
    ['bangla bolte ho kya', 'bn'],
    ['sirf gujarati aati hai', 'gu'],
    ['मुझे मराठी में बात करनी है', 'mr'],
    ['कन्नड़ बोलते हैं क्या', 'kn'],
    ['எனக்கு டாக்டரை பார்க்க வேண்டும்', 'ta'],
    ['আমি ডাক্তার দেখাতে চাই', 'bn'],
    ['ਮੈਨੂੰ ਡਾਕਟਰ ਨੂੰ ਮਿਲਣਾ ਹੈ', 'pa'],
    ['मला डॉक्टरांची वेळ पाहिजे', 'mr'],
  ])('is heard in: %s', (text, code) => expect(otherLanguageIn(text)).toBe(code));

  it.each([
    'I need an appointment with Doctor Sharma',
    'near Bengali Market',
    'my name is Punjabi',
    'the Tamil Nadu bus came late',
    'not in Tamil, in English',
    'कल सुबह का अपॉइंटमेंट चाहिए',
    'मुझे नहीं पता',
    'in English please',
    'Hindi mein baat karo',
    '',
  ])('is not heard in: %s', (text) => expect(otherLanguageIn(text)).toBeNull());
});
