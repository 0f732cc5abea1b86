const systemFonts = 'system-ui, sans-serif';

Redoc.init(
  '/api/openapi.json',
  {
    scrollYOffset: 'nav.medcor',
    // The server would stand before every path, and is the one that the page came from.
    hideHostname: true,
    showExtensions: ['x-permissions', 'x-rate-class', 'x-idempotency', 'x-events'],
    theme: {
      typography: {
        fontFamily: systemFonts,
        headings: { fontFamily: systemFonts },
        code: { fontFamily: 'ui-monospace, monospace' },
      },
    },
  },
  document.getElementById('redoc'),
);
