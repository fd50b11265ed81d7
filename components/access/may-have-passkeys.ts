/** Whether the browser, at this address, can have passkeys: it binds them to a name, never to a number. */
export const mayHavePasskeys = () =>
  typeof PublicKeyCredential !== 'undefined' && !/^[\d.]+$|^\[/.test(window.location.hostname);
