import type { EvaluateInput, LiveValue } from './input';
import { runValue } from './runExpression';
import { World } from './world';

/** The live result of a quick verification command. @public */
export interface CommandValue {
  /** Id of the command. */
  id: string;
  /** The entity that was read; null where its target has none. */
  entityRef: string | null;
  live: LiveValue;
}

/**
 * Live results of a checklist's commands, each on the first member of its
 * target, from the facts that are there.
 *
 * @public
 */
export function liveValues(input: EvaluateInput): CommandValue[] {
  const world = new World(input);
  const { commands } = world.program;
  return world.within(() =>
    commands.map(({ id, for: target, value }) => {
      const entity = world.inTarget.get(target)?.[0];
      if (!entity) {
        return {
          id,
          entityRef: null,
          live: { unknown: `no entity for target ${target}` },
        };
      }
      const result = runValue(world, value, {
        entity,
        about: id,
        role: 'owner',
      });
      return {
        id,
        entityRef: entity.input.ref,
        live: 'value' in result ? result : { unknown: result.unknown.message },
      };
    }),
  );
}
