import type { RunningServer } from './app.js';

const firstHospital = {
  name: 'City General Hospital',
  city: 'New York',
  state: 'NY',
  country: 'USA',
  hospital_type: 'general',
  contact_email: 'admin@citygeneral.com',
  contact_phone: '+1-212-555-0100',
};

const credentials = { email: 'you@example.com', password: 'your password' };

/** What whoever starts the server is told in the terminal. */
export function greeting(server: RunningServer, version: string, databaseUrl: string | undefined): string {
  const url = server.url.replace(/\/\/(?:127\.0\.0\.1|\[::1\])(?=:)/, '//localhost');
  const parts = [
    `MedCor ${version} is ready at ${url}`,
    databaseLines(server, databaseUrl),
    tokenLines(server),
    nextLines(url, server.isClaimed),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function databaseLines({ database, dataDir }: RunningServer, databaseUrl: string | undefined): string {
  if (database === 'postgresql' && databaseUrl !== undefined) {
    const { host, pathname } = new URL(databaseUrl);
    return `Database: PostgreSQL at ${host}${pathname}`;
  }
  return (
    `Database: embedded, in ${dataDir}\n` +
    '  Warning: not for production, since a power loss may lose data. Set DATABASE_URL to use PostgreSQL.'
  );
}

function tokenLines({ newSetupToken }: RunningServer): string {
  if (!newSetupToken) return '';
  return (
    `Set-up token: ${newSetupToken.secret}\n` +
    '  Needed only to set MedCor up from another machine, as the header X-Setup-Token. It is not shown again,\n' +
    `  but kept in ${newSetupToken.path}`
  );
}

function nextLines(url: string, isClaimed: boolean): string {
  const post = (path: string, body: object) =>
    `curl ${url}${path} -H 'Content-Type: application/json' -d '${JSON.stringify(body)}'`;
  const request = isClaimed ? post('/api/auth/login/', credentials) : post('/api/hospitals/', firstHospital);
  return ['Three things to try next:', 'pnpm quickstart', `curl ${url}/api/ready/`, request].join('\n  ');
}
