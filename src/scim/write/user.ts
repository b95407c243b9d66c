import type { Member } from '../../domain/member.ts';
import type { Trace } from '../../domain/trace.ts';
import type { Profile } from '../../quirks/profiles.ts';

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

/** A user as Postman sends one, in its key order . */
export const toUserText = (member: Member): string =>
  '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"' +
  `${member.id}","userName":${JSON.stringify(member.userName)},"name":{"givenName":${JSON.stringify(member.givenName)}` +
  `,"familyName":${JSON.stringify(member.familyName)}},` +
  (member.externalId === null ? '' : `"externalId":${JSON.stringify(member.externalId)},`) +
  `"active":${member.state === 'active'},"meta":{"resourceType":"User","created":"${timestamp(member.created)}"` +
  `,"lastModified":"${timestamp(member.lastModified)}"}}`;

/** Postman's own numeric user id stands for a number that only Postman knows: here one that the SCIM id decides. */
const toPostmanId = (id: string): string => String(100_000_000 + (Number.parseInt(id.slice(-12), 16) % 2_000_000_000));

const withoutExternalId =
  /("id":"([0-9a-f]+)","userName":"(?:[^"\\]|\\.)*","name":\{"givenName":"(?:[^"\\]|\\.)*","familyName":"(?:[^"\\]|\\.)*"\},)"active":/g;

/** The users in a text that is sent, with externalId as the profile has it (quirk external-id-absent). */
export const withExternalIds = (profile: Profile, text: string, trace: Trace): string =>
  profile['external-id-absent'] === 'omit'
    ? text
    : text.replace(withoutExternalId, (_, start, id) => {
        trace.quirk('external-id-absent');
        return `${start}"externalId":"${toPostmanId(id)}","active":`;
      });
