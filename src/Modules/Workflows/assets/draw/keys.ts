import type { Place } from './definition';

const arrows: Record<string, Place> = { ArrowLeft: { x: -1, y: 0 }, ArrowRight: { x: 1, y: 0 }, ArrowUp: { x: 0, y: -1 }, ArrowDown: { x: 0, y: 1 } };

export interface KeyDeeds {
  walk: (direction: Place) => void;
  shift: (direction: Place) => void;
  first: () => void;
  last: () => void;
  open: () => void;
  addNext: () => void;
  remove: () => void;
  duplicate: () => void;
  all: () => void;
  none: () => void;
}

/** What a key on the board does; undefined for one that means nothing there. */
export function deedOf(event: { key: string; ctrlKey: boolean; metaKey: boolean; shiftKey: boolean; altKey: boolean }, deeds: KeyDeeds): (() => void) | undefined {
  const direction = arrows[event.key];
  if (event.altKey) {
    return undefined;
  }

  if (event.ctrlKey || event.metaKey) {
    return { d: deeds.duplicate, a: deeds.all }[event.key.toLowerCase()];
  }

  if (direction) {
    return () => (event.shiftKey ? deeds.shift : deeds.walk)(direction);
  }

  return {
    'Home': deeds.first, 'End': deeds.last, 'Enter': deeds.open, ' ': deeds.open, '+': deeds.addNext, 'Insert': deeds.addNext, 'Delete': deeds.remove, 'Backspace': deeds.remove, 'Escape': deeds.none,
  }[event.key];
}
