/** Loaded into a server by `--import`: SIGUSR2 begins a CPU profile, and the next one writes it. */
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';

const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.setSamplingInterval', { interval: 200 });
let isRunning = false;

process.on('SIGUSR2', () => {
  if (!isRunning) session.post('Profiler.start');
  else {
    session.post('Profiler.stop', (_error, { profile }) => {
      writeFileSync(process.env.PROFILE_FILE, JSON.stringify(profile));
    });
  }
  isRunning = !isRunning;
});
