// The two languages of every sentence shown to a person.

export type Lang = 'vi' | 'en';
export const languages = ['vi', 'en'] as const satisfies readonly Lang[];

/** One sentence in both languages. */
export type Sentence = Readonly<Record<Lang, string>>;
