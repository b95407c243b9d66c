/** The time of day in a world, with milliseconds. */
export const clockTime = (instant: string): string => instant.slice(11, 19);

export const fullTime = (instant: string): string => `${instant.slice(0, 10)} ${instant.slice(11, 19)} UTC`;

/** A long id as its ends. */
export const shortId = (id: string): string => (id.length > 16 ? `${id.slice(0, 4)}…${id.slice(-5)}` : id);

export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

export const milliseconds = (value: number): string =>
  value >= 1000
    ? `${(value / 1000).toFixed(1)} s`
    : `${value < 0.05 ? '<0.1' : value < 10 ? value.toFixed(1) : Math.round(value)} ms`;

/** A name with the first letter in upper case. */
export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

const pieces = /[^ -~\u00a1-\u{10ffff}]|[\u202a-\u202e\u2066-\u2069\u200b-\u200f\ufeff]/gu;

/** Foreign text in which no character is invisible or turns the direction of its neighbours. */
export const visible = (text: string, longest = 2_000): string => {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return cut.replace(pieces, (character) =>
    character === '\n' || character === '\t'
      ? character
      : `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
};

/** How long from now until an instant, in words. */
export const until = (instant: string, now = Date.now()): string => {
  const seconds = Math.round((Date.parse(instant) - now) / 1000);
  if (seconds <= 0) return 'over';
  if (seconds < 120) return `in ${seconds} s`;
  if (seconds < 7_200) return `in ${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `in ${Math.round(seconds / 3600)} h` : `in ${Math.round(seconds / 86_400)} days`;
};
