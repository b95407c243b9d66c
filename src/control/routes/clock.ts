import { Clock, ClockAdvance, ClockChange } from '../../../schemas/control.ts';
import type { WorldClock } from '../../worlds/clock.ts';
import { lastInstant } from '../../worlds/clock.ts';
import type { World } from '../../worlds/world.ts';
import type { ControlApp, ControlContext } from '../context.ts';
import { badRequest } from '../http-error.ts';
import { ok, route } from '../route.ts';
import { worldOf } from '../scope.ts';
import { toClock } from '../views.ts';

export const clockRoutes = (app: ControlApp, context: ControlContext): void => {
  const changed = (world: World, change: (clock: WorldClock) => void): Clock => {
    world.changeClock(change);
    return toClock(world.clock);
  };

  app.get('/worlds/:world/clock', route('getClock', 'Get the time of a world', 'world', ok(Clock)), (request) =>
    toClock(worldOf(context, request.params.world).clock),
  );

  app.put(
    '/worlds/:world/clock',
    route('setClock', 'Set, freeze or start the clock', 'world', ok(Clock), { body: ClockChange }),
    (request) => {
      const world = worldOf(context, request.params.world);
      const { now, frozen } = request.body;
      return changed(world, (clock) => {
        if (frozen) clock.freeze();
        if (frozen === false) clock.thaw();
        if (now !== undefined) clock.set(Date.parse(now));
      });
    },
  );

  app.post(
    '/worlds/:world/clock/advance',
    route('advanceClock', 'Move the clock forward', 'world', ok(Clock), { body: ClockAdvance }),
    (request) => {
      const world = worldOf(context, request.params.world);
      const milliseconds = Math.round(request.body.seconds * 1000);
      if (world.clock.now() + milliseconds > lastInstant)
        throw badRequest('/seconds', 'expected a time before the year 10000, got a later one');
      return changed(world, (clock) => clock.advance(milliseconds));
    },
  );

  app.delete(
    '/worlds/:world/clock',
    route('releaseClock', 'Return the clock to real time', 'world', ok(Clock)),
    (request) => {
      const world = worldOf(context, request.params.world);
      return changed(world, (clock) => clock.release());
    },
  );
};
