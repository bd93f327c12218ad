import { arrangeIfNeeded } from './layout';
import type { Json } from './definition';
import { type Check, type DraftAnswer, type Outcome, Refusal, type Server } from './server';

const pause = 700;
const retry = 15_000;
const most = 100;
const together = 1_200;

export type Keeping = 'saved' | 'waiting' | 'saving' | 'failed' | 'conflict';

export interface View {
  definition: Json;
  checks: Check[];
  outcomes: Record<string, Outcome[]>;
  keeping: Keeping;
  savedAt: Date | null;
  /** Why saving failed, in the server's words; empty for none. */
  why: string;
  canUndo: boolean;
  canRedo: boolean;
}

/** The draft as it is drawn: each change can be undone, and is saved a moment later, unless somebody else was first. */
export class Draft {
  private view: View;
  private saved: Json;
  private past: Json[] = [];
  private future: Json[] = [];
  private listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<boolean> | undefined;
  private last: { kind: string; at: number } | undefined;

  private constructor(private readonly server: Server, told: DraftAnswer, public etag: string) {
    this.saved = arrangeIfNeeded(told.definition);
    this.view = { definition: this.saved, checks: told.checks, outcomes: told.outcomes, keeping: 'saved', savedAt: null, why: '', canUndo: false, canRedo: false };
  }

  static async open(server: Server): Promise<Draft> {
    const { told, etag } = await server.draft();
    return new Draft(server, told, etag);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly now = (): View => this.view;

  get isSaved(): boolean {
    return this.view.definition === this.saved;
  }

  /** Several small changes of a kind in quick succession are undone as one. */
  change(next: Json, kind?: string): void {
    if (next === this.view.definition) {
      return;
    }

    const at = Date.now();
    if (!(kind && this.last?.kind === kind && at - this.last.at < together)) {
      this.past = [...this.past, this.view.definition].slice(-most);
    }

    this.last = kind ? { kind, at } : undefined;
    this.future = [];
    this.show({ definition: next });
    this.soon();
  }

  undo(): boolean {
    return this.step(this.past, this.future);
  }

  redo(): boolean {
    return this.step(this.future, this.past);
  }

  /** Saves what is not saved; false when it could not be. */
  flush(): Promise<boolean> {
    clearTimeout(this.timer);
    this.running ??= this.save().finally(() => { this.running = undefined; });
    return this.running;
  }

  /** Takes what is stored, whoever stored it; what was drawn here can be had back by undo. */
  async reload(): Promise<void> {
    const { told, etag } = await this.server.draft();
    const definition = arrangeIfNeeded(told.definition);
    this.etag = etag;
    this.past = [...this.past, this.view.definition].slice(-most);
    this.future = [];
    this.last = undefined;
    this.saved = definition;
    this.show({ definition, checks: told.checks, outcomes: told.outcomes, keeping: 'saved', savedAt: new Date(), why: '' });
  }

  /** What is drawn is kept elsewhere: there is nothing to ask about on leaving. */
  letGo(): void {
    this.saved = this.view.definition;
  }

  private step(from: Json[], to: Json[]): boolean {
    const next = from.pop();
    if (next) {
      to.push(this.view.definition);
      this.last = undefined;
      this.show({ definition: next });
      this.soon();
    }

    return next !== undefined;
  }

  private soon(): void {
    if (this.view.keeping !== 'conflict') {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.flush(), pause);
      this.show({ keeping: 'waiting' });
    }
  }

  private async save(): Promise<boolean> {
    while (!this.isSaved && this.view.keeping !== 'conflict') {
      const sent = this.view.definition;
      this.show({ keeping: 'saving' });
      try {
        const { told, etag } = await this.server.save(sent, this.etag);
        this.etag = etag;
        this.saved = sent;
        this.show({ checks: told.checks, outcomes: told.outcomes, savedAt: new Date(), why: '', keeping: 'saved' });
      } catch (error) {
        const refusal = error instanceof Refusal ? error : undefined;
        this.show({ keeping: refusal?.status === 412 ? 'conflict' : 'failed', why: refusal?.message ?? '' });
        if (refusal?.status !== 412) {
          this.timer = setTimeout(() => void this.flush(), retry);
        }

        return false;
      }
    }

    if (this.view.keeping !== 'conflict') {
      this.show({ keeping: 'saved' });
    }

    return this.view.keeping === 'saved';
  }

  private show(some: Partial<View>): void {
    this.view = { ...this.view, ...some, canUndo: this.past.length > 0, canRedo: this.future.length > 0 };
    this.listeners.forEach(listener => listener());
  }
}
