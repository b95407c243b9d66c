/** Characters that a terminal or a reader's eye would obey: controls, line separators, and invisible format characters. */
const disobeyed = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu;

/** The beginnings of commands that CI runners carry out, wherever in a line they look for them. */
const commands = /##(?=\[|vso\[)|^(\s*):(?=:)/gi;

const cleanLine = (line: string): string =>
  line
    .replace(disobeyed, ' ')
    .replace(commands, (_found, space?: string) => (space === undefined ? '# #' : `${space}: `));

/** Cleans a rendered text line by line, so that no text of a client commands a terminal or a CI runner. */
export const clean = (text: string): string => text.split('\n').map(cleanLine).join('\n');

/** Writes JSON in which the control characters that `JSON.stringify` leaves as they are are escaped. */
export const toCleanJson = (value: unknown): string =>
  JSON.stringify(value, null, 2).replace(/[\u007f-\u009f\u2028\u2029\p{Cf}]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
      .join(''),
  );
