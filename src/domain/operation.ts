/** Postman's twelve operations, by the operationId of its OpenAPI definition. */
export const operations = {
  getScimUserResources: { method: 'GET', path: '/Users' },
  createScimUser: { method: 'POST', path: '/Users' },
  getScimUserResource: { method: 'GET', path: '/Users/:id' },
  updateScimUser: { method: 'PUT', path: '/Users/:id' },
  updateScimUserState: { method: 'PATCH', path: '/Users/:id' },
  getScimGroupResources: { method: 'GET', path: '/Groups' },
  createScimGroup: { method: 'POST', path: '/Groups' },
  getScimGroupResource: { method: 'GET', path: '/Groups/:id' },
  scimUpdateGroup: { method: 'PATCH', path: '/Groups/:id' },
  deleteScimGroup: { method: 'DELETE', path: '/Groups/:id' },
  getScimResourceTypes: { method: 'GET', path: '/ResourceTypes' },
  getScimServiceProviderConfig: { method: 'GET', path: '/ServiceProviderConfig' },
} as const;

export type OperationId = keyof typeof operations;

export const operationIds = Object.keys(operations) as OperationId[];

/** What the 2026-08 edition calls two of them. */
export const renamedOperations: Readonly<Record<string, OperationId>> = {
  updateGroup: 'scimUpdateGroup',
  updateScimUserPatch: 'updateScimUserState',
};

export const isOperationId = (id: string): id is OperationId => Object.hasOwn(operations, id);
