import type { Directory } from './directory.ts';
import type { Group, Member } from './member.ts';
import { ScimError } from './scim-error.ts';

/** A super admin by a role of their own, or by one of their groups. */
const isSuperAdmin = (directory: Directory, member: Member): boolean =>
  member.role === 'super admin' || directory.groups.ofMember(member.pk).some(({ role }) => role === 'super admin');

/** Notes that a key exceeds the rights of its maker, and refuses the request where the profile has it so. */
const exceed = ({ trace, team }: Directory, reason: string): void => {
  trace.quirk('admin-key-limits');
  if (team.profile['admin-key-limits'] === 'refuse') throw new ScimError('key-limited', 'admin-key-limits', reason);
};

/** Quirk admin-key-limits: only a Super Admin's key removes a Super Admin. */
export const limitRemoval = (directory: Directory, member: Member): void => {
  if (directory.makerRole === 'super admin' || !isSuperAdmin(directory, member)) return;
  exceed(directory, "a Team Admin's key cannot deactivate a Super Admin");
};

/** Quirk admin-key-limits: only a Super Admin's key changes an address. */
export const limitAddressChange = (directory: Directory): void => {
  if (directory.makerRole === 'super admin') return;
  exceed(directory, "a Team Admin's key cannot change an address; a Super Admin's key can");
};

/** Quirk admin-key-limits: only a Super Admin's key changes the members of a group with the Super Admin role. */
export const limitMembership = (directory: Directory, group: Group): void => {
  if (directory.makerRole === 'super admin' || group.role !== 'super admin') return;
  exceed(directory, "a Team Admin's key cannot change the members of a group with the Super Admin role");
};
