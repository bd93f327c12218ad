import type { Json } from './definition';
import { readExact, writeExact } from './exact';

export interface Outcome {
  name: string;
  text: string;
}

export interface Field {
  name: string;
  kind: string;
  required: boolean;
}

export interface Activity {
  name: string;
  title: string;
  does: string;
  group: string;
  groupTitle: string;
  canStart: boolean;
  outcomes: Outcome[];
  fields: Field[];
}

export interface Check {
  error: boolean;
  text: string;
  step: string | null;
}

export interface DraftAnswer {
  definition: Json;
  checks: Check[];
  outcomes: Record<string, Outcome[]>;
}

/** What the server refused, with its own sentence. */
export class Refusal extends Error {
  constructor(readonly status: number, text: string) {
    super(text);
  }
}

const json = 'application/json';

async function answerOf<T>(answer: Response): Promise<T> {
  const isJson = (answer.headers.get('Content-Type') ?? '').includes('json');
  if (!answer.ok || !isJson) {
    const problem = isJson ? await answer.json() as { detail?: string; title?: string } : {};
    throw new Refusal(answer.status, problem.detail ?? problem.title ?? '');
  }

  return readExact(await answer.text()) as T;
}

/** Addresses of one type's draft and of all activities. */
export class Server {
  constructor(private readonly draftUrl: string, private readonly activitiesUrl: string) {
  }

  async activities(): Promise<Activity[]> {
    return (await answerOf<{ activities: Activity[] }>(await fetch(this.activitiesUrl, { headers: { Accept: json } }))).activities;
  }

  async draft(): Promise<{ told: DraftAnswer; etag: string }> {
    return this.told(await fetch(this.draftUrl, { headers: { Accept: json } }));
  }

  /** Refused with 412 when somebody else was first. */
  async save(definition: Json, etag: string): Promise<{ told: DraftAnswer; etag: string }> {
    return this.told(await fetch(this.draftUrl, {
      method: 'PUT',
      headers: { 'Accept': json, 'Content-Type': json, 'If-Match': etag, 'X-Innovation-Request': '1' },
      body: writeExact(definition),
    }));
  }

  private async told(answer: Response): Promise<{ told: DraftAnswer; etag: string }> {
    return { told: await answerOf<DraftAnswer>(answer), etag: answer.headers.get('ETag') ?? '' };
  }
}
