import { ReactFlowProvider } from '@xyflow/react';
import { createRoot } from 'react-dom/client';
import { Draft } from './draft';
import { Editor } from './Editor';
import { Server } from './server';
import { hear, say } from './words';

/** Puts the drawing in its place once the draft and the activities have come. */
export async function mount(host: HTMLElement): Promise<void> {
  const { draft: draftUrl, activities: activitiesUrl, stepUrl, tryUrl, words } = host.dataset;
  hear(JSON.parse(words!) as Record<string, string>);
  host.textContent = say('Workflow.Draw.Loading');
  const server = new Server(draftUrl!, activitiesUrl!);
  try {
    const [draft, activities] = await Promise.all([Draft.open(server), server.activities()]);
    createRoot(host).render(
      <ReactFlowProvider>
        <Editor draft={draft} activities={activities} stepUrl={stepUrl!} tryUrl={tryUrl!} />
      </ReactFlowProvider>,
    );
  } catch {
    host.textContent = say('Workflow.Draw.NotOpened');
  }
}
