import { eachCall, type FindingKind } from '../finding.ts';
import { listed, several } from '../wording.ts';

export const parametersIgnored: FindingKind = {
  id: 'parameters-ignored',
  severity: 'note',
  title: 'Sends parameters that Postman ignores',
  explanation: 'Postman knows filter, startIndex and count. It does not sort, and it leaves no attribute out.',
  remedy: 'Sort and select in the client.',
  quirks: ['unknown-parameters', 'list-order', 'group-members-listed'],
  detect: eachCall(
    (call) => {
      const ignored = call.entry.outcomes.filter(({ path, outcome }) => outcome === 'ignored' && path.startsWith('?'));
      return ignored.length > 0 ? listed(ignored.map(({ path }) => path.slice(1))) : undefined;
    },
    (count, parameters) => `${several(count, 'request')} carried ${listed(parameters)}.`,
  ),
};
