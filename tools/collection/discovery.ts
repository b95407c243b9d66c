import { scim } from './item.ts';
import { flow } from './world.ts';

export const discovery = flow('What the service says of itself', 'The two discovery endpoints there are.', [
  scim('getScimServiceProviderConfig', {
    name: 'What is supported',
    quirks: ['discovery-location'],
    expects: {
      status: 200,
      checks: {
        'PATCH and filters are supported': 'pm.expect(body.patch.supported && body.filter.supported).to.be.true',
        'neither bulk, sorting nor ETags are':
          'pm.expect(body.bulk.supported || body.sort.supported || body.etag.supported).to.be.false',
        'it is found where it was asked for':
          "pm.expect(body.meta.location).to.eql(pm.variables.replaceIn('{{address}}/scim/v2/ServiceProviderConfig'))",
      },
    },
  }),
  scim('getScimResourceTypes', {
    name: 'The resource types',
    quirks: ['resource-types-array', 'enterprise-extension'],
    expects: {
      status: 200,
      checks: {
        'it is a bare array': "pm.expect(body).to.be.an('array')",
        'of users and groups': "pm.expect(body.map(({ id }) => id)).to.eql(['User', 'Group'])",
      },
    },
  }),
]);
