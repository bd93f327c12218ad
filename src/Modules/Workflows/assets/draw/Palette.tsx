import { useMemo, useState } from 'react';
import { Icon } from './icons';
import type { Activity } from './server';
import { say } from './words';

export const dragged = 'application/x-workflow-activity';

/** Leads the eye and the focus to where steps are chosen; on a wide screen it is in sight already. */
export function seekStep(): void {
  const field = document.getElementById('w-search');
  const isBeside = matchMedia('(min-width: 992px)').matches;
  if (field && isBeside) {
    field.closest('[data-palette]')!.scrollTop = 0;
  }

  field?.focus({ preventScroll: isBeside });
}

/** Every activity by group. Drag one onto the board, or press it; when a place is chosen it lands there. */
export function Palette({ activities, place, onChoose, onNoPlace }: { activities: Activity[]; place: string | null; onChoose: (activity: Activity) => void; onNoPlace: () => void }) {
  const [search, setSearch] = useState('');
  const groups = useMemo(() => {
    const asked = search.trim().toLocaleLowerCase();
    const found = activities.filter(a => `${a.title} ${a.does} ${a.name}`.toLocaleLowerCase().includes(asked));
    return [...new Set(found.map(a => a.group))].map(group => found.filter(a => a.group === group));
  }, [activities, search]);

  return (
    <section className="w-palette" aria-labelledby="w-palette" data-palette>
      <h2 id="w-palette" className="h5">{say('Workflow.Edit.Add')}</h2>
      {place && (
        <p className="w-palette__place">
          {place} <button type="button" className="btn btn-link btn-sm p-0" onClick={onNoPlace}>{say('Workflow.Draw.Free')}</button>
        </p>
      )}
      <label className="visually-hidden" htmlFor="w-search">{say('Workflow.Edit.Search')}</label>
      <input
        id="w-search" className="form-control" type="search" autoComplete="off" placeholder={say('Workflow.Edit.Search')} value={search} onChange={event => setSearch(event.target.value)}
        onKeyDown={event => { if (event.key === 'Escape' && place) { onNoPlace(); } }}
      />
      <p className="visually-hidden" role="status">{search.trim() && say('Workflow.Draw.Found', groups.flat().length)}</p>
      {groups.length === 0 && <p className="w-quiet">{say('Workflow.Edit.SearchNoneText')}</p>}
      <div className="w-palette__groups">
        {groups.map(group => (
          <div key={group[0]!.group}>
            <h3 className="w-palette__group">{group[0]!.groupTitle}</h3>
            <ul>
              {group.map(activity => (
                <li key={activity.name}>
                  <button
                    type="button" className={`w-item w-step--${activity.group}`} title={activity.does} draggable data-activity={activity.name}
                    onClick={() => { setSearch(''); onChoose(activity); }}
                    onDragStart={event => { event.dataTransfer.setData(dragged, activity.name); event.dataTransfer.effectAllowed = 'copy'; }}
                  >
                    <Icon name={activity.group} /> <span>{activity.title}</span>
                  </button>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}
