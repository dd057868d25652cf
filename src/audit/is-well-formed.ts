// A lone surrogate has no UTF-8 form, so a text that holds one cannot be hashed or signed faithfully.

export const isWellFormed = (text: string): boolean => !/\p{Cs}/u.test(text);
