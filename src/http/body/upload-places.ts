import type { ServerResponse } from 'node:http';
import { FrontalError } from '../../contract/errors.ts';
import type { GateLimits } from '../gate.ts';
import { heldFor } from '../hold.ts';

/** Room for one large body. */
export interface Place {
  /** Whether somebody waits for a place. */
  isWanted(): boolean;
  leave(): void;
}

export interface UploadPlaces {
  /**
   * A place, once there is one for this caller. No caller has all of them, nor the whole line, and of those who wait the
   * one comes first who has the fewest: nobody keeps everyone else out.
   *
   * @param caller a tenant, or an address
   * @throws FrontalError `busy` where the line is full, or too slow, or the caller has gone
   */
  enter(caller: string, response: ServerResponse): Promise<Place>;
}

interface Waiting {
  readonly caller: string;
  readonly enter: (place: Place) => void;
}

export function createUploadPlaces({ atOnce, inLine, longestWaitMs }: GateLimits, stopping?: AbortSignal): UploadPlaces {
  const mostOfOne = Math.max(1, atOnce - 1);
  const mostInLineOfOne = Math.max(1, Math.ceil(inLine / 2));
  const inside: string[] = [];
  const line = new Set<Waiting>();
  const countOf = (caller: string) => inside.filter((other) => other === caller).length;
  const mayEnter = (caller: string) => inside.length < atOnce && countOf(caller) < mostOfOne;

  return {
    async enter(caller, response) {
      if (mayEnter(caller)) return placeOf(caller);
      const own = [...line].filter((one) => one.caller === caller).length;
      if (line.size >= inLine || own >= mostInLineOfOne) throw busy();
      return turn(caller, response);
    },
  };

  function placeOf(caller: string): Place {
    inside.push(caller);
    let isLeft = false;
    return {
      isWanted: () => line.size > 0,
      leave() {
        if (isLeft) return;
        isLeft = true;
        inside.splice(inside.indexOf(caller), 1);
        const first = next();
        if (first) first.enter(placeOf(first.caller));
      },
    };
  }

  function next(): Waiting | undefined {
    const able = [...line].filter(({ caller }) => mayEnter(caller));
    return able.toSorted((a, b) => countOf(a.caller) - countOf(b.caller))[0];
  }

  function turn(caller: string, response: ServerResponse): Promise<Place> {
    const held = heldFor(response, stopping);
    if (held.aborted) throw busy();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(giveUp, longestWaitMs);
      held.addEventListener('abort', giveUp, { once: true });
      const waiting: Waiting = {
        caller,
        enter(place) {
          stepOut();
          resolve(place);
        },
      };
      line.add(waiting);

      function giveUp(): void {
        stepOut();
        reject(busy());
      }
      function stepOut(): void {
        clearTimeout(timer);
        held.removeEventListener('abort', giveUp);
        line.delete(waiting);
      }
    });
  }
}

function busy(): FrontalError {
  return new FrontalError('busy', 'Too many large bodies have been sent at once. Send this one again.');
}
