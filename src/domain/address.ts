/** RFC 5321 §4.5.3.1.3 leaves 254 characters for an address. */
const longest = 254;

/** Whether a text can be the email address of a Postman account. */
export const isAddress = (text: string): boolean =>
  text.length <= longest && /^[^\s@<>"(),:;[\]\\]+@[^\s@<>"(),:;[\]\\.]+(\.[^\s@<>"(),:;[\]\\.]+)+$/.test(text);

/** Two addresses with one key are one account (quirk address-case). */
export const addressKey = (address: string): string => address.toLowerCase();

export const domainOf = (address: string): string => addressKey(address.slice(address.lastIndexOf('@') + 1));
