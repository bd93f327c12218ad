// Strokes in a square of 24; each is decoration beside words.
const paths: Record<string, string> = {
  plus: 'M12 5v14M5 12h14',
  undo: 'M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3',
  redo: 'm15 14 5-5-5-5M20 9H10a6 6 0 0 0 0 12h3',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  paste: 'M9 4h6v3H9zM9 5H5v16h14V5h-4M12 11v6m-3-3 3 3 3-3',
  duplicate: 'M8 8h12v12H8zM4 16V4h12M14 11v6M11 14h6',
  remove: 'M4 7h16M9 7V4h6v3M6 7l1 14h10l1-14M10 11v6M14 11v6',
  row: 'M3 3h18M6 7h4v13H6zM14 7h4v8h-4z',
  column: 'M3 3v18M7 6v4h13V6zM7 14v4h8v-4z',
  arrange: 'M3 10h5v4H3zM16 4h5v4h-5zM16 16h5v4h-5zM8 12h4V6h4M12 12v6h4',
  'zoom-in': 'M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM21 21l-5-5M11 8v6M8 11h6',
  'zoom-out': 'M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM21 21l-5-5M8 11h6',
  fit: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  Events: 'M13 3 5 14h6l-1 7 8-11h-6z',
  People: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM5 21c0-4 3-6 7-6s7 2 7 6',
  Flow: 'M12 3v6M12 9l-6 5v6M12 9l6 5v6',
  Subject: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
  Messages: 'M4 6h16v12H4zM4 7l8 6 8-6',
  Outside: 'M10 5H5v14h14v-5M14 4h6v6M20 4l-9 9',
  Other: 'M6 12h.01M12 12h.01M18 12h.01',
};

export function Icon({ name }: { name: string }) {
  return (
    <svg className="w-icon" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      <path d={paths[name] ?? paths.Other} />
    </svg>
  );
}
