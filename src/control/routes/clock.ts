import { Clock, ClockAdvance, ClockChange } from '../../../schemas/control.ts';
import type { World } from '../../worlds/world.ts';
import type { ControlApp, ControlContext } from '../context.ts';
import { badRequest } from '../http-error.ts';
import { ok, route } from '../route.ts';
import { worldOf } from '../scope.ts';
import { toClock } from '../views.ts';

/** The last instant that ISO 8601 writes with a year of four digits. */
const lastInstant = Date.parse('9999-12-31T23:59:59Z');

export const clockRoutes = (app: ControlApp, context: ControlContext): void => {
  const saved = (world: World): Clock => {
    world.saveClock();
    return toClock(world.clock);
  };

  app.get('/worlds/:world/clock', route('getClock', 'The time in a world', 'world', ok(Clock)), (request) =>
    toClock(worldOf(context, request.params.world).clock),
  );

  app.put(
    '/worlds/:world/clock',
    route('setClock', 'Set the clock, freeze it or let it run on', 'world', ok(Clock), { body: ClockChange }),
    (request) => {
      const world = worldOf(context, request.params.world);
      const { now, frozen } = request.body;
      if (frozen) world.clock.freeze();
      if (frozen === false) world.clock.thaw();
      if (now !== undefined) world.clock.set(Date.parse(now));
      return saved(world);
    },
  );

  app.post(
    '/worlds/:world/clock/advance',
    route('advanceClock', 'Move the clock forward', 'world', ok(Clock), { body: ClockAdvance }),
    (request) => {
      const world = worldOf(context, request.params.world);
      const milliseconds = Math.round(request.body.seconds * 1000);
      if (world.clock.now() + milliseconds > lastInstant) throw badRequest('/seconds', 'that is past the year 9999');
      world.clock.advance(milliseconds);
      return saved(world);
    },
  );

  app.delete('/worlds/:world/clock', route('releaseClock', 'Back to real time', 'world', ok(Clock)), (request) => {
    const world = worldOf(context, request.params.world);
    world.clock.release();
    return saved(world);
  });
};
