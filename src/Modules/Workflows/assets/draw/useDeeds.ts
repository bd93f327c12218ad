import { type RefObject, useEffect, useMemo, useRef } from 'react';
import { add, type Clip, copy, lead, move, newId, paste, type Place, readClip, remove, start, type Step, stepsOf, titleOf, writeClip } from './definition';
import type { Draft } from './draft';
import type { Landing } from './Editor';
import { arrange, height, width } from './layout';
import type { Known } from './picture';
import type { Activity } from './server';
import { say } from './words';

const gap = 72;
const pace = 20;
const kept = 'innovation-workflow-steps';

export type Deeds = ReturnType<typeof useDeeds>;

interface Given {
  draft: Draft;
  known: Known;
  select: (ids: readonly string[], focus?: boolean) => void;
  /** Chooses no step, and gives the board the focus. */
  rest: () => void;
  selected: readonly string[];
  chosenEdges: ReadonlySet<string>;
  landing: Landing | null;
  setLanding: (landing: Landing | null) => void;
  tell: (words: string) => void;
  middle: () => Place;
  board: RefObject<HTMLDivElement | null>;
}

/** All that can be done to the drawing. Each is one change, said aloud. */
export function useDeeds(given: Given) {
  const now = useRef(given);
  now.current = given;

  const deeds = useMemo(() => {
    const definition = () => now.current.draft.now().definition;
    const steps = (): Step[] => stepsOf(definition());
    const title = (id: string): string => {
      const step = steps().find(one => one.id === id);
      return step ? titleOf(step, now.current.known.get(step.name)) : '';
    };
    const titles = (ids: readonly string[]): string => ids.length === 1 ? title(ids[0]!) : say('Workflow.Draw.Steps', ids.length);
    const isFree = (at: Place): boolean => steps().every(step => Math.abs(step.x - at.x) >= width || Math.abs(step.y - at.y) >= height(2));
    const free = (at: Place): Place => isFree(at) ? at : free({ x: at.x, y: at.y + height(2) + 16 });

    function insert(activity: Activity, at?: Place): void {
      const { landing, selected } = now.current;
      const before = steps().find(step => step.id === (landing?.source ?? selected[0]));
      const spot = landing?.at ?? at ?? free(before ? { x: before.x + width + gap, y: before.y } : steps().length === 0 ? { x: 40, y: 160 } : now.current.middle());
      // A step with answers of its own begins with one, so that what came after it still does.
      const properties = Object.fromEntries(activity.fields.filter(field => field.kind === 'outcomes' && field.required).map(field => [field.name, ['Done']]));
      const first = Object.keys(properties).length > 0 ? 'Done' : activity.outcomes[0]?.name;
      const id = newId();
      now.current.draft.change(add(definition(), { id, name: activity.name, properties, isStart: activity.canStart && steps().every(step => !step.isStart), at: spot, first }, landing ?? undefined));
      now.current.setLanding(null);
      void now.current.draft.flush();
      now.current.tell(landing ? say('Workflow.Draw.AddedAfter', activity.title, title(landing.source)) : say('Workflow.Draw.Added', activity.title));
      setTimeout(() => now.current.select([id], true));
    }

    function place(clip: Clip, called?: (step: Step) => string): void {
      const { next, ids } = paste(definition(), clip, { x: 40, y: height(2) + 16 }, called);
      now.current.draft.change(next);
      void now.current.draft.flush();
      now.current.tell(say('Workflow.Draw.Pasted', titles(ids)));
      setTimeout(() => now.current.select(ids, true));
    }

    function putIn(written: string | null): boolean {
      const clip = readClip(written ?? '');
      if (clip) {
        place(clip);
      }

      return clip !== null;
    }

    function take(): string {
      const written = writeClip(copy(definition(), now.current.selected));
      localStorage.setItem(kept, written);
      now.current.tell(say('Workflow.Draw.Copied', titles(now.current.selected)));
      return written;
    }

    function align(of: (step: Step, first: Step) => Place): void {
      const some = steps().filter(step => now.current.selected.includes(step.id));
      now.current.draft.change(move(definition(), new Map(some.map(step => [step.id, of(step, some[0]!)]))));
      now.current.tell(say('Workflow.Draw.Aligned', titles(now.current.selected)));
    }

    function walkBack(done: boolean, words: string, none: string): void {
      now.current.tell(say(done ? words : none));
    }

    return {
      add: (activity: Activity) => insert(activity),
      dropped: (name: string, at: Place) => {
        const activity = now.current.known.get(name);
        if (activity) {
          insert(activity, { x: at.x - (width / 2), y: at.y - 30 });
        }
      },
      lead: (source: string, outcome: string, to: string | null) => {
        now.current.draft.change(lead(definition(), source, outcome, to));
        now.current.tell(to === null ? say('Workflow.Draw.Cut', title(source)) : say('Workflow.Draw.Led', title(source), title(to)));
      },
      moved: (places: Map<string, Place>) => now.current.draft.change(move(definition(), places)),
      shift: ({ x, y }: Place) => now.current.draft.change(
        move(definition(), new Map(steps().filter(step => now.current.selected.includes(step.id)).map(step => [step.id, { x: step.x + (x * pace), y: step.y + (y * pace) }]))), 'shift'),
      start: (id: string, starts: boolean) => {
        now.current.draft.change(start(definition(), id, starts));
        now.current.tell(say(starts ? 'Workflow.Draw.StartsHere' : 'Workflow.Draw.StartsNot', title(id)));
      },
      remove: () => {
        const { selected, chosenEdges, draft, tell, rest } = now.current;
        if (selected.length > 0) {
          const words = titles(selected);
          draft.change(remove(definition(), selected));
          rest();
          tell(say('Workflow.Draw.Removed', words));
        } else if (chosenEdges.size > 0) {
          draft.change([...chosenEdges].reduce((next, edge) => {
            const at = edge.indexOf('|');
            return lead(next, edge.slice(0, at), edge.slice(at + 1), null);
          }, definition()));
          tell(say('Workflow.Draw.CutSome'));
        }
      },
      duplicate: () => {
        const { selected, known } = now.current;
        if (selected.length > 0) {
          place(copy(definition(), selected), step => say('Workflow.Edit.CopyOf', titleOf(step, known.get(step.name))));
        }
      },
      copy: () => { void navigator.clipboard?.writeText(take()).catch(() => undefined); },
      paste: () => {
        if (!putIn(localStorage.getItem(kept))) {
          now.current.tell(say('Workflow.Draw.NothingCopied'));
        }
      },
      take,
      putIn,
      alignRow: () => align((step, first) => ({ x: step.x, y: first.y })),
      alignColumn: () => align((step, first) => ({ x: first.x, y: step.y })),
      arrange: () => {
        now.current.draft.change(arrange(definition()));
        now.current.tell(say('Workflow.Draw.Arranged'));
      },
      undo: () => walkBack(now.current.draft.undo(), 'Workflow.Draw.Undone', 'Workflow.Draw.NothingToUndo'),
      redo: () => walkBack(now.current.draft.redo(), 'Workflow.Draw.Redone', 'Workflow.Draw.NothingToRedo'),
    };
  }, []);

  // The keys of the system's own clipboard, so that steps travel between windows.
  useEffect(() => {
    const isOnBoard = (): boolean => now.current.board.current?.contains(document.activeElement) ?? false;
    const copied = (event: ClipboardEvent): void => {
      if (isOnBoard() && now.current.selected.length > 0) {
        event.preventDefault();
        event.clipboardData?.setData('text/plain', deeds.take());
        if (event.type === 'cut') {
          deeds.remove();
        }
      }
    };
    const pasted = (event: ClipboardEvent): void => {
      if (isOnBoard() && deeds.putIn(event.clipboardData?.getData('text/plain') ?? null)) {
        event.preventDefault();
      }
    };
    document.addEventListener('copy', copied);
    document.addEventListener('cut', copied);
    document.addEventListener('paste', pasted);
    return () => {
      document.removeEventListener('copy', copied);
      document.removeEventListener('cut', copied);
      document.removeEventListener('paste', pasted);
    };
  }, [deeds]);

  return deeds;
}
