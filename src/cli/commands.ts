/** Every command with its summary: one sentence, imperative, without a full stop. */
export const commands = {
  serve: "Run the server, an emulation of Postman's SCIM API",
  exec: 'Run a command against a new server, and report on its requests',
  env: 'Print the variables with which a test finds a running server',
  wait: 'Wait until a server is ready',
  report: 'Report the requests that a server received, with a verdict',
  explain: 'Explain the answer to one SCIM request',
  verify: "Check any SCIM service against the known behavior of Postman's",
  play: 'Play an identity provider (okta, entra) against a SCIM service',
} as const;

export type CommandName = keyof typeof commands;
