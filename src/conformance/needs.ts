/**
 * What a check cannot do without:
 * - `write`: people and groups to change;
 * - `verified domain`: that the team has verified the email domain;
 * - `control`: an emulator's control plane, to bring about what no SCIM client can.
 */
export type Need = 'write' | 'verified domain' | 'control';
