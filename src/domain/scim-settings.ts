import type { Team } from './team.ts';

type ScimSettings = Pick<Team, 'plan' | 'ssoMethods' | 'severalSsoMethods'>;

/**
 * Says in plain words why the settings page of a team offers neither SCIM nor its keys; undefined where it offers them:
 * on Enterprise, with one SSO method, or several by arrangement with Postman's success team.
 */
export const scimObstacle = ({ plan, ssoMethods, severalSsoMethods }: ScimSettings): string | undefined => {
  if (plan !== 'enterprise') return `SCIM needs the enterprise plan; the team is on the ${plan} plan.`;
  if (ssoMethods === 0) return 'SCIM needs single sign-on; the team has no SSO method.';
  if (ssoMethods > 1 && !severalSsoMethods) {
    return `SCIM works with one SSO method; the team has ${ssoMethods}. Several need an arrangement with Postman (severalSsoMethods).`;
  }
  return undefined;
};

/** True while the team's keys open it: SCIM is switched on, and the plan is not lost. */
export const isScimOn = ({ scimEnabled, plan }: Team): boolean => scimEnabled && plan === 'enterprise';
