/** The forms that real secrets have: Postman's keys, tokens of other services, JWTs, private keys. */
export const secretForms = [
  ['a Postman API key', 'PM[A-Z]{2}-[0-9a-f]{24}-[0-9a-f]{34}'],
  ['a GitHub token', 'gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60,}'],
  ['a Slack token', 'xox[abprs]-[A-Za-z0-9-]{20,}'],
  ['an AWS access key', '(?:AKIA|ASIA)[0-9A-Z]{16}'],
  // The look-behind lets a run of these characters be tried once, because a text of "eyJeyJeyJ" has thousands of starts.
  [
    'a JSON Web Token',
    '(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{10,8000}\\.eyJ[A-Za-z0-9_-]{10,8000}\\.[A-Za-z0-9_-]{20,8000}',
  ],
  ['a private key', '-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----'],
] as const;

/** Any of the forms; global, for `replaceAll`. */
export const secrets = new RegExp(secretForms.map(([, form]) => form).join('|'), 'g');
