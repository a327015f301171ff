/** How somebody is, as far as plain words tell. */
export type Mood = 'positive' | 'neutral' | 'negative';

const angry = /\b(angry|useless|complain|complaint|nonsense|gussa|bakwas|bekar)\b|बकवास|बेकार|शिकायत|गुस्सा/i;
const glad = /\b(thank|thanks|thank you|dhanyavaad|shukriya|great|perfect)\b|धन्यवाद|शुक्रिया/i;

/** Mood by plain words: an angry one weighs more than a thank-you. Needs nothing but the words, so that a page can tell it too. */
export function moodOf(said: readonly string[]): Mood {
  if (said.some((text) => angry.test(text))) return 'negative';
  return said.some((text) => glad.test(text)) ? 'positive' : 'neutral';
}
