import type { Member } from '../../domain/member.ts';

let lastTime = Number.NaN;
let lastTimestamp = '';

/** Epoch milliseconds as SCIM writes them. What is written in one second is mostly dated in it, so the last is kept. */
export const timestamp = (time: number): string => {
  if (time !== lastTime) {
    lastTimestamp = new Date(time).toISOString();
    lastTime = time;
  }
  return lastTimestamp;
};

/** A user as Postman sends one, in its key order (quirk external-id-absent). */
export const toUserText = (member: Member): string =>
  '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"' +
  `${member.id}","userName":${JSON.stringify(member.userName)},"name":{"givenName":${JSON.stringify(member.givenName)}` +
  `,"familyName":${JSON.stringify(member.familyName)}},` +
  (member.externalId === null ? '' : `"externalId":${JSON.stringify(member.externalId)},`) +
  `"active":${member.state === 'active'},"meta":{"resourceType":"User","created":"${timestamp(member.created)}"` +
  `,"lastModified":"${timestamp(member.lastModified)}"}}`;
