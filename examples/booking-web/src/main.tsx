import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import type { Backend } from './backend.js';

const server: Backend = {
  options: { baseUrl: import.meta.env.VITE_MEDCOR_URL ?? 'http://localhost:8002' },
  demoPeople: [],
};

// Vite writes the mode into what it builds, so that a build for a server has nothing of the mock in it.
const backend =
  import.meta.env.MODE === 'mock' ? await (await import('./mock-backend.js')).openMockBackend() : server;

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root".');
createRoot(root).render(
  <StrictMode>
    <App backend={backend} />
  </StrictMode>,
);
