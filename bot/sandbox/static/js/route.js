// Where in the workspace we are, kept in the address so that Back and Reload work.

/** Reads `#as=U1&in=C1&thread=17.1&tab=home`; parts that are not there are empty. */
export function readRoute() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const part = (name) => parts.get(name) ?? "";
  return { as: part("as"), in: part("in"), thread: part("thread"), tab: part("tab"), screen: part("screen") };
}

/** Changes some parts and tells `hashchange` listeners; `keep` leaves no step for the Back button. */
export function goTo(change, { keep = false } = {}) {
  const next = { ...readRoute(), ...change };
  const parts = new URLSearchParams(Object.entries(next).filter(([, value]) => value !== ""));
  const address = `#${parts}`;
  if (address === location.hash) return;
  if (keep) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  window.dispatchEvent(new Event("routechange"));
}

/** Runs the listener after every change of place, by us or by the browser's Back. */
export function onRoute(listener) {
  window.addEventListener("routechange", listener);
  window.addEventListener("popstate", listener);
}
