/** English word of an option → German one. Words and not codes: what a code means may depend on the firmware. */
type GermanWords = Readonly<Record<string, string>>;

/** A datapoint in German: its name, its meaning, and the words of its options. */
export type GermanText = readonly [name: string, meaning: string, words?: GermanWords];

/**
 * German texts of a catalogue, by key. The rows of the catalogue are English; a key that is not here is shown in
 * English. Only the page reads these tables, and only where German is chosen.
 */
export type GermanTexts = Readonly<Record<string, GermanText>>;
