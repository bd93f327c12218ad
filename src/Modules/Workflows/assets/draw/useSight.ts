import { useReactFlow } from '@xyflow/react';
import { type RefObject, useMemo, useRef } from 'react';
import type { Place, Step } from './definition';
import { height, width } from './layout';

const margin = 40;
const readable = 0.6;
const attempts = 60;

export interface Sight {
  /** Shows the whole, or from the start as much of it as can be read: false for that. */
  begin: () => boolean;
  /** Shows a step and gives it the focus. */
  focus: (id: string) => void;
  /** Shows a step, and leaves the focus where it is. */
  show: (id: string) => void;
  /** The middle of what is seen. */
  middle: () => Place;
}

/** What part of the drawing is seen. Steps outside it are not in the page, so that one must be brought into sight before it can have the focus. */
export function useSight(board: RefObject<HTMLDivElement | null>, steps: readonly Step[]): Sight {
  const flow = useReactFlow();
  const now = useRef(steps);
  const asked = useRef(0);
  now.current = steps;
  return useMemo(() => {
    const size = () => board.current!.getBoundingClientRect();

    function begin(): boolean {
      const all = now.current;
      if (all.length === 0) {
        return true;
      }

      const [left, top] = [Math.min(...all.map(s => s.x)), Math.min(...all.map(s => s.y))];
      const [right, bottom] = [Math.max(...all.map(s => s.x)) + width, Math.max(...all.map(s => s.y)) + height(2)];
      const box = size();
      const zoom = Math.min(1, (box.width - (2 * margin)) / (right - left), (box.height - (2 * margin)) / (bottom - top));
      const first = all.find(s => s.isStart) ?? all[0]!;
      void (zoom >= readable
        ? flow.setViewport({ zoom, x: margin - (left * zoom), y: ((box.height - ((bottom - top) * zoom)) / 2) - (top * zoom) })
        : flow.setViewport({ zoom: 0.8, x: margin - (first.x * 0.8), y: (box.height / 2) - ((first.y + (height(1) / 2)) * 0.8) }));
      return zoom >= readable;
    }

    function focus(id: string): void {
      // Who presses the next key means the next step, however long the last one takes to come.
      const turn = ++asked.current;
      // A new step is not among them before the next rendering, and not in the page before it is in sight, and hidden until it is measured.
      const look = (left: number): void => {
        if (turn !== asked.current) {
          return;
        }

        const element = board.current?.querySelector<HTMLElement>(`[data-step="${CSS.escape(id)}"]`);
        show(id);
        element?.focus({ preventScroll: true });
        if (document.activeElement !== element && left > 0) {
          requestAnimationFrame(() => look(left - 1));
        }
      };
      look(attempts);
    }

    function show(id: string): void {
      const step = now.current.find(s => s.id === id);
      if (!step) {
        return;
      }

      const { x, y, zoom } = flow.getViewport();
      const box = size();
      const [left, top] = [(step.x * zoom) + x, (step.y * zoom) + y];
      if (left < margin / 2 || top < margin / 2 || left + (width * zoom) > box.width - (margin / 2) || top + (height(2) * zoom) > box.height - (margin / 2)) {
        void flow.setCenter(step.x + (width / 2), step.y + (height(2) / 2), { zoom: Math.max(zoom, readable) });
      }
    }

    return { begin, focus, show, middle: () => flow.screenToFlowPosition({ x: size().left + (size().width / 2) - (width / 2), y: size().top + (size().height / 3) }) };
  }, [board, flow]);
}
