/** For sentences that begin with what a device is called. */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
