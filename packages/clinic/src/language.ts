/** Language of an utterance, a person or a page; `hi-en` is Hinglish. */
export type Language = 'en' | 'hi' | 'hi-en';

/** Prisma's names have no hyphen. */
export type StoredLanguage = 'en' | 'hi' | 'hi_en';

export const toStored = (language: Language): StoredLanguage => (language === 'hi-en' ? 'hi_en' : language);
export const fromStored = (language: StoredLanguage): Language => (language === 'hi_en' ? 'hi-en' : language);
